"""Turns what was received into the plain values a worker sends back."""

import hashlib
from array import array
from dataclasses import dataclass, replace
from typing import Any

import msgpack
from backports import zstd

from auditor.crawl.lease import FILES, Lease, Mode
from auditor.crawl.sitemap import read_sitemap
from auditor.html.charset import decode
from auditor.html.content import is_data, sniff
from auditor.html.prose import prose
from auditor.html.scanner import Scan, Scanner
from auditor.html.walls import wall
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.page import PageText
from auditor.text.secrecy import Mark, may_bear_mark, secrecy_mark
from auditor.urls.resolve import join
from auditor.urls.scope import Scope

_KEPT_HEADERS = (
    "server",
    "content-type",
    "content-length",
    "last-modified",
    "retry-after",
    "location",
    "via",
    "set-cookie",
)
_REDIRECTS = {301, 302, 303, 307, 308}
_HTML_TYPES = {"text/html", "application/xhtml+xml", "", "text/plain"}
_NO_FILES = ("image/", "font/", "audio/", "video/")
_STYLE_TYPES = {"text/css", "text/plain", "application/octet-stream", ""}
_HEADER_CHARACTERS = 200
_SMALL_PAGE = 16_000
_LINKS_OF_A_PAGE = 10
_TITLE_BYTES = 300
_WALL_TITLES = ("验证".encode(), "验证".encode("gb18030"), b"captcha", b"verif")


@dataclass(slots=True)
class Received:
    """An answer of either client, before it is understood."""

    lease: Lease
    method: str
    client: str
    at: str
    milliseconds: int
    url: str
    status: int | None
    headers: dict[str, str]
    body: bytes
    error: ErrorKind | None
    limit: str = ""
    own_address: str = ""


class Digest:
    """Reads answers; one per worker, because its scanner remembers elements already seen."""

    def __init__(self, limits: Limits, scope: Scope) -> None:
        self.limits = limits
        self.scope = scope
        self.scanner = Scanner(scope)
        self._compressor = zstd.ZstdCompressor(level=1)
        self._pack = msgpack.Packer(unicode_errors="replace").pack

    def attempt(self, got: Received) -> list[Any]:
        """The fields of a model FetchAttempt, in order."""
        media = got.headers.get("content-type", "").split(";")[0].strip().lower()
        window = b"" if is_file(got) else got.body[:65536]
        named = wall(got.status, got.headers, window) if got.status is not None and _may_be_wall(got) else ""
        kept = [[name, got.headers[name][:_HEADER_CHARACTERS]] for name in _KEPT_HEADERS if name in got.headers]
        seen = sniff(got.body[:4096]) if got.method != "HEAD" and got.status is not None else ""
        return [
            got.lease.phase, got.method, got.client, got.at, got.milliseconds, got.lease.address, got.status,
            str(got.error) if got.error else None, location(got), media, seen, named, got.limit, kept, got.own_address,
        ]  # fmt: skip

    def page(self, got: Received, attempt: list[Any]) -> dict[str, Any] | None:
        """What an HTML answer contains, or None when it is not a good HTML answer.

        Of a page with a mark of secrecy no more than its hash and the place of the mark leaves this process.
        """
        good = (
            got.status is not None
            and 200 <= got.status < 300
            and got.error in (None, ErrorKind.SLOW_BODY, ErrorKind.TRUNCATED_BODY, ErrorKind.BODY_TOO_LARGE)
        )
        if (
            not good
            or got.method != "GET"
            or attempt[11]
            or got.lease.mode in FILES
            or got.lease.mode is Mode.ATTACHMENT
        ):
            return None
        if got.lease.mode is Mode.SITEMAP:
            return self._record(got, read_sitemap(got.body, got.url, self.scope, self.limits), "utf-8")
        if not (_is_html(attempt) or (got.lease.mode is Mode.RESULTS and is_data(attempt[9]))):
            return None
        text, encoding = decode(got.body, got.headers.get("content-type", ""))
        read = prose(text) if may_bear_mark(text) else None
        mark = secrecy_mark(read.text) if read else None
        if read and mark:
            return _sealed(got, text, read.offset(mark.start), mark)
        # What is only looked at must not lend its elements to the crawl: its scanner is its own.
        followed = got.lease.mode in (Mode.PAGE, Mode.COOKIES)
        scan = (self.scanner if followed else Scanner(self.scope, simhash=True)).scan(text, got.url, encoding)
        return self._record(got, scan if followed else replace(scan, refs=array("I"), new=[]), encoding)

    def document(self, got: Received, attempt: list[Any]) -> bytes | None:
        """The body where it is wanted as it is: robots.txt, a style sheet or script file of the site.

        None where there is none; an empty file that came whole is a file.
        """
        wanted = got.lease.mode is Mode.DOCUMENT or (is_file(got) and not attempt[11])
        return bytes(got.body) if wanted and got.status == 200 and (got.body or got.error is None) else None

    def _record(self, got: Received, scan: Scan, encoding: str) -> dict[str, Any]:
        body, page = got.body, scan.page
        return {
            "url": got.url,
            "sha256": hashlib.sha256(body).hexdigest(),
            "encoding": encoding,
            "content_type": got.headers.get("content-type", "")[:_HEADER_CHARACTERS],
            "size": len(body),
            "body": self._compressor.compress(body, zstd.ZstdCompressor.FLUSH_FRAME),
            "text": _text(page),
            "refs": scan.refs.tobytes(),
            "new": [(d.id, d.key, self._pack(d.links)) for d in scan.new],
            "reset": scan.reset,
            "names": scan.names,
        }  # fmt: skip


