"""Reading aloud leaves pictures and buttons out, or reads names of files.

**Why** Who listens instead of looking learns nothing of a picture that leads on, or hears "banner underscore 3 dot png".
**Not this** Pictures without any name (a fault of the page, told page by page), toolbars that speak only after a click, recordings
whose words are not known. Nothing is pressed; the pointer rests on up to two of each kind, twice before silence counts.
**Fix** Let the voice say alt, aria-label or the text of what is pointed at; never the address of a picture.
**Source** 网站规范 (non-text links, pictures and components can be read aloud; clause number unknown), in more than one stored source.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Function, Mode, NonText
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="语音阅读不读图片和按钮,或读出文件名",
    why="靠听的人不知道图片链接通向哪里;读出的文件名没有任何意义。",
    not_this="没有任何名称的图片不在这里指出(由页面检查指出);点击后才朗读的、播放录音的无法核对;只指向,不点击,每类至多两个,沉默的再试一次。",
    fix="朗读所指元素的 alt、aria-label 或文字,不要朗读图片地址。",
    reasons={
        **MODE_TEXTS,
        "not-exercised": "时限已到,没有测量语音阅读",
        "no-voice": "没有听到随鼠标朗读的语音,没有测量图片和按钮的朗读",
        "words-unknown": "播放的是音频,内容无法核对",
        "nothing-there": "首屏没有带名称的图片和按钮",
        "file-name-said": "指向“{name}”时读出的是文件名:{said}",
        "nothing-said": "指向图片和按钮时没有朗读({count} 个均如此),如“{name}”",
        "some-silent": "指向“{name}”时没有朗读,请核实",
        "other-words": "指向“{name}”时读出的内容与其名称不一致:{said},请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.read-nontext",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Names of files are a fault, and a voice that reads text but nothing else; single ones are for a person."""
    run = view.aging()
    yield from each_mode(run, lambda mode: _mode(mode, bool(run and run.limits)))


def _mode(mode: Mode, cut: bool) -> Iterator[Judgement]:
    trial = mode.trial(Function.READ_ALOUD)
    if trial is None:
        yield unmeasured("not-exercised") if cut else Judgement(Outcome.NA)
        return
    if trial.nontext is None:
        yield unmeasured("no-voice")
        return
    named = [one for one in trial.nontext if one.name]
    known = [one for one in named if one.heard != "recording"]
    found = list(_faults(mode, trial.nontext, known))
    if found or known:
        yield from found or [PASS]
    else:
        yield unmeasured("words-unknown") if named else Judgement(Outcome.NA, "nothing-there")


def _faults(mode: Mode, everything: Sequence[NonText], known: Sequence[NonText]) -> Iterator[Judgement]:
    if files := [one for one in everything if one.heard == "file"]:
        yield _told(mode, (Outcome.FAIL, "file-name-said"), files)
    if silent := [one for one in known if one.heard == "nothing"]:
        all_silent = len(silent) == len(known) >= 2
        yield _told(mode, (Outcome.FAIL, "nothing-said") if all_silent else (Outcome.REVIEW, "some-silent"), silent)
    if other := [one for one in known if one.heard == "other"]:
        yield _told(mode, (Outcome.REVIEW, "other-words"), other)


def _told(mode: Mode, answer: tuple[Outcome, str], those: Sequence[NonText]) -> Judgement:
    elements = [{**shown(one.node), "kind": one.kind, "name": one.name, "said": one.said} for one in those]
    args = {"name": those[0].name or "(无名称的图片)", "said": those[0].said[:60], "count": f"{len(those)}"}
    evidence = {**elements[0], "nodes": len(those), "elements": elements, "entry": mode.entry.words}
    return fault(mode, answer, args, evidence)
