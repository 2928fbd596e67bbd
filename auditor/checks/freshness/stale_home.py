"""A home page on which nothing new has appeared for two weeks.

**Why** A veto by itself (``veto.home-stale``: watch 2 weeks; certainty B for 2019, A for 2015).
**Not this** A home page that is only an entrance: its second-level pages are judged in its place. A page whose news a script
fetches, or whose rows have no date that anybody can read, is not accused.
**Fix** Let the home page show the latest items of the columns below it; if it does, publish in them.
**Source** One run sees one moment: what it says is the newest date shown, counted back from the run.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check, verdict
from auditor.model.columns import Column, ColumnTree, Filling
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="首页不更新",
    why="首页两周没有新信息即单项否决。",
    not_this="首页仅为导航入口的,以各二级页面是否更新判断;首页信息由脚本加载、没有可读日期的,不据此认定。",
    fix="首页应显示各栏目最新信息并及时更新。",
    reasons={
        "home-unread": "首页没有读到,无法判断",
        "home-not-dated": "首页信息没有可读的日期(或由脚本加载),无法判断是否更新",
        "home-stale": "首页最新信息为 {newest}“{title}”,已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "home-near": "首页最新信息为 {newest}“{title}”,已 {days} 天没有更新,满 {limit} 天即属首页不更新{holidays}",
        "entrance-stale": "首页仅为导航入口,各二级页面最新信息为 {newest}(栏目“{column}”),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "entrance-not-read": "首页仅为导航入口,二级页面中没有读到带日期的信息,无法判断",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """In days; ``warned`` is when one is warned."""

    window: int = 14
    warned: int = 10


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, config=Config(), refs=("ind:veto.home-stale",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement."""
    tree = view.columns()
    if tree is None or tree.home is None:
        yield Judgement(Outcome.UNMEASURED, "home-unread")
    elif tree.home.filling is Filling.CHILDREN:
        yield _entrance(tree, tree.home, config)
    elif not tree.home.newest:
        yield _open("home-not-dated", tree.home)
    else:
        yield _home(tree.home, tree, config)


def _home(home: Column, tree: ColumnTree, config: Config) -> Judgement:
    days = columns.age(home, tree)
    if days <= config.warned:
        return PASS
    latest = next((row.title for row in home.rows if row.date == home.newest), "")
    args = {
        **columns.described(home, config.window),
        "days": str(days),
        "title": latest,
        "holidays": columns.during(home.newest, tree.day),
    }
    if days <= config.window:
        return _said(Outcome.REVIEW, "home-near", Confidence.CERTAIN, home, args)
    return _said(*verdict(columns.is_newest_sure(home), "home-stale"), home, args)


def _entrance(tree: ColumnTree, home: Column, config: Config) -> Judgement:
    below = [column for column in tree.columns if "nav" in column.evidence]
    dated = [column for column in below if column.newest]
    if not dated:
        return _open("entrance-not-read", home)
    latest = max(dated, key=lambda column: column.newest)
    if columns.age(latest, tree) <= config.window:
        return PASS
    args = {
        **columns.described(latest, config.window), "days": str(columns.age(latest, tree)), "column": latest.named,
        "holidays": columns.during(latest.newest, tree.day),
    }  # fmt: skip
    sure = len(dated) == len(below) and all(map(columns.is_newest_sure, dated))
    return _said(*verdict(sure, "entrance-stale"), home, args)


def _said(outcome: Outcome, reason: str, sure: Confidence, home: Column, args: dict[str, str]) -> Judgement:
    return Judgement(
        outcome, reason, sure, cause="home", args=args, spots=columns.whole(home), evidence=columns.card(home)
    )


def _open(reason: str, home: Column) -> Judgement:
    return Judgement(Outcome.UNMEASURED, reason, cause="home", spots=columns.whole(home), evidence=columns.card(home))
