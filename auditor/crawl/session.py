"""One site run as Scrapy sees it: the bundle, the frontier, the workers, and the stages between start and end."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from auditor.crawl.destination import Destinations
from auditor.crawl.dispatch import WINDOW, Dispatch
from auditor.crawl.forked import Forked
from auditor.crawl.given import Given, check_still_mandated
from auditor.crawl.lease import Lease
from auditor.crawl.pool import Pool
from auditor.crawl.preflight import NotMeasurable, Preflight, Site
from auditor.crawl.rights import rights
from auditor.crawl.sharing import Sharing
from auditor.crawl.stages import Stages
from auditor.crawl.transport import Means, TransportStage
from auditor.crawl.views import ViewStage
from auditor.model.limits import Limits
from auditor.model.want import Want
from auditor.probe.dns import Names
from auditor.store.bundle import Bundle, WriteError
from auditor.store.columns import take_corrections
from auditor.store.declared import DECLARED
from auditor.store.evidence import EvidenceWriter
from auditor.store.frontier import Frontier
from auditor.store.previous import order_of, previous_columns, previous_domains, visited_before
from auditor.store.rules import Rules
from auditor.store.shared import SharedAnswers
from auditor.store.state import Role
from auditor.urls.guard import Guard, confined, is_private, networks
from auditor.urls.scope import Scope, registrable

_BUSY = 64
_RESUMABLE = 130
LOCAL = -1
"""The worker number of results that need no request (names that do not exist, refused addresses)."""


class Session:
    """State of one run. ``exit_code`` and ``message`` are for the command line once it is over."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.options = bundle.options
        self.limits = Limits(**bundle.get("limits", {}))
        self.writer = EvidenceWriter(bundle)
        self.delay = self.options.delay
        """Seconds between two requests to the site: what the user chose, or more where its robots.txt asks for it."""
        self.exit_code = 0
        self.message = ""
        self.finished = False
        self.judge_early: Callable[[Session], Sequence[Want]] = lambda _session: ()
        """Judges what is there and returns what checks want to know besides; set by who knows the checks."""
        self.render: Callable[[Session], Awaitable[None]] = _nothing
        """Takes pages to the browser once the crawl is complete; set by who knows browsers."""
        self.summary: dict[str, Any] | None = None
        """What an early judging said, as long as no evidence came after it."""
        self.wants: Sequence[Want] = ()
        """What checks wanted to know besides when it was judged last."""
        self.gate = asyncio.Semaphore(1)
        """Held while the run works; several sessions of one process may share one."""
        self.shared: Path | None = None
        """Folder that the site runs of one campaign share; None for a run of its own."""
        self.forked: Sequence[Forked] = ()
        """Workers that wait already; without them new ones are started."""
        self.assistant: Any = None
        """A process that waits to help whoever judges; set and understood by who knows the checks."""
        self.sharing: Sharing | None = None
        self._pulling: set[int] = set()
        self._open: dict[int, int] = {}
        self.frontier: Frontier
        self.dispatch: Dispatch
        self.stages: Stages

    @classmethod
    def start(cls, given: Given, since: datetime | None = None) -> "Session":
        """A session on a new bundle; raises BundleError.

        ``since`` asks for what runs of this site since that moment have left out, before what they have read.
        """
        bundle = Bundle.create(given.options)
        with bundle.transaction():
            given.keep(bundle)
            bundle.set("previous_domains", previous_domains(bundle.path))
            bundle.set("previous_columns", previous_columns(bundle.path))
            take_corrections(bundle, given.options.url)
            if given.options.like:
                bundle.set("visited_before", order_of(Path(given.options.like)))
            elif since is not None:
                bundle.set("visited_before", visited_before(bundle.path, since.isoformat(timespec="seconds")))
        return cls(bundle)

    @classmethod
    def resume(cls, path: Path) -> "Session":
        """A session on an interrupted bundle; raises BundleError, or UsageError when its mandate has run out."""
        bundle = Bundle.open(path)
        check_still_mandated(bundle)
        return cls(bundle)

    async def prepare(self) -> None:
        """Start the workers and look at the site; raises NotMeasurable. On a resume the first look is not repeated."""
        allowed = list(self.options.allow_address)
        names = Names(self.options.resolver, registrable(urlsplit(self.options.url).hostname or ""))
        probe = Destinations(self.options.map, names, Guard(confined(), networks(["0.0.0.0/0", "::/0"])))
        start = await probe.find(urlsplit(self.options.url).hostname or "")
        if start.address and not start.mapped and is_private(start.address):
            allowed.append(start.address)
            if "transport" in self.options.families:
                # A staging copy is on private addresses of both kinds; a public name that leads to one is not let in.
                own = await names.look_up_ipv6(urlsplit(self.options.url).hostname or "")
                allowed += filter(is_private, own.addresses)
        self.destinations = Destinations(self.options.map, names, Guard(confined(), networks(allowed)))
        pace = ""
        if self.shared is not None:
            self.sharing = Sharing(SharedAnswers(self.shared, self.options.url))
            pace = str(self.shared)
        self.pool = Pool(self.options, self.limits, allowed, pace, self.forked)
        await self.pool.start()
        site = self._known_site() or await self._look(allowed)
        checker = site.robots.checker()
        self.delay = max(self.options.delay, min(checker.crawl_delay, self.limits.crawl_delay_seconds))
        await self.pool.configure(list(site.origins), self.delay)
        self._build(site, checker.allowed)
        if self.frontier.round == 0 and not self.bundle.get("seeded"):
            self._seed(site, [] if self.options.sampled else checker.sitemaps)
        self._proof = asyncio.get_running_loop().create_task(self._prove(names))

    def _known_site(self) -> Site | None:
        saved = self.bundle.get("site")
        if saved is None:
            return None
        return msgspec.convert(saved, Site)

    async def _look(self, allowed: list[str]) -> Site:
        site = await Preflight(self.options, self.limits, self.destinations, self.pool.fetch).run()
        with self.bundle.transaction():
            self.bundle.set("site", asdict(site))
            self.bundle.set("allowed", allowed)
        return site

    def _build(self, site: Site, robots_allow: Any) -> None:
        guard = self.destinations.guard

        def reachable(host: str) -> bool:
            name = "127.0.0.1" if host == "localhost" else host.strip("[]")
            with contextlib.suppress(ValueError):
                return name in self.destinations.maps or guard.refusal(name) is None
            return name in self.destinations.maps

        year = datetime.fromisoformat(self.bundle.get("started")).year
        rules = Rules(
            Scope(frozenset(site.origins)),
            self.limits,
            self.options.max_pages,
            self.options.external and not (self.options.sampled or self.options.pages_only),
            year,
            robots_allow,
            reachable,
            self.options.sampled,
            self.options.pages_only,
            frozenset(self.bundle.get("visited_before", ())),
        )
        self.frontier = Frontier(self.bundle, rules)
        self.dispatch = Dispatch(self.options, self.frontier, self.destinations, self._record_host)
        self.dispatch.delay = self.delay
        self.dispatch.sharing = self.sharing
        self.dispatch.verify_internal = site.verify
        self.dispatch.mandated = frozenset(self.bundle.get("mandated", ()))
        may = rights(site, self.destinations.maps, self.bundle.get("mandated", ()))
        if self.options.sampled or "hidden" not in self.options.families:
            may = _nowhere  # What other visitors see is a question of tampering alone.
        views = ViewStage(self.bundle, self.frontier, site.home, may)
        self.stages = Stages(self.bundle, self.frontier, self.dispatch, views, self._transport(site))

    def _transport(self, site: Site) -> TransportStage:
        means = Means(self.destinations, self.limits, self.delay, self.dispatch.changed.set)
        return TransportStage(self.bundle, self.frontier, site.home, means)

    def _seed(self, site: Site, sitemaps: list[str]) -> None:
        with self.bundle.transaction():
            self.frontier.seed(site.home)
            scope = self.frontier.rules.scope
            root = "/".join(site.home.split("/")[:3])
            usual = [] if self.options.sampled else [f"{root}/sitemap.xml"]
            # Where all pages are known beforehand, only links may lead to them: what no link leads to is asked for.
            known = self.bundle.get(DECLARED) is not None
            for url in () if known else dict.fromkeys([*filter(scope.internal, sitemaps), *usual]):
                self.frontier.seed(url, Role.SITEMAP)
            self.bundle.set("seeded", True)

    async def _prove(self, names: Names) -> None:
        await names.prove()
        self._record_resolver()

    def _record_host(self, host: str, answer: Any) -> None:
        self.writer.host(host, answer, late=self.stages.phase > 0)
        self._record_resolver()

    def _record_resolver(self) -> None:
        names = self.destinations.names
        known = self.bundle.get("resolver", {"resolved": False, "denied": False})  # Proven before a kill is proven.
        with self.bundle.transaction():
            resolved, denied = names.resolved_outside or known["resolved"], names.denied_random or known["denied"]
            self.bundle.set("resolver", {"resolved": resolved, "denied": denied})

    async def exchange(self, number: int, leases: list[Lease]) -> list[dict[str, Any]]:
        """One pull, as the download handler asks for it."""
        if number == LOCAL:
            results, self.dispatch.local_results = self.dispatch.local_results, []
            return results
        return await self.pool.pull(number, leases)

    def free_workers(self) -> list[tuple[int, list[Lease]]]:
        """Pulls to start now: every worker without one that has work or may be handed some."""
        pulls: list[tuple[int, list[Lease]]] = []
        for number in range(self.pool.size):
            if number in self._pulling:
                continue
            try:
                leases = self.dispatch.leases(number, self.pool.size, self._room() - self._open.get(number, 0))
            except WriteError as error:  # The store that runs of a campaign share.
                self.fail(error)
                return pulls
            if leases or self._open.get(number, 0):
                self._open[number] = self._open.get(number, 0) + len(leases)
                self._pulling.add(number)
                pulls.append((number, leases))
        if self.dispatch.local_results and LOCAL not in self._pulling:
            self._pulling.add(LOCAL)
            pulls.append((LOCAL, []))
        return pulls

    def _room(self) -> int:
        """Leases under way at one worker: fewer without delay, where the workers share what there is."""
        return WINDOW if self.delay else max(_BUSY, 2 * self.options.concurrency)

    def commit(self, number: int, results: list[dict[str, Any]]) -> None:
        """Write one pull's results: the pipeline's single call.

        That their leases are over is noted in the same breath: were it noted later, a stage that opens in between
        would take a URL it asks again for one still under way.
        """
        self.writer.write(number, results, time.time())
        if self.sharing is not None:
            self.sharing.committed(results)
        self._pulling.discard(number)
        if number != LOCAL:
            self._open[number] = self._open.get(number, 0) - len(results)
        self.dispatch.finished([result["id"] for result in results])
        self.dispatch.changed.set()

    async def wait(self) -> None:
        """Until something changes: results, an address, or a retry that becomes due."""
        self.dispatch.changed.clear()
        due = min(self.dispatch.next_due(), 5.0)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.dispatch.changed.wait(), timeout=max(due, 0.01))

    def ask_wants(self) -> bool:
        """Everything planned is done: True when checks want more and it was marked. Judges, which takes its time."""
        if self.failed or not self.stages.views.wants_open:
            return False
        wants = self.judge_early(self)
        if self.failed or not self.stages.views.fulfil(wants):
            return False
        self.summary = None
        self.dispatch.rewind()
        return True

    def give_up(self, error: NotMeasurable) -> None:
        """Record that the site could not be measured."""
        self.exit_code, self.message = 3, str(error)
        with self.bundle.transaction():
            self.bundle.set("not_measurable", str(error))
            self.bundle.set("not_measurable_kind", error.kind)

    @property
    def prepared(self) -> bool:
        """The crawl itself has begun."""
        return hasattr(self, "stages")

    @property
    def failed(self) -> bool:
        """The run stopped for a reason of ours; what was committed can be resumed."""
        return self.exit_code == _RESUMABLE

    def fail(self, error: BaseException) -> None:
        """Stop for a reason of ours (a full disk, a dead worker), said in the user's words."""
        self.exit_code = _RESUMABLE
        self.message = f"{error}已停止检查;此前的证据全部保留。"
        if hasattr(self, "dispatch"):
            self.dispatch.changed.set()

    async def close(self) -> None:
        """End the workers and close the bundle."""
        if hasattr(self, "_proof"):
            self._proof.cancel()
        if self.prepared and self.stages.transport is not None:
            await self.stages.transport.close()
        if hasattr(self, "pool"):
            await self.pool.close()
        if self.sharing is not None:
            self.sharing.close()
        self.bundle.close()


async def _nothing(_session: Session) -> None:
    pass


def _nowhere(_host: str) -> bool:
    return False


def announce(bundle: Bundle) -> None:
    """The first line of every run: where its evidence is."""
    print(bundle.path, flush=True, file=sys.stdout)
