"""The tokenizer against a real HTML5 parser (lexbor), on generated hostile documents and on awkward known ones."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from auditor.html.tokens import ELEMENT, TOKEN, attributes, decode_value, inner_tags, start_tag, taken_apart, tokens

IMPLIED = {"html", "head", "body", "-text", "-comment", "-undef", "-doctype", "!doctype", "-document"}

# Only names without a part in tree construction: then the tree has the start tags of the document, in its order.
PIECES = [
    "<", ">", '"', "'", "=", "/", " ", "\n", "\t", "\f", "-", "!", "?", "x", "y", "中", "&amp;", "&copy=1", "&#65;", "&", ";",
    "<!--", "-->", "--!>", "<!-->", "<!--->", "<!", "<?", "</", "</>", "<![CDATA[", "]]>", "<!doctype html>", "--", "->",
    "<div", "<div>", "</div>", "<qq", "<qq ", "<QQ a=b>", "</qq>", "<span title=", "<section id='s'>", '<article class="c">',
    "a=1", 'b="2"', "c='3'", "d = 4", "e", 'title="a>b"', "onclick='x>y'", '="', "='", "=x ", '"x', "'x",
    "<script", "<script>", "</script>", "</script ", "<!--<script>", "</scripty>", "<SCRIPT src=x>", "</SCRIPT>",
    "<style>", "</style>", "</style/", "<textarea>", "</textarea>", "<title>", "</title x>", "<iframe src=y>", "</iframe>",
    "<xmp>", "</xmp>", "<noembed>", "</noembed>", "<noframes>", "</noframes>", "<plaintext>", "<titles>", "<styles a>",
]  # fmt: skip

ANCHORS = ["<a href='", "<a href=u>", "</a>", "</a >", "<a>", "<A HREF=v>", "<b>", "<img src=i>"]

documents = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def ours(text: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for token in ELEMENT.findall(text):
        first = start_tag(token)
        if first is None:
            continue
        tags = list(inner_tags(token))
        assert tags[0] == (first[0], attributes(first[1]))
        found += tags if first[0] == "a" else tags[:1]
    return found


def theirs(text: str) -> list[tuple[str, dict[str, str]]]:
    root = LexborHTMLParser(text).root
    assert root is not None
    nodes = [node for node in root.traverse(include_text=False) if node.tag and node.tag not in IMPLIED]
    return [(node.tag or "", {name: value or "" for name, value in node.attributes.items()}) for node in nodes]


@settings(max_examples=600, deadline=None)
@given(documents)
@example('<qq onclick="if(a>b)x()" b>')
@example("<script><!--<script></script>--></script><qq>")
@example("<script><!--><script></script><qq>")
@example('<qq a="<div>')
@example("<!--><qq><!---><qq a><!-- --!><qq b><!--->-->")
@example('<qq a=b ="x>y">')
@example("<span title=>")
def test_same_start_tags_and_attributes_as_lexbor(text: str) -> None:
    assert ours("<!doctype html><body>" + text)[1:] == theirs("<!doctype html><body>" + text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *ANCHORS]), max_size=40))
def test_same_anchors_and_images_as_lexbor(pieces: list[str]) -> None:
    # Misnested anchors are cloned by tree construction, so only the distinct ones are compared.
    text = "<!doctype html><body>" + "".join(pieces)
    wanted = {"a", "img"}

    def distinct(tags: list[tuple[str, dict[str, str]]]) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
        return {(name, tuple(sorted(values.items()))) for name, values in tags if name in wanted}

    assert distinct(ours(text)) == distinct(theirs(text))


@given(documents)
def test_splitting_loses_nothing_and_keeps_the_elements(text: str) -> None:
    parts = TOKEN.split(text)
    assert "".join(parts) == text
    heads = [ELEMENT.match(token) for token in parts[1::2]]
    assert all(heads)
    plain = {"li", "div", "p", "span", "td", "section"}
    kept = Counter(head[0] for head in heads if head)
    every = Counter(token for token in ELEMENT.findall(text))
    assert all(token.strip("</>").lower() in plain or kept[token] == count for token, count in every.items())


@given(documents)
def test_plain_tags_that_ride_along_are_told_apart_again_where_they_stand(text: str) -> None:
    parts = tokens(text)
    assert "".join(parts) == text
    apart = [(token, at, tag) for token in parts[1::2] for at, tag in taken_apart(token)]
    assert [tag for _, _, tag in apart] == ELEMENT.split(text)[1::2]
    assert all(token.startswith(tag, at) for token, at, tag in apart)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&region=2", "?a=1&region=2"),
        ("&copy", "©"),
        ("&lt;x&gt;", "<x>"),
        ("&#x4e2d;&#22269;", "中国"),
        ("&notit;", "&notit;"),
        ("&bogus;", "&bogus;"),
        ("a&&b&", "a&&b&"),
    ],
)
def test_references_in_attribute_values(written: str, meant: str) -> None:
    assert decode_value(written) == meant


def test_the_first_of_equal_attributes_counts() -> None:
    assert attributes(" HREF=a href='b' x") == {"href": "a", "x": ""}


def test_an_anchor_with_its_content_is_one_token() -> None:
    text = '<a href=x title="a>b"><img alt="</a>"><b>字</b><!-- </a> --></a >后'
    assert ELEMENT.findall(text) == [text[:-1]]


def test_an_unclosed_anchor_is_a_tag_alone() -> None:
    assert ELEMENT.findall("<a href=x>甲<a href=y>乙</a>") == ["<a href=x>", "<a href=y>乙</a>"]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 200_000,
        "<a href=x>" * 100_000,
        "<a href=x><b>" * 80_000,
        "<!--" * 300_000,
        "<!-- -" * 200_000,
        '<a href="' * 100_000,
        '<qq a="' + "x" * 2_000_000,
        "<qq " + "a=b " * 300_000,
        "<qq " + " " * 1_000_000,
        "<qq" + "/" * 1_000_000,
        "<" * 1_000_000,
        "</" * 500_000,
        "<script>" + "<!--<script>" * 100_000,
        "<title>" * 200_000,
        "<![CDATA[" * 100_000,
        "<a" + "='" * 300_000,
        "<a href=x>" + "<i>" * 300_000,
    ],
    ids=lambda text: text[:14],
)
def test_hostile_documents_are_split_completely(text: str) -> None:
    assert sum(map(len, TOKEN.split(text))) == len(text)
