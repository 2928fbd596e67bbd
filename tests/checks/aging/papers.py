"""A good retrofit on paper, and what checks say of it when one fact is another."""

from dataclasses import replace

from auditor.checks.api import Shape
from auditor.checks.catalogue import discover
from auditor.model.aging import (
    AgingRun,
    Entry,
    Function,
    InnerEntry,
    Kept,
    Mode,
    ModeKind,
    Persistence,
    PhoneEntry,
    Reading,
    Trial,
    Verdict,
)
from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext

HOME = "http://www.yunze.gov.cn/"
CONTEXT = SiteContext(HOME, "www.yunze.gov.cn", False, None, (), frozenset(), True, frozenset())
CHECKS = {
    check.id.removeprefix("aging."): check
    for check in discover()
    if check.id.startswith("aging.") and check.shape is Shape.SITE
}
NODE = Node("html > body > a", "body>header>a", "header", '<a href="javascript:">')
ENTRY = Entry(NODE, "无障碍", "text", first_view=True, keyboard=True, named=True)
GOOD = tuple(Trial(function, Verdict.WORKS, figure=5.0, label=str(function)) for function in Function)
KEPT = Persistence(Kept.KEPT, f"{HOME}a/", Kept.KEPT, Kept.KEPT, Kept.KEPT, ("local:bar",))
BAR = Mode(
    ENTRY,
    ModeKind.TOOLBAR,
    HOME,
    trials=GOOD,
    persistence=KEPT,
    observed=8.0,
    inducements=(),
    reading=(Reading(1280, 900, 0.9),),
)
RUN = AgingRun(
    HOME,
    entries=(ENTRY,),
    inner=(InnerEntry(f"{HOME}a/", True),),
    modes=(BAR,),
    phone=PhoneEntry(first_view=True, works=True),
)


def ask(name: str, run: AgingRun | None) -> list[Judgement]:
    view = SiteView(CONTEXT, lambda: iter(()), lambda: iter(()), lambda: iter(()), aging=lambda: run)
    return [one for one in CHECKS[name].judge_site(view) if isinstance(one, Judgement)]


def told(name: str, run: AgingRun | None) -> list[tuple[Outcome, str]]:
    return [(one.outcome, one.reason) for one in ask(name, run)]


def with_mode(**facts: object) -> AgingRun:
    return replace(RUN, modes=(replace(BAR, **facts),))  # type: ignore[arg-type]


def with_trial(function: Function, verdict: Verdict, detail: str = "", figure: float | None = None) -> AgingRun:
    others = tuple(one for one in GOOD if one.function is not function)
    return with_mode(trials=(*others, Trial(function, verdict, detail, figure, label="按钮")))
