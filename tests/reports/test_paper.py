"""Official paper: what all signed documents share beyond what their own tests read."""

from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.paper import Paper


def test_the_number_of_the_page_stands_at_its_outer_edge(tmp_path: Path) -> None:
    Paper().save(tmp_path / "a.docx")
    section = Document(str(tmp_path / "a.docx")).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (number,) = footer.paragraphs
        assert f'w:jc w:val="{side}"' in number._p.xml and " PAGE " in number._p.xml
        assert {run.font.size for run in number.runs} == {Pt(14)}


def test_every_script_of_a_line_has_its_font(tmp_path: Path) -> None:
    paper = Paper()
    paper.text("一、第 1 次 check", 1)
    paper.save(tmp_path / "a.docx")
    fonts = Document(str(tmp_path / "a.docx")).paragraphs[-1].runs[0]._element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"黑体"}


def test_a_table_fills_the_text_keeps_its_heading_and_takes_several_paragraphs(tmp_path: Path) -> None:
    paper = Paper()
    paper.text("一、清单", 1)
    paper.table((("问题", 1), ("位置", 2)), [("<a> & \x00", ("首页", "http://a.gov.cn/"))])
    paper.save(tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["问题", "位置"],
        ["<a> & ⟨U+0000⟩", "首页\nhttp://a.gov.cn/"],
    ]
    assert abs(sum(column.width for column in table.columns) - Mm(156)) < Mm(0.1)
    heading, above, _ = document.paragraphs
    assert heading.paragraph_format.keep_with_next and above.paragraph_format.keep_with_next
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
