"""Sitemaps: pages to crawl, read from XML that may be anything."""

import gzip
import zlib
from pathlib import Path

import pytest

from auditor.crawl.sitemap import read_sitemap
from auditor.html.scanner import Scan
from auditor.model.limits import Limits
from auditor.model.link import TargetKind
from auditor.urls.scope import Scope

SITE = "http://www.yunze.gov.cn"
SCOPE = Scope(frozenset({f"{SITE}:80"}))
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(body: bytes | str, limits: Limits = Limits()) -> Scan:  # noqa: B008 - frozen
    return read_sitemap(body.encode() if isinstance(body, str) else body, f"{SITE}/sitemap.xml", SCOPE, limits)


def urls(scan: Scan) -> list[str]:
    return [definition.links[0].target for definition in scan.new]


def urlset(*locations: str) -> str:
    return (
        f"<?xml version='1.0'?><urlset {NAMESPACE}>"
        + "".join(f"<url><loc>{one}</loc></url>" for one in locations)
        + "</urlset>"
    )


def test_entries_are_links_in_order():
    scan = read(urlset(f"{SITE}/b.html", f" {SITE}/a.html\n", "/c.html", f"{SITE}/d.pdf"))
    assert urls(scan) == [f"{SITE}/{name}" for name in ("b.html", "a.html", "c.html", "d.pdf")]
    assert list(scan.refs) == [definition.id for definition in scan.new] and not scan.reset
    assert [d.links[0].tag for d in scan.new] == ["loc"] * 4
    assert scan.new[3].links[0].kind is TargetKind.ASSET


def test_entries_of_an_index_are_sitemaps():
    scan = read(f"<sitemapindex {NAMESPACE}><sitemap><loc>{SITE}/one.xml</loc></sitemap></sitemapindex>")
    assert [(d.links[0].tag, d.links[0].target) for d in scan.new] == [("sitemap", f"{SITE}/one.xml")]


def test_only_the_site_itself_is_taken():
    assert urls(
        read(urlset("http://other.cn/", "mailto:a@b.cn", "http://10.0.0.1/", "http://[", f"{SITE}/a.html"))
    ) == [f"{SITE}/a.html"]


def test_the_same_entry_has_the_same_key_in_every_sitemap():
    first, second = read(urlset("/a.html", "/b.html")), read(urlset("/b.html"))
    assert first.new[1].key == second.new[0].key != first.new[0].key


def test_no_more_entries_than_the_limit():
    assert len(urls(read(urlset(*(f"/{n}.html" for n in range(50))), Limits(sitemap_urls=7)))) == 7


def test_gzip_is_opened_and_a_bomb_is_cut():
    assert urls(read(gzip.compress(urlset("/a.html").encode()))) == [f"{SITE}/a.html"]
    bomb = gzip.compress(b"<urlset>" + b" " * 50_000_000)
    assert urls(read(bomb, Limits(page_bytes=100_000))) == []
    assert urls(read(b"\x1f\x8b" + zlib.compress(b"x"))) == []


@pytest.mark.parametrize(
    "body",
    [
        "", "   ", "no xml", "<", "<html><body>404</body></html>", "\x00\x01", "<urlset/>", "<!-- only -->", "<?pi?>",
        "<urlset><loc></loc><loc> </loc></urlset>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><loc>&x;</loc></urlset>",
    ],
)  # fmt: skip
def test_what_is_no_sitemap_has_no_entries(body: str):
    assert urls(read(body)) == []


def test_no_file_of_ours_is_read(tmp_path: Path):
    (tmp_path / "secret").write_text("/leak.html")
    body = f"<!DOCTYPE z [<!ENTITY x SYSTEM '{tmp_path.as_uri()}/secret'>]><urlset><loc>&x;</loc><loc>/a.html</loc></urlset>"
    assert urls(read(body)) == [f"{SITE}/a.html"]


def test_entities_do_not_explode():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE z [<!ENTITY l0 "lol">{lol}]><urlset><loc>/a.html</loc><loc>&l11;</loc></urlset>'
    assert set(urls(read(body))) <= {f"{SITE}/a.html"}


def test_what_stands_before_the_break_is_read():
    assert urls(read(urlset("/a.html", "/b.html")[:-30]))[:1] == [f"{SITE}/a.html"]
