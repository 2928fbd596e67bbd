"""Places of occurrences: the same elements the scanner saw, with line, column, region and excerpt."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.html.place import Document, locate
from auditor.html.scanner import Scan, Scanner
from auditor.model.page import Place
from auditor.urls.scope import Scope

URL = "http://www.x.gov.cn/a/b.html"
SCOPE = Scope(frozenset({"http://www.x.gov.cn:80"}))


def scan(markup: str) -> Scan:
    return Scanner(SCOPE).scan(markup, URL, "utf-8")


def places(markup: str) -> list[Place]:
    keys = [definition.key for definition in scan(markup).new]
    return [place for _, place in locate(Document(markup, URL, "utf-8"), keys)]


def test_line_column_and_excerpt() -> None:
    markup = "<p>字\n<b>字</b><a href=/1>甲\n乙</a></p>\n\n<a href=/1>甲\n乙</a>"
    assert [(place.line, place.column, place.excerpt) for place in places(markup)] == [
        (2, 9, "<a href=/1>甲\n乙</a>"),
        (5, 1, "<a href=/1>甲\n乙</a>"),
    ]


def test_excerpts_are_bounded() -> None:
    assert len(places(f"<a href=/{'x' * 2_000}>x</a>")[0].excerpt) == 500


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<header><a href=/1>x</a></header>", "header"),
        ("<header><nav><ul><li><a href=/1>x</a></ul></nav></header>", "nav"),
        ("<main><a href=/1>x</a></main>", "main"),
        ("<footer><div class=x><a href=/1>x</a></div></footer>", "footer"),
        ("<div class='w1200 footer-box'><a href=/1>x</a></div>", "footer"),
        ("<div id=foot><table><tr><td><a href=/1>x</a></table></div>", "footer"),
        ("<div class=copyright><a href=/1>x</a></div>", "footer"),
        ("<div class=top_nav><a href=/1>x</a></div>", "nav"),
        ("<div class=header><a href=/1>x</a></div>", "header"),
        ("<div role=contentinfo><a href=/1>x</a></div>", "footer"),
        ("<div class=TRS_Editor><p><a href=/1>x</a></div>", "main"),
        ("<footer></footer><a href=/1>x</a>", ""),
        ("<div class=footer><div></div></div></div></span><a href=/1>x</a>", ""),
        ("<div class=wrapper><a href=/1>x</a></div>", ""),
    ],
)
def test_regions(markup: str, region: str) -> None:
    assert [place.region for place in places(markup)] == [region]


def test_only_wanted_keys_are_placed() -> None:
    markup = "<a href=/1>x</a><a href=/2>y</a>"
    keys = [definition.key for definition in scan(markup).new]
    assert [key for key, _ in locate(Document(markup, URL, "utf-8"), keys[1:])] == keys[1:]
    assert list(locate(Document(markup, URL, "utf-8"), [])) == []


PIECES = [
    "<a href=/1>", "</a>", "<a href=2>x</a>", "<img src=3>", "<template>", "</template>", "<script>", "</script>", "<!--", "-->",
    "<a href='#q'>x</a>", "<p id=q>", "<base href=/b/>", "<a href=?z><img src=/i>", "<a href={{y}}>z</a>", "<i v-if=x>", "\n", "</footer>",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_occurrence_of_the_scanner_has_one_place(markup: str) -> None:
    found = scan(markup)
    keys = {definition.id: definition.key for definition in found.new}
    placed = Counter(key for key, _ in locate(Document(markup, URL, "utf-8"), frozenset(keys.values())))
    assert placed == Counter(keys[number] for number in found.refs)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "markup",
    [
        "<div class=nav>" * 200_000,
        "</div>" * 300_000,
        "<div>" * 500 + "</p></li></td>" * 100_000,
        "<a href=/1>x</a>\n" * 50_000,
    ],
)
def test_hostile_nesting(markup: str) -> None:
    assert len(places(markup)) <= 50_000
