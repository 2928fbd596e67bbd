"""Pictures whose alternative says nothing, or that have none though they are large.

**Why** Who does not see the picture hears a file name, or nothing.
**Not this** Small pictures, pictures beside text that says the same. Words on a canvas that stand on the page as well; captchas.
**Fix** Write what the picture shows; leave alt empty for decoration.
**Source** WCAG 1.1.1, 1.4.5; ACT qt1vmo, 9eb3f6, e88epe, 0va7u6.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="图片的替代文字",
    why="看不见图片的人只听到文件名,或什么也听不到。",
    not_this="小图,以及旁边已有文字说明的图;画布上的文字在页面别处也有的,以及验证码。",
    fix="写出图片的内容,装饰图留空 alt。",
    reasons={
        "file-name": "替代文字“{name}”是文件名",
        "generic": "替代文字“{name}”没有说明内容,请核实",
        "not-exposed": "图片对读屏软件隐藏,请核实它只是装饰",
        "canvas": "画布上画有“{name}”等文字,读屏软件读不到,页面别处也没有",
        "canvas-silenced": "画布上画有“{name}”等文字,作者对读屏软件隐藏了它,请核实它只是装饰",
        "words": "替代文字像是图中的文字,请核实是否为文字图片",
    },
)

_FILE = re.compile(r"\S+\.(jpe?g|png|gif|webp|bmp|svg)", re.IGNORECASE)
_GENERIC = {"图片", "图像", "图", "照片", "image", "picture", "photo", "img", "graphic", "icon", "logo", "banner"}
_RAW = re.compile(
    r"(img|dsc[fn]?|pic|image|photo|mmexport|微信图片|微信截图|图片|截图)?[ _-]?(\d[\d_ -]{4,}|[0-9a-f]{16,})",
    re.IGNORECASE,
)
"""What cameras, telephones and content systems call a file, its ending left out."""
_NAME = ("wcag:1.1.1", "act:qt1vmo")
_FILE_NAME = (*_NAME, "act:9eb3f6")
_DRAWN = ("wcag:1.1.1", "wcag:1.4.5", "act:e88epe")
_WORDS = re.compile(r"[^\W\d_]")
_A_WORD = 3
"""Letters drawn on a canvas that are more than a mark."""
_SENTENCE = 40
"""Characters of an alternative that reads like text."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A file name is never an alternative, and what was drawn as words is no decoration."""
    yield from told("picture", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.pictures:
        name = one.name.strip()
        if _FILE.fullmatch(name) or (_RAW.fullmatch(name) and name.lower() in one.source.lower()):
            yield Charge(one.node, True, "file-name", _FILE_NAME, {"name": name[:40]})
        elif name.lower() in _GENERIC:
            yield Charge(one.node, False, "generic", _NAME, {"name": name})
        elif not one.exposed and len(_WORDS.findall(one.drawn)) >= _A_WORD:
            open_to_doubt = one.silenced or one.backed
            reason = "canvas-silenced" if open_to_doubt else "canvas"
            yield Charge(one.node, not open_to_doubt, reason, _DRAWN, {"name": one.drawn[:40]})
        elif not one.exposed and not one.backed:
            yield Charge(one.node, False, "not-exposed", ("wcag:1.1.1", "act:e88epe"))
        elif len(name) >= _SENTENCE:
            yield Charge(one.node, False, "words", ("wcag:1.4.5", "act:0va7u6"))
