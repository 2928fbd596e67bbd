"""Buttons of the mode urge to download, take or pay something.

**Why** Elderly users are led into downloads and payments by such buttons.
**Not this** Ordinary links to documents and forms; only urging words and programs are pointed out, and a person decides.
**Fix** Take such buttons out of the mode.
**Source** 网站规范 2.4.2 (zero), in more than one stored source.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面有诱导下载、付款按钮",
    why="老年人容易被这类按钮诱导下载软件或付款,规范禁止。",
    not_this="普通的文件下载和表格链接不算;只提示诱导性用语和程序下载,由人工判断。",
    fix="在适老化模式下去掉这类按钮。",
    reasons={
        **MODE_TEXTS,
        "not-looked": "时限已到,没有查看",
        "program": "适老化模式下有程序下载:{words},请核实",
        "urging-words": "适老化模式下有诱导性按钮:{words},请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.no-induce",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Words alone do not prove an inducement: a person decides."""
    yield from each_mode(view.aging(), _mode)


def _mode(mode: Mode) -> Iterator[Judgement]:
    if mode.inducements is None:
        yield unmeasured("not-looked")
    elif not mode.inducements:
        yield PASS
    for one in mode.inducements or ():
        answer = Outcome.REVIEW, "program" if one.file else "urging-words"
        yield fault(mode, answer, {"words": one.words}, {**shown(one.node), "entry": mode.entry.words}, one.words)
