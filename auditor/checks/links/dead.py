"""Links whose target is not there.

**Why** A visitor who follows the link gets nothing; circulars count dead links on every page.
**Not this** Targets that refuse us (walls, robots, captchas), names that only our resolver does not know, time-outs and
5xx that were not seen again later in the run, targets we never asked.
**Fix** Mend the address, or remove the link where it is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.checks.api import Texts, check
from auditor.checks.transport import Life, answer_of
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="死链",
    why="访问者点击后得不到任何内容。",
    not_this="被对方防护拦截、被 robots.txt 禁止、只在本机解析不到、只偶尔出错或没有请求过的目标,不算死链。",
    fix="改正链接地址;目标确已不存在的,在所列位置删除链接。",
    reasons={
        "http-404": "目标页面不存在(HTTP 404)",
        "http-410": "目标页面已被永久删除(HTTP 410)",
        "http-*": "目标返回 {reason}",
        "http-500": "目标服务器多次返回内部错误(HTTP 500)",
        "http-502": "目标服务器多次返回网关错误(HTTP 502)",
        "http-503": "目标服务器多次返回服务不可用(HTTP 503)",
        "http-504": "目标服务器多次返回网关超时(HTTP 504)",
        "dns-nxdomain": "目标域名不存在",
        "dns-reserved": "目标域名不是公网上可能存在的域名",
        "dns-unproven": "目标域名解析不到,但无法证明它不存在",
        "connect-refused": "目标服务器拒绝连接",
        "connect-timeout": "连接目标服务器超时",
        "connect-unreachable": "目标服务器不可达",
        "connection-reset": "与目标服务器的连接被中断",
        "read-timeout": "目标服务器在规定时间内没有应答",
        "slow-body": "目标内容传输过慢,没有传完",
        "empty-reply": "目标服务器没有返回任何内容",
        "protocol-error": "目标服务器的应答不符合 HTTP 协议",
        "headers-too-large": "目标服务器的应答头超出限度",
        "body-too-large": "目标内容超出限度",
        "truncated-body": "目标内容没有传完就中断",
        "bad-content-encoding": "目标内容的压缩数据损坏",
        "decompression-bomb": "目标的压缩内容异常膨胀",
        "tls-handshake": "目标服务器的 HTTPS 握手失败",
        "tls-certificate": "目标服务器的 HTTPS 证书无效,浏览器会显示警告",
        "redirect-loop": "目标循环跳转,无法到达",
        "redirect-limit": "目标跳转次数过多,无法到达",
        "redirect-invalid": "目标跳转到了无效的地址",
        "private-address": "目标跳转到内网地址,未访问",
        "address-not-allowed": "目标地址不在本机允许访问的范围内,未访问",
        "wall": "被对方防护拦截({wall}),无法判断",
        "robots-disallowed": "robots.txt 不允许抓取,未访问",
        "budget": "超出本次检查的范围,未访问",
        "network-trouble": "检查时本机网络异常,无法判断",
        "outside-unproven": "本机未能访问任何站外网站,无法判断",
        "interrupted": "检查中断,未访问",
        "not-requested": "本次未访问",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """Nothing a pack may change."""


_OUTCOMES = {Life.ALIVE: Outcome.PASS, Life.DEAD: Outcome.FAIL, Life.DOUBTFUL: Outcome.REVIEW, Life.UNKNOWN: Outcome.UNMEASURED}


@check(
    impact=Impact.SERIOUS,
    kinds=frozenset({TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL}),
    zh=ZH,
    config=Config(),
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: Config) -> Iterator[Judgement]:
    """Judge by the whole chain of attempts (auditor.checks.transport)."""
    answer = answer_of(target, site)
    outcome = _OUTCOMES[answer.life]
    if outcome is Outcome.FAIL and _only_generated(links):
        outcome = Outcome.NA
    yield Judgement(outcome, answer.reason, answer.confidence, args={"wall": answer.wall} if answer.wall else {})


def _only_generated(links: Sequence[Link]) -> bool:
    """Addresses that we computed from a paging call accuse nobody."""
    return len(links) > 0 and all(link.form == "generated" for link in links)
