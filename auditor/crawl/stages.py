"""What comes after what in a run: rounds of pages, redirects, files, impossible paths, outside looks, retries, views,
the search, transport."""

import json
from collections import Counter
from hashlib import blake2b
from urllib.parse import urlsplit

from auditor.crawl.attachments import BATCHES, ask_linked, fetch_attachments
from auditor.crawl.dispatch import Dispatch
from auditor.crawl.files import IMPORT_DEPTH, fetch_files, follow_imports
from auditor.crawl.lease import Mode
from auditor.crawl.search import SearchStage
from auditor.crawl.transport import Progress, TransportStage
from auditor.crawl.views import ViewStage
from auditor.store.bundle import Bundle
from auditor.store.declared import DECLARED, UNREACHED
from auditor.store.frontier import Frontier
from auditor.store.views import subjects
from auditor.urls.resolve import join

RECORD_HOSTS = ("bszs.conac.cn", "www.beian.gov.cn", "beian.gov.cn", "beian.mps.gov.cn")
"""Where the records of identity marks are kept (footer standard, sections 1.1 and 1.3)."""
_MOST_RECORDS = 10
_DIRECTORY_DEPTH = 2


class Stages:
    """Decides what to fetch once everything marked so far is done; each step is one transaction, so a resume goes on."""

    def __init__(
        self,
        bundle: Bundle,
        frontier: Frontier,
        dispatch: Dispatch,
        views: ViewStage,
        transport: TransportStage | None = None,
    ) -> None:
        self.bundle = bundle
        self.frontier = frontier
        self.dispatch = dispatch
        self.views = views
        self.transport = transport
        self.home = views.home
        self.search = SearchStage(bundle, frontier, views.home)
        self._settled = False
        """The last round was closed and nothing has been added since."""

    @property
    def phase(self) -> int:
        """0 during the crawl, then the number of the retry pass."""
        return int(self.bundle.get("phase", 0))

    def advance(self) -> bool:
        """Open whatever comes next; False when the run is complete."""
        while not self.frontier.open_pages():
            if not self._settled and self.frontier.close_round():
                self.dispatch.rewind()
                return True
            self._settled = True
            if self.frontier.open_targets():
                return True
            if self._next_step():
                self._settled = False
                self.dispatch.rewind()
                continue
            if self.phase >= self.frontier.rules.limits.phases - 1:
                self.frontier.cut_rest()
                progress = self._last_steps()
                if progress is not Progress.MARKED:
                    return progress is Progress.WAITING
                self.dispatch.rewind()
                continue
            self._settled = False
            self._retry()
            self.dispatch.rewind()
        return True

    def _last_steps(self) -> Progress:
        if self.views.advance():
            return Progress.MARKED
        if self.search.advance() is Progress.MARKED:
            return Progress.MARKED
        return Progress.DONE if self.transport is None else self.transport.advance()

    def _next_step(self) -> bool:
        """Redirects first, then the questions asked once at the end of the crawl; True when something new is marked."""
        if self.frontier.follow_redirects():
            return True
        step = int(self.bundle.get("step", 0))
        imports = [self._follow_imports] * IMPORT_DEPTH
        documents = [self._fetch_attachments] * BATCHES
        steps = (
            self._seed_declared, self._first_questions, *imports, self._look_outside, *documents, self._ask_linked,
        )  # fmt: skip
        for number, ask in enumerate(steps, start=1):
            if step < number:
                with self.bundle.transaction():
                    self.bundle.set("step", number)
                    ask()
                return True
        return False

    def _retry(self) -> None:
        last = self.phase + 1 >= self.frontier.rules.limits.phases - 1
        with self.bundle.transaction():
            self.frontier.start_phase(last)
            self.frontier.ask_again(self._circles(), Mode.COOKIES)
        self.dispatch.forget_failed_hosts()

    def _seed_declared(self) -> None:
        """Pages that the site is known to have and that no link led to: noted as such, and crawled all the same."""
        declared = self.bundle.get(DECLARED)
        if declared is not None:
            self.bundle.set(UNREACHED, [url for url in declared if self.frontier.seed_unknown(url)])

    def _first_questions(self) -> None:
        if self.frontier.rules.pages_only:
            return
        fetch_files(self.bundle, self.frontier)
        if not self.frontier.rules.sampled:
            self._ask_random_paths()
        elif self.bundle.options.verify_records and self.bundle.options.external:
            self._ask_records()

    def _ask_records(self) -> None:
        """The records that identity links of the home page open: the only outside targets of a sampled run."""
        marks = ",".join("?" * len(RECORD_HOSTS))
        rows = self.bundle.db.execute(
            f"SELECT id FROM url WHERE kind = 'external' AND state = 3 AND depth = 1 AND host IN ({marks}) ORDER BY id LIMIT ?",
            (*RECORD_HOSTS, _MOST_RECORDS),
        )
        self.frontier.ask_again([identity for (identity,) in rows], Mode.LOOK)

    def _follow_imports(self) -> None:
        follow_imports(self.bundle, self.frontier)

    def _fetch_attachments(self) -> None:
        fetch_attachments(self.bundle, self.frontier)

    def _ask_linked(self) -> None:
        ask_linked(self.bundle, self.frontier)

    def _ask_random_paths(self) -> None:
        token = blake2b(self.home.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        for directory, suffix in self._directories():
            self.frontier.add_random(f"{directory}x{token}{suffix}")

    def _directories(self) -> list[tuple[str, str]]:
        """The directories with most pages, at most two levels deep, each with the file suffix usual there."""
        seen: Counter[str] = Counter()
        suffixes: dict[str, Counter[str]] = {}
        for (url,) in self.bundle.db.execute(
            "SELECT url FROM url WHERE kind = 'page' AND place IS NOT NULL AND status = 200"
        ):
            head, _, name = url.partition("?")[0].rpartition("/")
            parts = urlsplit(head + "/").path.strip("/").split("/")
            directory = (
                join(self.home, "/" + "".join(f"{part}/" for part in parts[:_DIRECTORY_DEPTH] if part)) or self.home
            )
            seen[directory] += 1
            dot = name.rpartition(".")
            suffixes.setdefault(directory, Counter())["." + dot[2] if dot[1] else ".html"] += 1
        chosen = sorted(seen, key=lambda name: (-seen[name], name))[: self.frontier.rules.limits.random_directories]
        root = join(self.home, "/") or self.home
        return [
            (name, min(suffixes.get(name, {".html": 1}).items(), key=lambda item: (-item[1], item[0]))[0])
            for name in dict.fromkeys([root, *chosen])
        ]

    def _look_outside(self) -> None:
        """One live page of every outside host is read, for parked and changed domains."""
        rows = self.bundle.db.execute(
            "SELECT min(u.id) FROM url u JOIN attempt a ON a.url = u.id WHERE u.kind = 'external' AND u.state = 2"
            " AND u.status = 200 AND u.error IS NULL AND u.wall = '' GROUP BY u.host ORDER BY 1"
        ).fetchall()
        self.frontier.ask_again([identity for (identity,) in rows], Mode.LOOK)

    def _circles(self) -> list[int]:
        """URLs whose redirects come back to themselves: asked once more with cookies, as a browser would."""
        onward = dict(self.bundle.db.execute("SELECT url, location FROM url WHERE location LIKE 'http%' AND state = 2"))
        ids = dict(self.bundle.db.execute("SELECT url, id FROM url WHERE location LIKE 'http%' AND state = 2"))
        found = []
        for url in sorted(onward):
            seen, step = {url}, onward[url]
            while step in onward and step not in seen:
                seen.add(step)
                step = onward[step]
            if step in seen:
                found.append(ids[url])
        return found


def coverage(bundle: Bundle) -> dict[str, object]:
    """What was cut and why, for ``summary.json``: counts by reason."""
    rows = bundle.db.execute(
        "SELECT cut, kind, count(*) FROM url WHERE state = 3 GROUP BY cut, kind ORDER BY cut, kind"
    )
    cut: dict[str, int] = {}
    for reason, _kind, count in rows:
        cut[reason] = cut.get(reason, 0) + count
    return {
        "cut": cut,
        "limits": bundle.get("limits", {}),
        "viewed_pages": len(subjects(bundle)),
        "notes": json.loads(json.dumps((bundle.get("site") or {}).get("notes", []))),
    }
