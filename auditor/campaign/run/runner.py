"""The scheduler of a campaign: starts site runs, settles what they came to, and stops when the trouble is ours."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from auditor.campaign.register.excerpt import Excerpts
from auditor.campaign.run import child as children
from auditor.campaign.run.canaries import Canaries, may_be_ours
from auditor.campaign.run.child import SHARED, Child
from auditor.campaign.run.facts import Facts, read_facts
from auditor.campaign.run.means import Means, servers
from auditor.campaign.run.order import BUSY
from auditor.campaign.run.schedule import next_site
from auditor.crawl.mandate import Mandate, read_mandate
from auditor.model.campaign import PROGRESS_ZH, Campaign, CampaignState, Planned, Progress
from auditor.model.office import Site
from auditor.model.options import RunOptions
from auditor.model.verdict import Subject
from auditor.store.bundle import BEIJING
from auditor.store.office import campaigns, register
from auditor.store.office.database import Office, OfficeError, now
from auditor.store.pace import Pace
from auditor.store.shared import SharedAnswers

_POLL = 0.2
_STREAK = 5
"""So many sites of different servers that fail one after another, none answering in between, are not their own fault."""
_OPEN = (Progress.WAITING, Progress.RUNNING, Progress.PAUSED)
_DONE, _USAGE, _NOT_MEASURABLE = 0, 2, 3
"""Exit codes of ``auditor audit``."""
PLATFORM_WALL = "platform-wall"


class Ending(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    PAUSED = "paused"
    ABORTED = "aborted"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Work:
    """What a run needs: the campaign, the way to the world, who runs it, and where sentences go."""

    office: Office
    campaign: Campaign
    means: Means
    operator: str
    say: Callable[[str], None] = print


def run(work: Work) -> Ending:
    """Run all sites that are open; returns when that is done or has to stop. Raises OfficeError when another runs it."""
    with _alone(work), _signals() as asked:
        return _Runner(work, asked).run()


class _Asked:
    """Whether somebody pressed Ctrl-C or the machine shuts down."""

    stop = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.stop = True


@contextmanager
def _signals() -> Iterator[_Asked]:
    asked = _Asked()
    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _alone(work: Work) -> Iterator[None]:
    folder = work.office.path.parent / "campaigns" / work.campaign.name
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OfficeError(f"批次「{work.campaign.name}」正在由另一个进程检查") from error
    else:
        yield
    finally:
        os.close(lock)


class _Runner:
    def __init__(self, work: Work, asked: _Asked) -> None:
        children.get_ready()
        self.work = work
        self.asked = asked
        home = work.office.path.parent.resolve()
        folder = home / "campaigns" / work.campaign.name
        self.out, self.logs = home / "runs", folder / "sites"
        # Made and held open here, so that no two site runs make them at the same moment.
        self.shared = SharedAnswers(folder / SHARED, ""), Pace(folder / SHARED)
        self.sites: dict[int, Site] = {site.id: site for site in register.sites(work.office, work.campaign.name)}
        self.excerpts = Excerpts(register.sites(work.office))
        options = work.means.options(work.campaign.plan)
        self.keys = servers(self.sites.values(), options)
        self.canaries = Canaries(options, work.means.canary)
        self.mandate: Mandate | None = read_mandate(Path(work.means.mandate)) if work.means.mandate else None
        every = list(campaigns.planned(work.office, work.campaign))
        self.total, self.done = len(every), sum(one.state not in _OPEN for one in every)
        self.waiting: dict[int, Planned] = {one.site: one for one in every if one.state in _OPEN}
        self.places = work.means.places
        self.running: dict[int, Child] = {}
        self.walled: set[str] = set()
        """Platforms that keep us out: their sites wait for a person."""
        self.streak: list[Planned] = []
        """Sites of different servers that failed since the last one that answered."""
        self.ending: Ending | None = None

    def run(self) -> Ending:
        campaigns.set_state(self.work.office, self.work.campaign, CampaignState.RUNNING, self.work.operator)
        held = False
        try:
            while self.ending is None:
                self._settle()
                held = self._hold(told=held) if not self._may_work() else self._work_on()
                time.sleep(_POLL)
        finally:
            self._stop()
            for one in self.shared:
                one.close()
        return self._closed()

    def _hold(self, told: bool) -> bool:
        """Nothing may be asked now: stop what is running and say so once."""
        if not told and self.ending is None:
            self.work.say(f"现在不在允许检查的时段({self.work.means.hours})内,到时自动继续;--now 可以立即开始")
        self._interrupt()
        return True

    def _work_on(self) -> bool:
        self._fill()
        if not self.running and not self._next():
            self.ending = self.ending or Ending.FINISHED
        return False

    def _may_work(self) -> bool:
        """Whether sites may be crawled now; notes what was asked of us meanwhile."""
        state = campaigns.get(self.work.office, self.work.campaign.name).state
        if self.asked.stop or state is CampaignState.PAUSED:
            self.ending = self.ending or Ending.PAUSED
        elif state is CampaignState.ABORTED:
            self.ending = Ending.ABORTED
        return self.ending is None and self.work.means.open_hours.open(datetime.now(BEIJING))

    def _next(self) -> Planned | None:
        left = [one for one in self.waiting.values() if self.keys[one.site].isdisjoint(self.walled)]
        taken = {key for one in self.running for key in self.keys[one]}
        return next_site(left, self.keys, taken)

    def _fill(self) -> None:
        while len(self.running) < self.places and (one := self._next()):
            del self.waiting[one.site]
            if self._mandated(one):
                self._start(one)
            else:
                self._write(replace(one, state=Progress.UNMEASURABLE, reason="not-mandated"))
                self.done += 1
                self._tell(replace(one, state=Progress.UNMEASURABLE, reason="授权文件不包括该网站"))

    def _mandated(self, one: Planned) -> bool:
        host = urlsplit(self.sites[one.site].url).hostname or ""
        return self.mandate is None or self.mandate.covers(host, datetime.now(BEIJING).date())

    def _start(self, one: Planned) -> None:
        resume = str(campaigns.bundle_path(self.work.office, one.bundle)) if one.bundle else ""
        subject = Subject.PORTAL if self.sites[one.site].portal else Subject.SITE
        wanted = children.Wanted(self._options(one), resume, self.work.campaign.pack, subject)
        one = replace(one, state=Progress.RUNNING, started=one.started or now(), reason="")
        self.running[one.site] = children.start(one, wanted, self.logs)
        self._write(one)

    def _options(self, one: Planned) -> RunOptions:
        """The options of a new run, with what the register says of the site as a file."""
        site, excerpt = self.sites[one.site], self.logs / f"{one.number}.register.csv"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.excerpts.write(site, excerpt)
        options = self.work.means.options(self.work.campaign.plan, site.url)
        return replace(options, out=str(self.out), register=str(excerpt))

    def _settle(self) -> None:
        for site, child in list(self.running.items()):
            known = child.bundle
            if known and not child.planned.bundle:
                child.planned = replace(child.planned, bundle=campaigns.stored_path(self.work.office, Path(known)))
                self._write(child.planned)
            if child.code is not None:
                del self.running[site]
                self._over(child)

    def _over(self, child: Child) -> None:
        one = replace(child.planned, ended=now())
        facts = read_facts(campaigns.bundle_path(self.work.office, one.bundle)) if one.bundle else Facts()
        if child.code == _DONE:
            one = replace(one, state=Progress.DONE, verdict=facts.verdict)
            self.streak.clear()
            self.canaries.answered(self.sites[one.site].url)
        elif child.code == _NOT_MEASURABLE:
            one = self._unmeasurable(one, facts)
        elif child.code == _USAGE:
            one = replace(one, state=Progress.UNMEASURABLE, reason=child.last_words)
        elif child.code == BUSY:
            one = replace(one, state=Progress.PAUSED, reason="另一个进程还在检查这个网站", ended="")
        else:
            # Interrupted by us it goes on in its turn; whatever else stopped it is for a person to look at.
            one = replace(one, state=Progress.PAUSED, reason="" if child.interrupted else child.last_words, ended="")
        if facts.walled:
            self._wall(one)
        campaigns.set_progress(self.work.office, self.work.campaign, one, facts.rates)
        if one.state is Progress.WAITING or (one.state is Progress.PAUSED and child.interrupted):
            self.waiting[one.site] = one
        self.done += one.state not in _OPEN
        self._tell(one)

    def _unmeasurable(self, one: Planned, facts: Facts) -> Planned:
        """What to make of a site that could not be measured: is it the site, or are we cut off?"""
        one = replace(one, state=Progress.UNMEASURABLE, reason=facts.kind or facts.message)
        if not may_be_ours(facts.kind):
            self.streak.clear()
            return one
        if all(self.keys[one.site].isdisjoint(self.keys[other.site]) for other in self.streak):
            self.streak.append(one)
        if self.canaries.alive() and len(self.streak) < _STREAK:
            return one
        self.ending = self.ending or Ending.OURS
        for other in self.streak:
            if other.site != one.site:
                self.done -= 1
                self._write(_anew(other))
        return _anew(one)

    def _wall(self, one: Planned) -> None:
        """A platform that keeps us out pauses alone; a site without a platform speaks for nobody else."""
        platforms = {key for key in self.keys[one.site] if key.startswith("platform:")} - self.walled
        if not platforms:
            return
        self.walled |= platforms
        for other in self.waiting.values():
            if not self.keys[other.site].isdisjoint(platforms):
                self._write(replace(other, state=Progress.PAUSED, reason=PLATFORM_WALL))
        name = self.sites[one.site].platform
        self.work.say(f"平台「{name}」拦截了检查,该平台的网站已暂停;请出示放行函后用 auditor campaign resume 继续")

    def _interrupt(self) -> None:
        for child in self.running.values():
            child.interrupt()

    def _stop(self) -> None:
        """Whatever ends the run, no site run is left behind."""
        self._interrupt()
        for child in self.running.values():
            child.join()
        self._settle()

    def _closed(self) -> Ending:
        left = self.total - self.done
        ending = self.ending or Ending.PAUSED
        if ending is Ending.FINISHED and left:
            ending = Ending.PAUSED  # Some wait for a person.
        if ending is Ending.OURS:
            self.work.say("多个网站连续无法访问,对照网址也不通:很可能是本机网络的问题,已停止,没有记在任何网站名下")
        if ending is not Ending.ABORTED:
            state = CampaignState.RUNNING if ending is Ending.FINISHED else CampaignState.PAUSED
            campaigns.set_state(self.work.office, self.work.campaign, state, self.work.operator)
        more = f",还有 {left} 个:auditor campaign resume {self.work.campaign.name}"
        self.work.say(f"已检查 {self.done}/{self.total}" + (more if left and ending is not Ending.ABORTED else ""))
        return ending

    def _write(self, one: Planned) -> None:
        campaigns.set_progress(self.work.office, self.work.campaign, one)

    def _tell(self, one: Planned) -> None:
        site = self.sites[one.site]
        reason = f"({one.reason})" if one.reason else ""
        self.work.say(f"[{self.done}/{self.total}] {site.number} {site.name} {PROGRESS_ZH[one.state]}{reason}")


def _anew(one: Planned) -> Planned:
    """The site as if it had not been tried: what we found says nothing of it."""
    return replace(one, state=Progress.WAITING, reason="", bundle="", started="", ended="")
