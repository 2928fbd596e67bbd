"""The served demo, shared by the tests of this folder, and a client that reaches its hosts directly."""

import http.client
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from ada_url import join_url

from demo import Demo

Get = Callable[..., tuple[int, dict[str, str], bytes]]
_TRAPS = re.compile(r"/gate/|jsessionid|PHPSESSID|xiayiye/|month=|/cx/\?")
_ATTRIBUTE = re.compile(r"""(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with Demo.start() as running:
        yield running


@pytest.fixture(scope="module")
def get(demo: Demo) -> Get:
    def fetch(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(*demo.addresses[parts.hostname or ""], timeout=5)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, target, headers={"Host": parts.hostname or "", **headers})
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    return fetch


def text_of(body: bytes) -> tuple[str, str]:
    """(decoded page, encoding) the way a browser would see the demo's pages."""
    if body.startswith(b"\xff\xfe"):
        return body.decode("utf-16"), "utf-8"
    try:
        return body.decode(), "utf-8"
    except UnicodeDecodeError:
        return body.decode("gbk"), "gbk"


@pytest.fixture(scope="module")
def pages(demo: Demo, get: Get) -> dict[str, str]:
    """Every page of the main site that plain links, frames, paging calls and the sitemap lead to; traps left out."""
    sitemap = get(f"{demo.url}sitemap.xml")[2].decode()
    queue, seen, found = [demo.url, *map(unescape, re.findall("<loc>(.*?)</loc>", sitemap))], set[str](), {}
    while queue:
        url = queue.pop()
        if url in seen or _TRAPS.search(url) or urlsplit(url).hostname != urlsplit(demo.url).hostname:
            continue
        seen.add(url)
        try:
            status, headers, body = get(url)
        except (http.client.HTTPException, OSError):
            continue
        if status == 200 and "html" in headers["content-type"]:
            found[url] = text_of(body)[0]
            queue += _links(url, body)
    return found


def _links(url: str, body: bytes) -> Iterator[str]:
    text, encoding = text_of(body)
    for groups in _ATTRIBUTE.findall(text):
        raw = unescape("".join(groups))
        if encoding == "gbk":
            raw = "?".join(
                [*raw.split("?")[:1], *(part.encode("gbk").decode("latin-1") for part in raw.split("?")[1:])]
            )
            raw = re.sub("[\x80-\xff]", lambda m: f"%{ord(m[0]):02X}", raw) if "?" in raw else raw
        try:
            yield join_url(url, raw).partition("#")[0]
        except ValueError:
            continue
    for total, name, suffix in re.findall(r'createPageHTML\((\d+), \d+, "(\w+)", "(\w+)"\)', text):
        yield from (join_url(url, f"{name}_{number}.{suffix}") for number in range(1, int(total)))
