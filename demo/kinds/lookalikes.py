"""Innocent pages that look guilty: articles about 404 and deleted directories, a login page with a 验证码 field, SPA routes."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import words
from demo.office import Page
from demo.render import Crumb, Route, Site, html

_ARTICLES = {
    "/hdjl/cjwt/wangye404.html": "网页提示404是什么意思?市大数据中心解答",
    "/zwgk/zcwj/yishanchu.html": "关于公布已删除目录清单的通知",
    "/zwgk/zcwj/bucunzai.html": "关于“证照不存在或已失效”情形处理办法的说明",
    "/hdjl/cjwt/yanzhengma.html": "收不到短信验证码怎么办",
    "/xwzx/tzgg/yumingchushou.html": "警惕冒用政府网站域名出售的诈骗短信",
}


def routes(site: Site) -> Iterator[Route]:
    """All of them answer 200 and are fine."""
    for path, title in _ARTICLES.items():
        yield path, html(partial(_article, site, path, title))
    yield "/wsbs/login.html", html(partial(_login, site))
    yield "/wsbs/app.html", html(partial(_routes_page, site))


def _article(site: Site, path: str, title: str) -> str:
    text = "".join(f"<p>{part}</p>" for part in words.paragraphs("looks", path, "2024-09-09"))
    about = "<p>如页面提示“您访问的页面不存在”或“该内容已删除”,可返回首页重新检索,或拨打热线反映。</p>"
    page = Page("常见问题", "互动交流", title, "2024-09-09", "云泽市大数据中心")
    body = f"<h1>{escape(title)}</h1>{about}{text}"
    return site.shell(path, f"{title}_云泽市人民政府", body, (Crumb("正文", path),), page)


def _login(site: Site) -> str:
    body = (
        "<h1>用户登录</h1><form method='post' action='/wsbs/login.do'><label>账号<input name='u'></label>"
        "<label>密码<input type='password' name='p'></label><label>验证码<input name='captcha'></label>"
        "<img src='/images/bg.png' alt='验证码' onclick='refreshCode()'><button>登录</button></form>"
        "<p>首次使用请先注册,忘记密码可通过实名认证找回。</p>"
    )
    return site.shell("/wsbs/login.html", "用户登录_云泽市人民政府", body, (Crumb("用户登录", "/wsbs/login.html"),))


def _routes_page(site: Site) -> str:
    body = (
        "<h1>掌上办事</h1><ul><li><a href='#/list'>事项列表</a></li><li><a href='#!/mine'>我的办件</a></li>"
        "</ul><p>请在手机端使用本应用办理业务。</p>"
    )
    return site.shell("/wsbs/app.html", "掌上办事_云泽市人民政府", body, (Crumb("掌上办事", "/wsbs/app.html"),))
