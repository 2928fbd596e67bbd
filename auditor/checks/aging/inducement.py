"""Buttons of the mode urge to download, take or pay something.

**Why** Elderly users are led into downloads and payments by such buttons.
**Not this** Ordinary links to documents and forms; only urging words and programs are pointed out, and a person decides.
**Fix** Take such buttons out of the mode.
**Source** 网站规范 2.4.2 (zero), in more than one stored source.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.rendering import shown
from auditor.checks.retrofit import alive, cause_of, unused
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面有诱导下载、付款按钮",
    why="老年人容易被这类按钮诱导下载软件或付款,规范禁止。",
    not_this="普通的文件下载和表格链接不算;只提示诱导性用语和程序下载,由人工判断。",
    fix="在适老化模式下去掉这类按钮。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有测量",
        "toolbar-unmeasured": "工具条的文件没有加载成功,没有测量",
        "no-toolbar": "没有可以使用的适老化模式",
        "not-looked": "时限已到,没有查看",
        "program": "适老化模式下有程序下载:{words},请核实",
        "urging-words": "适老化模式下有诱导性按钮:{words},请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.no-induce",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Words alone do not prove an inducement: a person decides."""
    run = view.aging()
    if run is None or (open_question := unused(run)):
        yield Judgement(Outcome.NA) if run is None else open_question  # type: ignore[misc]
        return
    for mode in alive(run):
        if mode.inducements is None:
            yield Judgement(Outcome.UNMEASURED, "not-looked", cause="not-looked")
        elif not mode.inducements:
            yield PASS
        for one in mode.inducements or ():
            reason = "program" if one.file else "urging-words"
            evidence = {**shown(one.node), "entry": mode.entry.words}
            cause = cause_of(mode, reason, one.words)
            yield Judgement(
                Outcome.REVIEW, reason, Confidence.LIKELY, cause, args={"words": one.words}, evidence=evidence
            )
