"""Other hosts: bureaus, partners, stand-ins for national services, and hosts that are broken in one way each."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from demo import answers, disguise, files, render, words
from demo.answers import ORDINARY, named
from demo.model import Answer, Host, Listener, Reply, Request

MISSING = answers.status(404, "404 Not Found")

PARTNERS = {
    "www.lanjiang.gov.cn": "岚江市人民政府",
    "www.yunze-daily.cn": "云泽日报",
    "www.yunze-tv.cn": "云泽网络电视台",
}
STAND_INS = (
    "www.gov.cn", "bszs.conac.cn", "dcs.conac.cn", "beian.miit.gov.cn", "www.beian.gov.cn", "zfwzgl.www.gov.cn",
    "121.43.68.40", "www.hanweb.com",
)  # fmt: skip
"""National services and a well-known maker that pages link: answered here, because the demo never leaves loopback."""

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

FRIENDS = {
    "www.yunxi.gov.cn": "云溪区人民政府",
    "www.zeyang.gov.cn": "泽阳区人民政府",
    "www.bailuwan.gov.cn": "白鹭湾县人民政府",
    "www.qingdu-x.gov.cn": "清渡县人民政府",
    "www.wangchuan.gov.cn": "望川县人民政府",
    "www.linze-x.gov.cn": "临泽县人民政府",
    "www.heling.gov.cn": "鹤岭市人民政府",
    "www.songxi-s.gov.cn": "松溪市人民政府",
    "www.nanhu-s.gov.cn": "南湖市人民政府",
    "www.jinsha-s.gov.cn": "金沙市人民政府",
    "www.baiyun-s.gov.cn": "白云市人民政府",
    "www.chengxi-s.gov.cn": "澄溪市人民政府",
    "www.dzfw-tech.com": "大泽软件 政府网站内容管理系统",
    "share.weilian-fx.com": "微链分享",
    "tj.zhanzhang-tj.com": "站长统计",
    "www.googletag-demo.com": "标签管理",
    "toot.yunze-wl.cn": "云泽文旅",
    "www.yunze-fc.cn": "云泽市福利彩票发行中心",
    "www.yunze-zy.com": "云泽足球俱乐部",
    "www.yunze-caifu.cn": "赞助单位",
    "www.lvbao-sports.com": "绿堡体育赛事服务",
    "www.hecheng-home.com": "禾城家居",
    "js.dzfw-tech.com": "大泽软件 脚本",
}
"""Hosts to which the hidden but honest links of the site lead."""
TAKEN_OVER = "zt2019.yunze.gov.cn"
"""A forgotten name of the city's own domain that now belongs to somebody else."""

IPV4_ONLY = "tu.yunze-media.cn"
"""Pictures that pages load; over IPv6 alone they are missing (天窗)."""

PROOF = {"www.hanlu-qixiang.cn": "192.88.99.7", "www.songtao-shufa.cn": "192.88.99.8"}
"""Outside names that resolve (to a block that is retired and routed nowhere), so that the resolver can be proven."""
LITERAL = frozenset({"192.88.99.66", "192.88.99.67"})
"""Bare addresses of the same block that pages link."""
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
    for group in (FRIENDS, disguise.HOSTS):
        for host, title in group.items():
            yield Host(host, {}, _front(title), shared=_shared(host, group))
    for host in disguise.SCRIPT_HOSTS:
        yield Host(host, {}, _loader, shared=_shared(host, disguise.SCRIPT_HOSTS))
    yield Host(IPV4_ONLY, {}, _front("图片"), ipv4=True)
    yield Host(TAKEN_OVER, {}, named("casino"))
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


def _shared(host: str, group: Iterable[str]) -> str:
    """The first of a group has the address, the others share it."""
    first = next(iter(group))
    return "" if host == first else first


def _front(title: str) -> Answer:
    """A host of which nobody sees more than that it is there."""
    body = "".join(f"<p>{text}</p>" for text in words.paragraphs(title, 1, "2026-02-02"))
    return _typed(answers.page(title, f"<h1>{title}</h1>{body}"))


def _typed(page: Reply) -> Answer:
    """``page`` for a page, a script for a script, a picture for a picture."""
    kinds = {
        ".js": Reply(200, b"/* nothing */\n", "application/javascript"),
        ".swf": Reply(200, b"FWS\x06\x15\0\0\0", "application/x-shockwave-flash"),
        ".png": Reply(200, files.png(1, 1, (255, 255, 255)), "image/png"),
    }
    return lambda request: kinds.get(PurePosixPath(request.path).suffix, page)


def _loader(request: Request) -> Reply:
    """A host that serves nothing but scripts, whatever the path."""
    return Reply(200, b"/* nothing */\n", "application/javascript")
