"""Players of sound and film that cannot be used with the keyboard.

**Why** Who uses no mouse can neither start nor stop them.
**Not this** Players outside the first three of a page, in frames of other sites, and files that could not be loaded: those are not
tried. Volume and position are not tried either. What starts by itself is told by ``access.autoplay``.
**Fix** Use the browser's own controls, or buttons that take the focus and react to Enter and Space.
**Source** 网站规范 2.3 (one stored source); WCAG 2.1.1. Real Tab, Space and Enter keys.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Player
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="音视频播放不能用键盘控制",
    why="不用鼠标的人既不能播放也不能停止。",
    not_this="每页只试前三个播放器;框架内的、没有加载成功的没有测量;音量和进度没有试用;自动播放另行指出。",
    fix="使用浏览器自带的控件,或用可获得焦点、响应回车和空格键的按钮。",
    reasons={
        "unreachable": "播放器自带的控件不能用 Tab 键到达,页面上也没有其他播放控件",
        "maybe-unreachable": "播放器的控件不能用 Tab 键到达,请核实是否另有键盘方式",
        "no-key": "焦点可以到达播放器,但空格键和回车键都没有使它播放或暂停,请核实",
        "not-tried": "播放器没有试用(没有加载成功、超出数量或时限已到)",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.media-keyboard", "wcag:2.1.1"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Certain where the browser's own controls are out of reach and nothing else speaks of playing."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.players):
        yield question
        return
    assert conduct is not None and conduct.players is not None
    found = [charge for one in conduct.players if (charge := _charge(one))]
    if found:
        yield from charges("media_keyboard", page, found)
    elif any(one.reached is None for one in conduct.players):
        yield Judgement(Outcome.UNMEASURED, "not-tried", cause="not-tried")
    else:
        yield PASS if conduct.players else Judgement(Outcome.NA)


def _charge(one: Player) -> Charge | None:
    if one.reached is None or one.key:
        return None
    if one.reached:
        return Charge(one.node, False, "no-key")
    certain = one.native and not one.elsewhere
    return Charge(one.node, certain, "unreachable" if certain else "maybe-unreachable")
