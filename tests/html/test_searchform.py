"""The search of a page: forms and scripts as sites write them, and what only looks like one."""

import pytest

from auditor.html.searchform import address, has_hint, search_entry
from auditor.model.search import Means

URL = "http://www.yunze.gov.cn/"
ASKED = "%E5%B1%85%E4%BD%8F%E8%AF%81"
FORMS = {
    "plain": ('<form action="/search/"><input name="q"><button>搜索</button></form>', f"{URL}search/?q={ASKED}"),
    "hidden fields first": (
        '<form action="/s?old=1"><input type=hidden name="siteId" value="12"><input name=searchWord placeholder="请输入关键字"></form>',
        f"{URL}s?siteId=12&searchWord={ASKED}",
    ),
    "the province's": ('<form method=get action="https://so.hz.gov.cn/s"><input name="qt" title="搜索"></form>', f"https://so.hz.gov.cn/s?qt={ASKED}"),
    "in GBK": ('<form accept-charset="gbk" action="/s.asp"><input name="keyword"></form>', f"{URL}s.asp?keyword=%BE%D3%D7%A1%D6%A4"),
    "a script": (
        "<input id=key placeholder='搜索'><script>function so(){"
        "window.open('/jsearch/search.do?webid=1&q='+encodeURIComponent($('#key').val()));}</script>",
        f"{URL}jsearch/search.do?webid=1&q={ASKED}",
    ),
    "a script with more behind": (
        "<script>function search(){location.href='/search.html?searchWord='+encodeURI(w)+'&column=all';}</script>",
        f"{URL}search.html?searchWord={ASKED}&column=all",
    ),
    "a script that asks for data": (
        "<script>function so(){$.getJSON('/api/search?keyword=' + encodeURIComponent(w.value), show)}</script>",
        f"{URL}api/search?keyword={ASKED}",
    ),
    "a script that fetches": (
        "<script>fetch(`x`);fetch('/search/api?q='+encodeURIComponent(w)+'&page=1').then(show)</script>",
        f"{URL}search/api?q={ASKED}&page=1",
    ),
    "beside a form that is filled by a script": (
        "<form onsubmit='return go()' action='javascript:void(0)'><input name=q placeholder=搜索></form>"
        "<script>function go(){window.location.href = \"search/?q=\" + q.value}</script>", f"{URL}search/?q={ASKED}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMS)
def test_an_address_can_be_made_of_a_search(case: str) -> None:
    html, expected = FORMS[case]
    entry = search_entry(html, URL, "utf-8")
    assert entry is not None and entry.askable
    assert address(entry, "居住证") == expected


def test_a_script_file_of_the_page_is_read_as_well() -> None:
    entry = search_entry(
        "<input id=kw placeholder=搜索>", URL, "utf-8", ["function s(){location.href='/so/?q='+kw.value}"]
    )
    assert entry is not None
    assert (entry.means, address(entry, "a b")) == (Means.SCRIPT, f"{URL}so/?q=a%20b")


OTHERS = {
    "POST": ('<form method="post" action="/search.do"><input name="keyword"></form>', Means.POST),
    "data asked for by POST": (
        "<input placeholder=搜索><script>fetch('/search/api?q='+w, {method: 'POST'})</script>",
        Means.HIDDEN,
    ),
    "a form without an address, sent by a script": (
        "<form id=s onsubmit='go()'><input name=q placeholder=搜索></form>",
        Means.HIDDEN,
    ),
    "words behind the hash": (
        "<input placeholder=搜索><script>location.href='/search.html#q='+w</script>",
        Means.HIDDEN,
    ),
    "a script that sends something besides": (
        "<input placeholder=搜索><script>function so(){open('/so/s?qt='+q+'&code='+code)}</script>",
        Means.HIDDEN,
    ),
    "a script that sends the site first": (
        "<input placeholder=搜索><script>function so(){location.href='/search?site='+site+'&q='+q}</script>",
        Means.HIDDEN,
    ),
    "a script that turns pages": (
        "<input placeholder=搜索><script>location.href='/search/list.html?page='+n</script>",
        Means.HIDDEN,
    ),
    "a field that nothing readable uses": (
        '<div class="search"><input id="kw" placeholder="请输入搜索内容"></div>',
        Means.HIDDEN,
    ),
    "a link to a page": ('<a href="/search/">站内搜索</a>', Means.LINK),
}


@pytest.mark.parametrize("case", OTHERS)
def test_what_cannot_be_asked_is_found_and_not_asked(case: str) -> None:
    html, means = OTHERS[case]
    entry = search_entry(html, URL, "utf-8")
    assert entry is not None
    assert (entry.means, entry.askable) == (means, False)


NONE = {
    "a log-in": '<form action="/login"><input name="username"><input type=password name=p></form>',
    "a letter": '<form action="/search"><input name="q"><textarea name=t></textarea></form>',
    "a newsletter": '<form action="/subscribe"><input name="email"></form>',
    "a query with several fields": '<form action="/query"><input name="xm"><input name="sfz"></form>',
    "nothing": "<p>云泽市人民政府</p>",
}


@pytest.mark.parametrize("case", NONE)
def test_other_forms_are_no_search(case: str) -> None:
    assert search_entry(NONE[case], URL, "utf-8") is None


def test_a_page_that_speaks_of_searching_is_told_from_one_that_does_not() -> None:
    assert has_hint("<div id='sousuo'></div>")
    assert not has_hint("<p>云泽市人民政府</p>")


def test_monstrous_pages_are_read_to_an_end() -> None:
    for hostile in ("<form><input name=q>" * 20_000, "<script>" + "location.href='/s?q='+" * 20_000, "<a" * 50_000):
        search_entry(hostile, URL, "utf-8")
