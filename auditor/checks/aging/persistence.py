"""The mode is lost on the next page, after a reload or in a new tab.

**Why** Who switched larger text on at home must not search for the switch on every page.
**Not this** Separate sites for elders; the next day is only reported, as no rule asks for it.
**Fix** Keep the mode in a cookie with ``path=/`` or in localStorage, and switch it on again in every page; sessionStorage is lost in
a new tab.
**Source** 网站规范 (clause unknown); 半月谈: home page enlarged, second level not.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.model.aging import Kept, Mode, ModeKind, Persistence
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化模式不能保持",
    why="在首页打开的大字模式,进入下一个页面就失效,使用者只能逐页重新打开。",
    not_this="独立的长者版网站不作此项检查;第二天是否保持只作报告,没有规定要求。",
    fix="用 path=/ 的 Cookie 或 localStorage 保存状态并在每个页面恢复;sessionStorage 在新标签页中会丢失。",
    reasons={
        **MODE_TEXTS,
        "not-followed": "没有测量到模式能否保持",
        "lost-inner": "在首页打开的模式到内页就失效",
        "partly-inner": "到内页后模式只保持了一部分(工具条或字号),请核实",
        "lost-reload": "刷新页面后模式失效",
        "lost-new-tab": "在新标签页中打开时模式失效,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.entry-every-page",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Judge every mode that lives in the pages themselves."""
    kinds = [kind for kind in ModeKind if kind is not ModeKind.SITE]
    yield from each_mode(view.aging(), lambda mode: [_mode(mode)], kinds)


def _mode(mode: Mode) -> Judgement:
    kept = mode.persistence
    if kept is None or (kept.inner is kept.reload is Kept.UNKNOWN):
        return unmeasured("not-followed")
    evidence = {
        "inner": str(kept.inner), "inner_url": kept.inner_url, "reload": str(kept.reload), "new_tab": str(kept.new_tab),
        "next_day": str(kept.next_day), "stored": list(kept.stored), "entry": mode.entry.words,
    }  # fmt: skip
    answer = _lost(kept)
    return fault(mode, answer, {}, evidence) if answer else PASS


def _lost(kept: Persistence) -> tuple[Outcome, str] | None:
    if kept.inner is Kept.LOST:
        return Outcome.FAIL, "lost-inner"
    if kept.reload is Kept.LOST:
        return Outcome.FAIL, "lost-reload"
    if kept.inner is Kept.PARTLY:
        return Outcome.REVIEW, "partly-inner"
    return (Outcome.REVIEW, "lost-new-tab") if kept.new_tab is Kept.LOST else None
