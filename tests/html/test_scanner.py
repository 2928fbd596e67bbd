"""The scanner as a whole: memory of definitions, contexts, page facts, hostile documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.html import entries
from auditor.html.features import distance
from auditor.html.scanner import MAX_TOKENS, Scan, Scanner
from auditor.model.link import Link
from auditor.model.link import TargetKind as Kind
from auditor.urls.scope import Scope

SITE = "http://www.x.gov.cn"
SCOPE = Scope(frozenset({f"{SITE}:80", "https://www.x.gov.cn:443"}))


def scan(markup: str, url: str = f"{SITE}/a/b.html") -> Scan:
    return Scanner(SCOPE, simhash=True).scan(markup, url, "utf-8")


def linked(found: Scan, known: dict[int, tuple[Link, ...]]) -> list[str]:
    known.update({definition.id: definition.links for definition in found.new})
    return [link.target for number in found.refs for link in known[number]]


def test_definitions_are_given_once_and_referred_to_with_repeats() -> None:
    scanner = Scanner(SCOPE, simhash=True)
    first = scanner.scan("<a href=/1>x</a><a href=/2>y</a><a href=/1>x</a>", f"{SITE}/", "utf-8")
    again = scanner.scan("<a href=/2>y</a>", f"{SITE}/c/", "utf-8")
    assert list(first.refs) == [1, 2, 1]
    assert [definition.id for definition in first.new] == [1, 2]
    assert (list(again.refs), again.new, again.reset) == ([2], [], False)


@pytest.mark.parametrize(
    ("markup", "same"),
    [
        ("<a href=/1>x</a>", True),
        ("<a href=http://y.cn/>x</a>", True),
        ("<a href=1>x</a>", False),
        ("<a href=?1>x</a>", False),
        ("<a href=/1><img src=2></a>", False),
        ("<a href=http:1>x</a>", False),
    ],
)
def test_relative_links_are_resolved_per_directory(markup: str, same: bool) -> None:
    scanner = Scanner(SCOPE, simhash=True)
    known: dict[int, tuple[Link, ...]] = {}
    one = linked(scanner.scan(markup, f"{SITE}/a/", "utf-8"), known)
    other = linked(scanner.scan(markup, f"{SITE}/b/", "utf-8"), known)
    assert (one == other) is same


def test_query_links_belong_to_their_page_and_paths_to_their_directory() -> None:
    scanner = Scanner(SCOPE, simhash=True)
    known: dict[int, tuple[Link, ...]] = {}
    markup = "<a href=?p=2>x</a><a href=1.html>y</a>"
    assert linked(scanner.scan(markup, f"{SITE}/a/l1?p=1", "utf-8"), known) == [f"{SITE}/a/l1?p=2", f"{SITE}/a/1.html"]
    second = scanner.scan(markup, f"{SITE}/a/l2", "utf-8")
    assert len(second.new) == 1
    assert linked(second, known) == [f"{SITE}/a/l2?p=2", f"{SITE}/a/1.html"]


def test_rooted_links_follow_the_scheme_of_the_page() -> None:
    scanner = Scanner(SCOPE, simhash=True)
    known: dict[int, tuple[Link, ...]] = {}
    assert linked(scanner.scan("<a href=//y.cn/>x</a>", f"{SITE}/", "utf-8"), known) == ["http://y.cn/"]
    assert linked(scanner.scan("<a href=//y.cn/>x</a>", "https://www.x.gov.cn/", "utf-8"), known) == ["https://y.cn/"]


def test_keys_are_equal_in_every_process_and_depend_on_the_context_alone() -> None:
    def keys(markup: str, url: str) -> list[bytes]:
        return [definition.key for definition in scan(markup, url).new]

    assert keys("<a href=/1>x</a></li>", f"{SITE}/a/") == keys("<p><a href=/1>x</a>", f"{SITE}/b/c")
    assert keys("<a href=1>x</a>", f"{SITE}/a/") != keys("<a href=1>x</a>", f"{SITE}/b/")
    assert keys("<a href=/1>x</a>", f"{SITE}/")[0].hex() == "22b5ba07a13bcd61b494db79cb6d5a80"


def test_a_full_memo_is_dropped_before_a_page_and_ids_go_on() -> None:
    scanner = Scanner(SCOPE, memo_limit=50)
    markup = "".join(f"<a href=/{number}>x</a>" for number in range(60))
    first = scanner.scan(markup, f"{SITE}/", "utf-8")
    second = scanner.scan(markup, f"{SITE}/", "utf-8")
    assert (first.reset, second.reset) == (False, True)
    assert max(first.refs) < min(second.refs)
    assert [definition.key for definition in first.new] == [definition.key for definition in second.new]


FRAGMENT_PAGE = '<p id="intro"><a name="甲"></a><div id=a&amp;b></div>'


@pytest.mark.parametrize(
    "raw", ["#intro", "#甲", "#%E7%94%B2", "#a&b", "#top", "#", "#/r", "b.html#intro", f"{SITE}/a/b.html"]
)
def test_fragments_that_exist_are_not_recorded_as_missing(raw: str) -> None:
    found = scan(f"{FRAGMENT_PAGE}<a href='{raw}'></a>")
    assert [link.fragment for definition in found.new for link in definition.links if raw.startswith("#")] == []


def test_a_missing_fragment_is_a_link_to_the_page_itself() -> None:
    found = scan(f"{FRAGMENT_PAGE}<a href='#no'>x</a><i></i><a href='#no'>x</a>", f"{SITE}/a/b.html?p=1")
    (definition,) = found.new
    (link,) = definition.links
    assert (link.kind, link.target, link.fragment) == (Kind.PAGE, f"{SITE}/a/b.html?p=1", "no")
    assert list(found.refs) == [definition.id] * 2


def test_fragments_are_asked_of_each_page_anew() -> None:
    scanner = Scanner(SCOPE, simhash=True)
    assert not scanner.scan("<a href='#s'>x</a><p id=s>", f"{SITE}/1", "utf-8").refs
    assert scanner.scan("<a href='#s'>x</a>", f"{SITE}/2", "utf-8").refs


def test_fragments_of_a_page_with_a_foreign_base_lead_away() -> None:
    found = scan("<base href=http://y.cn/z><a href='#s'>x</a><p id=s>")
    assert [(link.target, link.fragment) for definition in found.new for link in definition.links] == [
        ("http://y.cn/z", "s")
    ]
    assert found.base == "http://y.cn/z"


def test_the_first_base_of_a_crawl_leaves_no_wrong_definition_behind() -> None:
    scanner = Scanner(SCOPE, simhash=True)
    known: dict[int, tuple[Link, ...]] = {}
    markup = "<a href=/1>x</a><base href=http://y.cn/z/><a href=2>x</a>"
    first = scanner.scan(markup, f"{SITE}/", "utf-8")
    assert linked(first, known) == ["http://y.cn/1", "http://y.cn/z/2"]
    assert len(first.new) == 2
    assert linked(scanner.scan("<a href=/1>x</a>", f"{SITE}/", "utf-8"), known) == [f"{SITE}/1"]
    assert linked(scanner.scan(markup, f"{SITE}/", "utf-8"), known) == ["http://y.cn/1", "http://y.cn/z/2"]


def test_page_text() -> None:
    page = scan(
        "<title> 某市&amp;人民<b>政府 </title><style>.a{}</style><script>var a='字'</script><h1>标<em>题</em></h1><!-- 无 -->"
        "<a href=/1>甲<br>乙</a>丙&nbsp;<textarea>不</textarea><h2><a href=/2>二</a></h2>"
    ).page
    assert page.title == "某市&人民政府"
    assert page.headings == ("标题", "二")
    assert page.visible == len("标题甲乙丙二")
    assert page.opening == "标 题 甲 乙 丙 二"


def test_opening_is_bounded() -> None:
    assert len(scan("<p>" + "字" * 5_000).page.opening) == 300


def test_template_key_ignores_text_order_and_formatting_and_sees_classes() -> None:
    def template(markup: str) -> str:
        return scan(markup).page.template

    one = template('<div class="a b"><p class=x>甲</p><ul class=l><li class=i>1<li class=i>2</ul></div>')
    assert one == template('<ul class=l><li class=i>9</ul><div class="a  b" id=q>乙<b class=y></b></div>')
    assert one != template('<div class="a c"><ul class=l><li class=i>1</ul></div>')
    assert len(one) == 16


def test_simhash_is_near_for_near_texts_and_far_for_others() -> None:
    def simhash(words: list[str]) -> int:
        return scan("".join(f"<p>{word}</p>" for word in words)).page.simhash

    base = [f"第{number}条 内容{number * 7}" for number in range(80)]
    assert distance(simhash(base), simhash([*base[:-2], "新的一条"])) <= 8
    assert distance(simhash(base), simhash([f"别的{number}" for number in range(80)])) > 15
    assert scan("").page.simhash == 0


@pytest.mark.parametrize(
    ("markup", "target", "by"),
    [
        ('<meta http-equiv="refresh" content="0;URL=/i.html">', "/i.html", "meta"),
        ("<script>location.href='/i.html'</script>", "/i.html", "script"),
        ("<script>window.location.replace('/i.html');</script>正在跳转", "/i.html", "script"),
        ("<script>window.onload=function(){top.location='/i.html'}</script>", "/i.html", "script"),
        ("<body onload=\"location.href='/i.html'\">", "/i.html", "script"),
        ("<script>setTimeout(\"a\",1);if(m){location.href='/i.html'}</script>", "", ""),
        ("<script>function go(){location.href='/i.html'}</script>", "", ""),
        ("<script>location.href='/i.html'</script>" + "字" * 300, "", ""),
        ('<meta http-equiv="refresh" content="600">', "", ""),
    ],
)
def test_pages_that_only_redirect(markup: str, target: str, by: str) -> None:
    page = scan(markup).page
    assert (page.refresh, page.refresh_by) == (target, by)


PIECES = [
    "<a href=/1>", "</a>", "<a href=2 title='", "'>", "<img src=3>", "<template>", "</template>", "<script>", "</script>", "<!--",
    "-->", "字", "<h1>", "</h1>", "<a href='#q'>", "<p id=q class=r>", "<base href=/b/>", "<option value=/o>", "{{x}}",
    "<a href={{y}}>", "<title>", "</title>",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), min_size=1, max_size=4))
def test_memory_changes_nothing(documents: list[str]) -> None:
    scanner = Scanner(SCOPE, memo_limit=20, simhash=True)
    known: dict[int, tuple[Link, ...]] = {}
    for document in documents * 2:
        warm = scanner.scan(document, f"{SITE}/a/b.html", "utf-8")
        cold = scan(document)
        assert linked(warm, known) == linked(cold, {})
        assert warm.page == cold.page


HOSTILE = {
    "nested tags": "<div class=a>" * 400_000,
    "distinct tags": "".join(f"<div class=c{number}>" for number in range(200_000)),
    "distinct links": "".join(f"<a href=/{number}>x</a>" for number in range(60_000)),
    "open comment": "<a href=/1>x</a><!--" + "<a href=/2>" * 300_000,
    "open quote": "<a href=/1>x</a><a title='" + "<a href=/2>" * 300_000,
    "one huge attribute": "<a href='/" + "x" * 5_000_000 + "'>x</a>",
    "many attributes": "<a " + " ".join(f"data-{number}=1" for number in range(100_000)) + " href=/1>x</a>",
    "huge script": "<script>" + "x='<a href=\"/1\">'+y+" * 60_000 + "</script>",
    "open strings": "<script>" + "'a\\" * 500_000 + "</script>",
    "script of slashes": "<script>" + "=/" * 500_000 + "</script>",
    "many styles": "<style>" + "url(/a)" * 200_000 + "</style>",
    "open urls": "<style>" + "url(" * 500_000 + "</style>",
    "huge srcset": "<img srcset='" + "a 1x," * 200_000 + "'>",
    "open brackets in srcset": "<img srcset='" + "a (" * 300_000 + "'>",
    "blanks in a refresh": "<meta http-equiv=refresh content='" + " " * 500_000 + "'>",
    "open brackets in a script": "<script>" + "=/[" * 130_000 + "</script>",
    "mail addresses": "".join(f"<a href='mailto:{number}{'a' * 8_000}'>x</a>" for number in range(300)),
    "blank refresh": "<meta http-equiv=refresh content='0;" + " " * 500_000 + "x'>",
    "one anchor around everything": "<a href=/1>" + "<b>字</b>" * 200_000 + "</a>",
    "references": "<a href='" + "&amp" * 500_000 + "'>" + "&lt" * 500_000,
    "open cdata": "<script type=text/xml>" + "<![CDATA[" * 300_000 + "</script>",
    "nul and surrogates": "<a href='\x00\ud800'>\udfff</a>" * 1_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_scanned_to_the_end(name: str) -> None:
    found = scan(HOSTILE[name])
    assert len(found.refs) <= MAX_TOKENS
    assert sum(len(link.raw) for definition in found.new for link in definition.links) < 8_000_000


def test_too_many_tokens_are_cut_and_said_so() -> None:
    assert scan("<hr>" * (MAX_TOKENS + 10)).truncated
    assert not scan("<hr>" * 10).truncated


@pytest.mark.parametrize(
    "token",
    [
        '<a href="/zwgk/t20260911_1.html">标题</a>',
        '<a href="./t20260911_1.html" title="完整的标题" target="_blank">标题  两格</a>',
        '<a class="more" href="http://www.x.gov.cn/a/?b=1">更多</a></li><li>',
        '<a href="../../index.html" title=" 首页 "></a>',
        '<a title="无地址">文字</a>',
        '<a href="#">更多</a>',
        '<a href="/a" href="/b">两个</a>',
        '<a href="javascript:void(0)">动作</a>',
        '<a href="www.x.gov.cn/a">少了协议</a>',
        '<a href="/a&amp;b">实体</a>',
        '<a href="t20260911_1.html#part3">同目录</a></p>',
        '<a href="a/b/index.shtml">下级目录</a>',
        '<a href="#part3">本页</a>',
    ],
)
def test_short_cut_reads_links_as_the_long_way_does(token: str) -> None:
    short, shapes = entries.read(token)
    full, all_shapes = entries.read_fully(token)
    assert (short.element, short.found, short.fragments, short.text) == (
        full.element,
        full.found,
        full.fragments,
        full.text,
    )
    assert (short.flags, short.names, shapes) == (full.flags, full.names, all_shapes)


@pytest.mark.parametrize(
    "token",
    [
        "<title>标题 &amp; 其他</title>",
        "<title> </title></div>",
        '<title class="x">标题</title>',
        '<meta name="ColumnName" content="通知公告">',
        '<meta name="Refresh" content="0;url=/x" />',
        '<meta http-equiv="refresh" content="0;url=/x">',
        '<meta name="a" id="b" content="">',
    ],
)
def test_short_cut_reads_heads_as_the_long_way_does(token: str) -> None:
    short, shapes = entries.read(token)
    full, all_shapes = entries.read_fully(token)
    assert (short.found, short.fragments, short.text, short.title) == (full.found, (), "", full.title)
    assert (short.flags, short.names, short.target, shapes) == (full.flags, full.names, full.target, all_shapes)


PIECES = [
    "<a href=/1>", "</a>", "<a href=2>x</a>", "<img src=3>", "<template>", "</template>", "<script>", "</script>", "<!--", "-->",
    "<a href='#q'>x</a>", "<p id=q>", "<base href=/b/>", "<h2>", "</h2>", "题", "<title>", "</title>", "<option value=/o>", "<textarea>",
    "</textarea>", '"', "'", "<i v-if=x>", "<a href={{y}}>z</a>", "<p title='", "<meta http-equiv=refresh content='0;url=/m'>", "&am", "p;",
    "\n", "\n", "\n", "\n", "\r\n", "<plaintext>", "<", "</", "<p",
]  # fmt: skip


def seen_by(scanner: Scanner, markup: str, url: str) -> tuple[object, ...]:
    """What a scan says, its ids replaced by what they stand for."""
    found = scanner.scan(markup, url, "utf-8")
    known = KEYS.setdefault(id(scanner), {})
    if found.reset:
        known.clear()
    known.update((definition.id, definition.key) for definition in found.new)
    return [known[number] for number in found.refs], found.page, found.base, found.names


KEYS: dict[int, dict[int, bytes]] = {}


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), min_size=1, max_size=6))
def test_a_page_says_the_same_whatever_was_read_before(documents: list[str]) -> None:
    KEYS.clear()
    scanner = Scanner(SCOPE)
    for number, markup in enumerate([*documents, *documents, "".join(documents), "\n".join(documents)]):
        url = f"http://www.x.gov.cn/a/{number % len(documents)}.html"
        assert seen_by(scanner, markup, url) == seen_by(Scanner(SCOPE), markup, url)


def test_pages_of_shared_lines_are_read_as_whole_pages_are() -> None:
    KEYS.clear()
    head = "<title>甲</title>\n<script>\nif (a < b) {\n x='<a href=/no>';\n}\n</script>\n<h1>\n标题\n</h1>\n<ul>\n"
    rows = [f"<li><a href=/{n}.html>第{n}条\n</a></li>\n<li><a href=/x{n}>短</a></li>\n" for n in range(9)]
    scanner = Scanner(SCOPE)
    for n in range(9):
        markup = head + "".join(rows[n:] + rows[:n]) + f"</ul>\n<!-- {n}\n<a href=/comment>x</a> -->\n<p>正文{n}</p>"
        assert seen_by(scanner, markup, f"{SITE}/a.html") == seen_by(Scanner(SCOPE), markup, f"{SITE}/a.html")
        assert scanner.scan(markup, f"{SITE}/a.html", "utf-8").page.headings == ("标题",)
