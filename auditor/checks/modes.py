"""What checks of a mode that is on share: every mode asked in turn, what was not measured, how a fault of one is told."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from auditor.checks.retrofit import alive, cause_of, used
from auditor.model.aging import AgingRun, Mode, ModeKind
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Outcome

MODE_TEXTS: Mapping[str, str] = {
    "home-unmeasured": "浏览器没有能够打开首页,没有测量",
    "toolbar-unmeasured": "工具条的文件没有加载成功,没有测量",
    "no-toolbar": "没有可以使用的适老化模式",
}
"""Why no mode was looked at."""
PAGES = (ModeKind.LARGER, ModeKind.SITE)
"""Modes that are pages for elders, not a toolbar over the ordinary page."""


def each_mode(
    found: AgingRun | None, judge: Callable[[Mode], Iterable[Judgement]], kinds: Collection[ModeKind] = tuple(ModeKind)
) -> Iterator[Judgement]:
    """Ask about every mode that came on and is of some kind; without one, say why there is nothing to judge."""
    run = used(found)
    if isinstance(run, Judgement):
        yield run
        return
    modes = [mode for mode in alive(run) if mode.kind in kinds]
    if not modes:
        yield Judgement(Outcome.NA)
    for mode in modes:
        yield from judge(mode)


def unmeasured(reason: str) -> Judgement:
    """Something of a mode was not measured, for the same reason in all of them."""
    return Judgement(Outcome.UNMEASURED, reason, cause=reason)


def fault(
    mode: Mode, answer: tuple[Outcome, str], args: Mapping[str, str], evidence: Mapping[str, object], place: str = ""
) -> Judgement:
    """A fault of one mode: outcome and reason; ``place`` tells faults of one reason apart."""
    outcome, reason = answer
    confidence = Confidence.LIKELY if outcome is Outcome.REVIEW else Confidence.CERTAIN
    cause = cause_of(mode, reason, *([place] if place else []))
    return Judgement(outcome, reason, confidence, cause, args=args, evidence=evidence)
