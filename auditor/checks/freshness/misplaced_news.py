"""News in a column that is not for news.

**Why** A column that carries news is counted as a news column from then on and goes stale after two weeks; circulars name this as a
cause of its own. And whoever looks for a plan or a rule finds reports of meetings.
**Not this** Single rows, titles of documents (关于…的通知, 《…》), columns whose class is only guessed. A person decides.
**Fix** Move the items into a news column; keep each column to what its name says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.columns import CLASS_NAMES, Column, ColumnClass
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="非动态栏目发布动态信息",
    why="发布动态信息的栏目会被按动态要闻类栏目要求每两周更新,容易造成栏目不更新。",
    not_this="个别信息、公文标题、类别不确定的栏目不算;由人工判断。",
    fix="把动态信息移到动态要闻类栏目,各栏目只发布与名称相符的内容。",
    reasons={
        **columns.TEXTS,
        "news-inside": "{class}类栏目“{column}”的前 {rows} 条信息中有 {news} 条是工作动态,例如“{title}”",
    },
)

_CLASSES = (
    ColumnClass.POLICY, ColumnClass.PLANNING, ColumnClass.PERSONNEL, ColumnClass.NOTICE, ColumnClass.STATIC,
    ColumnClass.INTERPRETATION,
)  # fmt: skip
_REPORTS = re.compile(
    r"召开|举行|举办|调研|走访|慰问|视察|督导检查|检查指导|出席|会见|座谈会|推进会|部署会|启动仪式|圆满|顺利|隆重|深入.{0,8}开展|开展.{0,12}(?:活动|行动|检查|宣传)|赴.{1,12}(?:考察|学习|调研)"
)
_DOCUMENT = re.compile(
    r"^关于|^转发|^印发|《|(?:公告|公示|通知|通告|办法|意见|规定|条例|细则|方案|规划|计划|纲要|解读|图解|名单|任免|决定|批复|函|简章|要点)(?:[((].*[))])?$"
)


@dataclass(frozen=True, slots=True)
class Config:
    """Of so many first rows this many, and this share, must be news."""

    rows: int = 10
    fewest: int = 3
    share: float = 0.5


@check(
    shape=Shape.SITE,
    impact=Impact.MINOR,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.column-stale.key", "ind:pub.other-columns"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each column that carries news and is not for it."""
    tree = view.columns()
    found = [answer for column in (tree.of(*_CLASSES) if tree else ()) if (answer := _carrying(column, config))]
    yield from found or [PASS]


def _carrying(column: Column, config: Config) -> Judgement | None:
    rows = column.rows[: config.rows]
    news = [row.title for row in rows if _REPORTS.search(row.title) and not _DOCUMENT.search(row.title)]
    if len(news) < config.fewest or len(news) < config.share * len(rows) or not columns.is_class_sure(column):
        return None
    args = {
        "column": column.named, "class": CLASS_NAMES[column.cls], "rows": str(len(rows)), "news": str(len(news)), "title": news[0],
    }  # fmt: skip
    return Judgement(
        Outcome.REVIEW, "news-inside", Confidence.LIKELY, cause=f"column:{column.url}", args=args, spots=columns.whole(column),
        evidence=columns.card(column, titles=news),
    )  # fmt: skip
