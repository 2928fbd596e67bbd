"""Misspelt English in the name of the site, its menus and headings.

**Why** A misspelt English name of the site stands on every page; circulars name it.
**Not this** Names of places in pinyin, abbreviations, trade names, words that no single letter would mend.
**Fix** Correct the word, also where it is part of a picture.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.english import misspelt

ZH = Texts(
    title="英文名称和导航拼写错误",
    why="网站英文名称、导航拼错,每一页都会出现,通报中曾被点名。",
    not_this="汉语拼音地名、缩写、商标名,以及改一个字母也得不到英文单词的词不算。",
    fix="改正拼写;标识图片中的英文一并核对。",
    reasons={
        "misspelt": "英文“{wrong}”疑应为“{right}”,请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("cir:english-name",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """MINOR"""
    yield from told(page, misspelt(page.prose.text))
