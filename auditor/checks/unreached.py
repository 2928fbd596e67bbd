"""What the other checks say of a target that did not answer: dead is not their question, unknown is not measured."""

from auditor.checks.transport import Life, answer_of
from auditor.model.finding import Judgement
from auditor.model.outcome import Outcome
from auditor.model.target import SiteContext, Target

UNREACHED = {
    "http-*": "目标返回 {reason},无法判断",
    "dns-unproven": "目标域名解析不到,但无法证明它不存在,无法判断",
    "connect-refused": "目标服务器拒绝连接,无法判断",
    "connect-timeout": "连接目标服务器超时,无法判断",
    "connect-unreachable": "目标服务器不可达,无法判断",
    "connection-reset": "与目标服务器的连接被中断,无法判断",
    "empty-reply": "目标服务器没有返回任何内容,无法判断",
    "read-timeout": "目标服务器在规定时间内没有应答,无法判断",
    "slow-body": "目标内容传输过慢,无法判断",
    "body-too-large": "目标内容超出限度,无法判断",
    "decompression-bomb": "目标的压缩内容异常膨胀,无法判断",
    "bad-content-encoding": "目标内容的压缩数据损坏,无法判断",
    "truncated-body": "目标内容没有传完就中断,无法判断",
    "protocol-error": "目标服务器的应答不符合 HTTP 协议,无法判断",
    "tls-handshake": "目标服务器的 HTTPS 握手失败,无法判断",
    "private-address": "目标位于内网地址,未访问",
    "address-not-allowed": "目标地址不在本机允许访问的范围内,未访问",
    "wall": "被对方防护拦截({wall}),无法判断",
    "robots-disallowed": "robots.txt 不允许抓取,未访问",
    "budget": "超出本次检查的范围,未访问",
    "network-trouble": "检查时本机网络异常,无法判断",
    "outside-unproven": "本机未能访问任何站外网站,无法判断",
    "interrupted": "检查中断,未访问",
    "not-requested": "本次未访问",
}
"""The Chinese text of every reason ``unreached`` may give; checks that use it merge it into theirs."""


def unreached(target: Target, site: SiteContext) -> Judgement | None:
    """Return None for a target that answered well, ``na`` for a dead or doubtful one, else ``unmeasured`` with why."""
    answer = answer_of(target, site)
    if answer.life is Life.ALIVE:
        return None
    if answer.life is not Life.UNKNOWN:
        return Judgement(Outcome.NA)
    return Judgement(Outcome.UNMEASURED, answer.reason, args={"wall": answer.wall} if answer.wall else {})
