"""Crawl traps and shapes."""

import pytest

from auditor.urls.traps import shape, trap

SITE = "http://x.gov.cn"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/gate/big5/www.x.gov.cn/a.html", "big5-copy"),
        (":82/gate/big5/www.fujian.gov.cn", "big5-copy"),
        ("/a/b/a/b/a/b", "repeated-segment"),
        ("/xw/xw/xw/", "repeated-segment"),
        ("/1/1/1/1/1/a", "repeated-segment"),
        ("/cal?year=2199&month=1", "calendar"),
        ("/cal?date=1201-01-01", "calendar"),
        ("/calendar/2077/05/", "calendar"),
        ("/" + "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u", "deep-path"),
        ("/?" + "a" * 2_100, "long-url"),
    ],
)
def test_traps(path: str, name: str) -> None:
    assert trap(SITE + path) == name


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/art/2011/11/11/art_11_11.html",
        "/xw/xw/",
        "/cal?year=2026&month=1",
        "/a?date=20261106",
        "/calendar/2026/1/",
        "/big5/a",
        "/n/2077/",
    ],
)
def test_honest_addresses(path: str) -> None:
    assert trap(SITE + path) == ""


def test_calendars_are_followed_two_years_ahead_of_the_run() -> None:
    assert trap(f"{SITE}/cal?year=2028", 2026) == ""
    assert trap(f"{SITE}/cal?year=2029", 2026) == "calendar"


def test_permutations_of_a_query_share_a_shape() -> None:
    assert shape(f"{SITE}/s.jsp?b=1&a=2") == shape(f"{SITE}/s.jsp?a=9&b=")
    assert shape(f"{SITE}/s.jsp?a=1") != shape(f"{SITE}/s.jsp?b=1")


def test_digits_do_not_make_a_shape() -> None:
    assert shape(f"{SITE}/art/2026/9/11/art_33718_11828204.html") == f"{SITE}/art/N/N/N/art_N_N.html"
