"""The sites of the made-up offices: a few pages each, with the footer that the office and the truth want."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from demo import files, office, words
from demo.answers import fixed
from demo.hosts.outside import MISSING
from demo.hosts.places import stands_on
from demo.model import Host, Piece, Plant
from demo.office import MOBILE, Office, Page
from demo.render import Route, html, template

_TYPE = "政务公开"
_DATES = {"/zwgk/202609/t20260908_31.html": "2026-09-08", "/zwgk/202511/t20251120_12.html": "2025-11-20"}
_PICTURES = ("red", "dzjg", "conac_blue", "gongan", "jiucuo", "wzsyx")
_OUTSIDE = "http://www.yunze-daily.cn/"
ELSEWHERE = "static.yunze-media.cn"
"""A server of the operator's maker: the crawl does not ask it, a browser does."""


def hosts(plants: Sequence[Plant]) -> Iterator[Host]:
    """Every office but the city itself; they share one address, apart from those without the sixth version."""
    first: dict[bool, str] = {}
    for found in list(office.offices().values())[1:]:
        site = _Site(found, tuple(plant for plant in plants if plant.markup))
        yield Host(found.host, dict(site.routes()), MISSING, shared=first.get(found.ipv4, ""), ipv4=found.ipv4)
        first.setdefault(found.ipv4, found.host)
    yield Host(ELSEWHERE, dict(_elsewhere(tuple(plants))), MISSING)


def _elsewhere(plants: tuple[Plant, ...]) -> Iterator[Route]:
    for found in office.offices().values():
        if found.layout == "elsewhere":
            inner = _Site(found, tuple(plant for plant in plants if plant.markup)).footer("/")
            yield f"/{found.host}.js", fixed(_writeln(inner).encode(), "application/javascript")


@dataclass(frozen=True, slots=True)
class _Site:
    office: Office
    plants: tuple[Plant, ...]

    def routes(self) -> Iterator[Route]:
        """Pages, scripts and pictures."""
        name = self.office.name
        yield "/", html(partial(self._page, "/", name, Page(), self._home()))
        column = Page("政务公开", _TYPE)
        yield "/zwgk/", html(partial(self._page, "/zwgk/", f"政务公开_{name}", column, _list()))
        for number, (path, date) in enumerate(_DATES.items(), 1):
            article = Page("政务公开", _TYPE, words.title(name, number), date, name)
            texts = "".join(f"<p>{text}</p>" for text in words.paragraphs(name, number, date))
            body = f"<h2>{article.title}</h2><p class=info>发布日期:{date} 来源:{name}</p>{texts}"
            yield path, html(partial(self._page, path, f"{article.title}_{name}", article, body))
        yield (
            "/jgzn/",
            html(
                partial(
                    self._page, "/jgzn/", f"机构职能_{name}", Page("机构职能", _TYPE), "<h2>机构职能</h2>" + _list()
                )
            ),
        )
        yield (
            "/lxwm/",
            html(partial(self._page, "/lxwm/", f"联系我们_{name}", Page("联系我们", "其他"), self._contact())),
        )
        yield "/wzdt/", html(partial(self._page, "/wzdt/", f"网站地图_{name}", Page("网站地图", "其他"), _list()))
        yield "/js/common.js", fixed(self._parts("/js/common.js")["prompt"].encode(), "application/javascript")
        yield (
            "/js/jiucuo.js",
            fixed(b"function Link(code){window.open('https://zfwzgl.www.gov.cn/')}", "application/javascript"),
        )
        yield "/js/footer.js", fixed(_writeln(self.footer("/js/footer.js")).encode(), "application/javascript")
        yield "/foot/index.html", html(partial(self._frame, "/foot/index.html"))
        for picture in _PICTURES:
            yield f"/images/{picture}.png", fixed(files.png(80, 60, (200, 30, 30)), "image/png")

    def _changes(self, path: str) -> list[Piece]:
        url = f"http://{self.office.host}{path}"
        return [piece for plant in self.plants if stands_on(plant, url) for piece in plant.markup]

    def _parts(self, path: str) -> dict[str, str]:
        return office.parts(self.office, self._changes(path))

    def footer(self, path: str) -> str:
        """The footer of a page as HTML."""
        return template("footer.html", parts=self._parts(path))

    def _page(self, path: str, title: str, page: Page, body: str) -> str:
        trail = [("/zwgk/" if page.kind == _TYPE else path, page.column)] if page.column else []
        return template(
            "office.html", office=self.office, title=title, body=body, trail=trail, footer=self._footer(path),
            tags=office.tags(self.office, page, self._changes(path)),
        )  # fmt: skip

    def _footer(self, path: str) -> str:
        """The footer as the layout of the office brings it to the page."""
        inner = self.footer(path)
        if self.office.layout == "file":
            return '<script src="/js/footer.js"></script>'
        if self.office.layout == "elsewhere":
            return f'<script src="http://{ELSEWHERE}/{self.office.host}.js"></script>'
        if self.office.layout == "frame":
            return '<iframe src="/foot/index.html" width="100%" height="200" frameborder="0" scrolling="no"></iframe>'
        if self.office.layout == "inline":
            return f"<script>{_concatenated(inner)}</script>"
        if self.office.layout == "twice":
            parts = self._parts(path) | office.changed(MOBILE, self._changes(path))
            small = template("footer.html", parts=parts)
            return f'<div class="footer pc">{inner}</div><div class="footer wap visible-xs">{small}</div>'
        return _boxed(inner)

    def _frame(self, path: str) -> str:
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>页脚</title></head><body>{_boxed(self.footer(path))}</body></html>'

    def _home(self) -> str:
        texts = "".join(f"<p>{text}</p>" for text in words.paragraphs(self.office.name, 0, "2026-01-15"))
        return f'<h2>工作动态</h2>{texts}{_list()}<p>相关网站:<a href="{_OUTSIDE}" target="_blank">云泽日报</a></p>'

    def _contact(self) -> str:
        return f"<h2>联系我们</h2><p>地址:云泽市泽阳大道 8 号</p><p>电话:{self.office.phone}</p>"


def _boxed(inner: str) -> str:
    return f'<div class="footer">{inner}</div>'


def _list() -> str:
    rows = "".join(f'<li><a href="{path}">{path[-15:-5]}</a><span>{date}</span></li>' for path, date in _DATES.items())
    return f"<ul>{rows}</ul>"


def _literal(line: str) -> str:
    return line.strip().replace("\\", "\\\\").replace("'", "\\'").replace("</script", "<\\/script")


def _writeln(markup: str) -> str:
    """A script file that writes the markup line by line."""
    return "\n".join(f"document.writeln('{_literal(line)}');" for line in markup.splitlines())


def _concatenated(markup: str) -> str:
    """An inline script that writes the markup put together from pieces."""
    pieces = "'+\n'".join(_literal(line) for line in markup.splitlines())
    return f"document.write('{pieces}');"
