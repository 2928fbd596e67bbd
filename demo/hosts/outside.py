"""Other hosts: bureaus, partners, stand-ins for national services, and hosts that are broken in one way each."""

from collections.abc import Iterator

from demo import answers, render, words
from demo.answers import ORDINARY, named
from demo.model import Answer, Host, Listener, Reply, Request

MISSING = answers.status(404, "404 Not Found")

PARTNERS = {
    "www.lanjiang.gov.cn": "岚江市人民政府",
    "www.yunze-daily.cn": "云泽日报",
    "www.yunze-tv.cn": "云泽网络电视台",
}
STAND_INS = ("www.gov.cn", "bszs.conac.cn", "beian.miit.gov.cn", "www.beian.gov.cn", "zfwzgl.www.gov.cn")
"""National services that every footer links: answered here, because the demo never leaves loopback."""

SINGLE = {
    "ggzy.yunze.gov.cn": "ruishu-412",
    "sj.yunze.gov.cn": "jiasule-521",
    "yjj.yunze.gov.cn": "captcha",
    "rmt.yunze.gov.cn": "status-403",
    "nw.yunze.gov.cn": "status-401",
    "waf.yunze-media.cn": "status-418",
    "www.yunze-zhaopin.cn": "status-999",
    "api.yunze-media.cn": "always-throttled",
    "www.yunze-lvyou.cn": "for-sale",
    "www.yunze-wenhua.cn": "casino",
    "reset.yunze-media.cn": "reset",
    "empty.yunze-media.cn": "empty-reply",
    "hang.yunze-media.cn": "hang",
    "chunk.yunze-media.cn": "broken-chunk",
    "gw.yunze-media.cn": "status-502",
}
"""Hosts that answer every path alike, by the name of the answer."""

BROKEN = {
    "refused.yunze-media.cn": Listener.REFUSED,
    "tls.yunze-media.cn": Listener.TLS_GARBAGE,
    "cert.yunze-media.cn": Listener.TLS_EXPIRED,
}

PROOF = {"www.hanlu-qixiang.cn": "192.88.99.7", "www.songtao-shufa.cn": "192.88.99.8"}
"""Outside names that resolve (to a block that is retired and routed nowhere), so that the resolver can be proven."""
SERVFAIL = frozenset({"servfail.yunze-media.cn"})
SILENT = frozenset({"silent.yunze-media.cn"})


def hosts() -> Iterator[Host]:
    """All of them, each to live on its own address unless ``shared``."""
    for key, name in words.BUREAUS.items():
        yield _bureau(f"{key}.yunze.gov.cn", name)
    for host, name in PARTNERS.items():
        yield _bureau(host, name)
    for host in STAND_INS:
        yield Host(host, {}, ORDINARY, shared="" if host == STAND_INS[0] else STAND_INS[0])
    yield Host("fuwu.yunze.gov.cn", {"/": ORDINARY, "/yuyue/": ORDINARY}, _soft)
    yield Host("link.yunze-media.cn", {"/": ORDINARY}, MISSING)
    for host, name in SINGLE.items():
        yield Host(host, {}, named(name))
    for host, listener in BROKEN.items():
        yield Host(host, {}, ORDINARY, listener)


def _bureau(host: str, name: str) -> Host:
    titles = {"/": name, "/gzdt/": f"工作动态_{name}", "/zwgk/": f"政务公开_{name}"}
    return Host(host, {path: _bureau_page(name, title) for path, title in titles.items()}, MISSING)


def _bureau_page(name: str, title: str) -> Answer:
    texts = words.paragraphs(title, 1, "2026-01-15")
    return render.html(lambda: render.template("bureau.html", name=name, title=title, paragraphs=texts))


def _soft(request: Request) -> Reply:
    """A service hall that says 200 to whatever does not exist."""
    return answers.page(
        "页面不存在_服务大厅", "<div class='nf'><h1>页面不存在</h1><p>您访问的服务已下线或已删除。</p></div>"
    )
