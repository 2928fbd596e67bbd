"""After the crawl: a few of its pages in a real browser, batch by batch, as long as they bring anything new.

The browsers are driven by a thread; what they bring is committed here, page by page, so that a killed run goes on where
it was. Which pages come next depends on what was measured, never on when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from auditor.browser.aging.run import AgingPages, run_aging
from auditor.browser.axe import PageAxe, script_path
from auditor.browser.crew import Crew, Job
from auditor.browser.launch import BrowserSettings, programs
from auditor.browser.look import LookTask, look
from auditor.browser.measure import Measured, Task, learned, measure, own_pairs
from auditor.browser.pace import Pace
from auditor.browser.pool import PoolSettings
from auditor.browser.proxy import proxy
from auditor.browser.sample import Candidate, Sampler, candidate
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.browser.turns import turn
from auditor.crawl.destination import Destinations
from auditor.crawl.session import Session
from auditor.model.aging import AgingRun
from auditor.model.error import ErrorKind
from auditor.model.look import Looked
from auditor.model.rendered import RenderedPage
from auditor.model.sampling import Sampling
from auditor.model.want import Want, WantKind
from auditor.probe.dns import Names
from auditor.store.bundle import BundleError, WriteError
from auditor.store.looks import keep_look, looks
from auditor.store.openpage import open_pages
from auditor.store.reader import Reader
from auditor.store.rendered import aging_run, keep_aging, keep_page, keep_shot, rendered_page
from auditor.urls.scope import registrable

_OK = 200
_INNER = 3
"""Pages besides home that the retrofit is followed to."""

J = TypeVar("J")
T = TypeVar("T")
Work = Callable[[Tab, J], T]


async def render(session: Session) -> None:
    """Measure pages of a finished crawl in the browser, where its checks need one. Called by Scrapy by its dotted name.

    When it fails or is interrupted, what was measured is kept and a resume goes on from there.
    """
    options = session.options
    if not (options.rendered or options.looked) or session.bundle.get("rendered"):
        return
    try:
        missing = _missing(session)
        if missing is None:
            async with turn(session.shared):
                await _measured(session)
        if session.failed:
            return
        with session.bundle.transaction():
            if missing is not None and options.rendered:
                session.summary = None  # What was judged before did not know this.
                keep_page(session.bundle, session.stages.home, RenderedPage(session.stages.home, error=missing))
            session.bundle.set("rendered", True)
    except BundleError as error:
        session.fail(error)
    except OSError as error:
        session.fail(WriteError(f"无法写入 {session.bundle.path}:{error.strerror}。"))


def _missing(session: Session) -> ErrorKind | None:
    """Why there is no browser; None when there is one, and axe-core."""
    if session.options.browser == "off":
        return ErrorKind.BROWSER_OFF
    try:
        programs()
        script_path()
    except BrowserTrouble as trouble:
        return trouble.kind
    return None


def _doubts(session: Session) -> tuple[LookTask, ...]:
    """The home page, and pages that checks want to have looked at, as many as the limit allows; those done are left out."""
    if not session.options.looked:
        return ()
    wants = session.wants if session.summary is not None else session.judge_early(session)
    asked: dict[str, list[Want]] = {session.stages.home: []}
    for want in wants:
        if want.kind is not WantKind.VIEWS:
            asked.setdefault(want.subject, []).append(want)
    done = {look.url for look in looks(session.bundle)}
    chosen = list(asked.items())[: session.limits.look_pages]
    footer, columned = "identity" in session.options.families, session.options.columned
    return tuple(
        LookTask(
            url,
            tuple(want.cause for want in wanted),
            frozenset(target for want in wanted if want.kind is WantKind.LOOK for target in want.targets),
            frozenset(target for want in wanted if want.kind is WantKind.CLICK for target in want.targets),
            footer and url == session.stages.home,
            any(want.kind is WantKind.READ for want in wanted) or (columned and url == session.stages.home),
        )
        for url, wanted in chosen
        if url not in done
    )


async def _measured(session: Session) -> None:
    doubts = _doubts(session)
    if session.failed or not (doubts or session.options.rendered):
        return
    session.summary = None  # What was judged before did not know what comes now.
    names = Names(session.options.resolver, registrable(urlsplit(session.options.url).hostname or ""))
    where = Destinations(session.options.map, names, session.destinations.guard)  # of the proxy's own thread
    with proxy(where.find) as (way_out, address):
        chosen = session.options.browser
        count = int(chosen) if chosen.isdigit() else 0
        # Under our own name, and no faster than the crawl: a browser is not a way around either.
        settings = BrowserSettings(
            proxy=address,
            reason=way_out.reason,
            before_load=Pace(session.delay).wait,
            user_agent=session.options.user_agent,
        )
        crew = Crew(PoolSettings(settings, count))
        stage = Stage(session, crew)
        try:
            await stage.look(doubts)
            if session.options.rendered:
                await stage.measure_pages()
                await stage.use_retrofit()
        finally:
            await crew.close()


class Stage:
    """The browsers' part of one run."""

    def __init__(self, session: Session, crew: Crew) -> None:
        self._crew = crew
        self._session = session
        self._bundle = session.bundle
        self._home = session.stages.home
        self._measured: list[str] = []

    async def look(self, tasks: Sequence[LookTask]) -> None:
        """Look at pages for what their bytes leave open."""
        jobs: dict[Job, LookTask] = {partial(look, task=task): task for task in tasks}
        async for job, outcome in self._crew.outcomes(list(jobs)):
            task = jobs[job]
            if isinstance(outcome, ErrorKind):
                looked = Looked(task.url, task.causes, error=outcome)
            else:
                looked, picture = outcome
                shot = keep_shot(self._bundle.path, picture) if picture else ""
                looked = replace(looked, footer_shot=shot)
            with self._bundle.transaction():
                keep_look(self._bundle, looked)

    async def measure_pages(self) -> None:
        """Measure batch after batch until no page promises anything new; keeps the estimate of what is unseen."""
        sampler = Sampler(self._candidates(), Sampling(mode=self._session.options.sample))
        pictured: frozenset[str] = frozenset()
        while batch := [one.url for one in sampler.next_pages()]:
            tasks: dict[Job, str] = {
                partial(measure, task=Task(url, sampler.cluster(url), url == self._home, pictured)): url
                for url in batch
                if rendered_page(self._bundle, url) is None
            }
            async for job, outcome in self._crew.outcomes(list(tasks)):
                self._keep(tasks[job], outcome)
            for url in batch:
                page = rendered_page(self._bundle, url)
                if page is None or page.error:
                    continue
                cluster = sampler.cluster(url)
                found = learned(page, cluster)
                pictured |= found | {pair for pair, _ in own_pairs(page, cluster)}
                sampler.learn(url, found)
                self._measured.append(url)
        with self._bundle.transaction():
            self._bundle.set("sample", asdict(sampler.estimate()))

    async def use_retrofit(self) -> None:
        """Press the site's entry to its retrofit, and follow the mode to some of the measured pages."""
        if aging_run(self._bundle) is not None:
            return
        inner = [url for url in self._measured if url != self._home][:_INNER]
        pages = AgingPages(self._home, tuple(inner))
        job = partial(_use_retrofit, pages=pages, shots=lambda _name, picture: keep_shot(self._bundle.path, picture))
        async for _, outcome in self._crew.outcomes([job]):
            run = AgingRun(home=pages.home, error=outcome) if isinstance(outcome, ErrorKind) else outcome
            with self._bundle.transaction():
                keep_aging(self._bundle, run)

    def _candidates(self) -> Iterable[Candidate]:
        for page in open_pages(Reader(self._bundle)):
            if page.is_html and page.status == _OK:
                yield candidate(page.url, page.document.text, page.title, page.url == self._home)

    def _keep(self, url: str, outcome: Measured | ErrorKind) -> None:
        """Commit one page; its pictures first, so that no row names one that is not there."""
        if isinstance(outcome, ErrorKind):
            page = RenderedPage(url, error=outcome)
        else:
            folder = self._bundle.path
            shots = tuple((selector, keep_shot(folder, picture)) for selector, picture in outcome.shots)
            whole = keep_shot(folder, outcome.page_shot) if outcome.page_shot else ""
            page = replace(outcome.page, shots=shots, page_shot=whole)
        with self._bundle.transaction():
            keep_page(self._bundle, url, page)


def _use_retrofit(tab: Tab, pages: AgingPages, shots: Callable[[str, bytes], str]) -> AgingRun:
    axe = PageAxe(tab)
    axe.inject()
    return run_aging(tab, pages, shots, lambda _tab: axe.run())
