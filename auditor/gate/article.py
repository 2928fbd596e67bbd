"""One article judged by itself: a bundle of one page, made without any network, in a folder that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from auditor import siterun
from auditor.crawl.digest import Digest, Received
from auditor.crawl.given import Given, read_given
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.preflight import Site
from auditor.crawl.robots import Robots
from auditor.crawl.wire import FrameReader, pack
from auditor.gate.collected import FAMILIES, Collected
from auditor.gate.manuscript import manuscript, read_source
from auditor.gate.request import NO_SITE, GateError, Request
from auditor.model.limits import Limits
from auditor.model.options import PROFILES, UsageError, parse_options
from auditor.store.bundle import BEIJING, Bundle
from auditor.store.evidence import EvidenceWriter
from auditor.store.frontier import Frontier
from auditor.store.rules import Rules
from auditor.urls.scope import Scope, origin

_NOT_OF_AN_ARTICLE = frozenset({"access"})
_IDENTITY, _TAGS = "identity.", "identity.meta"
"""Of what identifies a site an article has no more than its page tags."""
_NAME = "content_0.html"
"""What a content management system might call it: its address says that it is an article."""
_WALL = 11
"""Position in the field list of an attempt."""


@dataclass(frozen=True, slots=True)
class Article:
    """A judged article; ``unit`` is what its places count."""

    collected: Collected
    name: str
    unit: str


@contextmanager
def collect_article(request: Request) -> Iterator[Article]:
    """Judge the article a request names; the bundle lasts as long as the block. Raises GateError."""
    name = "粘贴的稿件" if request.source == "-" else request.source
    with judged_article(read_source(request.source), name, request) as article:
        yield article


@contextmanager
def judged_article(data: bytes, name: str, request: Request) -> Iterator[Article]:
    """Judge an article given as bytes; raises UnreadableError for what cannot be read, GateError for a bad list of words."""
    read = manuscript(data, Path(name).stem)
    url = urljoin(request.base_url or NO_SITE, _NAME)
    tagged = read.tagged or (read.headed and bool(request.base_url))
    with tempfile.TemporaryDirectory(prefix="xunwang-") as folder:
        bundle = _bundle(_given(Path(folder), url, request), read.page)
        try:
            siterun.judge(bundle, chosen=lambda check: not check.startswith(_IDENTITY) or (tagged and check == _TAGS))
            yield Article(Collected(bundle.path, f"稿件「{Path(name).name}」"), name, read.unit)
        finally:
            bundle.close()


def _given(out: Path, url: str, request: Request) -> Given:
    families = ",".join(name for name in FAMILIES if name in PROFILES["full"] and name not in _NOT_OF_AN_ARTICLE)
    words = {
        "url": url, "out": str(out), "profile": "full", "checks": families, "external": False, "browser": "off",
        "lexicon": request.lexicon,
    }  # fmt: skip
    try:
        (given,) = read_given([parse_options(words)])
    except UsageError as error:
        raise GateError(str(error)) from error
    return given


def _bundle(given: Given, page: bytes) -> Bundle:
    """A finished run of one page, as if a server had answered with it."""
    bundle, url = Bundle.create(given.options), given.options.url
    now = datetime.now(BEIJING)
    # Its home page is another one, which nobody read.
    site = Site(urljoin(url, "/"), (origin(url),), Robots(None, True), "127.0.0.1", True, False, ())
    with bundle.transaction():
        given.keep(bundle)
        bundle.set("site", asdict(site))
        bundle.set("finished", now.isoformat(timespec="seconds"))
    scope, limits = Scope(frozenset(site.origins)), Limits()
    frontier = Frontier(bundle, Rules(scope, limits, 1, False, now.year, lambda _url: True, lambda _host: False))
    with bundle.transaction():
        frontier.seed(url)
    frontier.close_round()
    (row,) = frontier.marked(0, True, 1)
    result = _answer(Digest(limits, scope), row.id, url, page)
    EvidenceWriter(bundle).write(0, [result], now.timestamp())
    frontier.close_round()  # Its links become known; none is followed.
    frontier.cut_rest()
    with bundle.transaction():
        bundle.index()
    return bundle


def _answer(digest: Digest, row: int, url: str, page: bytes) -> dict[str, object]:
    lease = Lease(row, url, Mode.PAGE, 0, "127.0.0.1", 0, True, "127.0.0.1", False, True)
    at = datetime.now(BEIJING).isoformat(timespec="milliseconds")
    got = Received(lease, "GET", "curl", at, 0, url, 200, {"content-type": "text/html"}, page, None)
    attempt = digest.attempt(got)
    attempt[_WALL] = ""  # An article about captchas is none.
    sent = {"id": row, "attempts": [attempt], "location": "", "page": digest.page(got, attempt), "document": None}
    (result,) = FrameReader().feed(pack(sent))
    return dict(result)
