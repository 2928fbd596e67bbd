"""robots.txt: obeyed, declared even when ignored, harmless whatever it contains."""

import pytest

from auditor.crawl.robots import AGENT, Robots

SITE = "http://www.yunze.gov.cn"


def allowed(text: str | None, path: str, ignored: bool = False) -> bool:
    return Robots(text, ignored).checker().allowed(SITE + path)


@pytest.mark.parametrize(
    ("text", "path", "answer"),
    [
        (None, "/x", True),
        ("", "/x", True),
        ("User-agent: *\nDisallow: /a/", "/a/1.html", False),
        ("User-agent: *\nDisallow: /a/", "/b/1.html", True),
        ("User-agent: *\nDisallow: /a/\nAllow: /a/open", "/a/open.html", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?a", True),
        (f"User-agent: {AGENT}\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        (f"User-agent: {AGENT}\nAllow: /\n\nUser-agent: *\nDisallow: /", "/x", True),
        ("User-agent: Baiduspider\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /政务", "/%E6%94%BF%E5%8A%A1/a", False),
    ],
)
def test_rules_are_obeyed(text: str | None, path: str, answer: bool):
    assert allowed(text, path) is answer


def test_ignored_rules_forbid_nothing_but_still_name_their_sitemaps():
    checker = Robots(f"Sitemap: {SITE}/map.xml\nUser-agent: *\nDisallow: /\nCrawl-delay: 9", ignored=True).checker()
    assert checker.allowed(f"{SITE}/x") and checker.crawl_delay == 0 and checker.sitemaps == [f"{SITE}/map.xml"]


@pytest.mark.parametrize(("text", "delay"), [("5", 5.0), ("0.5", 0.5), ("abc", 0.0), ("", 0.0)])
def test_crawl_delay(text: str, delay: float):
    assert Robots(f"User-agent: *\nCrawl-delay: {text}").checker().crawl_delay == delay


@pytest.mark.parametrize(
    "text", ["\x00\xff\ufffd", "Disallow", ": : :", "User-agent: *\nDisallow: /" + "*a" * 5000, "x" * 2_000_000]
)
def test_nonsense_does_no_harm(text: str):
    assert isinstance(allowed(text, "/x/" + "a" * 200), bool)


def test_only_the_first_half_megabyte_counts():
    assert allowed("#" * 600_000 + "\nUser-agent: *\nDisallow: /", "/x")
