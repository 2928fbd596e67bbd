"""Larger text or captions are not the page's own: the control leads to something to be installed or to the browser's settings.

**Why** Who needs larger text cannot be expected to install an extension or to know the settings of a browser.
**Not this** Controls that act in the page, whatever else they offer; files for a shortcut on the desktop; other functions of the
toolbar. A download that only the server's answer shows to be one is not recognised.
**Fix** Enlarge and caption with scripts and styles of the page itself.
**Source** 网站规范 1.2.3 (not relying on operating system and browser), in more than one stored source.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, PAGES, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.checks.retrofit import NAMES
from auditor.model.aging import Departure, Function, Mode, ModeKind, Trial, Verdict
from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="放大、大字幕依赖浏览器或需另装软件",
    why="需要大字的老年人不会安装插件,也不会修改浏览器设置;规范要求放大和大字幕不依赖操作系统和浏览器。",
    not_this="在页面内有效的功能不算,桌面快捷方式不算,工具条的其他功能不算;只有服务器应答才表明是下载的地址看不出来。",
    fix="用网页自身的脚本和样式实现放大和大字幕,去掉对插件、客户端和浏览器设置的依赖。",
    reasons={
        **MODE_TEXTS,
        "leads-to-program": "“{label}”没有在页面内生效,而是下载文件:{to}",
        "leads-to-extension": "“{label}”没有在页面内生效,而是要安装浏览器插件:{to}",
        "leads-to-application": "“{label}”没有在页面内生效,而是打开其他应用或应用市场:{to}",
        "leads-to-browser": "“{label}”没有在页面内生效,而是打开浏览器自己的设置:{to}",
        "leads-away": "“{label}”没有能够测量效果,其地址不在页面之内:{to},请核实",
        "says-install": "按下“{label}”后提示安装软件或使用浏览器自己的功能:{to},请核实",
        "not-exercised": "时限已到,没有测量放大和大字幕",
        "no-effect-seen": "放大和大字幕没有效果或无法判断,看不出依赖什么",
        "not-offered": "工具条没有放大和大字幕功能",
    },
)
_OWN = (Function.ZOOM_IN, Function.CAPTION)
_SEEN = (Verdict.NO_EFFECT, Verdict.BREAKS_PAGE)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.no-reliance",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """An address that is no page is certain; what was only said is for a person."""
    run = view.aging()
    away = [judged for mode in run.modes for judged in _away(mode)] if run and not run.error else []
    yield from away or each_mode(run, lambda mode: [_own(mode, bool(run and run.limits))])


def _away(mode: Mode) -> Iterator[Judgement]:
    if mode.led:
        pressed = mode.kind in (ModeKind.DEAD, ModeKind.OTHER) or mode.detail == "page-lost"
        yield _told(mode, mode.entry.node, mode.led, (mode.entry.words, pressed))
    for trial in mode.trials:
        if trial.function in _OWN and trial.led:
            label = trial.label or NAMES[trial.function]
            yield _told(mode, trial.control, trial.led, (label, _was_seen(trial)))


def _was_seen(trial: Trial) -> bool:
    return trial.verdict in _SEEN or trial.detail == "page-lost"


def _told(mode: Mode, control: Node | None, led: Departure, pressed: tuple[str, bool]) -> Judgement:
    label, certain = pressed
    evidence = {**(shown(control) if control else {}), "kind": led.kind, "to": led.to, "entry": mode.entry.words}
    if led.kind == "words":
        answer = Outcome.REVIEW, "says-install"
    else:
        answer = (Outcome.FAIL, f"leads-to-{led.kind}") if certain else (Outcome.REVIEW, "leads-away")
    return fault(mode, answer, {"label": label, "to": led.to}, evidence, label)


def _own(mode: Mode, cut: bool) -> Judgement:
    trials = [trial for function in _OWN if (trial := mode.trial(function))]
    if mode.kind in PAGES or any(trial.verdict in (Verdict.WORKS, Verdict.PARTIAL) for trial in trials):
        return PASS
    if trials:
        return unmeasured("no-effect-seen")
    return unmeasured("not-exercised") if cut else Judgement(Outcome.NA, "not-offered")
