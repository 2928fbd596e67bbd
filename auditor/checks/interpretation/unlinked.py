"""A policy document and its interpretation that do not lead to each other.

**Why** Both are asked for in both directions (``pub.interp-link``: rule A, −1 each certainty B): who reads one must find the other.
**Not this** Pairs known only by the likeness of their titles are for a person; links of lists that stand on every page are no answer.
**Fix** Put a link to the interpretation into the document's page, and one to the document into the interpretation's.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.interpretations import Pair, pairs
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="政策文件与解读没有相互关联",
    why="群众看到文件找不到解读,或看到解读找不到文件。",
    not_this="只按标题判断为一对的由人工核实;每个页面都有的列表链接不算关联。",
    fix="在政策文件页面链接到解读,在解读页面链接到政策文件。",
    reasons={
        "no-link-onward": "政策文件“{policy}”没有链接到它的解读“{reading}”",
        "no-link-back": "政策解读“{reading}”没有链接到它所解读的文件“{policy}”",
        "no-link-at-all": "政策文件“{policy}”与解读“{reading}”没有相互链接,请核实是否对应",
        "no-pairs": "没有读到成对的政策文件和解读",
    },
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:pub.interp-link",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each pair."""
    tree = view.columns()
    found = list(pairs(tree)) if tree else []
    yield from map(_judged, found)
    if not found:
        yield Judgement(Outcome.NA, "no-pairs")


def _judged(pair: Pair) -> Judgement:
    if pair.onward and pair.back:
        return PASS
    if not pair.onward and not pair.back:
        return _said(pair, "no-link-at-all", pair.policy.url)
    if pair.back:
        return _said(pair, "no-link-onward", pair.policy.url)
    return _said(pair, "no-link-back", pair.interpretation.url)


def _said(pair: Pair, reason: str, page: str) -> Judgement:
    sure = pair.onward or pair.back
    other = pair.interpretation.url if page == pair.policy.url else pair.policy.url
    return Judgement(
        *verdict(sure, reason), cause=f"pair:{pair.policy.url} {pair.interpretation.url}", target=other, spots=(Spot(-1, "", page),),
        args={"policy": pair.policy.title, "reading": pair.interpretation.title},
        evidence={"policy": pair.policy.url, "interpretation": pair.interpretation.url, "forms": list(pair.interpretation.forms)},
    )  # fmt: skip
