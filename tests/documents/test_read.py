"""Documents as people make them, and as nobody should: what they say, and that nothing of them does any harm."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from pypdf import PdfReader, PdfWriter

from auditor.documents.read import read
from auditor.model.attachment import AttachmentLink, State
from auditor.model.limits import Limits
from demo import files

LIMITS = Limits()
TEXT = "关于做好防汛工作的通知\n各单位要认真部署。"


def word(*paragraphs: str, links: int = 0) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for number in range(links):
        document.part.relate_to(f"http://www.yunze.gov.cn/{number}.html", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def book(*rows: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": True}) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.write_url("H1", "http://www.yunze.gov.cn/x.html", string="链接")
    return out.getvalue()


def test_a_pdf_says_its_text_page_by_page_and_its_links() -> None:
    found = read(files.pdf(TEXT, "第二页", links=("http://www.yunze.gov.cn/gone.html",)), LIMITS)
    assert (found.kind, found.state, found.pages) == ("pdf", State.READ, 2)
    assert found.text.split() == [*TEXT.split(), "第二页"]
    assert found.links == (AttachmentLink("http://www.yunze.gov.cn/gone.html"),)


def test_a_word_file_says_paragraphs_tables_apart_and_links() -> None:
    found = read(word("各单位要认真部署。", "二、要求", links=2), LIMITS)
    assert (found.kind, found.state, found.macros) == ("docx", State.READ, False)
    assert found.text == "各单位要认真部署。\n二、要求"
    assert [link.url for link in found.links] == ["http://www.yunze.gov.cn/0.html", "http://www.yunze.gov.cn/1.html"]


def test_a_word_file_saved_as_strict_open_xml_is_read_as_well() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("联系人 13812345678"))) as plain, zipfile.ZipFile(packed, "w") as strict:
        for name in plain.namelist():
            text = plain.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            strict.writestr(name, text)
    found = read(packed.getvalue(), LIMITS)
    assert (found.state, found.text) == (State.READ, "联系人 13812345678")


def test_one_of_which_a_limit_left_nothing_is_not_called_empty() -> None:
    found = read(word(*["各单位要认真部署防汛工作。"] * 20_000), LIMITS)
    assert (found.state, found.limit, found.text) == (State.CUT, "expansion", "")


def test_a_link_in_a_word_file_has_its_words_and_fields_are_links_too() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.cn/x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>网站</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body><w:p><!--x--></w:p>{field}</w:body></w:document>',
        )
    found = read(packed.getvalue(), LIMITS)
    assert (found.text, found.links) == ("网站", (AttachmentLink("http://a.cn/x", "网站"),))


def test_a_workbook_says_its_rows_texts_and_numbers() -> None:
    found = read(book(("姓名", "金额"), ("张三", "500")), LIMITS)
    assert found.text.split("\n")[1] == "张三\t500" and "姓名\t金额" in found.text
    assert [link.url for link in found.links] == ["http://www.yunze.gov.cn/x.html"]


def test_an_old_workbook_says_its_cells() -> None:
    found = read(files.xls("补贴发放表"), LIMITS)
    assert (found.kind, found.state, found.text, found.pages) == ("xls", State.READ, "补贴发放表", 1)


def test_an_old_word_file_says_its_text_and_the_links_of_its_fields() -> None:
    field = '\x13 HYPERLINK "http://www.yunze.gov.cn/x.html" \x14网站\x15'
    found = read(files.doc(f"关于做好防汛工作的通知\n各单位要认真部署,见{field}。"), LIMITS)
    assert (found.kind, found.state, found.macros) == ("doc", State.READ, False)
    assert found.text.split("\n")[:2] == ["关于做好防汛工作的通知", "各单位要认真部署,见网站。"]
    assert found.links == (AttachmentLink("http://www.yunze.gov.cn/x.html", "网站"),)


def test_macros_and_passwords_of_an_old_word_file_are_seen() -> None:
    assert read(files.doc("甲", macros=True), LIMITS).macros
    assert read(files.doc("甲", encrypted=True), LIMITS).state is State.ENCRYPTED


@pytest.mark.parametrize("cut", [600, 1100, 2000, 4700, 6000])
def test_a_torn_old_file_is_an_answer(cut: int) -> None:
    assert read(files.doc("甲" * 3_000)[:cut], LIMITS).state in (State.DAMAGED, State.UNREAD, State.READ)


def test_a_scanned_pdf_has_pictures_and_no_text() -> None:
    found = read(files.pdf("", "", picture=True), LIMITS)
    assert (found.state, found.text, found.pictures, found.pages) == (State.READ, "", 2, 2)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(TEXT))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_for_printing() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(TEXT))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    return files.archive({name.replace("__", "/"): text for name, text in parts.items()})


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (encrypted_pdf(), State.ENCRYPTED),
        (locked_for_printing(), State.READ),
        (files.pdf(TEXT)[:200], State.DAMAGED),
        (word("甲")[:900], State.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), State.DAMAGED),
        (files.archive({"word/document.xml": "<broken"}), State.DAMAGED),
        (files.archive({"list.txt": "甲"}), State.UNREAD),
        (b"plain text", State.UNREAD),
        (files.pdf(""), State.EMPTY),
        (word(), State.EMPTY),
    ],
)
def test_what_cannot_be_read_is_an_answer(data: bytes, state: State) -> None:
    assert read(data, LIMITS).state is state


def test_macros_are_seen_whatever_the_file_is_called() -> None:
    out = io.BytesIO(word("甲"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert read(out.getvalue(), LIMITS).macros


def test_ten_thousand_relations_are_not_all_read() -> None:
    relations = "".join(
        f'<Relationship Id="r{n}" TargetMode="External" Type="x/hyperlink" Target="http://www.yunze.gov.cn/{n}"/>'
        for n in range(10_100)
    )
    data = files.archive(
        {
            "word/document.xml": "<w:document xmlns:w='w'><w:p><w:t>甲</w:t></w:p></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        }
    )
    found = read(data, LIMITS)
    assert len(found.links) == LIMITS.attachment_links and found.limit == "attachment_relations"


@pytest.mark.parametrize(
    ("limits", "limit"),
    [(LIMITS, "expansion"), (replace(LIMITS, expansion=10**9, attachment_unpacked=1 << 20), "attachment_unpacked")],
)
def test_a_bomb_is_not_unpacked(limits: Limits, limit: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p xmlns:w='w'><w:t>" + "甲" * 3_000_000 + "</w:t></w:p>")
    assert len(out.getvalue()) < 20_000 and read(out.getvalue(), limits).limit == limit


def test_entities_are_not_swollen_and_files_of_ours_not_read() -> None:
    entity = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '" + "x" * 100 + "'>]>"
    found = read(files.archive({"word/document.xml": f"{entity}<p><t>&a;{'&b;' * 100}</t></p>"}), LIMITS)
    assert "root:" not in found.text and len(found.text) < 1_000


def test_text_ends_at_its_limit() -> None:
    found = read(word("甲" * 500, "乙" * 500), replace(LIMITS, attachment_characters=600))
    assert len(found.text) <= 600 and found.text.startswith("甲" * 500) and not found.text.endswith("乙" * 500)


@pytest.mark.parametrize("data", [word("机密★10年", "代号雷霆"), files.pdf("内部资料 注意保存\n代号雷霆")])
def test_a_document_with_a_mark_of_secrecy_leaves_nothing_but_its_hash(data: bytes) -> None:
    found = read(data, LIMITS)
    assert found.sealed and len(found.sha256) == 64
    assert (found.text, found.links) == ("", ())
