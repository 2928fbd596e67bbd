"""Floating windows, advertising or pop-ups while the mode is on.

**Why** A window that wanders over the page covers what is read and is pressed by mistake.
**Not this** The toolbar itself, fixed headers and buttons, carousels within the page. The page is watched for at most
half a minute: what comes later is not seen.
**Fix** Take floating windows and advertising out of the mode; put notices into the page.
**Source** 网站规范 2.4.1 (zero), in more than one stored source.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Floating, Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面有广告、飘窗或弹窗",
    why="飘动的窗口遮挡正在阅读的内容,容易误点;规范禁止在适老化页面出现广告和随机弹窗。",
    not_this="工具条本身、固定的页头和按钮、页面内的轮播图不算;最多观察半分钟,更晚出现的看不到。",
    fix="在适老化模式下去掉飘窗和广告,通知放进页面内容。",
    reasons={
        **MODE_TEXTS,
        "not-watched": "时限已到,没有观察飘窗和弹窗",
        "moving-window": "适老化模式下有飘动的窗口:{text}",
        "advert": "适老化模式下有广告:{text}",
        "late-window": "适老化模式下页面打开后又弹出窗口,请核实:{text}",
        "opens-windows": "适老化模式下页面自行打开新窗口:{url}",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.no-ads", "ind:aging.app-no-ads"))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """What moves by itself or says that it is advertising is a fault; what opened later is for a person."""
    yield from each_mode(view.aging(), _mode)


def _mode(mode: Mode) -> Iterator[Judgement]:
    if mode.observed is None:
        yield unmeasured("not-watched")
        return
    found = [judged for one in mode.floating if (judged := _floating(mode, one))]
    if mode.windows:
        evidence = {"windows": list(mode.windows), "entry": mode.entry.words}
        found.append(fault(mode, (Outcome.FAIL, "opens-windows"), {"url": mode.windows[0]}, evidence))
    yield from found or [PASS]


def _floating(mode: Mode, one: Floating) -> Judgement | None:
    if one.kind == "moving":
        answer = Outcome.FAIL, "moving-window"
    elif one.advert:
        answer = Outcome.FAIL, "advert"
    elif one.late:
        answer = Outcome.REVIEW, "late-window"
    else:
        return None
    evidence = {
        **shown(one.node), "href": one.href, "after": one.picture, "entry": mode.entry.words, "watched": mode.observed,
    }  # fmt: skip
    return fault(mode, answer, {"text": one.text[:40] or "(图片)"}, evidence, one.node.place)
