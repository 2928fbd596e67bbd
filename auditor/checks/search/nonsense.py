"""The site's search claims to find a word that cannot be anywhere.

**Why** A search that answers everything with the same list finds nothing; and what it is asked for comes back as if it were the
site's own words, which is used for spam.
**Not this** Recommendations beside the statement that nothing was found; results that only a script shows.
**Fix** Say plainly that nothing was found.
**Source** Ours, after fn.search: finding what one asks for includes not finding what is not there.
"""

from collections.abc import Iterator

from auditor.checks import searches
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.searches import asked_of, evidence, is_blocked, is_readable
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="站内搜索对不存在的词也报有结果",
    why="无论搜什么都给出同样结果的搜索等于不能用。",
    not_this="写明没有找到、同时推荐其他内容的不算;结果由脚本显示的不判断。",
    fix="没有结果时明确提示没有找到。",
    reasons={
        **searches.TEXTS,
        "claims-results": "搜索不可能存在的词“{words}”,页面显示找到 {count} 条结果",
        "shows-results": "搜索不可能存在的词“{words}”,页面没有提示没有找到,仍列出 {results} 条内容,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:fn.search",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """What it says in words is certain; a list without words is for a person."""
    run = asked_of(view)
    settled = list(searches.open_question(run))
    if settled or run is None or run.entry is None:
        yield from settled
        return
    for one in (one for one in run.asked if one.nonsense):
        if is_blocked(one) or one.shown is None:
            yield searches.unmeasured(run.entry, "no-answer")
        elif not is_readable(one):
            yield searches.unmeasured(run.entry, "script-results")
        elif one.shown.says_none or not (one.shown.count or one.shown.results):
            yield PASS
        else:
            claims = bool(one.shown.count)
            yield Judgement(
                Outcome.FAIL if claims else Outcome.REVIEW, "claims-results" if claims else "shows-results",
                Confidence.CERTAIN if claims else Confidence.LIKELY, cause="search-nonsense",
                args={"words": one.words, "count": str(one.shown.count), "results": str(one.shown.results)},
                evidence=evidence(run), spots=searches.spots(run.entry),
            )  # fmt: skip
