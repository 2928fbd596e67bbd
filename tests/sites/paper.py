"""A site on paper: what would have been answered, fed to the real frontier, stages and writer without any network.

Everything but the transport is the project's own, so that the order in which answers arrive, the size of a batch and
the number of workers can be chosen by a test.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.crawl.digest import Digest, Received, location
from auditor.crawl.dispatch import mode_of
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.preflight import Site
from auditor.crawl.robots import Robots
from auditor.crawl.stages import Stages
from auditor.crawl.views import ViewStage
from auditor.crawl.wire import FrameReader, pack
from auditor.evaluate import Evaluation
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.options import parse_options
from auditor.store.bundle import Bundle
from auditor.store.evidence import EvidenceWriter
from auditor.store.frontier import Frontier, Row
from auditor.store.rules import Rules
from auditor.store.state import Role
from auditor.urls.scope import Scope, origin
from tests.sites.server import HTML, document, links

HOME = "http://www.yunze.gov.cn/"
STARTED = "2026-11-21T10:00:00+08:00"
OWN = "127.0.0.9"
"""Where all requests on paper come from."""
_METHODS = {Mode.HEAD: "HEAD", Mode.FIRST_BYTES: "RANGE"}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer. An ``error`` without a status means that no HTTP answer came."""

    status: int | None = 200
    body: bytes = b""
    media: str = HTML
    error: ErrorKind | None = None
    location: str = ""
    modified: str = ""
    """The header Last-Modified."""


Answers = Mapping[str, Said | Sequence[Said]]
"""URL → what is said; a sequence holds one answer per phase, the last one for ever. ``cookies URL`` answers that mode only."""

GONE = Said(404, document("404", "<p>Not Found</p>"))
FINE = Said(200, document("站外网页", "<p>欢迎访问。</p>"))


def page(title: str, *targets: str, html: str = "") -> Said:
    """An ordinary page with links."""
    return Said(200, document(title, links(*targets) + html))


def moved(target: str, status: int = 302) -> Said:
    """A redirect."""
    return Said(status, location=target)


def broken(error: ErrorKind = ErrorKind.READ_TIMEOUT) -> Said:
    """No answer."""
    return Said(None, error=error)


def sitemap(*urls: str) -> Said:
    """A sitemap."""
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return Said(
        200, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode(), "text/xml"
    )


class Hands:
    """What the stages ask of the dispatch; on paper nothing is under way."""

    def rewind(self) -> None:
        """Rows are read anew each time anyway."""

    def forget_failed_hosts(self) -> None:
        """No name was asked."""


class Paper:
    """One run over a site on paper. ``asked`` lists (URL, mode, phase) in the order of arrival."""

    def __init__(
        self, out: Path, answers: Answers, limits: Limits = Limits(),  # noqa: B008 - frozen
        allowed: Callable[[str], bool] = lambda _url: True, may: Callable[[str], bool] = lambda _host: False, **options: Any,
    ) -> None:  # fmt: skip
        self.answers, self.limits, self.allowed = answers, limits, allowed
        self.may = may
        self.asked: list[tuple[str, str, int]] = []
        self.bundle = Bundle.create(parse_options({"url": HOME, "out": str(out), **options}))
        site = Site(HOME, (origin(HOME),), Robots(None), "127.0.0.1", True, True, ())
        with self.bundle.transaction():
            self.bundle.set("site", asdict(site))
            self.bundle.set("started", STARTED)
            self.bundle.set("finished", STARTED)
            self.bundle.set("resolver", {"resolved": True, "denied": True})
        self.begin()
        with self.bundle.transaction():
            self.frontier.seed(HOME)
            self.frontier.seed(f"{HOME}sitemap.xml", Role.SITEMAP)

    def begin(self) -> None:
        """Fresh readers and writers on the same bundle, as after a crash."""
        options = self.bundle.options
        self.scope = Scope(frozenset({origin(HOME)}))
        visited = frozenset(self.bundle.get("visited_before", ()))
        rules = Rules(
            self.scope, self.limits, options.max_pages, options.external, 2026, self.allowed, lambda _host: False,
            visited=visited,
        )  # fmt: skip
        self.frontier = Frontier(self.bundle, rules)
        self.writer = EvidenceWriter(self.bundle)
        views = ViewStage(self.bundle, self.frontier, HOME, self.may)
        self.stages = Stages(self.bundle, self.frontier, Hands(), views)  # type: ignore[arg-type]
        self.digests: dict[int, Digest] = {}

    def crawl(self, seed: int = 0, batch: int = 1000, workers: int = 1, batches: int = -1) -> "Paper":
        """Answer everything in an order drawn from ``seed`` (0 = as marked); stop early after ``batches``."""
        order = random.Random(seed)
        while self.stages.advance():
            rows = [*self.frontier.marked(0, True, 1 << 30), *self.frontier.marked(0, False, 1 << 30)]
            if seed:
                order.shuffle(rows)
            for start in range(0, len(rows), batch):
                if batches == 0:
                    return self
                batches -= 1
                number = order.randrange(workers)
                results = [self.result(number, row) for row in rows[start : start + batch]]
                self.writer.write(number, results, 1000.0 + row_phase(rows))
        return self

    def result(self, number: int, row: Row) -> dict[str, Any]:
        """What worker ``number`` would send for a row."""
        digest = self.digests.setdefault(number, Digest(self.limits, self.scope))
        lease = Lease(row.id, row.url, mode_of(row), row.phase, "127.0.0.1", 0, True, "127.0.0.1", True, row.internal,
                      row.mode.partition(":")[2])  # fmt: skip
        self.asked.append((row.url, str(lease.mode), row.phase))
        got = self._received(lease)
        attempts = [digest.attempt(got)]
        if got.method != "GET" and (got.status or 0) >= 400:
            got = replace(got, method="GET")
            attempts.append(digest.attempt(got))
        whole = digest.page(got, attempts[-1])
        document = digest.document(got, attempts[-1])
        sent = {"id": row.id, "attempts": attempts, "location": location(got), "page": whole, "document": document}
        (received,) = FrameReader().feed(pack(sent))
        return dict(received)

    def _received(self, lease: Lease) -> Received:
        said = self.answers.get(f"{lease.dress or lease.mode} {lease.url}") or self.answers.get(lease.url, GONE)
        if not isinstance(said, Said):
            said = said[min(lease.phase, len(said) - 1)]
        headers = {"content-type": said.media} | ({"location": said.location} if said.location else {})
        headers |= {"last-modified": said.modified} if said.modified else {}
        method = "GET" if lease.phase else _METHODS.get(lease.mode, "GET")
        client = "python" if lease.mode in (Mode.SECOND, Mode.COOKIES) else "curl"
        at = f"2026-11-21T10:0{lease.phase}:00.000+08:00"
        body = b"" if method == "HEAD" else said.body
        return Received(lease, method, client, at, 12, lease.url, said.status, headers, body, said.error, "", OWN)

    def rows(
        self, columns: str = "url, kind, role, class, place, depth, state, cut, status, phase"
    ) -> list[tuple[Any, ...]]:
        """Rows of the frontier in the order of discovery, without their ids."""
        return self.bundle.db.execute(f"SELECT {columns} FROM url ORDER BY id").fetchall()

    def row(self, url: str, columns: str) -> tuple[Any, ...]:
        """Columns of one row."""
        found: tuple[Any, ...] = self.bundle.db.execute(f"SELECT {columns} FROM url WHERE url = ?", (url,)).fetchone()
        return found

    def placed(self) -> list[str]:
        """Pages in crawl order."""
        query = "SELECT url FROM url WHERE place IS NOT NULL AND role <> 2 ORDER BY place"
        return [url for (url,) in self.bundle.db.execute(query)]

    def judged(self, checks: tuple[CheckInfo, ...] = ()) -> "Judged":
        """All findings and rows of the output files."""
        evaluation = Evaluation(self.bundle, checks or discover())
        occurrences = list(evaluation.occurrences())
        findings = [asdict(finding) for finding in evaluation.findings()]
        return Judged(findings, occurrences, list(evaluation.targets()), list(evaluation.pages()), evaluation)


