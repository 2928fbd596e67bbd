"""The page turns a browser away, or keeps from assistive software and its users what they need.

**Why** Software that reads aloud and enlarges works on text that can be selected, menus that open and keys that do what they do elsewhere.
**Not this** aria-hidden on the body and forbidden zoom, which ``access.axe`` and ``access.zoom_blocked`` tell; text hidden behind a dialog;
advice which browser to use, below a page that is shown. Other systems, browsers and real assistive software were not tried, nor was it
looked for what only one browser understands.
**Fix** Take the handlers away that stop menus, selection, copying and keys; take aria-hidden off the content; show the page to
every browser.
**Source** 网站规范 4.1 and APP 4.1, each in more than one stored source. Asked with events of our own, which do nothing by themselves.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="限制浏览器或辅助软件",
    why="朗读和放大软件要能选取文字、打开菜单、使用通常的按键。",
    not_this="body 上的 aria-hidden 和禁止缩放另行指出;对话框背后的内容、正常页面上对浏览器的建议不算;没有试用其他系统、浏览器和辅助软件。",
    fix="去掉阻止右键菜单、选取、复制和按键的脚本,去掉内容上的 aria-hidden,不要拒绝浏览器。",
    reasons={
        "prevented": "页面阻止了{what},请核实是否妨碍辅助软件",
        "concealed": "页面的大部分内容被 aria-hidden 隐藏,读屏软件读不到,请核实",
        "turned-away": "页面只要求更换浏览器(“{text}”),没有显示内容,请核实",
    },
)

_NAMES = {"contextmenu": "右键菜单", "select": "选取文字", "copy": "复制"}
_BROWSER = re.compile(
    "(?:请|需要?|必须)(?:使用|更换|升级|下载)[^。;]{0,16}(?:IE|Internet Explorer|Chrome|谷歌|火狐|Firefox|360|Edge|浏览器)|"
    "浏览器(?:的)?版本(?:过|太)低|不支持(?:您|你|当前|此|该)?[^。;]{0,6}浏览器"
)
_SHORT = 200
"""Characters: a page with more text shows more than that."""


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.compat-at", "ind:aging.at-not-blocked"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What was prevented is certain; whom it hinders is for a person."""
    rendered = page.rendered
    said = rendered.semantics if rendered else None
    blocked = rendered.conduct.blocked if rendered and rendered.conduct else None
    if said is None and (question := unseen(page, blocked)):
        yield question
        return
    found = [*(_said(page, said) if said else ()), *_prevented(blocked or ())]
    if found:
        yield from found
    elif blocked is None or said is None or said.full:
        yield Judgement(Outcome.UNMEASURED, "render-part", cause="render-part")
    else:
        yield PASS


def _prevented(blocked: tuple[str, ...]) -> Iterator[Judgement]:
    if blocked:
        names = [_NAMES.get(one) or f"按键 {one.removeprefix('key:')}" for one in blocked]
        # The same script stands in every page of a site.
        cause = "|".join(("prevented", *blocked))
        evidence = {"prevented": list(blocked)}
        yield Judgement(
            Outcome.REVIEW, "prevented", Confidence.LIKELY, cause, args={"what": "、".join(names)}, evidence=evidence
        )


def _said(page: PageFacts, said: Semantics) -> Iterator[Judgement]:
    yield from charges("compat_at", page, [Charge(one.node, False, "concealed") for one in said.concealed])
    advice = _BROWSER.search(said.text)
    if advice and len(said.text) < _SHORT:
        words = {"text": advice.group()}
        yield Judgement(
            Outcome.REVIEW, "turned-away", Confidence.LIKELY, "turned-away", args=words, evidence={"text": said.text}
        )
