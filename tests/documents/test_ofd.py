"""OFD as GB/T 33190 lays it out: text by place, links in actions, and what nobody should make."""

import io
import zipfile

import pytest

from auditor.documents.read import read
from auditor.model.attachment import AttachmentLink, State
from auditor.model.limits import Limits

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def piece(text: str, x: float, y: float) -> str:
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 40 5"><ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'


def page(*pieces: str) -> str:
    return f"<?xml version='1.0'?><ofd:Page {SPACE}><ofd:Content><ofd:Layer>{''.join(pieces)}</ofd:Layer></ofd:Content></ofd:Page>"


def ofd(*pages: str, **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", f"<ofd:OFD {SPACE}/>")
        package.writestr("Doc_0/Document.xml", more.pop("document", f"<ofd:Document {SPACE}/>"))
        for at, text in reversed(list(enumerate(pages))):
            package.writestr(f"Doc_0/Pages/Page_{at}/Content.xml", text)
        for name, text in more.items():
            package.writestr(name, text)
    return out.getvalue()


LIMITS = Limits()


def test_lines_are_put_together_by_place_and_pages_by_number() -> None:
    pages = [page(piece(f"第 {at} 页", 20, 20)) for at in range(11)]
    pages[0] = page(
        piece("身份证号码", 20, 20), piece("4401061990", 60, 20.3), piece("03076410", 90, 20), piece("下一行", 20, 28)
    )
    found = read(ofd(*pages), LIMITS)
    assert (found.kind, found.state, found.pages) == ("ofd", State.READ, 11)
    assert found.text.split("\n")[:3] == ["身份证号码440106199003076410", "下一行", "第 1 页"]
    assert found.text.endswith("第 10 页")


def test_links_of_its_actions_are_seen() -> None:
    action = f'<ofd:Document {SPACE}><ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://www.yunze.gov.cn/x.html"/></ofd:Action></ofd:Actions></ofd:Document>'
    assert read(ofd(page(), document=action), LIMITS).links == (AttachmentLink("http://www.yunze.gov.cn/x.html"),)


def test_a_mark_of_secrecy_seals_it() -> None:
    found = read(ofd(page(piece("机密★10年", 20, 20), piece("某市人民政府文件", 20, 40))), LIMITS)
    assert found.sealed and not found.text


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (ofd(), State.EMPTY), (ofd("<ofd:Page"), State.DAMAGED), (ofd(page(), **{"Doc_0/Encryptions.xml": "<x/>"}), State.ENCRYPTED),
        (ofd(page(piece("字", 20, 20)))[:-40], State.DAMAGED),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_answer(data: bytes, state: State) -> None:
    assert read(data, LIMITS).state is state


def test_pieces_without_a_place_are_read_and_entities_are_left_alone() -> None:
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    text = f"{entity}<ofd:Page {SPACE}><ofd:TextObject><ofd:TextCode>甲&x;</ofd:TextCode></ofd:TextObject></ofd:Page>"
    assert read(ofd(text), LIMITS).text == "甲"


def test_a_page_that_swells_is_cut_by_a_named_limit() -> None:
    found = read(ofd(page(piece("零" * (2 << 20), 20, 20))), LIMITS)
    assert found.limit in ("expansion", "attachment_unpacked", "attachment_characters")
