"""Small sites with guides, messages and a search of their own; their pages are written in truth/service.toml."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from demo import answers, disguise, files, words
from demo.answers import fixed
from demo.model import Host, Plant, Reply, Request
from demo.render import Route, html, template

PIECE = "service"
"""The place of a piece that is the body of a page of its own."""
OUTSIDE = {"xinfang.yunze-wsxf.cn": "网上信访平台", "zwfw.yunze-hall.cn": "政务服务网"}
_DATA = Path(__file__).with_name("services.toml")
_INDEX, _FIRST = "/bmfw/", 5
_FORM = '<form action="/so/" method="get"><input name="q" placeholder="请输入关键词"><button>搜索</button></form>'
_SCRIPT = (
    '<div class="ss"><input id="kw" placeholder="站内搜索"><a href="javascript:;" onclick="so()">搜索</a></div>'
    "<script>function so(){window.open('/so/?q='+encodeURIComponent(document.getElementById('kw').value))}</script>"
)
_LATEST = "<p>推荐阅读</p><ul><li><a href='/zwgk/202601/t1.html'>本周政务公开信息一览</a></li></ul>"


@dataclass(frozen=True, slots=True)
class Site:
    """One site: how it is searched and where its navigation leads."""

    host: str
    name: str
    search: str
    ways: Mapping[str, str]

    @property
    def home(self) -> str:
        """Address of its home page."""
        return f"http://{self.host}/"

    def articles(self) -> dict[str, str]:
        """Path → title of the articles, each in a directory of its own."""
        return {f"/zwgk/2026{n:02d}/t{n}.html": words.title(self.host, n) for n in range(1, _FIRST + 1)}


@cache
def sites() -> tuple[Site, ...]:
    """All sites in file order."""
    return tuple(Site(**entry) for entry in tomllib.loads(_DATA.read_text(encoding="utf-8"))["site"])


def hosts(plants: Sequence[Plant]) -> Iterator[Host]:
    """Every site and the platforms they link to; all share one address."""
    first = ""
    for site in sites():
        planted = {path: (plant.text, text) for path, plant, text in _planted(site, plants)}
        yield Host(site.host, dict(_routes(site, planted)), answers.status(404, "404 Not Found"), shared=first)
        first = first or site.host
    for host, name in OUTSIDE.items():
        yield Host(
            host,
            {"/": html(partial(_document, name, "<p>请登录后办理。</p>"))},
            answers.status(404, "404"),
            shared=first,
        )


def _planted(site: Site, plants: Sequence[Plant]) -> Iterator[tuple[str, Plant, str]]:
    for plant in plants:
        for piece in plant.markup:
            if piece.place == PIECE and plant.on[0].startswith(site.home):
                yield plant.on[0].removeprefix(site.home[:-1]), plant, disguise.render(piece.html)


def _routes(site: Site, planted: Mapping[str, tuple[str, str]]) -> Iterator[Route]:
    page = partial(_page, site)
    titles = site.articles() | {path: title for path, (title, _) in planted.items()}
    yield "/", html(partial(page, "", "<p>欢迎访问。</p>"))
    yield "/zwgk/", html(partial(page, "政务公开", _rows(site.articles())))
    yield _INDEX, html(partial(page, "便民服务", _rows({path: title for path, (title, _) in planted.items()})))
    for path, title in site.articles().items():
        yield (
            path,
            html(partial(page, title, "".join(f"<p>{text}</p>" for text in words.paragraphs(title, 1, "2026-09-01")))),
        )
    for path, (title, body) in planted.items():
        yield path, html(partial(page, title, body))
    yield "/files/sqb.doc", fixed(files.xls(), "application/msword")
    yield "/files/login.doc", answers.named("login-as-file")
    form, answer = SEARCHES[site.search]
    if form:
        yield "/so/", partial(answer, site, titles)


def _page(site: Site, title: str, body: str) -> str:
    head = f"{title}_{site.name}" if title else site.name
    ways = {"/": "首页", "/zwgk/": "政务公开", _INDEX: "便民服务", **site.ways}
    return template(
        "service.html", site=site.name, title=head, heading=title, ways=ways, form=SEARCHES[site.search][0], body=body
    )


def _document(title: str, body: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def _rows(titles: Mapping[str, str]) -> str:
    return (
        "<ul>" + "".join(f'<li><a href="{path}">{escape(title)}</a></li>' for path, title in titles.items()) + "</ul>"
    )


Search = Callable[[Site, Mapping[str, str], Request], Reply]


def _results(site: Site, said: str, body: str = "") -> Reply:
    return Reply(200, _page(site, "搜索结果", f"<p>{said}</p>{body}").encode())


def _works(site: Site, titles: Mapping[str, str], request: Request) -> Reply:
    asked = parse_qs(request.query).get("q", [""])[0]
    hits = {path: title for path, title in titles.items() if asked and asked in title}
    said = f"共找到 {len(hits)} 条结果" if hits else f"抱歉,没有找到与“{escape(asked)}”相关的结果"
    return _results(site, said, _rows(hits) if hits else _LATEST)


def _nothing(site: Site, titles: Mapping[str, str], request: Request) -> Reply:
    return _results(site, "没有找到相关结果")


def _same(site: Site, titles: Mapping[str, str], request: Request) -> Reply:
    return _results(site, "共找到 36 条结果", "<ul><li><a href='/zwgk/x.html'>园区召开年度工作总结会</a></li></ul>")


def _scripted(site: Site, titles: Mapping[str, str], request: Request) -> Reply:
    return _results(site, "正在加载", '<div id="result"></div><script src="/js/result.js"></script>')


def _error(site: Site, titles: Mapping[str, str], request: Request) -> Reply:
    return Reply(
        200, _document("出错了", "<p>HTTP Status 500 - java.net.ConnectException: Connection refused</p>").encode()
    )


SEARCHES: dict[str, tuple[str, Search]] = {
    "works": (_FORM, _works),
    "script": (_SCRIPT, _works),
    "nothing": (_FORM, _nothing),
    "same": (_FORM, _same),
    "post": (_FORM.replace('"get"', '"post"'), _works),
    "scripted": (_FORM, _scripted),
    "error": (_FORM, _error),
    "none": ("", _nothing),
}
"""How a site is searched: what stands on its pages, and what answers."""
