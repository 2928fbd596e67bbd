"""The notice as Word reads it: what it says, how it is laid out, and that hostile text is text."""

import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.formats import Means, NotPossible
from reports.forms.notice import save_form
from reports.view import ReportView
from reports.word import NAME, write
from reports.wording import Looked

TODAY = date(2026, 11, 26)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
HOSTILE = [
    "{{ 7*7 }}{% for x in y %}", "{{ office.__class__ }}", "</w:t><w:evil/>", "a\u202egpj.exe\u200b", "\ud800\x00\x08\x0b\x0c",
    "=HYPERLINK(\"http://evil.example/\")", "../../etc/passwd", "x" * 40_000, "行\n行\x07段\t格",
]  # fmt: skip


def notice(folder: Path, made: SimpleNamespace, records: list[dict[str, Any]], **changed: Any) -> Any:
    bundle = made.bundle(folder / "bundle", records)
    given: dict[str, Any] = {"titles": made.titles, "today": TODAY, **changed}
    (path,) = write(ReportView.open(bundle), folder, Means(**given))
    assert path == folder / NAME and not list(folder.glob("*.part"))
    return Document(str(path))


def words(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def cells(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_only_what_accuses_is_listed_in_the_order_of_the_report(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [
        made.finding(1, outcome="review"),
        made.finding(2, outcome="unmeasured"),
        made.finding(3, impact="minor"),
        made.finding(4, page="http://www.anhe.gov.cn/"),
    ]
    document = notice(tmp_path, made, records)
    rows = cells(document)[1:]
    assert [row[0][-5:] for row in rows] == ["-0001", "-0002"]
    assert made.finding(4)["message"] in rows[0][1] and "监测发现（待核实）" in rows[0][1]
    assert rows[1][2].splitlines() == [
        "首页「政务公开」下「政策法规」栏目《政务公开 - 安和市人民政府》,第 120 行,正文",
        made.finding(3)["page"],
    ]
    assert rows[0][3] == made.titles["links.dead"].fix
    said = words(document)
    assert "发现问题2项" in said and "未能检测的1项，不计入结果" in said and "本次检查 1,312 / 约 2,140 页" in said


def test_what_was_confirmed_is_said_so_and_what_was_dismissed_is_gone(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [made.finding(n) for n in range(3)]
    view = ReportView.open(made.bundle(tmp_path / "bundle", records))
    one, two, _ = (view.numbers.number(entry.fingerprint) for entry in view.ordered)
    document = notice(tmp_path, made, records, looked=Looked(frozenset({one}), frozenset({two})))
    rows = cells(document)[1:]
    assert ["经核实" in row[1] for row in rows] == [True, False]
    assert two not in str(rows) and "待核实" in words(document)


def test_the_due_date_knows_holidays_and_weekends_that_are_worked(tmp_path: Path, made: SimpleNamespace) -> None:
    assert "于2026年10月19日前" in words(notice(tmp_path, made, [made.finding(1)], today=date(2026, 9, 29)))


def test_a_year_nobody_published_asks_for_a_date(tmp_path: Path, made: SimpleNamespace) -> None:
    far = date(2044, 12, 28)
    with pytest.raises(NotPossible, match=r"2044.*--due"):
        notice(tmp_path, made, [made.finding(1)], today=far)
    assert "2045年1月20日前" in words(notice(tmp_path, made, [made.finding(1)], today=far, due=date(2045, 1, 20)))


def test_a_due_date_that_is_over_is_refused(tmp_path: Path, made: SimpleNamespace) -> None:
    with pytest.raises(NotPossible, match="已经过去"):
        notice(tmp_path, made, [made.finding(1)], due=date(2026, 11, 25))


def test_the_layout_is_that_of_official_documents(tmp_path: Path, made: SimpleNamespace) -> None:
    document = notice(tmp_path, made, [made.finding(1)])
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = document.styles["Normal"]
    assert body.font.size == Pt(16) and body.paragraph_format.line_spacing == Pt(28)
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    title = next(one for one in document.paragraphs if one.text.startswith("关于"))
    assert title.runs[0].font.size == Pt(22) and title.runs[0].font.name == "方正小标宋简体"
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (number,) = footer.paragraphs
        assert number.text == "—  —" and "PAGE" in number._p.xml and f'w:jc w:val="{side}"' in number._p.xml
    assert document.settings.odd_and_even_pages_header_footer


def test_what_stands_in_a_paragraph_has_the_order_that_word_wants(tmp_path: Path, made: SimpleNamespace) -> None:
    order = (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "pBdr",
        "spacing",
        "ind",
        "jc",
        "rPr",
    )
    document = notice(tmp_path, made, [made.finding(1)])
    inside = [paragraph._p.pPr for paragraph in document.paragraphs if paragraph._p.pPr is not None]
    names = [[child.tag.rpartition("}")[2] for child in one] for one in inside]
    assert any("pBdr" in one for one in names)
    for one in names:
        assert [order.index(name) for name in one] == sorted(order.index(name) for name in one)


def test_pictures_stand_beside_their_finding(tmp_path: Path, made: SimpleNamespace) -> None:
    folder = tmp_path / "bundle" / "shots"
    folder.mkdir(parents=True)
    (folder / "00ff00ff00ff00ff.png").write_bytes(PNG)
    shots = ["00ff00ff00ff00ff.png", "../secret.png", "/etc/passwd", "0" * 16 + ".png"]
    document = notice(tmp_path, made, [made.finding(n, evidence={"shot": shot}) for n, shot in enumerate(shots)])
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0].width == Mm(48)
    drawn = ["graphicData" in row._tr.xml for row in document.tables[0].rows[1:]]
    assert drawn == [True, False, False, False]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(tmp_path: Path, made: SimpleNamespace, hostile: str) -> None:
    fields = ("message", "text", "place", "target", "page", "page_title", "column_path", "unit")
    record = made.finding(1, **dict.fromkeys(fields, hostile), evidence={"excerpt": hostile, "shot": hostile})
    bundle_site = {"site": f"http://{hostile[:50]}/"}
    made.bundle(tmp_path / "bundle", [record], summary=bundle_site)
    (path,) = write(ReportView.open(tmp_path / "bundle"), tmp_path, Means(today=TODAY))
    rows = cells(Document(str(path)))
    assert len(rows) == 2 and "49" not in rows[1][1]
    assert hostile[:1] in rows[1][1] or "⟨U+D800⟩" in rows[1][1]
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith((".xml", ".rels"))}  # fmt: skip
    assert not any(sign in part for part in parts.values() for sign in ("\u202e", "\u200b", "<w:evil", "<w:hyperlink"))
    assert "evil.example" not in "".join(part for name, part in parts.items() if name.endswith(".rels"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bundle", NAME]


def test_an_office_brings_its_own_form_and_words(tmp_path: Path, made: SimpleNamespace) -> None:
    form = Document()
    form.add_paragraph("{{ office }}致{{ addressee }}:{{ total }}项,{{ findings[0].number }}")
    form.save(str(tmp_path / "form.docx"))
    settings = tmp_path / "notice.toml"
    settings.write_text('office = "某办 & <某>"\naddressee = "市教育局"\n', "utf-8")
    document = notice(tmp_path, made, [made.finding(1)], template=tmp_path / "form.docx", settings=settings)
    assert words(document).startswith("某办 & <某>致市教育局:1项,") and document.tables == []


def test_our_form_can_be_changed_and_given_back(tmp_path: Path, made: SimpleNamespace) -> None:
    save_form(tmp_path / "form.docx")
    form = Document(str(tmp_path / "form.docx"))
    form.add_paragraph("抄送:市政府办公室。")
    form.save(str(tmp_path / "form.docx"))
    document = notice(tmp_path, made, [made.finding(1)], template=tmp_path / "form.docx")
    assert document.paragraphs[-1].text == "抄送:市政府办公室。" and len(cells(document)) == 2


@pytest.mark.parametrize(
    "field", ["{{ nothing }}", "{% if %}", "{{ office.__class__.__mro__ }}", "{{ open('/etc/passwd') }}"]
)
def test_a_wrong_field_of_a_form_is_named(tmp_path: Path, made: SimpleNamespace, field: str) -> None:
    form = Document()
    form.add_paragraph(field)
    form.save(str(tmp_path / "form.docx"))
    with pytest.raises(NotPossible, match=r"form\.docx.*字段有误"):
        notice(tmp_path, made, [made.finding(1)], template=tmp_path / "form.docx")
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0 doc"])
def test_what_is_no_form_is_refused_by_name(tmp_path: Path, made: SimpleNamespace, content: bytes) -> None:
    (tmp_path / "old.doc").write_bytes(content)
    with pytest.raises(NotPossible, match=r"old\.doc"):
        notice(tmp_path, made, [made.finding(1)], template=tmp_path / "old.doc")


@pytest.mark.parametrize("content", ["office = 3", 'boss = "x"', "office = ", "days = true", "\udcff"])
def test_wrong_settings_are_named(tmp_path: Path, made: SimpleNamespace, content: str) -> None:
    path = tmp_path / "notice.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(NotPossible, match=r"notice\.toml"):
        notice(tmp_path, made, [made.finding(1)], settings=path)


def test_a_long_list_is_cut_and_said_so(tmp_path: Path, made: SimpleNamespace) -> None:
    document = notice(tmp_path, made, [made.finding(n) for n in range(107)])
    assert len(cells(document)) == 101 and "其余7项见随附的工作簿" in words(document)
    assert "其余" not in words(notice(tmp_path, made, [made.finding(1)]))
