"""The generated site: its size, its mixture, and a truth that a real server confirms. Never timing."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest

from bench.frame import SITE
from bench.plan import plan, total
from bench.site import Site, generate

SIZE = 300
NO_LINKS = {f"http://{SITE}/old.html"}
"""What stands in a comment."""
LINK = re.compile(r"""(?:href|src|value)="([^"#]*)(#[^"]*)?"|window\.open\('([^']+)'\)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return generate(tmp_path_factory.mktemp("site"), SIZE)


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[tuple[str, int]]:
    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.root))) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield "127.0.0.1", httpd.server_port
        httpd.shutdown()


def fetch(connection: HTTPConnection, url: str) -> tuple[int, bytes]:
    """Status and body of ``url``; the server keeps each host in a folder of its name."""
    connection.request("GET", "/" + quote(urldefrag(url)[0].removeprefix("http://")))
    response = connection.getresponse()
    return response.status, response.read()


def page_urls(site: Site) -> list[str]:
    return site.list_file.read_text(encoding="ascii").split()


def body(site: Site, url: str) -> bytes:
    path = site.root / url.removeprefix("http://")
    return (path / "index.html" if url.endswith("/") else path).read_bytes()


def text(raw: bytes) -> str:
    return raw.decode("gbk" if b'charset="gb2312"' in raw else "utf-8")


def links(site: Site, url: str) -> set[str]:
    """Absolute targets (with fragments) as the markup of a page says."""
    found = LINK.finditer(text(body(site, url)))
    return {urljoin(url, (match[1] or match[3]) + (match[2] or "")) for match in found if match[1] or match[3]}


def test_has_about_the_pages_asked_for(site: Site) -> None:
    assert SIZE - 1 <= site.pages <= SIZE
    assert len(set(page_urls(site))) == site.pages
    assert page_urls(site)[0] == site.home


@pytest.mark.parametrize("size", [200, 999, 1_000, 10_000])
def test_every_size_is_met(size: int) -> None:
    count = len(plan(size, seed=1).articles)
    assert size - 1 <= total(count) <= size


def test_all_pages_are_reached_from_the_home_page(site: Site) -> None:
    pages = set(page_urls(site))
    reached, waiting = {site.home}, [site.home]
    while waiting:
        new = {urldefrag(link)[0] for link in links(site, waiting.pop())} & pages - reached
        reached |= new
        waiting += new
    assert reached == pages


def test_distinct_urls_are_counted_as_linked(site: Site) -> None:
    linked = {quote(urldefrag(link)[0], safe=":/%") for url in page_urls(site) for link in links(site, url)}
    assert len(linked - NO_LINKS) == site.urls
    assert 2.5 * SIZE < site.urls < 3.5 * SIZE


def test_pages_are_of_realistic_weight(site: Site) -> None:
    articles = [url for url in page_urls(site) if "/t20" in url]
    weights = [len(body(site, url)) for url in articles]
    counts = [len(LINK.findall(text(body(site, url)))) for url in articles]
    assert 40_000 < sum(weights) / len(weights) < 48_000
    assert 120 < sum(counts) / len(counts) < 145


def test_link_styles_and_encodings_are_mixed(site: Site) -> None:
    raws = [body(site, url) for url in page_urls(site)]
    assert sum(b'charset="gb2312"' in raw for raw in raws) > SIZE // 5
    assert sum(b'href="../../static' in raw for raw in raws) > SIZE // 5
    assert sum(b'href="/static' in raw for raw in raws) > SIZE // 5
    assert sum(f'href="http://{SITE}/static'.encode() in raw for raw in raws) > SIZE // 5


def test_frames_are_shared_and_bodies_differ(site: Site) -> None:
    raws = [text(body(site, url)) for url in page_urls(site) if "/t20" in url]
    assert len({raw[raw.index("<footer") :] for raw in raws}) == 3
    assert len({raw[raw.index("<header") : raw.index("</header>")] for raw in raws}) == 3
    assert len({raw[raw.index("<main") : raw.index("</main>")] for raw in raws}) == len(raws)


def test_generation_is_repeatable(site: Site, tmp_path: Path) -> None:
    again = generate(tmp_path, SIZE)
    assert again.faults == site.faults
    assert page_urls(again) == page_urls(site)
    assert all(body(again, url) == body(site, url) for url in page_urls(site))


def test_every_fault_is_linked_once_or_from_the_footer_everywhere(site: Site) -> None:
    seen = [link for url in page_urls(site) for link in links(site, url)]
    for fault in site.faults:
        assert seen.count(fault.target) == (site.pages if fault.kind == "footer-404" else 1), fault


def test_truth_is_what_a_server_answers(site: Site, server: tuple[str, int]) -> None:
    connection = HTTPConnection(*server)
    for fault in site.faults:
        status, raw = fetch(connection, fault.target)
        match fault.kind:
            case "fragment":
                assert status == 200
                assert f'id="{urlsplit(fault.target).fragment}"' not in text(raw)
            case "soft-404":
                assert status == 200
                assert "页面不存在" in text(raw)
            case _:
                assert status == 404, fault


def test_nothing_else_is_dead(site: Site, server: tuple[str, int]) -> None:
    connection = HTTPConnection(*server)
    bad = {fault.target for fault in site.faults}
    asked: dict[str, tuple[int, bytes]] = {}
    for link in {link for url in page_urls(site) for link in links(site, url)} - bad - NO_LINKS:
        target, fragment = urldefrag(link)
        if target not in asked:
            asked[target] = fetch(connection, target)
        status, raw = asked[target]
        assert status == 200, link
        assert not fragment or f'id="{fragment}"' in text(raw), link
