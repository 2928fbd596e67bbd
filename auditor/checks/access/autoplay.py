"""Sound or moving pictures that start by themselves and cannot be stopped.

**Why** Sound drowns what a screen reader says; what moves keeps others from reading.
**Not this** Three seconds of sound or less, muted films with controls, media that could not be loaded.
**Fix** Do not start by itself, or offer a control to stop it that the keyboard reaches.
**Source** WCAG 1.4.2, 2.2.2; ACT aaa1bf, 4c31df, 80f0bf.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Media
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="自动播放",
    why="声音盖过读屏软件的朗读,活动画面妨碍阅读。",
    not_this="不超过 3 秒的声音,带控制条的静音视频,以及没有加载成功的音视频。",
    fix="不要自动播放,或提供键盘可用的停止控件。",
    reasons={
        "sound": "自动播放有声的音视频({seconds}),没有停止控件",
        "sound-controlled": "自动播放有声的音视频({seconds}),请核实控件可用并在页面开头",
        "moving": "自动播放的视频({seconds})没有停止控件,请核实是否属于动态内容",
        "unknown": "自动播放的音视频没有停止控件,未能测出长度或是否有声",
    },
)

_SOUND, _MOVING = 3, 5
"""Seconds allowed."""
_LONG = ("wcag:1.4.2", "act:aaa1bf")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Length and sound are those of the file, as far as it was loaded."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.media):
        yield question
        return
    assert conduct is not None
    assert conduct.media is not None
    found = [charge for one in conduct.media if (charge := _charge(one))]
    yield from charges("autoplay", page, found) if found else (PASS,)


def _charge(one: Media) -> Charge | None:
    known = one.seconds is not None
    length = (
        "无限循环" if one.seconds is not None and one.seconds < 0 else f"{one.seconds:.0f} 秒" if known else "长度未知"
    )
    words = {"seconds": length}
    lasts = one.seconds is None or one.seconds < 0 or one.seconds > _SOUND
    if one.sound is not False and lasts:
        if one.control:
            return Charge(one.node, False, "sound-controlled", _LONG, words)
        certain = bool(one.sound) and known
        return Charge(one.node, certain, "sound" if certain else "unknown", (*_LONG, "act:4c31df", "act:80f0bf"), words)
    moves = one.moving and not one.control and (one.seconds is None or one.seconds < 0 or one.seconds > _MOVING)
    return Charge(one.node, False, "moving", ("wcag:2.2.2",), words) if moves else None
