"""What checks of the aging-friendly retrofit share: who was not looked at, how a function's trial is told, the site's status.

The status is an estimate of the technical part only: satisfaction of users and the self-report make up most of an official
evaluation and cannot be seen from outside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from auditor.checks.rendering import shown
from auditor.model.aging import AgingRun, Function, Kept, Mode, ModeKind, Trial, Verdict
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Outcome

_ALIVE = frozenset({ModeKind.TOOLBAR, ModeKind.LARGER, ModeKind.SITE})
DOUBTED = {"missing-script": "entry-dead-script", "missing-page": "entry-missing-page"}
"""Why an entry did nothing that may be mended by itself, and how that is said."""
WANTED = (Function.ZOOM_IN, Function.SCHEME, Function.CURSOR, Function.CAPTION, Function.READ_ALOUD)
"""Functions that the specification for websites names (1.2.3 and principles of service 1 and 2)."""
ADVISED_FACTOR = 1.5
"""Below this larger text is hardly larger. The specification gives no factor (unknown); WCAG 1.4.4 asks for 2."""

NAMES: Mapping[Function, str] = {
    Function.ZOOM_IN: "放大", Function.ZOOM_OUT: "缩小", Function.SCHEME: "配色", Function.CURSOR: "大鼠标",
    Function.GUIDE_LINE: "辅助线", Function.CAPTION: "大字幕", Function.READ_ALOUD: "语音阅读", Function.PLAIN_TEXT: "纯文本",
    Function.RESET: "重置", Function.EXIT: "退出", Function.PIN: "固定", Function.HELP: "说明", Function.SHORTCUTS: "快捷键",
}  # fmt: skip

DETAILS: Mapping[str, str] = {
    "some-text": "只对部分文字有效",
    "text-lost": "部分文字移出了可见范围",
    "no-change": "页面没有变化",
    "no-text": "页面上没有可供测量的文字",
    "not-pressed": "控件被遮挡,点击和键盘都不能到达",
    "not-loaded": "所需文件没有加载成功",
    "low-contrast": "新配色下部分文字对比度不足",
    "some-kinds": "只在部分元素上生效",
    "pictures-left": "仍有图片显示",
    "no-pictures": "页面上没有图片,无法判断",
    "no-line": "没有出现跟随鼠标的线",
    "swallows-clicks": "辅助线挡住了鼠标点击",
    "no-strip": "没有出现大字幕",
    "other-text": "内容与鼠标所指文字不一致",
    "not-larger": "字幕字号不大于原文",
    "silent": "没有任何朗读动作",
    "words-unknown": "播放的是音频,内容无法核对",
    "not-off": "关闭后仍在朗读",
    "left-size": "字号没有复原",
    "left-colour": "配色没有复原",
    "left-cursor": "鼠标样式没有复原",
    "left-toolbar": "工具条仍在",
    "scrolls-away": "滚动后工具条离开了视野",
    "short-page": "页面太短,无法判断",
    "page-lost": "操作使页面跳走或失去响应",
}
"""What may be wrong with a function, for readers."""

TEXTS: Mapping[str, str] = {
    "home-unmeasured": "浏览器没有能够打开首页,没有测量适老化功能",
    "toolbar-unmeasured": "入口按下后没有变化,但可能属于工具条的文件没有加载成功,不能据此认定无效",
    "not-exercised": "时限已到,没有测量到这一项",
    "no-toolbar": "没有可以使用的适老化工具条",
    "no-effect": "按下“{label}”没有效果:{detail}",
    "breaks-page": "使用“{label}”后页面受损:{detail}",
    "partly": "“{label}”只有部分效果:{detail}",
    "cannot-tell": "“{label}”的效果无法判断:{detail}",
    "not-offered": "没有找到“{label}”功能,请核实工具条是否以别的名称提供",
}


class Status(StrEnum):
    """How far the retrofit of a site is."""

    NONE = "none"
    ENTRY_DEAD = "entry-dead"
    PARTLY = "partly-working"
    WORKING = "working-not-conformant"
    CONFORMANT = "conformant"
    UNKNOWN = "unknown"
    """What would decide could not be loaded or was not reached."""


def alive(run: AgingRun) -> list[Mode]:
    """Modes that came on."""
    return [mode for mode in run.modes if mode.kind in _ALIVE]


def toolbars(run: AgingRun) -> list[Mode]:
    """Modes with functions to press."""
    return [mode for mode in alive(run) if mode.kind is ModeKind.TOOLBAR or mode.trials]


def is_doubted(mode: Mode) -> bool:
    """True where an entry did nothing and a file of the site's own is gone, which may be back tomorrow."""
    return mode.kind is ModeKind.DEAD and mode.detail in DOUBTED


