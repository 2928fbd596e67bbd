"""The pages of one site: written anew for every visit, dates counted back from today, faults as they are at the moment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from urllib.parse import parse_qs

from demo import disguise, files, office, words
from demo.answers import fixed
from demo.model import Answer, Piece, Reply, Request
from demo.office import Page
from demo.quarter.sites import Site, State
from demo.render import Route, template

HALL = "zwfw.yunze-hall.cn"
"""The service hall that all sites link to."""
_BEIJING = timedelta(hours=8)
_FORM = '<form action="/so/" method="get"><input name="q" placeholder="请输入关键词"><button>搜索</button></form>'
_NEWS, _NOTICES = "/gzdt/", "/tzgg/"
_COLUMNS = {_NEWS: "工作动态", _NOTICES: "通知公告"}
_DAYS = {_NEWS: (1, 4, 9), _NOTICES: (12, 40, 75)}
"""Column → how many days ago its articles were published."""
_NEGLECTED = {_NEWS: (60, 70, 90), _NOTICES: (62, 80, 95)}
_BLANK = {
    "/ghjh/": "规划计划",
    "/rsxx/": "人事信息",
    "/czxx/": "财政信息",
    "/zcjd/": "政策解读",
    "/yjgl/": "应急管理",
}
_LETTERS = (("窗口周末开放吗", 9, 7), ("路灯不亮", 20, 18), ("社区食堂怎样办卡", 33, 30))
"""Of each letter: what it asks, how many days ago it came and was answered."""
_PLAIN = {
    "/jgzn/": "机构职能",
    "/lxwm/": "联系我们",
    "/wzdt/": "网站地图",
    "/hdjl/": "领导信箱",
    "/hdjl/tj/": "信件统计",
}


def routes(site: Site, state: State) -> Iterator[Route]:
    """Everything that the site answers."""
    one = _Writer(site, state)
    yield "/", _fresh(one.home)
    for column in _COLUMNS:
        yield column, _fresh(partial(one.column, column))
        for number in range(len(_DAYS[column])):
            yield f"{column}{number + 1}.html", _fresh(partial(one.article, column, number))
    for path, title in (_BLANK if "blank" in site.faults else {}).items():
        yield (
            path,
            _fresh(partial(one.page, path, title, "<h2>" + title + "</h2><div class='list'><p>暂无信息</p></div>")),
        )
    for path, title in _PLAIN.items():
        yield path, _fresh(partial(one.plain, path, title))
    yield "/so/", one.search
    yield "/js/common.js", fixed(office.parts(site.office)["prompt"].encode(), "application/javascript")
    for picture in ("red", "dzjg", "gongan", "jiucuo"):
        yield f"/images/{picture}.png", fixed(files.png(80, 60, (200, 30, 30)), "image/png")


def _ago(days: int) -> str:
    return ((datetime.now(UTC) + _BEIJING).date() - timedelta(days=days)).isoformat()


def _prose(seed: str) -> str:
    return "".join(f"<p>{text}</p>" for text in words.paragraphs(seed, 1, "近日"))


def _fresh(write: Callable[[], str]) -> Answer:
    return lambda request: Reply(body=write().encode())


@dataclass(frozen=True, slots=True)
class _Writer:
    site: Site
    state: State

    def has(self, fault: str) -> bool:
        """That fault is on the site now."""
        return fault in self.site.present(self.state.mended)

    def home(self) -> str:
        """The home page: the latest of every column, and what is planted on it."""
        lists = "".join(f"<h3>{name}</h3>{self._rows(column)}" for column, name in _COLUMNS.items())
        dead = '<p><a href="/ztzl/2024/zl.html">优化营商环境专栏</a></p>' if self.has("dead") else ""
        return self.page("/", "", lists + dead)

    def column(self, column: str) -> str:
        """The list of a column."""
        return self.page(column, _COLUMNS[column], f"<h2>{_COLUMNS[column]}</h2>{self._rows(column)}")

    def article(self, column: str, number: int) -> str:
        """One article."""
        title, day = self._title(column, number), self._day(column, number)
        said = _prose(f"{self.site.host}{column}{number}")
        body = f"<h2>{title}</h2><p class=info>发布日期:{day} 来源:{self.site.name}</p>{said}"
        page = Page(_COLUMNS[column], "政务动态", title, day, self.site.name)
        return self.page(column, title, body, page)

    def plain(self, path: str, title: str) -> str:
        """A page that is never out of date."""
        own = {"/lxwm/": self._contact, "/hdjl/": self._letters, "/hdjl/tj/": self._statistics}
        said = (own[path]() if path in own else "") + _prose(self.site.host + path)
        return self.page(path, title, f"<h2>{title}</h2>{said}")

    def search(self, request: Request) -> Reply:
        """The titles in which the words asked for stand."""
        asked = parse_qs(request.query).get("q", [""])[0]
        hits = {path: title for path, title in self._articles().items() if asked and asked in title}
        said = f"共找到 {len(hits)} 条结果" if hits else f"抱歉,没有找到与“{escape(asked)}”相关的结果"
        rows = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in hits.items())
        return Reply(body=self.page("/so/", "搜索结果", f"<p>{said}</p><ul>{rows}</ul>").encode())

    def page(self, path: str, title: str, body: str, page: Page | None = None) -> str:
        """A page in the frame of the site."""
        one, column = self.site.office, page.column if page else title
        parts = office.parts(one, self._changes())
        return template(
            "quarter.html", name=self.site.name, title=f"{title}_{one.name}" if title else one.name, body=body, form=_FORM,
            tags=office.tags(one, page or Page(title, "政务公开" if title else ""), self._changes()), ways=self._ways(),
            trail=[(path, column)] if column else [], footer=template("footer.html", parts=parts), after=self._after(path),
        )  # fmt: skip

    def _changes(self) -> list[Piece]:
        without = (office.PART + "code", office.META + "SiteIDCode")
        return [Piece(place, "") for place in without] if self.has("code") else []

    def _after(self, path: str) -> str:
        if path != "/" or not self.has("hidden"):
            return ""
        planted = "".join(f'<a href="{href}">{text}</a>' for href, text in disguise.rows(3))
        return f'<div style="display:none">{planted}</div>'

    def _ways(self) -> Mapping[str, str]:
        blank = _BLANK if self.has("blank") else {}
        return {
            "/": "首页",
            **_COLUMNS,
            **blank,
            "/jgzn/": "机构职能",
            "/hdjl/": "领导信箱",
            f"http://{HALL}/": "政务服务网",
        }

    def _articles(self) -> dict[str, str]:
        every = ((column, number) for column in _COLUMNS for number in range(len(_DAYS[column])))
        return {f"{column}{number + 1}.html": self._title(column, number) for column, number in every}

    def _contact(self) -> str:
        return f"<p>地址:泽阳大道 8 号</p><p>电话:{self.site.office.phone}</p>"

    def _statistics(self) -> str:
        return f"<p>本季度收到来信 {len(_LETTERS)} 件,办结 {len(_LETTERS)} 件。</p>"

    def _letters(self) -> str:
        rows = "".join(
            f"<li>[已办结] {subject} 来信时间:{_ago(asked)} 回复时间:{_ago(answered)} 回复单位:{self.site.name}</li>"
            for subject, asked, answered in _LETTERS
        )
        return f"<ul>{rows}</ul><p><a href='/hdjl/tj/'>信件统计</a></p>"

    def _title(self, column: str, number: int) -> str:
        return words.title(self.site.host + column, number)

    def _day(self, column: str, number: int) -> str:
        days = (_NEGLECTED if self.has("stale") else _DAYS)[column][number]
        return _ago(days)

    def _rows(self, column: str) -> str:
        rows = (
            f'<li><a href="{column}{number + 1}.html">{self._title(column, number)}</a><span>{self._day(column, number)}</span></li>'
            for number in range(len(_DAYS[column]))
        )
        return f"<ul class='list'>{''.join(rows)}</ul>"