def _is_html(attempt: list[Any]) -> bool:
    media, seen = attempt[9], attempt[10]
    if media not in _HTML_TYPES or seen not in ("html", "text"):
        return False
    return not media or "html" in media or seen == "html"


def _sealed(got: Received, text: str, offset: int, mark: Mark) -> dict[str, Any]:
    before = text[:offset]
    return {
        "sealed": mark.reason,
        "sha256": hashlib.sha256(got.body).hexdigest(),
        "line": before.count("\n") + 1,
        "column": offset - before.rfind("\n"),
    }


def _text(page: PageText) -> list[Any]:
    return [
        page.title, list(page.headings), page.template, page.visible, page.simhash, page.opening, page.refresh, page.refresh_by,
    ]  # fmt: skip


def is_file(got: Received) -> bool:
    """True for what was asked for as a style sheet or script file and is none of a web page by type and first byte."""
    media = got.headers.get("content-type", "").partition(";")[0].strip().lower()
    if got.lease.mode not in FILES or got.body.lstrip()[:1] == b"<" or media.startswith(_NO_FILES):
        return False
    return got.lease.mode is Mode.SCRIPT or media in _STYLE_TYPES or got.lease.url.partition("?")[0].endswith(".css")


def _may_be_wall(got: Received) -> bool:
    """False for a good large page with links of its own and an innocent title: most pages, at little cost."""
    if got.status != 200 or len(got.body) < _SMALL_PAGE:
        return True
    title = got.body[:_SMALL_PAGE].lower().partition(b"<title")[2][:_TITLE_BYTES]
    return got.body.count(b"</a>") < _LINKS_OF_A_PAGE or any(word in title for word in _WALL_TITLES)


def location(got: Received) -> str:
    """Absolute target of a redirect answer; ``invalid:`` and the raw text when no browser could follow it."""
    if got.status not in _REDIRECTS:
        return ""
    raw = got.headers.get("location", "")
    if not raw:
        return ""
    target = join(got.url, raw)
    if target is None or not target.startswith(("http://", "https://")):
        return "invalid:" + raw[:_HEADER_CHARACTERS]
    return target


def retry_after(headers: dict[str, str], limits: Limits) -> float:
    """Seconds asked for by Retry-After (the delta form; dates count as the limit), capped."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return 0.0
    return min(float(text), limits.retry_after_seconds) if text.isdecimal() else limits.retry_after_seconds
