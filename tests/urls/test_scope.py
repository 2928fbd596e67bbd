"""Which host belongs to whom."""

import pytest

from auditor.urls.scope import Scope, is_government, origin, registrable


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://x.gov.cn/a", "http://x.gov.cn:80"),
        ("https://x.gov.cn", "https://x.gov.cn:443"),
        ("http://x.gov.cn:8080/", "http://x.gov.cn:8080"),
        ("http://[::1]:81/", "http://[::1]:81"),
        ("mailto:a@b.cn", ""),
        ("http://x:99999999/", ""),
    ],
)
def test_origin(url: str, expected: str) -> None:
    assert origin(url) == expected


def test_other_ports_and_sub_domains_are_other_sites() -> None:
    scope = Scope(frozenset({"http://x.gov.cn:80", "https://www.x.gov.cn:443"}))
    assert scope.internal("http://x.gov.cn/a?b")
    assert scope.internal("https://www.x.gov.cn/")
    assert not scope.internal("http://x.gov.cn:81/")
    assert not scope.internal("http://rsj.x.gov.cn/")
    assert not scope.internal("https://x.gov.cn/")


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("rsj.sh.gov.cn", "sh.gov.cn"),
        ("www.x.com.cn", "x.com.cn"),
        ("a.xn--wcvs22dzol.xn--zfr164b", "xn--wcvs22dzol.xn--zfr164b"),
        ("gov.cn", "gov.cn"),
        ("a.b.gov.cn.evil.com", "evil.com"),
        ("www.xgov.cn", "xgov.cn"),
        ("folder.invalid", "folder.invalid"),
        ("10.0.0.1", "10.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_registrable_domain(name: str, domain: str) -> None:
    assert registrable(name) == domain


@pytest.mark.parametrize(
    "name", ["www.x.gov.cn", "gov.cn", "xn--wcvs22dzol.xn--zfr164b", "教育部.政务", "a.公益", "X.GOV.CN."]
)
def test_government(name: str) -> None:
    assert is_government(name)


@pytest.mark.parametrize("name", ["xgov.cn", "gov.cn.evil.com", "x.com", "www.gov.com"])
def test_not_government(name: str) -> None:
    assert not is_government(name)


def test_the_list_of_suffixes_has_nothing_below_the_governments_own() -> None:
    """What lets a name of the government be read without the list."""
    from tldextract import TLDExtract

    known = TLDExtract(suffix_list_urls=(), cache_dir=None).tlds
    assert "gov.cn" in known and not [suffix for suffix in known if suffix.endswith(".gov.cn")]
