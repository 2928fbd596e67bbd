"""The notice of our own, laid out as GB/T 9704 asks of official documents; an office may bring its own instead.

It is made here and not kept as a binary file, so that every measure can be read: A4 with margins of 37, 35, 28 and 26 mm,
title 2号 (22 pt) 小标宋, body 3号 (16 pt) 仿宋 with lines of exactly 28 pt, page number — 1 — at the outer edge.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

BODY, TITLE, HEAD, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
_LINE = 28
_SIZE_2, _SIZE_3, _SIZE_4, _SIZE_5 = 22, 16, 14, 10.5
"""Points of the Chinese sizes 2号, 3号, 4号 and 五号."""
_RED = RGBColor(0xE0, 0x10, 0x10)
_WIDTHS = (25, 54, 47, 30)
"""Millimetres of the table's columns; together the width of the text."""
_COLUMNS = ("编号", "问题", "位置", "整改建议")

_OPENING = (
    "{{ basis }}，我单位于{{ period }}对你单位主办的网站（{{ site }}）进行了检查。{{ reach }}，"
    "发现问题{{ total }}项，其中可能构成单项否决的{{ vetoes }}项。{{ certainty }}"
)
_SILENT = "因对方防护拦截、网络或检查数量上限等原因未能检测的{{ unmeasured }}项，不计入结果。"
_CLOSING = (
    "请对照上表逐项核实并整改，举一反三，排查同类问题，于{{ due }}前书面反馈整改情况。属于模板、页头、页脚等公共部分的问题，"
    "修改一处即可。对检查结果有异议的，请在期限内写明编号和理由并附证明材料，我单位将据存证复核。"
)


def save_form(path: Path) -> None:
    """Write the form, with its fields unfilled, for an office to change (docs/notice.md)."""
    form = Document()
    _page(form)
    _head(form)
    _line(form, "关于{{ site_name }}检查发现问题的整改通知", (TITLE, _SIZE_2), WD_ALIGN_PARAGRAPH.CENTER)
    _line(form, "")
    _line(form, "{{ addressee }}：", indent=0)
    _line(form, _OPENING)
    _line(form, "一、未能检测的部分", (HEAD, _SIZE_3))
    _line(form, _SILENT)
    _line(form, "二、发现的问题", (HEAD, _SIZE_3))
    _findings(form)
    _line(form, "{%p if left_out %}")
    _line(form, "其余{{ left_out }}项见随附的工作簿。")
    _line(form, "{%p endif %}")
    _line(form, "三、整改要求", (HEAD, _SIZE_3))
    _line(form, _CLOSING)
    for words in ("联系人：{{ contact }}，电话：{{ phone }}。", ""):  # A signature never stands alone on a page.
        _line(form, words).paragraph_format.keep_with_next = True
    for words in ("{{ office }}", "{{ today }}"):
        signed = _line(form, words, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
        signed.paragraph_format.right_indent = Pt(4 * _SIZE_3)
        signed.paragraph_format.keep_with_next = words != "{{ today }}"
    form.save(str(path))


def _page(form: Any) -> None:
    section = form.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)  # The number stands 7 mm below the text.
    normal = form.styles["Normal"]
    _font(normal, BODY, _SIZE_3)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(_LINE)
    normal.paragraph_format.space_after = Pt(0)
    form.settings.odd_and_even_pages_header_footer = True
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        _page_number(footer.paragraphs[0], align)


def _page_number(paragraph: Any, align: Any) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(_SIZE_4)
    for words, kind in (("— ", ""), ("", "begin"), (" PAGE ", "instr"), ("", "end"), (" —", "")):
        run = paragraph.add_run("" if kind else words)
        _font(run, SONG, _SIZE_4)
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.set(qn("xml:space"), "preserve")
            field.text = words
            run._r.append(field)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _head(form: Any) -> None:
    """The office in red, the document's number, and a red line across the text."""
    mark = _line(form, "{{ office }}", (TITLE, 36), WD_ALIGN_PARAGRAPH.CENTER)
    mark.runs[0].font.color.rgb = _RED
    mark.paragraph_format.line_spacing = Pt(54)
    number = _line(form, "{{ document_number }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    edges = OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "8"), ("color", str(_RED))):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    # Word is strict about the order of what stands in here.
    number._p.get_or_add_pPr().insert_element_before(edges, "w:spacing", "w:ind", "w:jc", "w:rPr")
    _line(form, "")


def _findings(form: Any) -> None:
    """One row for each finding, repeated by the template; the heading returns on every page."""
    table = form.add_table(rows=4, cols=len(_COLUMNS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)
    for cell, words in zip(table.rows[0].cells, _COLUMNS, strict=True):
        _cell(cell.paragraphs[0], words, HEAD).alignment = WD_ALIGN_PARAGRAPH.CENTER
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    _cell(table.rows[1].cells[0].paragraphs[0], "{%tr for one in findings %}")
    fields = ("{{ one.number }}", "{{ one.problem }}", "{{ one.where }}", "{{ one.remedy }}")
    for cell, words in zip(table.rows[2].cells, fields, strict=True):
        _cell(cell.paragraphs[0], words)
    problem, place = table.rows[2].cells[1], table.rows[2].cells[2]
    _cell(problem.add_paragraph(), "{{ one.certainty }}；{{ one.spread }}")
    _cell(problem.add_paragraph(), "{%p if one.picture %}")
    picture = _cell(problem.add_paragraph(), "{{ one.picture }}")
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE  # Exact lines would cut it off.
    _cell(problem.add_paragraph(), "{%p endif %}")
    _cell(place.add_paragraph(), "{{ one.url }}")
    _cell(table.rows[3].cells[0].paragraphs[0], "{%tr endfor %}")


def _cell(paragraph: Any, words: str, font: str = BODY) -> Any:
    _font(paragraph.add_run(words), font, _SIZE_5)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(16)
    return paragraph


def _line(form: Any, words: str, look: tuple[str, float] = (BODY, _SIZE_3), align: Any = None, indent: int = 2) -> Any:
    """Add a paragraph; ``look`` is its font and size in points."""
    font, size = look
    paragraph = form.add_paragraph()
    _font(paragraph.add_run(words), font, size)
    paragraph.paragraph_format.keep_with_next = font == HEAD
    if align is None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(indent * size)
    else:
        paragraph.alignment = align
    return paragraph


def _font(of: Any, name: str, size: float) -> None:
    """Word, WPS and LibreOffice read the Chinese font from its own attribute."""
    of.font.name, of.font.size = name, Pt(size)
    fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), name)
