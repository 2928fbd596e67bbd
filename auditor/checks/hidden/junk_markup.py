"""Marks of pages made by programs: junk elements, interference text, keyword bars, pinyin in brackets.

**Why** Spam programs fill pages with random elements and respelt text so that search engines take each for new.
**Not this** Empty elements that scripts fill, ids with a meaning, pinyin lessons, names written with their pinyin.
**Fix** Such a page was not made by the site: look for foreign directories, wild-card rules and server modules, remove them.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import MarkFact
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="垃圾程序生成的页面痕迹",
    why="垃圾推广程序在页面中塞入随机标签和改写的文字,使搜索引擎把每一页都当作新内容,说明网站可能已被侵入或被仿冒。",
    not_this="由脚本填充的空标签、有意义的编号、拼音教学内容、个别姓名旁注的拼音不算。",
    fix="这类页面不是本单位制作的:查找陌生目录、通配规则和服务器模块并清除。",
    reasons={
        "random-tags": "页面中有 {count} 个带随机编号的空标签",
        "unknown-tag": "页面中有不存在的标签 <delect>,是垃圾页面生成程序的特征",
        "interference": "页面中有用来干扰搜索引擎的隐藏标签块",
        "pinyin-text": "正文为夹注拼音的繁体字({count} 处),是抄袭改写程序的特征,请核实",
        "keyword-bar": "页面开头是以“ I ”连接的关键词,是垃圾页面的特征,请核实",
    },
)

_REASONS = {
    "random-tag": "random-tags", "delect": "unknown-tag", "interference": "interference", "pinyin": "pinyin-text",
    "keyword-bar": "keyword-bar",
}  # fmt: skip
_PINYIN = 5
"""Annotated characters from which no writer but a program put them there."""
_PROOF = {"random-tag": 5, "delect": 2}
"""How many of a mark prove it; other marks are for a person."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each kind of mark."""
    found = [judgement for mark in page.hidden.marks if (judgement := _judged(mark))]
    yield from found or (PASS,)


def _judged(mark: MarkFact) -> Judgement | None:
    if mark.kind not in _REASONS or (mark.kind == "pinyin" and mark.count < _PINYIN):
        return None
    certain = mark.kind in _PROOF and mark.count >= _PROOF[mark.kind]
    return _judgement(mark, _REASONS[mark.kind], certain)


def _judgement(mark: MarkFact, reason: str, certain: bool) -> Judgement:
    return Judgement(
        *verdict(certain, reason), cause=reason,
        args={"count": str(mark.count)}, evidence={"techniques": [reason], "count": mark.count},
        spots=(Spot(mark.offset, mark.raw),), urgent=certain,
    )  # fmt: skip
