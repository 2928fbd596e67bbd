"""What a reader reads of a page."""

import pytest

from auditor.html.prose import prose


def test_blocks_are_lines_and_inline_markup_leaves_no_trace() -> None:
    read = prose("<div><p>全面<b>部</b>暑&amp;推进</p><ul><li>甲</li><li><a href='x'>乙</a>丙</li></ul></div>")
    assert read.text == "全面部暑&推进\n甲\n乙丙"


@pytest.mark.parametrize(
    "unread",
    [
        "<script>var a='部暑';</script>", "<SCRIPT type=x>if(a<b){}部暑</ScRiPt >", "<style>部暑</style>", "<!-- 部暑 -->",
        "<code>部暑</code>",
        "<textarea>部暑</textarea>", "<p title='a>部暑'></p>", '<img alt="部暑>">', "<template><p>部暑</p></template>", "<script>部暑",
    ],
)  # fmt: skip
def test_what_is_made_for_machines_is_not_read(unread: str) -> None:
    assert "部暑" not in prose(f"<p>甲</p>{unread}").text


def test_places_lead_back_into_the_document() -> None:
    document = "<p>第一段</p><!-- x --><script>1</script>\n<div>\n<span>第二</span>段部暑</div>"
    read = prose(document)
    at = read.text.index("部暑")
    assert document[read.offset(at) :].startswith("部暑</div>")


@pytest.mark.parametrize(
    "document", ["", "<", "<p", "<p class='x", "</", "<!--", "a<b", "<" * 5_000, "<a " * 5_000, "<p x='" * 3_000]
)
def test_broken_documents_are_read_as_far_as_they_go(document: str) -> None:
    read = prose(document)
    assert len(read.starts) == len(read.offsets)
    assert read.offset(0) >= 0


def test_letters_with_longer_small_forms_do_not_shift_what_is_skipped() -> None:
    assert prose("<p>İİİİİİ</p><SCRIPT>部暑</SCRIPT><p>好</p>").text == "İİİİİİ\n好"


@pytest.mark.parametrize("piece", ["<a '", '<a "', "<", "<p ", "<!--", "<code>", "<script ", "</p", "甲 ", "<b> "])
def test_monstrous_documents_are_read_once(piece: str) -> None:
    prose(piece * (1_000_000 // len(piece)))