@dataclass(frozen=True, slots=True)
class Judged:
    """What an evaluation would write."""

    findings: list[dict[str, Any]]
    occurrences: list[dict[str, object]]
    targets: list[dict[str, object]]
    pages: list[dict[str, object]]
    evaluation: Evaluation

    def text(self) -> str:
        """Everything as one text, to be compared."""
        return json.dumps([self.findings, self.occurrences, self.targets, self.pages], ensure_ascii=False, default=str)

    def finding(self, target: str, check: str = "links.dead") -> dict[str, Any]:
        """The one finding of a check about a target."""
        (found,) = [row for row in self.findings if row["target"] == target and row["check"] == check]
        return found


def row_phase(rows: Sequence[Row]) -> int:
    """The retry pass these rows belong to."""
    return max((row.phase for row in rows), default=0)


def town() -> dict[str, Said | Sequence[Said]]:
    """A small town's site: columns, articles, copies, redirects, dead links, fragments, outside and retried targets."""
    columns = [f"/col/{n}/index.html" for n in range(6)]
    ends = '<a href="/gone.html">旧版</a><a href="http://www.dead.cn/">友情链接</a><a href="/a/1.html#none">锚</a>'
    footer = f'<div class="footer">{ends}</div>'
    site: dict[str, Said | Sequence[Said]] = {
        HOME: page(
            "云泽市人民政府", *columns, "/moved", "/loop1", "/x/copy.html", "/y/copy.html", "/z/copy.html", html=footer
        ),
        f"{HOME}sitemap.xml": sitemap(f"{HOME}a/99.html", f"{HOME}a/1.html"),
        f"{HOME}a/99.html": page("只在地图里", html=footer),
        f"{HOME}moved": moved(f"{HOME}moved2"),
        f"{HOME}moved2": moved(f"{HOME}col/0/index.html"),
        f"{HOME}loop1": moved(f"{HOME}loop2"),
        f"{HOME}loop2": moved(f"{HOME}loop1"),
        "http://www.dead.cn/": GONE,
        "http://www.fine.cn/": FINE,
        "http://www.slow.cn/": (broken(), broken(), FINE),
        f"{HOME}flaky.html": (Said(503), page("恢复了", "/late/1.html")),
        f"{HOME}late/1.html": page("迟到的网页", "/late/2.pdf"),
    }
    for n, column in enumerate(columns):
        articles = [f"/a/{n * 10 + k}.html" for k in range(10)]
        site[HOME + column[1:]] = page(f"栏目{n}", *articles, "/flaky.html", "http://www.fine.cn/", html=footer)
        for k, article in enumerate(articles):
            onward = [f"/a/{n * 10 + (k + 1) % 10}.html", f"/doc/{n}.pdf", "http://www.slow.cn/", f"../col/{n}/"]
            site[HOME + article[1:]] = page(f"文章{n}-{k}", *onward, html=footer)
    copy = page("同一网页", "old.html", "../shared.html?utm_source=x", "../shared.html", html=footer)
    return site | {f"{HOME}{folder}/copy.html": copy for folder in "xyz"}
