"""Frames and plug-in objects of strangers that no visitor sees.

**Why** An invisible frame loads whatever its owner wishes into the visitor's browser (网页挂马).
**Not this** Counters, tag managers and share buttons of known services, frames of the operator, players.
**Fix** Remove the frame from the template or file, find how it came there, scan the server for changed files.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import FrameFact, HiddenBlock, Method, Place, ScriptFact
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.hosts import host_of

ZH = Texts(
    title="隐藏的外部框架",
    why="看不见的框架可以把任意内容或木马装入访问者的浏览器(网页挂马)。",
    not_this="统计、标签管理、分享等常用服务的框架,本单位自己的框架和播放器不算。",
    fix="从模板或文件中删除该框架,查明入侵途径,并检查服务器上被改动的文件。",
    reasons={
        "frame-outside-document": "网页正文之外有指向 {domain} 的隐藏框架",
        "hidden-object": "透明或移出屏幕的区域里有来自 {domain} 的插件程序",
        "hidden-frame": "有一个看不见的框架指向 {domain},请核实是否为本单位所加",
        "written-frame": "脚本写入了一个看不见的框架,指向 {domain},请核实是否为本单位所加",
        "covering-frame": "指向 {domain} 的框架盖住了整个页面,请核实",
    },
)

_STRONG = frozenset([Method.OPACITY, Method.OFFSCREEN, Method.BEHIND, Method.TINY_BOX, Method.SCALE, Method.CLIP])


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each frame, and the objects of hidden blocks."""
    found = [judgement for frame in page.hidden.frames if (judgement := _judged(frame, site))]
    found += [judgement for script in page.hidden.scripts if (judgement := _written(script, site))]
    found += [judgement for block in page.hidden.blocks if (judgement := _object(block, site))]
    yield from found or (PASS,)


def _judged(frame: FrameFact, site: SiteContext) -> Judgement | None:
    if not frame.shape or frame.noscript or not is_stranger(host_of(frame.url), site):
        return None
    if frame.shape == "cover":
        return _judgement(frame, "covering-frame", False)
    if frame.tag in ("iframe", "frame") and frame.place in (Place.AFTER_HTML, Place.BEFORE_DOCTYPE, Place.NO_DOCUMENT):
        return _judgement(frame, "frame-outside-document", frame.shape != "hidden")
    if frame.tag not in ("iframe", "frame"):
        return None
    return _judgement(frame, "hidden-frame", False)


def _judgement(frame: FrameFact, reason: str, certain: bool) -> Judgement:
    return Judgement(
        *verdict(certain, reason),
        cause=f"{reason}:{frame.url}", args={"domain": frame.domain},
        evidence={"techniques": [f"{frame.shape}-{frame.tag}", str(frame.place)], "domains": [frame.domain], "urls": [frame.url]},
        spots=(Spot(frame.offset, frame.raw),), target=frame.url, urgent=certain,
    )  # fmt: skip


def _written(script: ScriptFact, site: SiteContext) -> Judgement | None:
    """A plain script that writes an invisible frame; one that hides what it writes is judged as a script."""
    frames = [load for load in script.loads if load.tag == "iframe" and load.hidden and load.url]
    strange = [load for load in frames if is_stranger(host_of(load.url), site)]
    if not strange or script.layers:
        return None
    return Judgement(
        Outcome.REVIEW, "written-frame", Confidence.LIKELY, cause=f"written-frame:{strange[0].url}", args={"domain": strange[0].domain},
        evidence={"techniques": ["hidden-frame", "script"], "domains": [strange[0].domain], "urls": [load.url for load in strange]},
        spots=(Spot(script.offset, script.raw),), target=strange[0].url,
    )  # fmt: skip


def _object(block: HiddenBlock, site: SiteContext) -> Judgement | None:
    """A plug-in object in a nameless box that is transparent, behind everything or outside the window."""
    strange = [
        item for item in block.objects if item.text in ("object", "embed", "param") and is_stranger(item.host, site)
    ]
    if not strange or not block.bare or not _STRONG & set(block.methods):
        return None
    return Judgement(
        Outcome.FAIL, "hidden-object", cause=f"hidden-object:{block.key}", args={"domain": strange[0].domain},
        evidence={"techniques": [str(method) for method in block.methods], "domains": [strange[0].domain],
                  "urls": [item.url for item in strange]},
        spots=(Spot(block.offset, block.raw),), target=strange[0].url, urgent=True,
    )  # fmt: skip
