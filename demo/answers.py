"""Named answers a truth entry may ask of its target's server: every way to be dead, disguised or merely shy."""

from collections.abc import Callable

from demo import files
from demo.model import Answer, Reply, Request, Wire
from demo.papers import PAPERS

HTML = "text/html; charset=utf-8"


def page(title: str, body: str, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A small stand-alone HTML page."""
    text = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{body}</body></html>"
    )
    return Reply(status, text.encode(), HTML, headers)


def status(code: int, title: str, body: str = "") -> Answer:
    """Always the same status with a short page."""
    reply = page(title, body or f"<h1>{title}</h1>", code)
    return lambda request: reply


def redirect(location: str, code: int = 302) -> Answer:
    """A redirect that never changes."""
    return lambda request: Reply(code, b"", HTML, (("Location", location),))


def fixed(body: bytes, content_type: str) -> Answer:
    """The same bytes every time."""
    reply = Reply(200, body, content_type)
    return lambda request: reply


def wire(kind: Wire, content_type: str = HTML) -> Answer:
    """A reply that breaks on the wire."""
    reply = Reply(200, b"<html><body>" + b"x" * 4000 + b"</body></html>", content_type, wire=kind)
    return lambda request: reply


def first(failing: int, bad: Answer, good: Answer) -> Answer:
    """``bad`` for the first ``failing`` requests on this target, ``good`` afterwards."""
    return lambda request: (bad if request.count < failing else good)(request)


def _chain(request: Request) -> Reply:
    step = int(request.query.removeprefix("step=") or 0) + 1
    return Reply(302, b"", HTML, (("Location", f"{request.path}?step={step}"),))


def _head_refused(request: Request) -> Reply:
    if request.method == "HEAD":
        return Reply(405, b"", HTML, (("Allow", "GET"),))
    return ORDINARY(request)


def _cookie(request: Request) -> Reply:
    if "visited=1" in request.headers.get("cookie", ""):
        return ORDINARY(request)
    return Reply(302, b"", HTML, (("Set-Cookie", "visited=1; Path=/"), ("Location", request.path)))


def _throttled(request: Request) -> Reply:
    return page("请求过于频繁", "<p>请稍后再试</p>", 429, (("Retry-After", "1"),))


def _unavailable(request: Request) -> Reply:
    return page("服务暂不可用", "<p>服务器繁忙</p>", 503, (("Retry-After", "1"),))


def _ordinary(request: Request) -> Reply:
    body = (
        "<h1>便民服务信息</h1><p>本页面由相关单位负责维护,内容包括办理条件、办理地点、办公时间与咨询电话。</p>"
        "<p>群众可持有效身份证件到就近的便民服务中心现场办理,也可以通过热线预约上门服务。</p>"
        '<p><a href="http://www.yunze.gov.cn/">返回云泽市人民政府网站</a></p>'
    )
    return page("便民服务信息", body)


def _slow(request: Request) -> Reply:
    reply = _ordinary(request)
    return Reply(reply.status, reply.body, reply.content_type, delay=3.0)


ORDINARY: Answer = _ordinary

_RUISHU = (
    '<meta content="k2Hq9" id="9DhefwqGPrzGxEp9hPaoag" r="m"><script r="m">$_ts=window[\'$_ts\'];if(!$_ts)$_ts={};'
    '$_ts.nsd=48211;$_ts.cd="qEcVrWGqcqGqWq";</script><script src="/Rx7Lm2k/a8Yh3.js" r="m"></script>'
)
_JIASULE = "<script>document.cookie=('_')+('_jsl_clearance_s=17002.')+('118|0|x;path=/');location.href=location.pathname</script>"

_SOFT_TITLE = (
    "抱歉,您访问的页面不存在",
    '<div class="err"><h1>抱歉,您访问的页面不存在</h1><p>该内容可能已删除或已过期,系统将返回上一页。</p></div>',
)
_SOFT_HEADING = (
    "云泽市人民政府",
    '<div class="tip"><h2>您要查看的信息不存在或者已被删除!</h2><p><a href="javascript:history.go(-1)">返回</a></p></div>',
)
_FOR_SALE = (
    "域名出售 - 该域名正在转让",
    "<h1>该域名正在出售</h1><p>This domain is for sale. 如您对该域名感兴趣,请点击报价,一口价 8,800 元。</p>"
    '<p><a href="/offer">立即购买此域名 Buy this domain</a></p>',
)
_CASINO = (
    "星河娱乐-真人棋牌-体育投注",
    "<h1>星河娱乐城</h1><p>真人荷官在线发牌,体育投注,彩票开奖,注册就送彩金。</p>",
)
_CAPTCHA = (
    "安全验证",
    '<div id="captcha"><h1>访问验证</h1><p>请输入验证码完成验证后继续访问</p><form method="post" action="/captcha/check">'
    '<img src="/captcha/image" alt="验证码"><input name="captcha"><button>提交</button></form></div>',
)

BY_NAME: dict[str, Callable[[], Answer]] = {
    "status-401": lambda: status(401, "需要身份认证"),
    "status-403": lambda: status(403, "访问被拒绝"),
    "status-410": lambda: status(410, "内容已永久移除"),
    "status-418": lambda: status(418, "请求被拦截"),
    "status-500": lambda: status(500, "服务器内部错误"),
    "status-502": lambda: status(502, "网关错误"),
    "status-999": lambda: status(999, "请求被拦截"),
    "ruishu-412": lambda: status(412, "", _RUISHU),
    "jiasule-521": lambda: status(521, "", _JIASULE),
    "captcha": lambda: lambda request: page(*_CAPTCHA),
    "throttled": lambda: first(1, _throttled, ORDINARY),
    "always-throttled": lambda: _throttled,
    "unavailable-twice": lambda: first(2, _unavailable, ORDINARY),
    "head-405": lambda: _head_refused,
    "head-404": lambda: lambda request: page("", "", 404) if request.method == "HEAD" else ORDINARY(request),
    "slow": lambda: _slow,
    "cookie": lambda: _cookie,
    "soft-title": lambda: lambda request: page(*_SOFT_TITLE),
    "soft-heading": lambda: lambda request: page(*_SOFT_HEADING),
    "to-home": lambda: redirect("/"),
    "to-index": lambda: redirect("/index.html", 301),
    "endless-chain": lambda: _chain,
    "self-loop": lambda: lambda request: redirect(request.path)(request),
    "for-sale": lambda: lambda request: page(*_FOR_SALE),
    "casino": lambda: lambda request: page(*_CASINO),
    "reset": lambda: wire(Wire.RESET),
    "empty-reply": lambda: wire(Wire.EMPTY),
    "hang": lambda: wire(Wire.HANG),
    "broken-chunk": lambda: wire(Wire.BROKEN_CHUNK),
    "truncated": lambda: wire(Wire.TRUNCATED),
    "login-as-file": lambda: lambda request: page("系统登录", "<form><h1>用户登录</h1><input name=user></form>"),
    "html-as-image": lambda: lambda request: page("图片不存在", "<p>not found</p>"),
    "html-typed-image": lambda: fixed(b"<html><body>error</body></html>", "image/jpeg"),
    "html-typed-pdf": lambda: fixed(b"<!DOCTYPE html><html><body>error</body></html>", "application/pdf"),
    "docx": lambda: fixed(files.docx("云泽市"), "application/octet-stream"),
    "xls": lambda: fixed(files.xls(), "application/vnd.ms-excel"),
    "zip": lambda: fixed(files.archive({"readme.txt": "云泽市"}), "application/x-zip-compressed"),
    "gif": lambda: fixed(files.GIF, "image/gif"),
    "png-typed-text": lambda: fixed(files.png(8, 8, (20, 90, 160)), "text/plain"),
}
"""``answer`` of a truth entry -> a fresh answer. An entry with ``-> /path`` or ``-> http…`` is a redirect there."""


def named(name: str) -> Answer:
    """The answer of that name; raises ``KeyError`` for an unknown one."""
    if name.startswith("-> "):
        return redirect(name.removeprefix("-> "), 301)
    return fixed(*PAPERS[name]()) if name in PAPERS else BY_NAME[name]()
