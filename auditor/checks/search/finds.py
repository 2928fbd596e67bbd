"""The site's search does not find what the site has.

**Why** Inspections ask for titles they know: each that is not on the first page of results is deducted, and a search that does not
work at all costs most.
**Not this** Results that only a script shows, walls, a search that may not be asked (robots.txt): unmeasured. Titles are taken from
pages crawled a moment ago; a page younger than the index may be missing, so a single miss goes to a person.
**Fix** Index the whole site, and again whenever something is published.
**Source** fn.search: existence A; four titles, −1 each and −5 for a search that does not work M.
"""

from collections.abc import Iterator, Sequence

from auditor.checks import searches
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.homes import is_home
from auditor.checks.searches import asked_of, evidence, is_blocked, is_readable
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.search import Asked, SearchEntry, SearchRun
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext

ZH = Texts(
    title="站内搜索搜不到内容",
    why="检查时用网站上已有的标题提问,首页结果中没有的逐条扣分,搜索不能用的扣分最多。",
    not_this="结果由脚本显示、被防护措施拦截、robots.txt 不允许提问的不算;刚发布还没有编入索引的标题由人工核实。",
    fix="为全站内容建立索引,发布后及时更新。",
    reasons={
        **searches.TEXTS,
        "search-error": "用标题搜索时服务器出错({status})",
        "error-page": "搜索结果页显示出错信息“{words}”",
        "search-home": "搜索后跳转到首页,没有结果",
        "finds-nothing": "用 {asked} 个已知标题搜索,第一页结果中一个也没有,如“{title}”",
        "misses-some": "用 {asked} 个已知标题搜索,第一页结果中没有其中 {missed} 个,如“{title}”,请核实",
    },
)

_ERROR = 400


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:fn.search",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """First whether it works at all, then what it finds."""
    run = asked_of(view)
    settled = list(searches.open_question(run))
    if settled or run is None or run.entry is None:
        yield from settled
        return
    titles = [one for one in run.asked if not one.nonsense]
    answered = [one for one in titles if not is_blocked(one)]
    if not answered:
        yield searches.unmeasured(run.entry, "no-answer")
        return
    broken = _broken(answered, view.context)
    readable = [one for one in answered if is_readable(one)]
    if broken is not None:
        yield _said(run, run.entry, broken, {})
    elif not readable:
        yield searches.unmeasured(run.entry, "script-results")
    else:
        yield _found(run, run.entry, readable)


def _broken(answered: Sequence[Asked], site: SiteContext) -> tuple[str, dict[str, str]] | None:
    """The same trouble with every title."""
    statuses = [one.answer.status for one in answered if one.answer]
    if all(status is None or status >= _ERROR for status in statuses):
        return "search-error", {"status": f"HTTP {statuses[0]}" if statuses[0] else "没有应答"}
    if all(
        one.answer is not None and len(one.answer.chain) > 1 and is_home(one.answer.final_url, site) for one in answered
    ):
        return "search-home", {}
    errors = [one.shown.error for one in answered if one.shown and one.shown.error and not one.shown.found]
    return ("error-page", {"words": errors[0]}) if len(errors) == len(answered) else None


def _found(run: SearchRun, entry: SearchEntry, readable: Sequence[Asked]) -> Judgement:
    missed = [one for one in readable if one.shown and not one.shown.found]
    args = {"asked": str(len(readable)), "missed": str(len(missed)), "title": missed[0].words if missed else ""}
    if not missed:
        return PASS
    if len(missed) < len(readable) or len(readable) == 1:
        return _said(run, entry, ("misses-some", args), args, Outcome.REVIEW)
    return _said(run, entry, ("finds-nothing", args), args)


def _said(
    run: SearchRun,
    entry: SearchEntry,
    fault: tuple[str, dict[str, str]],
    args: dict[str, str],
    outcome: Outcome = Outcome.FAIL,
) -> Judgement:
    reason, more = fault
    sure = Confidence.CERTAIN if outcome is Outcome.FAIL else Confidence.LIKELY
    return Judgement(
        outcome,
        reason,
        sure,
        cause="search-finds",
        args={**args, **more},
        evidence=evidence(run),
        spots=searches.spots(entry),
    )
