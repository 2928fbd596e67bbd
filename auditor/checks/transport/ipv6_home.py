"""The home page does not answer over IPv6 as it does over IPv4.

**Why** A name with an IPv6 address is tried over IPv6 first: who has it gets nothing, or something else (indicator
``fn.ipv6``, certainty A; points U).
**Not this** Trouble on our own way to the IPv6 internet, walls, a scheme that the site does not offer over IPv4 either, pages
that differ in their news or counters only.
**Fix** Let the web server and the firewall listen on the IPv6 address for the same ports, with the same site behind them.
"""

from collections.abc import Iterator

from auditor.checks import overipv6
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

_TRIES = "(共 {passes} 轮、{attempts} 次)"

ZH = Texts(
    title="首页不能用 IPv6 正常访问",
    why="域名有 IPv6 地址时浏览器会先用 IPv6 访问,打不开或内容不同都会直接影响用户。",
    not_this="检查机器自身连不上 IPv6 网络的、被防护系统拦截的、用 IPv4 也不提供的协议、只是新闻或访问量不同的页面不算。",
    fix="让网站服务器和防火墙在 IPv6 地址上开放相同的端口,并指向同一个网站。",
    reasons={
        **overipv6.TEXTS,
        "no-aaaa": "域名没有 IPv6 地址,由“域名没有 IPv6 地址”检查项报告",
        "home-connect-refused": f"用 IPv6 通过 {{scheme}} 访问首页,服务器拒绝连接{_TRIES}",
        "home-connect-timeout": f"用 IPv6 通过 {{scheme}} 访问首页,连接超时{_TRIES}",
        "home-connect-unreachable": f"用 IPv6 通过 {{scheme}} 访问首页,服务器无法到达{_TRIES}",
        "home-connection-reset": f"用 IPv6 通过 {{scheme}} 访问首页,连接被中断{_TRIES}",
        "home-empty-reply": f"用 IPv6 通过 {{scheme}} 访问首页,服务器没有返回任何内容{_TRIES}",
        "home-read-timeout": f"用 IPv6 通过 {{scheme}} 访问首页,服务器没有应答{_TRIES}",
        "home-slow-body": f"用 IPv6 通过 {{scheme}} 访问首页,内容没有传完{_TRIES}",
        "home-truncated-body": f"用 IPv6 通过 {{scheme}} 访问首页,内容没有传完{_TRIES}",
        "home-tls-handshake": f"用 IPv6 通过 {{scheme}} 访问首页,HTTPS 握手失败{_TRIES}",
        "home-tls-certificate": f"用 IPv6 通过 {{scheme}} 访问首页,证书无效(用 IPv4 访问正常){_TRIES}",
        "home-protocol-error": f"用 IPv6 通过 {{scheme}} 访问首页,应答不符合 HTTP 协议{_TRIES}",
        "home-headers-too-large": f"用 IPv6 通过 {{scheme}} 访问首页,应答头超出限度{_TRIES}",
        "home-decompression-bomb": f"用 IPv6 通过 {{scheme}} 访问首页,压缩内容异常{_TRIES}",
        "home-bad-content-encoding": f"用 IPv6 通过 {{scheme}} 访问首页,压缩内容损坏{_TRIES}",
        "http-4xx": "用 IPv6 通过 {scheme} 访问首页返回 HTTP {status},用 IPv4 访问正常",
        "http-5xx": "用 IPv6 通过 {scheme} 访问首页返回 HTTP {status}(共 {passes} 轮),用 IPv4 访问正常",
        "other-content": "用 IPv6 通过 {scheme} 看到的首页与用 IPv4 看到的明显不同,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:fn.ipv6",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Compare both IP versions under each scheme that the site offers."""
    yield from overipv6.home_verdicts(view.transport())