def is_dead(mode: Mode) -> bool:
    """True where an entry did nothing though all that it may need was there."""
    return mode.kind is ModeKind.DEAD and not is_doubted(mode)


def points(run: AgingRun) -> dict[str, bool | None]:
    """What is asked of a retrofit, and whether it is met; None = not measured."""
    modes, bars = alive(run), toolbars(run)
    found: dict[str, bool | None] = {
        "entry": any(one.first_view and one.keyboard and one.named for one in run.entries),
        "entry-works": _either(mode.kind in _ALIVE for mode in run.modes if mode.kind is not ModeKind.CANNOT_TELL and not is_doubted(mode)),
        "entry-every-page": _every(one.found for one in run.inner if not one.error),
        "persistence": _every(mode.persistence.inner is Kept.KEPT for mode in bars if mode.persistence and mode.persistence.inner_url),
    }  # fmt: skip
    for function in WANTED:
        found[str(function)] = _function_met(run, bars, function)
    offered = {trial.function for mode in bars for trial in mode.trials} - set(WANTED)
    found |= {str(function): _function_met(run, bars, function) for function in sorted(offered)}
    watched = [mode for mode in modes if mode.observed is not None]
    found["no-floating"] = _every(not mode.floating and not mode.windows for mode in watched)
    found["no-inducement"] = _every(not mode.inducements for mode in modes if mode.inducements is not None)
    return found


def _function_met(run: AgingRun, bars: Sequence[Mode], function: Function) -> bool | None:
    trials = [trial for mode in bars if (trial := mode.trial(function))]
    if not trials:
        return None if run.limits or not bars else False
    known = [trial for trial in trials if trial.verdict is not Verdict.CANNOT_TELL]
    return _either(_works(trial) for trial in known)


def _works(trial: Trial) -> bool:
    enough = trial.function is not Function.ZOOM_IN or (trial.figure or 0) >= ADVISED_FACTOR
    return trial.verdict is Verdict.WORKS and enough


def _every(answers: Iterable[bool]) -> bool | None:
    given = list(answers)
    return all(given) if given else None


def _either(answers: Iterable[bool]) -> bool | None:
    given = list(answers)
    return any(given) if given else None


def status(run: AgingRun) -> Status:
    """Conclude from the facts how far the retrofit is; what was not measured never counts for or against it."""
    if run.error:
        return Status.UNKNOWN
    if not run.entries:
        return Status.UNKNOWN if run.unreadable or run.vendors or run.unseen else Status.NONE
    if not alive(run):
        dead = bool(run.modes) and all(is_dead(mode) for mode in run.modes)
        return Status.ENTRY_DEAD if dead else Status.UNKNOWN
    trials = [trial for mode in alive(run) for trial in mode.trials]
    broken = any(trial.verdict in (Verdict.NO_EFFECT, Verdict.BREAKS_PAGE, Verdict.PARTIAL) for trial in trials)
    lost = any(mode.persistence and mode.persistence.inner in (Kept.LOST, Kept.PARTLY) for mode in alive(run))
    if broken or lost or any(is_dead(mode) for mode in run.modes):
        return Status.PARTLY
    return Status.CONFORMANT if all(met is True for met in points(run).values()) else Status.WORKING


