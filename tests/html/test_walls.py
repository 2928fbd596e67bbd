"""Walls, and the ordinary pages that must not be taken for one."""

import pytest

from auditor.html.walls import wall

HTML = {"content-type": "text/html"}
RUISHU = b"""<html><head><meta charset="utf-8">
<meta id="9DhefwqGPrzG" content="%s" r='m'>
<script type="text/javascript" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=79212;$_ts.cd="qxx";</script>
<script charset="iso-8859-1" src="/4QbVtADbnLVIc/d.FxJzG50F.dfe1675.js" r='m'></script></head><body></body></html>""" % (
    b"x" * 80
)
JSL = b"<script>document.cookie=('_')+('_')+('j')+('s')+('l')+'_clearance';location.href=location.pathname+location.search</script>"
STUB = b"<html><script>document.cookie='k=v';window.location.reload();</script></html>"


@pytest.mark.parametrize("status", [401, 403, 405, 412, 418, 429, 521, 999])
def test_refusals_by_status(status: int) -> None:
    assert wall(status, HTML, b"") == f"http-{status}"


@pytest.mark.parametrize(
    ("status", "headers", "body", "name"),
    [
        (412, HTML, RUISHU, "ruishu-412"),
        (202, HTML, RUISHU, "ruishu-202"),
        (521, HTML, JSL, "jiasule-521"),
        (521, {"set-cookie": "__jsluid_h=0af; path=/"}, b"<script>x</script>", "jiasule-521"),
        (200, HTML, STUB, "js-challenge"),
        (503, HTML, b"<title>x</title><script>window._cf_chl_opt={}</script>", "cloudflare"),
        (200, HTML, b"<html><script>var arg1='AA';setCookie('acw_sc__v2')</script>", "aliyun-waf"),
        (200, HTML, "<title>安全验证</title><p>请完成下方验证后继续访问</p><input name=code>".encode(), "captcha"),
        (200, HTML, "<title>访问</title><div>您的访问过于频繁，请输入验证码</div>".encode(), "captcha"),
        (403, HTML, "<title>滑动验证页面</title><div id=nc></div>".encode(), "captcha"),
    ],
)
def test_challenges(status: int, headers: dict[str, str], body: bytes, name: str) -> None:
    assert wall(status, headers, body) == name


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (
            200,
            "<title>登录</title>用户名<input>登录密码<input type=password>验证码<input name=code>" + "<p>正文</p>" * 50,
        ),
        (200, "<title>会员登录</title><input type='password'>请输入验证码"),
        (200, "<title>关于验证码短信诈骗的提醒</title>" + "近期多地发生诈骗案件，请勿将验证码告知他人。" * 40),
        (
            200,
            "<title>某县人民政府</title><script>document.cookie='a=1';location.href='/x'</script>"
            + "<p>今日要闻</p>" * 30,
        ),
        (200, "<script>location.href='/index/index.html'</script>"),
        (200, ""),
        (404, "<script>document.cookie='a=1';location.reload()</script>"),
        (500, "错误"),
        (302, ""),
        (202, "<p>已受理</p>"),
    ],
)
def test_ordinary_answers(status: int, body: str) -> None:
    assert wall(status, HTML, body.encode()) == ""


def test_files_are_not_read_as_pages() -> None:
    assert wall(200, {"content-type": "application/pdf"}, STUB) == ""


@pytest.mark.parametrize(
    "body",
    [b"<" * 500_000, b"<title " * 80_000, b"<script" * 80_000, b"<meta content='" * 50_000, b"\xff\x00" * 200_000],
)
def test_hostile_bodies(body: bytes) -> None:
    assert wall(200, HTML, body) in ("", "js-challenge", "captcha")


def test_an_article_about_verification_codes_is_no_wall() -> None:
    body = "<title>收不到短信验证码怎么办_云泽市人民政府</title><h1>收不到短信验证码怎么办</h1><p>请检查手机信号后重试。</p>"
    assert wall(200, HTML, body.encode()) == ""
