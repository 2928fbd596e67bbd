"""Links whose target is not there.

**Why** A visitor who follows the link gets nothing; circulars count dead links on every page.
**Not this** Targets that refuse us (walls, robots, captchas), names that only our resolver does not know, time-outs,
refusals and 5xx that were not seen again later in the run and by a second client, targets we never asked, large files
that our own limit cut. An invalid certificate, another 4xx or a broken body is for a person to look at; a body that
merely came too slowly for us is not measured.
**Fix** Mend the address, or remove the link where it is written.
"""

from collections.abc import Iterator, Sequence

from auditor.checks import answers
from auditor.checks.answers import Life, answer_of
from auditor.checks.api import PASS, NoConfig, Texts, check, sureness, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="死链",
    why="访问者点击后得不到任何内容;上级部门抽查通报时,死链按条计数。",
    not_this="被对方防护拦截、被 robots.txt 禁止、只在本机解析不到、只偶尔超时或出错、因文件过大未读完、没有访问过的目标,不算死链。",
    fix="按建议改正链接地址;目标确已不存在的,在所列位置删除链接。页头、页脚等公共部分的链接改模板一次即可。",
    reasons={
        **answers.TEXTS,
        "http-404": "目标页面不存在(HTTP 404)",
        "http-410": "目标页面已被永久删除(HTTP 410)",
        "dns-nxdomain": "目标域名不存在",
        "dns-reserved": "目标域名不是公网上可能存在的域名",
        "redirect-loop": "目标循环跳转,无法打开",
        "redirect-limit": "目标连续跳转次数过多,无法打开",
    },
)

_OUTCOMES = {Life.DEAD: Outcome.FAIL, Life.DOUBTFUL: Outcome.REVIEW, Life.UNKNOWN: Outcome.UNMEASURED}


@check(
    shape=targets(TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by the whole chain of attempts (auditor.checks.answers)."""
    answer = answer_of(target, site)
    if answer.life is Life.ALIVE:
        yield PASS
        return
    confidence = answer.confidence
    if answer.life is Life.DEAD and confidence is Confidence.CERTAIN:
        confidence = sureness(links)
    yield Judgement(_OUTCOMES[answer.life], answer.reason, confidence, args=answer.args)
