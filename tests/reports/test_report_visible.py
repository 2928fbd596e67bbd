"""Hidden, reordering and unencodable characters become visible text."""

import pytest
from markupsafe import Markup

from reports.visible import clip, finalize, typeable, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("gpj\u202eexe", "gpj⟨U+202E⟩exe"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("\ud83dx", "⟨U+D83D⟩x"),
        ("\x00\x1b[31m\x85", "⟨U+0000⟩⟨U+001B⟩[31m⟨U+0085⟩"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\uffff", "⟨U+FFFF⟩"),
    ],
)
def test_hidden_characters_are_shown_by_code_point(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


def test_ordinary_text_is_untouched() -> None:
    text = "安和市人民政府 \t第 1 行\n第 2 行 😀 مرحبا"
    assert visible(text) == text


def test_line_ends_are_unified() -> None:
    assert visible("a\r\nb\rc") == "a\nb\nc"


def test_visible_text_can_always_be_encoded() -> None:
    every = "".join(map(chr, range(0x11000)))
    assert visible(every).encode("utf-8")


def test_clip_says_how_long_the_text_was() -> None:
    assert clip("短", 5) == "短"
    cut = clip("长" * 40_000, 5)
    assert cut.startswith("长长长长长……") and "40000" in cut


def test_typeable_url_has_nothing_hidden() -> None:
    assert typeable("http://a.gov.cn/\u202egpj.exe") == "http://a.gov.cn/%E2%80%AEgpj.exe"
    assert typeable("http://a.gov.cn/a b\n") == "http://a.gov.cn/a%20b%0A"
    assert typeable("http://a.gov.cn/\ud800") == "http://a.gov.cn/%3F"
    assert typeable("http://a.gov.cn/中文?a=1") == "http://a.gov.cn/中文?a=1"


def test_finalize_escapes_all_but_markup() -> None:
    assert finalize("<b>\n&") == Markup("&lt;b&gt;&#10;&amp;")
    assert finalize(Markup("<b>")) == Markup("<b>")
    assert finalize(None) == ""
    assert finalize(1234) == Markup("1234")
