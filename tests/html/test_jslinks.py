"""What can be read off scripts without running them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html import jslinks
from auditor.html.jslinks import UNKNOWN, arguments, listed, markup, navigation, paging, redirect, words


def moves(code: str) -> list[str]:
    return list(navigation(words(code)))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("location.href='/a'", ["/a"]),
        ('window . location = "/a";', ["/a"]),
        ("top.location.replace('/a')", ["/a"]),
        ("document.location.assign(`/a`)", ["/a"]),
        ("window.open('/a','_blank','width=1')", ["/a"]),
        ("location.href='/a'+id", []),
        ("location.href=='/a'", []),
        ("x.href='/a'", []),
        ("dialog.open('/a')", []),
        ("location.href='/a b'", []),
        ("// location.href='/a'\n/* location='/b' */", []),
        ("var re=/location='\\/a'/;", []),
        ("s='it\\'s';location='/a'", ["/a"]),
        ("location='\\u002fa'", ["/a"]),
        ("alert('don't);\nlocation='/a'", ["/a"]),
    ],
)
def test_navigation(code: str, found: list[str]) -> None:
    assert moves(code) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("wza('http://www.y.cn/')", ["http://www.y.cn/"]),
        ("go(1,'/a/b')", ["/a/b"]),
        ("go('/a'+b)", []),
        ("go('text','3702000025','a/b')", []),
        ("x='/a'", []),
    ],
)
def test_arguments_of_own_functions(code: str, found: list[str]) -> None:
    assert list(arguments(words(code))) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("w('<a>'+'</a>')", ["<a></a>"]),
        ("w('<a href='+x+'>')", [f"<a href={UNKNOWN}>"]),
        ("var x='/1';w('<a href='+x+'>')", ["<a href=/1>"]),
        ("var x='/1';x='/2';w('<a href='+x+'>')", [f"<a href={UNKNOWN}>"]),
        ("w('<a href='+f(1)+'>')", [f"<a href={UNKNOWN}"]),
        ("w('a<b','<i>')", ["a<b", "<i>"]),
        ("w('no markup')", []),
    ],
)
def test_markup(code: str, found: list[str]) -> None:
    assert list(markup(words(code))) == found


def test_lists_and_paging() -> None:
    assert list(listed('[{"linkUrl":"http://y.cn/1","href":"/2","text":"/3","url":"x"}]')) == ["http://y.cn/1", "/2"]
    assert list(paging("createPageHTML(3, 0, 'index', 'shtml')")) == ["index_1.shtml", "index_2.shtml"]
    assert len(list(paging("createPageHTML(99999999, 0, 'index', 'shtml')"))) == jslinks.MAX_PAGES


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("location.href='/a'", "/a"),
        ("if(x)location.href='/a'", ""),
        ("function f(){location.href='/a'}", ""),
        ("a&&(location.href='/a')", ""),
        (f"location.href='/a';{'x=1;' * 2_000}", ""),
        ("var a=1", ""),
    ],
)
def test_redirect(code: str, target: str) -> None:
    assert redirect(code) == target


SIGNS = [*"'\"`/\\*+=(){}[]<>\n ax", "location=", "<a href=", "window.open("]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_any_code_is_read(code: str) -> None:
    lexed = words(code)
    assert all(UNKNOWN not in url for url in [*navigation(lexed), *arguments(lexed)])
    assert all("<" in piece for piece in markup(lexed))
