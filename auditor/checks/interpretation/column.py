"""The column 政策解读: there is one, and it is kept.

**Why** Circulars name sites without such a column; the indicators ask for it (``pub.interpretation``, name A).
**Not this** Sites of bodies that make no policy; a crawl that did not come far. The window is ours: the indicators give none.
**Fix** Open a column 政策解读 and publish interpretations together with the documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.columns import Column, ColumnClass, ColumnTree
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="政策解读栏目",
    why="没有政策解读栏目、解读长期不更新,群众看不懂政策。",
    not_this="不制定政策的单位、检查范围没有涉及的栏目不算;期限为本工具的参考值,检查指标没有规定。",
    fix="开设“政策解读”栏目,解读与政策文件同步发布。",
    reasons={
        **columns.TEXTS,
        "missing": "没有找到政策解读栏目(网站有政策文件栏目“{column}”)",
        "stale": "政策解读栏目“{column}”最近更新为 {newest},已 {days} 天没有更新,请核实",
        "no-policy": "没有读到政策文件栏目,不要求政策解读",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """In days, after which a person should look."""

    window: int = 365


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("ind:pub.interpretation",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement: of the newest of its columns, or of their absence."""
    tree = view.columns()
    policies = tree.of(ColumnClass.POLICY) if tree else ()
    kept = [one for one in (tree.columns if tree else ()) if one.cls is ColumnClass.INTERPRETATION]
    if not kept and not policies:
        yield Judgement(Outcome.NA, "no-policy")
    elif not kept:
        yield Judgement(
            Outcome.REVIEW, "missing", Confidence.LIKELY, cause="missing", args={"column": policies[0].named},
            spots=columns.whole(policies[0]),
        )  # fmt: skip
    elif tree:
        yield _kept(kept, tree, config)


def _kept(found: list[Column], tree: ColumnTree, config: Config) -> Judgement:
    latest = max(found, key=lambda column: column.newest)
    if not latest.newest:
        return columns.unread(latest) if latest.filling in columns.UNREAD else Judgement(Outcome.NA)
    days = columns.age(latest, tree)
    if days <= config.window:
        return PASS
    args = {**columns.described(latest, config.window), "days": str(days)}
    return Judgement(
        Outcome.REVIEW, "stale", Confidence.LIKELY, cause=f"column:{latest.url}", args=args, spots=columns.whole(latest),
        evidence=columns.card(latest),
    )  # fmt: skip
