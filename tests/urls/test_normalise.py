"""The de-duplication key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.urls.normalise import host, key
from auditor.urls.resolve import join


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://X.gov.cn/a#top", "http://x.gov.cn/a"),
        ("http://x.gov.cn/a;jsessionid=D7630ED4?x=1", "http://x.gov.cn/a?x=1"),
        ("http://x.gov.cn/a?x=1&JSESSIONID=D7630ED4", "http://x.gov.cn/a?x=1"),
        ("http://x.gov.cn/a?spm=1.2&utm_source=wx&id=7", "http://x.gov.cn/a?id=7"),
        ("http://x.gov.cn//map.shtml", "http://x.gov.cn/map.shtml"),
        ("http://x.gov.cn/a?sid=0123456789abcdef0123", "http://x.gov.cn/a"),
        ("http://x.gov.cn", "http://x.gov.cn/"),
        ("http://x.gov.cn/a?", "http://x.gov.cn/a"),
    ],
)
def test_same_target(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.gov.cn/a?sid=12", "http://x.gov.cn/a?sid=13"),
        ("http://x.gov.cn/a?b=1&c=2", "http://x.gov.cn/a?c=2&b=1"),
        ("http://x.gov.cn/A", "http://x.gov.cn/a"),
        ("http://x.gov.cn/a/", "http://x.gov.cn/a"),
        ("https://x.gov.cn/a", "http://x.gov.cn/a"),
        ("http://x.gov.cn/a?u=http://y.cn//z", "http://x.gov.cn/a?u=http://y.cn/z"),
    ],
)
def test_other_target(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(alphabet="/?&=;#.aB1%sid政", max_size=40))
def test_a_key_is_its_own_key(raw: str) -> None:
    url = join("http://x.gov.cn/a/", raw)
    assert url is None or key(key(url)) == key(url)


def test_host_names() -> None:
    assert host("http://U@WWW.x.cn:80/a") == "www.x.cn"
    assert host("http://[::1]:8/") == "::1"
    assert host("http://[bad") == ""
