"""Programs offered for download.

**Why** Whoever trusts the site runs what it gives out: programs are where an intruder does most harm.
**Not this** Documents and archives; programs outside the site. Client software an office needs is for a person to confirm.
**Fix** Take away what is not needed; publish the rest with its maker, version and hash.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.urls.order import extension

ZH = Texts(
    title="提供程序下载",
    why="访问者信任政府网站,被替换的程序危害最大;不需要的程序不应放在网站上。",
    not_this="文档、压缩包和站外的程序不算;业务必需的客户端由人工确认。",
    fix="删除不需要的程序,保留的注明来源、版本和校验值。",
    reasons={
        "program": "提供可执行程序(.{suffix})下载,请人工核实来源和必要性",
        "disguised-program": "文件名为 .{suffix},内容却是可执行程序,请立即核实",
    },
)

_PROGRAMS = frozenset("exe msi bat cmd com scr pif vbs vbe wsf ps1 jar apk dll hta lnk reg".split())


@check(
    shape=targets(TargetKind.ASSET, TargetKind.PAGE),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:veto.site.serious.attack-unhandled",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by the name, and by the first bytes."""
    last, suffix = target.last, extension(target.url)
    if last is None or last.status not in (200, 206) or last.wall or last.sniffed in ("html", "empty"):
        yield Judgement(Outcome.NA)
    elif suffix in _PROGRAMS:
        yield Judgement(Outcome.REVIEW, "program", Confidence.CERTAIN, args={"suffix": suffix})
    elif last.sniffed == "exe":
        yield Judgement(Outcome.REVIEW, "disguised-program", Confidence.CERTAIN, args={"suffix": suffix})
    else:
        yield PASS
