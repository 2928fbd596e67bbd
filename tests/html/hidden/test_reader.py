"""Facts of pages: blocks, places, heads; the same whatever was read before; hostile pages end soon."""

import base64
import random

import pytest

from auditor.html.hidden import Reader, Stylesheets, facts
from auditor.model.hidden import Method, Origin, Place

URL = "http://www.a.gov.cn/x/1.html"
LINK = '<a href="http://bad.example.com/p">词</a>'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><p>{'正文' * 100}</p>{body}</body></html>"


def test_a_block_says_all_of_itself() -> None:
    text = page(f'<div class="box"><span style="display:none">甲{LINK}<a href="/own">own</a>乙</span></div>')
    (block,) = facts(text, URL).blocks
    assert text[block.offset : block.offset + block.length].endswith("</span>")
    assert (block.tag, block.methods, block.origin, block.bare) == ("span", (Method.DISPLAY,), Origin.INLINE, True)
    assert [(link.host, link.domain, link.text) for link in block.links] == [("bad.example.com", "example.com", "词")]
    assert (block.own_links, block.text, block.ancestors[:2]) == (1, "甲 词 own 乙", ("div.box", "body"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div style=display:none>a<div>b</div>c</div>d", "a b c"),
        ("<div style=display:none>a</b></span>b</div>c", "a b"),
        ("<ul><li style=display:none>a<li>b</ul>", "a"),
        ("<p style=display:none>a<p>b", "a"),
        ("<table><tr><td style=display:none>a<td>b</table>", "a"),
        ("<div style=display:none>a<br>b<img>c</div>d", "a b c"),
        ("<div style=display:none><script>if(a<b){}</script>x</div>y", "x"),
        ("<div style=display:none><!-- </div> -->x</div>y", "x"),
        ("<ul><li style=display:none>a</ul>b", "a"),
    ],
)
def test_where_a_block_ends(body: str, text: str) -> None:
    assert facts(page(body), URL).blocks[0].text == text


def test_equal_blocks_have_one_key_whatever_the_white_space() -> None:
    one = facts(page(f"<div style='display:none'>{LINK}\n  {LINK}</div>"), URL).blocks[0]
    other = facts(page(f"<i>x</i><div style='display:none'>{LINK} {LINK}</div>"), URL).blocks[0]
    assert one.key == other.key


def test_sheets_are_applied_with_their_cascade() -> None:
    sheets = Stylesheets({"http://www.a.gov.cn/c.css": ".h{display:none} #k.h{display:block}"})
    head = "<link rel=stylesheet href='/c.css'><style>.late{visibility:hidden}</style>"
    found = facts(page("<div class=h>a</div><div id=k class=h>b</div><p class=late>c</p>", head), URL, sheets)
    assert [(block.text, block.origin) for block in found.blocks] == [("a", Origin.SHEET), ("c", Origin.SHEET)]
    assert facts(page("<div class='h' style='display:block'>a</div>", head), URL, sheets).blocks == ()


def test_a_sheet_that_a_script_writes_hides_as_the_script() -> None:
    coded = "".join(f"{ord(letter) - 26:02d}" for letter in "<style>.k{position:absolute;top:-999px}</style>")
    script = (
        f'<script>var s="{coded}",r="";for(var i=0;i<s.length;i+=2)'
        "{r+=String.fromCharCode(parseInt(s.substr(i,2),10)+26);}document.write(r);</script>"
    )
    (block,) = facts(page(f'<p class="k">{LINK}</p>{script}'), URL).blocks
    assert (block.methods, block.origin) == ((Method.OFFSCREEN,), Origin.SCRIPT)
    (block,) = facts(page(f'<p class="k">{LINK}</p>', "<style>.k{position:absolute;top:-999px}</style>"), URL).blocks
    assert block.origin is Origin.SHEET


def test_places() -> None:
    block = "<div style='display:none'>x</div>"
    assert facts(block + page(""), URL).blocks[0].place is Place.BEFORE_DOCTYPE
    assert facts(page("") + block, URL).blocks[0].place is Place.AFTER_HTML
    assert facts(page("<body>" + block), URL).blocks[0].place is Place.SECOND_BODY
    assert facts(block, URL).blocks[0].place is Place.NO_DOCUMENT
    # A page inside a page: what follows the first end tag is the rest of the document.
    assert facts(page("") + page(block), URL).blocks[0].place is Place.ORDINARY


