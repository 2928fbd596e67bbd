"""Links whose text says nothing of where they lead.

**Why** Who goes from link to link hears the same word again and again.
**Not this** Links whose name says more than their text.
**Fix** Say in the link where it leads, or name it so with aria-label.
**Source** WCAG 2.4.4, 2.4.9; ACT aizyf1, 5effbb.
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
    title="链接文字没有说明去向",
    why="逐个链接浏览的人只听到一串“更多”。",
    not_this="无障碍名称比可见文字更具体的链接。",
    fix="在链接文字或 aria-label 中写明去向,如“更多通知公告”。",
    reasons={
        "vague-alone": "链接“{text}”没有说明去向,所在句子、列表项、单元格和版块中也没有",
        "vague-context": "链接“{text}”没有说明去向,请核实上下文是否足够",
    },
)

_VAGUE = re.compile(
    "(查看|点击|阅读)?(更多|详情|详细|全文|全部|这里|此处|查看|进入|点击)(>>|内容|信息|这里|此处|进入|查看)?|"
    "(click |see |read )?(more|here|details?|go|link|this|continue)( info| information)?|"
    # what is done with it, or the kind of file, whatever it is of
    "(点击|立即)?下载(附件|文件)?|附件 ?[0-9一二三四五六七八九十]*|(在线)?(预览|打开)|(click to )?download( (now|here|file))?|"
    "html?|pdf|word|excel|docx?|xlsx?|pptx?|txt|epub|zip|rar|plain text|"
    "(该|本|此)(页面?|网页|文件|链接|网站|产品)|(this|that) (page|document|file|article|site|website|product)",
    re.IGNORECASE,
)
_EDGES = " .·…>»›→[]()（）【】+"


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:2.4.4", "wcag:2.4.9", "act:aizyf1", "act:5effbb"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What stands around a link may explain it."""
    yield from told("vague_link", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for link in said.named:
        if link.kind != "link" or not _VAGUE.fullmatch(link.name.strip(_EDGES)):
            continue
        alone = not link.context and not link.around
        reason = "vague-alone" if alone else "vague-context"
        # A title in a part of its own may explain it to the eye; where nothing at all stands around, nothing does.
        yield Charge(link.node, alone, reason)