def unused(run: AgingRun | None) -> Judgement | None:
    """Return what a check of the retrofit says where there is none to judge; None where a mode came on."""
    if run is None:
        return Judgement(Outcome.NA)
    if run.error:
        return Judgement(Outcome.UNMEASURED, "home-unmeasured", cause="home-unmeasured")
    if alive(run):
        return None
    if any(mode.kind is ModeKind.CANNOT_TELL or is_doubted(mode) for mode in run.modes) or (
        not run.entries and (run.unreadable or run.vendors or run.unseen)
    ):
        return Judgement(Outcome.UNMEASURED, "toolbar-unmeasured", cause="toolbar-unmeasured")
    return Judgement(Outcome.NA, "no-toolbar")


def used(run: AgingRun | None) -> AgingRun | Judgement:
    """Return the run where a mode came on, else what a check says without one."""
    question = unused(run)
    if run is None or question is not None:
        return question or Judgement(Outcome.NA)
    return run


def row(trial: Trial) -> dict[str, object]:
    """A function as a row of the report's table."""
    return {
        "function": str(trial.function),
        "name": NAMES[trial.function],
        "verdict": str(trial.verdict),
        "detail": DETAILS.get(trial.detail, trial.detail),
        "figure": trial.figure,
        "figures": dict(trial.figures),
        "label": trial.label,
        "before": trial.before,
        "after": trial.after,
        "said": [list(pair) for pair in trial.said],
        "errors": list(trial.errors),
    }


def function_answers(
    found: AgingRun | None, function: Function, certain: frozenset[str] = frozenset()
) -> Iterator[Judgement]:
    """Judge one function in every toolbar. A partial effect accuses only for the details in ``certain``."""
    run = used(found)
    if isinstance(run, Judgement):
        yield run
        return
    bars = toolbars(run)
    trials = [(mode, trial) for mode in bars if (trial := mode.trial(function))]
    for mode, trial in trials:
        yield _answer(mode, trial, certain)
    if trials:
        return
    if not bars:
        yield Judgement(Outcome.NA, "no-toolbar")
    elif run.limits:
        yield Judgement(Outcome.UNMEASURED, "not-exercised", cause="not-exercised")
    elif function in WANTED:
        unknown = [name for mode in bars for name in mode.unknown_controls]
        yield Judgement(
            Outcome.REVIEW, "not-offered", Confidence.LIKELY, f"not-offered:{function}", args={"label": NAMES[function]},
            evidence={"function": str(function), "unknown_controls": unknown},
        )  # fmt: skip
    else:
        yield Judgement(Outcome.NA)


def _answer(mode: Mode, trial: Trial, certain: frozenset[str]) -> Judgement:
    outcome, reason = {
        Verdict.WORKS: (Outcome.PASS, ""),
        Verdict.NO_EFFECT: (Outcome.FAIL, "no-effect"),
        Verdict.BREAKS_PAGE: (Outcome.FAIL, "breaks-page"),
        Verdict.PARTIAL: (Outcome.FAIL if trial.detail in certain else Outcome.REVIEW, "partly"),
        Verdict.CANNOT_TELL: (Outcome.UNMEASURED, "cannot-tell"),
    }[trial.verdict]
    confidence = Confidence.LIKELY if outcome is Outcome.REVIEW else Confidence.CERTAIN
    args = {"label": trial.label or NAMES[trial.function], "detail": DETAILS.get(trial.detail, trial.detail or "—")}
    return Judgement(
        outcome,
        reason,
        confidence,
        cause_of(mode, trial.function, reason),
        args=args,
        evidence=trial_evidence(mode, trial),
    )


def trial_evidence(mode: Mode, trial: Trial) -> dict[str, object]:
    """A trial with its control and the entry that leads to it."""
    control = shown(trial.control) if trial.control else {}
    return {**control, **row(trial), "entry": mode.entry.words, "vendor": mode.vendor}


def cause_of(mode: Mode, *parts: str) -> str:
    """Return the cause of a fault of one mode."""
    return "|".join((mode.entry.by, mode.entry.words, *parts))
