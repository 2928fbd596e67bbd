"""What the checks of the site's search share: whether it could be asked, and which answers say something."""

from collections.abc import Iterator

from auditor.model.error import Fault
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Outcome
from auditor.model.search import Asked, SearchEntry, SearchRun
from auditor.model.siteview import SiteView

TEXTS = {
    "not-asked": "没有找到可以提问的搜索框,由“站内搜索”检查项报告",
    "robots-disallowed": "robots.txt 不允许访问搜索结果页,没有提问,请人工搜索核实",
    "outside-engine": "搜索框使用通用搜索引擎,没有提问,请人工搜索核实",
    "outside-off": "搜索在其他网站上,本次检查不访问站外地址,没有提问",
    "no-titles": "本次检查没有取得可以用来提问的标题",
    "no-answer": "搜索没有应答或被防护措施拦截,无法判断",
    "script-results": "搜索结果由脚本显示,本工具没有读到,请人工搜索核实",
}
"""Chinese sentences of every reason this module can give; checks add them to their own."""


def spots(entry: SearchEntry) -> tuple[Spot, ...]:
    """Where the search stands."""
    return (Spot(entry.offset, entry.raw, entry.page),)


def open_question(run: SearchRun | None) -> Iterator[Judgement]:
    """What is said where nothing was asked; nothing where there are questions to judge."""
    if run is None or run.entry is None or not run.entry.askable:
        yield Judgement(Outcome.NA, "not-asked")
    elif run.refused is not None:
        yield unmeasured(run.entry, str(run.refused))


def unmeasured(entry: SearchEntry, reason: str) -> Judgement:
    """One open question about the search."""
    return Judgement(Outcome.UNMEASURED, reason, cause=f"search:{reason}", spots=spots(entry))


def is_readable(asked: Asked) -> bool:
    """True when the answer says something of what was found."""
    return asked.shown is not None and not asked.shown.scripted and not asked.shown.error


def is_blocked(asked: Asked) -> bool:
    """True when we, the way or a wall stood between: such an answer says nothing of the search."""
    answer = asked.answer
    if answer is None or not answer.attempts:
        return True
    last = answer.attempts[-1]
    return bool(last.wall) or (last.error is not None and last.error.fault is not Fault.SITE)


def asked_of(view: SiteView) -> SearchRun | None:
    """The search of the run."""
    return view.search()


def evidence(run: SearchRun) -> dict[str, object]:
    """What was asked and what was shown, for the evidence card."""
    return {
        "questions": [
            {
                "words": one.words,
                "asked": one.answer.url if one.answer else "",
                "status": one.answer.status if one.answer else None,
                "found": one.shown.found if one.shown else None,
                "count": one.shown.count if one.shown else None,
                "results": one.shown.results if one.shown else None,
            }
            for one in run.asked
        ]
    }
