"""The home page offers no aging-friendly retrofit, hides it, or its entry does nothing.

**Why** Who needs larger text or a voice must find the way to it at once; an entry that does nothing is a retrofit on paper.
**Not this** Entries may be words or pictures, in frames and in shadow trees. Where a file that may hold the entry or the toolbar
could not be loaded, nothing is concluded. Articles about 无障碍 are no entries.
**Fix** Put a named entry that takes the keyboard's focus into the header of every page, and see that a click on it works.
**Source** 网站规范 (practice of all known toolbars; clause number unknown), APP 3.1; 半月谈 on retrofits in name only.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.rendering import shown
from auditor.checks.retrofit import DOUBTED, alive, cause_of, is_doubted
from auditor.model.aging import AgingRun, Entry, Mode, ModeKind
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="首页适老化、无障碍入口",
    why="需要大字或语音的人应当一眼找到入口;按下没有反应的入口,等于没有改造。",
    not_this="入口可以是文字或图片,可以在框架或组件里;可能包含入口或工具条的文件没有加载成功时不作结论;讲无障碍的文章标题不算入口。",
    fix="在每个页面的头部放置有名称、可用键盘到达的入口,并确认点击有效。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有查找入口",
        "no-entry": "首页没有找到适老化或无障碍入口",
        "entry-unseen": "首页中有“{words}”字样的入口,但在浏览器中看不到,请核实",
        "entry-unreadable": "首页没有找到入口,但有可能提供入口的文件没有加载成功,不作结论",
        "entry-dead": "按下入口“{words}”没有任何反应",
        "entry-dead-script": "按下入口“{words}”没有任何反应,网站自己的部分脚本文件已不存在(404),请核实",
        "entry-missing-page": "按下入口“{words}”后打开的网页不存在(404),请核实",
        "entry-unclear": "按下入口“{words}”后没有出现可识别的适老化功能,请核实",
        "entry-unloaded": "按下入口“{words}”没有反应,但可能属于工具条的文件没有加载成功,不作结论",
        "entry-covered": "入口“{words}”被其他内容遮挡,点击和键盘都不能到达,请核实",
        "entry-untried": "时限已到或页面失去响应,没有测量入口“{words}”",
        "not-in-first-view": "入口“{words}”不在首屏,需要滚动才能看到,请核实",
        "not-by-keyboard": "入口“{words}”不能用键盘到达",
        "no-name": "入口“{words}”没有可供读屏软件朗读的名称",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.entry-home", "ind:aging.entry-works"))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Presence first, then what pressing each entry did, then whether it is found."""
    run = view.aging()
    if run is None:
        yield Judgement(Outcome.NA)
    elif run.error:
        yield Judgement(Outcome.UNMEASURED, "home-unmeasured", cause="home-unmeasured")
    elif not run.entries:
        yield _absent(run)
    else:
        found = [*_presses(run), *_faults(run)]
        yield from found or [PASS]


def _absent(run: AgingRun) -> Judgement:
    unreadable = [*run.unreadable, *run.vendors]
    evidence = {"unreadable": unreadable, "picture": run.picture}
    if unreadable:
        return Judgement(Outcome.UNMEASURED, "entry-unreadable", cause="entry-unreadable", evidence=evidence)
    if run.unseen:
        args = {"words": run.unseen}
        return Judgement(
            Outcome.REVIEW, "entry-unseen", Confidence.LIKELY, "entry-unseen", args=args, evidence=evidence
        )
    return Judgement(Outcome.FAIL, "no-entry", cause="no-entry", evidence=evidence)


def _presses(run: AgingRun) -> Iterator[Judgement]:
    for mode in run.modes:
        judged = _press(mode)
        if judged is not None:
            yield judged
    if not run.modes:
        entry = run.entries[0]
        yield Judgement(Outcome.UNMEASURED, "entry-untried", cause="entry-untried", args={"words": entry.words})


def _press(mode: Mode) -> Judgement | None:
    evidence = {
        **shown(mode.entry.node),
        "detail": mode.detail,
        "before": mode.before,
        "after": mode.after,
        "vendor": mode.vendor,
    }
    args = {"words": mode.entry.words}
    outcome, reason, confidence = Outcome.UNMEASURED, "entry-untried", Confidence.CERTAIN
    if is_doubted(mode):
        # It may be the toolbar's, and back tomorrow: a person looks once more.
        outcome, reason, confidence = Outcome.REVIEW, DOUBTED[mode.detail], Confidence.LIKELY
    elif mode.kind is ModeKind.DEAD:
        outcome, reason = Outcome.FAIL, "entry-dead"
    elif mode.kind is ModeKind.OTHER:
        outcome, reason, confidence = Outcome.REVIEW, "entry-unclear", Confidence.LIKELY
    elif mode.kind is not ModeKind.CANNOT_TELL:
        return None
    elif mode.detail == "not-loaded":
        reason = "entry-unloaded"
    elif mode.detail == "covered":
        outcome, reason, confidence = Outcome.REVIEW, "entry-covered", Confidence.LIKELY
    return Judgement(outcome, reason, confidence, cause_of(mode, reason), args=args, evidence=evidence)


def _faults(run: AgingRun) -> Iterator[Judgement]:
    """Of the entries that work, the best one counts: another may be hidden in a menu for phones."""
    working = [mode.entry for mode in alive(run)]
    if not working:
        return
    best = max(working, key=lambda entry: (entry.first_view, entry.keyboard, entry.named))
    if not best.first_view:
        yield _fault(best, "not-in-first-view", Outcome.REVIEW)
    if not best.keyboard:
        yield _fault(best, "not-by-keyboard", Outcome.FAIL)
    if not best.named:
        yield _fault(best, "no-name", Outcome.FAIL)


def _fault(entry: Entry, reason: str, outcome: Outcome) -> Judgement:
    confidence = Confidence.CERTAIN if outcome is Outcome.FAIL else Confidence.LIKELY
    cause = "|".join((entry.by, entry.words, reason))
    return Judgement(outcome, reason, confidence, cause, args={"words": entry.words}, evidence=shown(entry.node))