def test_head_before_and_after_decoding() -> None:
    head = facts(
        page("", "<title>&#21271;&#20140;&#x5e02;</title><meta name=Keywords content='&#21271;&#20140;&#24066;'>"), URL
    ).head
    assert (head.title, head.title_raw, head.title_coded) == ("北京市", "&#21271;&#20140;&#x5e02;", True)
    assert (head.metas[0].name, head.metas[0].content, head.metas[0].coded) == ("keywords", "北京市", True)
    assert not facts(page("", "<title>A &amp; B &#8211; C</title>"), URL).head.title_coded


def test_facts_do_not_depend_on_what_was_read_before() -> None:
    bodies = [
        f"<div style='display:none'>{LINK}</div>",
        f"<div style='display:none'>{LINK}</div><p>x</p>",
        "<div style='display:none'>",
        f"<div style='display:none'>{LINK}",
        f"<div class=q>{LINK}</div>",
        f"<style>.q{{display:none}}</style><div class=q>{LINK}</div>",
        f"<div id=z>{LINK}</div>",
        f"<div id=z>{LINK}</div><script>document.getElementById('z').style.display='none'</script>",
        "<p>hacked by me</p>",
        "<p>x</p><script>eval(1)</script>",
    ]
    alone = {body: facts(page(body), URL) for body in bodies}
    for seed in range(5):
        reader = Reader()
        for body in random.Random(seed).sample(bodies * 3, len(bodies) * 3):
            assert reader.facts(page(body), URL) == alone[body]


BLOCKS = base64.b64encode(b"if(referrer){a{b{c}}}location.href='/';" * 100).decode()
HOSTILE = {
    "written openers": page('<script>document.write("<div style=display:none>")</script>' * 20_000),
    "open noscripts": page("<noscript><p>" * 20_000),
    "nested brackets": page(
        "<p style='left:" + "calc(" * 50_000 + "'><style>" + ":not(" * 50_000 + "{display:none}</style>"
    ),
    "digits": page("<script>fromCharCode" + '"12345678901234";' * 50_000 + "</script>"),
    "writes": page("<script>" + 'document.write("<scr' * 100_000 + "</script>"),
    "many codes": page("<script>atob;" + ('"' + "QUJD" * 20 + '";') * 20_000 + "</script>"),
    "deep": page("<div>" * 40_000 + f"<div style='display:none'>{LINK}" + "x" * 4_000_000),
    "deep and hidden": page("<div style='display:none'>" * 40_000 + LINK),
    "blocks": page(
        "".join(f"<div style='display:none'><a href='http://e{n}.com/'>casino {n}</a></div>" for n in range(10_000))
    ),
    "packed": page(
        "<script>eval(function(p,a,c,k,e,d){}('"
        + "1 2 3 " * 30_000
        + "',62,20000,'"
        + "|".join(map(str, range(20_000)))
        + "'.split('|')))</script>"
    ),
    "comments": page("<!-- a --" * 200_000),
    "attributes": page("<div " + 'a="b" ' * 300_000),
    "titles": page("<script>" + "document.title=" * 100_000 + "</script>"),
    "strings": page("<script>eval(" + '"a"+' * 300_000 + ")</script>"),
    "open string": page('<script>eval atob.reverse()"' + '\\"' * 200_000 + "</script>"),
    "open strings": page(
        "<script>eval atob " + "".join(f"{mark}\\{mark}" * 60_000 + "\n" for mark in "\"'`") + "</script>"
    ),
    "open calls": page("<script>eval;" + 'unescape("\\"' * 100_000 + "</script>"),
    "expressions": page("".join(f"<p style='left:{'expression(' * 1_800}{n}'>" for n in range(20))),
    "expressions in a sheet": page("<style>p{left:" + "expression(- " * 50_000 + "}</style>"),
    "redirects": page(
        "<script>" + "if(referrer){{{{{{{baidu}}}}}}}location.href='http://e.com/';" * 10_000 + "</script>"
    ),
    "coded redirects": page("".join(f"<script>{n};eval(atob('{BLOCKS}'));</script>" for n in range(200))),
    "banners": page("<p>hacked by " * 100_000),
    "openers": page("<a href=http://e.com/x>" * 50_000),
    "numbers": page("<script>String.fromCharCode(" + "1," * 500_000 + "</script>"),
    "references": page(f"<meta name=keywords content='{'&#21271;' * 200_000}'>"),
    "surrogates": page("<div style='display:none'>\ud800<a href='http://\udfff.com/'>x</a></div>"),
    "nul": page("<div style='display:none'\0><a href='http://x.com/\0'>"),
}


@pytest.mark.timeout(60)  # All take a second or two; what is worse than linear takes minutes.
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_come_to_an_end(name: str) -> None:
    assert len(facts(HOSTILE[name], URL).blocks) <= 400


def test_too_many_elements_are_said() -> None:
    assert facts("<b id=x>" * 60_000, URL).truncated
