"""Style sheets: what is read of them, what is left out, and how far."""

import pytest

from auditor.html import css
from auditor.html.css import Stylesheets, declared, parse


def selectors(text: str) -> list[str]:
    return [rule.selector for rule in parse(text).rules]


def test_rules_with_their_compounds() -> None:
    sheet = parse("/* x */ .a , div.b#c { display : NONE !important } p > .d{display:none}")
    assert [
        (rule.selector, rule.compound and (rule.compound.tag, set(rule.compound.names))) for rule in sheet.rules
    ] == [
        (".a", ("", {".a"})),
        ("div.b#c", ("div", {".b", "#c"})),
        ("p > .d", None),
    ]
    assert sheet.rules[0].declarations == {"display": ("none", True)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@media print{.a{display:none}}", []),
        ("@media (max-width:600px){.a{display:none}}", []),
        ("@media screen{.a{display:none}}", [".a"]),
        ("@supports (display:grid){@media all{.a{display:none}}}", [".a"]),
        ("@font-face{src:url(x)} .a{display:none}", [".a"]),
        (".x{content:'}'} .a{display:none}", [".a"]),
        ("/* .b{display:none} */ .a{display:none}", [".a"]),
        (".a{display:none", [".a"]),
        ("} .a{display:none}", [".a"]),
        ("<!-- .a{display:none} -->", [".a"]),
        ("", []),
    ],
)
def test_what_applies(text: str, found: list[str]) -> None:
    assert selectors(text) == found


def test_declarations_are_the_same_the_short_and_the_long_way() -> None:
    short, long = "position:absolute; LEFT : -9999PX;;top", "position:absolute;/**/ LEFT : -9999PX;;top"
    assert declared(short) == declared(long) == {"position": ("absolute", False), "left": ("-9999px", False)}
    assert declared("opacity:.5 !important; opacity:1") == {"opacity": (".5", True)}
    assert declared("left:expression(1-900)")["left"][0] == "expression(1-900)"
    assert declared("color:red") == {"color": ("red", False)}
    assert declared("cursor:pointer") == {}


def test_imports_are_followed_once_each() -> None:
    texts = {
        "http://a.cn/1.css": "@import url('2.css'); .one{display:none}",
        "http://a.cn/2.css": '@import "1.css"; @import url(http://other.cn/x.css); .two{display:none}',
    }
    sheets = Stylesheets(texts)
    assert [sheet.rules[0].selector for sheet in sheets.linked("http://a.cn/1.css#x")] == [".two", ".one"]
    assert sheets.linked("http://a.cn/missing.css") == ()


@pytest.mark.timeout(60)  # All take a second or two; what is worse than linear takes minutes.
@pytest.mark.parametrize(
    "text",
    [
        "".join(f".c{n} .d{n}>a{{display:none;left:-{n}px}}" for n in range(100_000)),
        "".join(f".c{n}{{display:none}}" for n in range(100_000)),
        "{" * 500_000,
        "/*" * 500_000,
        '"\\' * 500_000,
        "@media all{" * 100_000,
        "@import 'x.css';" * 50_000,
        ".a{display:none}" * 200_000,
        "a{b:" + "(" * 200_000,
    ],
    ids=["distinct", "simple", "braces", "comments", "quotes", "media", "imports", "same", "brackets"],
)
def test_hostile_sheets_come_to_an_end(text: str) -> None:
    assert len(parse(text).rules) <= css.MAX_RULES
