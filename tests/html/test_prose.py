"""What a reader reads of a page."""

import pytest

from auditor.html import prose as module
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


def test_every_letter_is_found_again_where_it_stands() -> None:
    document = (
        "<title>题</title><p>前</p><body>\n <p>甲 乙\n 丙<b>丁</b> <i>戊</i></p><select><option>不<option>读</select>"
        "<a href=x>己 <span>庚</span><button>不</button><img>辛</a><noscript><p>不</noscript><div>壬<!-- x -->癸"
    )
    read = prose(document)
    assert read.text == "甲 乙 丙丁 戊\n己 庚\n辛\n壬癸"
    for at, letter in enumerate(read.text):
        assert letter.isspace() or document[read.offset(at)] == letter


def test_a_page_with_the_sign_that_cuts_lines_keeps_its_lines_and_places() -> None:
    document = "<p>甲\ufdd0乙</p><p>丙&#xfdd0;丁</p>"
    read = prose(document)
    assert read.text == "甲 乙\n丙丁"
    assert document[read.offset(read.text.index("乙")) :].startswith("乙</p>")


def test_places_are_right_behind_character_references() -> None:
    document = "<p>&nbsp;&nbsp;甲&amp;乙</p><p>部暑</p>"
    read = prose(document)
    assert document[read.offset(read.text.index("部暑")) :].startswith("部暑")


@pytest.mark.parametrize(
    "document", ["", "<", "<p", "<p class='x", "</", "<!--", "a<b", "<" * 5_000, "<a " * 5_000, "<p x='" * 3_000]
)
def test_broken_documents_are_read_as_far_as_they_go(document: str) -> None:
    read = prose(document)
    for at in (0, len(read.text)):
        assert 0 <= read.offset(at) <= len(document)


def test_tags_that_were_forgotten_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 3)
    for number in range(5):
        assert prose(f"<p class=a{number}>甲<select><option>不</select><b>乙</b></p>").text == "甲\n乙"


def test_letters_with_longer_small_forms_do_not_shift_what_is_skipped() -> None:
    assert prose("<p>İİİİİİ</p><SCRIPT>部暑</SCRIPT><p>好</p>").text == "İİİİİİ\n好"


@pytest.mark.parametrize("piece", ["<a '", '<a "', "<", "<p ", "<!--", "<code>", "<script ", "</p", "甲 ", "<b> "])
def test_monstrous_documents_are_read_once(piece: str) -> None:
    prose(piece * (1_000_000 // len(piece)))
