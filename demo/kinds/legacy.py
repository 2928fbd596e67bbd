"""Pages of former systems: a GBK column with Chinese queries, a UTF-16 page, frames, a page of several documents."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from demo import words
from demo.model import Answer, Reply, Request
from demo.render import Route, Site, html

TOPICS = ("政府公文", "通知", "年鉴", "规章")


def routes(site: Site) -> Iterator[Route]:
    """``/old/…`` in GBK, ``/wsbs/…`` and the rest."""
    yield "/old/", html(partial(_old_home, site), "gbk", "gb2312")
    yield "/old/list.asp", _old_list(site)
    for number in range(1, 9):
        yield f"/old/show_{number}.html", html(partial(_old_show, site, number), "gbk")
    yield quote("/old/图片/通知.html"), html(partial(_old_show, site, 9), "gbk", "GBK")
    yield "/old/utf16.html", html(partial(_utf16, site), "utf-16")
    yield "/xwzx/frames.html", html(partial(_frames, site))
    yield "/xwzx/frame_top.html", html(lambda: _plain("直播导航", '<a href="/xwzx/" target="_top">新闻中心</a>'))
    yield "/xwzx/frame_main.html", html(partial(_frame_main, site))
    yield "/zwgk/hebing.html", html(partial(_multi, site))
    yield "/wsbs/base/index.html", html(partial(_based, site))
    yield "/wsbs/files/a.html", html(lambda: _plain("办事须知", "<p>请携带身份证件原件。</p>"))


def _plain(title: str, body: str) -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def _old_page(site: Site, path: str, title: str, body: str) -> str:
    planted = site.planted(path)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}</title>'
        f"{planted.head}</head><body bgcolor=#FFFFFF><table width=760 align=center><tr><td><font size=2>{body}"
        f"{planted.body}</font></td></tr><tr><td><a href=/>云泽市人民政府</a> <a href=/old/>旧版首页</a></td></tr>"
        "</table></body></html>"
    )


def _old_home(site: Site) -> str:
    rows = "".join(f"<li><a href=list.asp?type={topic}>{topic}</a></li>" for topic in TOPICS)
    encoded = quote(TOPICS[0], encoding="gbk")
    extra = (
        f'<li><a href="list.asp?type={encoded}&page=2">{TOPICS[0]}(第二页)</a></li>'
        '<li><a href="图片/通知.html">图片通知</a></li><li><a href="utf16.html">统计公报摘要</a></li>'
        '<li><a href="/wsbs/base/index.html">办事下载</a></li><li><a href="/zwgk/hebing.html">合并页</a></li>'
    )
    return _old_page(site, "/old/", "旧版栏目", f"<ul>{rows}{extra}</ul>")


def _old_list(site: Site) -> Answer:
    known = {quote(topic, encoding="gbk"): topic for topic in TOPICS}

    def answer(request: Request) -> Reply:
        fields = dict(part.partition("=")[::2] for part in request.query.split("&"))
        topic = known.get(fields.get("type", "").upper())
        if topic is None:  # a query in another encoding finds nothing, as on the real systems
            return Reply(404, "<html><title>无此类别</title></html>".encode("gbk"), "text/html; charset=gbk")
        rows = "".join(
            f"<li><a href=show_{n}.html>{words.title('old', n)}</a></li>"
            for n in range(1, 9)
            if n % 2 == TOPICS.index(topic) % 2
        )
        body = _old_page(site, "/old/list.asp", topic, f"<b>{topic}</b><ul>{rows}</ul>")
        return Reply(200, body.encode("gbk"), "text/html")

    return answer


def _old_show(site: Site, number: int) -> str:
    text = "".join(f"<p>{text}</p>" for text in words.paragraphs("old", number, "2023-02-10"))
    return _old_page(site, f"/old/show_{number}.html", words.title("old", number), text)


def _utf16(site: Site) -> str:
    planted = site.planted("/old/utf16.html")
    return (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>统计公报摘要</title></head>"
        f"<body lang=ZH-CN><p class=MsoNormal>全年各项指标<a href=/sjkf/tjsj/>统计数据</a></p>{planted.body}</body></html>"
    )


def _frames(site: Site) -> str:
    return (
        '<html><head><meta charset="utf-8"><title>网上直播</title></head><frameset rows="80,*">'
        '<frame src="frame_top.html"><frame src="frame_main.html"><noframes><body><a href="/">首页</a></body></noframes>'
        "</frameset></html>"
    )


def _frame_main(site: Site) -> str:
    planted = site.planted("/xwzx/frame_main.html")
    return _plain("直播实录", f"<p>本期直播围绕便民服务主题展开。</p>{planted.body}")


def _multi(site: Site) -> str:
    """A header that is itself a full document stands in front of the content."""
    header = "<html><head><title>公共头</title></head><body><div><a href='/zwgk/'>政务公开</a></div></body></html>"
    rest = site.shell("/zwgk/hebing.html", "合并发布_云泽市人民政府", "<h1>合并发布</h1>")
    return header + rest


def _based(site: Site) -> str:
    planted = site.planted("/wsbs/base/index.html")
    return (
        '<html><head><meta charset="utf-8"><base target="_blank"><base href="/wsbs/files/"><title>办事下载</title></head>'
        f'<body><h1>办事下载</h1><a href="a.html">办事须知</a>{planted.body}<a href="/">首页</a></body></html>'
    )
