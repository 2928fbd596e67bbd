"""The sites of which the columns are looked at: made from ``columned.toml``, every date counted back from the day of the visit."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from demo import answers, words
from demo.model import Answer, Host, Reply, Request
from demo.render import Route

_DATA = Path(__file__).with_name("columned.toml")
_BEIJING = timedelta(hours=8)
_HOME_ROWS = 3
_FIRST_PAGE = 4
"""Rows on the first page of a list that has its oldest first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; ``days`` is None for one without a date."""

    number: int
    title: str
    days: int | None
    marks: tuple[str, ...]

    def mark(self, name: str) -> str:
        """What stands behind ``name=``; empty without it."""
        return next((mark.partition("=")[2] for mark in self.marks if mark.startswith(f"{name}=")), "")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``form`` is how its list is made."""

    path: str
    name: str
    form: str
    above: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """One site; an ``entrance`` has nothing but ways to its columns on its home page."""

    host: str
    name: str
    entrance: bool
    columns: tuple[Column, ...]

    @property
    def home(self) -> str:
        """Address of its home page."""
        return f"http://{self.host}/"


@cache
def sites() -> tuple[Site, ...]:
    """All sites in file order."""
    entries = tomllib.loads(_DATA.read_text(encoding="utf-8"))["site"]
    return tuple(
        Site(one["host"], one["name"], one.get("entrance", False), tuple(map(_column, one["column"])))
        for one in entries
    )


def _column(entry: Mapping[str, Any]) -> Column:
    rows = tuple(_row(number, text) for number, text in enumerate(entry.get("rows", ()), 1))
    return Column(entry["path"], entry["name"], entry.get("form", "html"), tuple(entry.get("above", ())), rows)


def _row(number: int, text: str) -> Row:
    title, *more = (part.strip() for part in text.split("|"))
    return Row(number, title, int(more[0]) if more else None, tuple(more[1:]))


def hosts() -> Iterator[Host]:
    """Every site; they share one address."""
    first = ""
    for site in sites():
        yield Host(site.host, dict(_routes(site)), answers.status(404, "404 Not Found"), shared=first)
        first = first or site.host


def _routes(site: Site) -> Iterator[Route]:
    yield "/", _page(partial(_home, site))
    for column in site.columns:
        yield column.path, _page(partial(_list, site, column))
        if column.form == "oldest":
            yield f"{column.path}index_1.html", _page(partial(_second, site, column))
        for row in column.rows:
            if "gone" not in row.marks:
                yield f"{column.path}{row.number}.html", _page(partial(_article, site, column, row))


def _page(write: Any) -> Answer:
    def answer(request: Request) -> Reply:
        return Reply(body=str(write(request.count > 0)).encode())

    return answer


def _day(row: Row, again: bool) -> str:
    moved = row.mark("moved") if again else ""
    days = int(moved) if moved else row.days
    return "" if days is None else (_today() - timedelta(days=days)).isoformat()


def _today() -> date:
    return (datetime.now(UTC) + _BEIJING).date()


def _home(site: Site, again: bool) -> str:
    if site.entrance:
        return _shell(site, site.name, "<p>请选择要进入的栏目。</p>")
    shown = [column for column in site.columns if column.form == "html" and not column.above]
    parts = (f"<h3>{column.name}</h3>{_rows(column, column.rows[:_HOME_ROWS], again)}" for column in shown)
    return _shell(site, site.name, "".join(parts))


def _list(site: Site, column: Column, again: bool) -> str:
    rows = [row for row in column.rows if again or "later" not in row.marks]
    return _shell(site, f"{column.name}_{site.name}", f"<h2>{column.name}</h2>{_body(column, rows, again)}", column)


def _second(site: Site, column: Column, again: bool) -> str:
    return _shell(site, f"{column.name}_{site.name}", _rows(column, column.rows[_FIRST_PAGE:], again), column)


def _body(column: Column, rows: list[Row], again: bool) -> str:
    if column.form in ("blank", "silent") or (column.form == "emptied" and again):
        return "<ul class='list'></ul>" if column.form == "silent" else "<div class='list'><p>暂无信息</p></div>"
    if column.form == "text":
        return "".join(f"<p>{text}</p>" for text in words.paragraphs("column", column.name, "2026-01-15"))
    if column.form == "script":
        return "<ul id='list'></ul><script>$.ajax({url: '/api/list', success: fill})</script>"
    if column.form == "cdata":
        records = "".join(f"<record><![CDATA[{_line(column, row, again)}]]></record>" for row in rows)
        island = f"<datastore><nextgroup></nextgroup><recordset>{records}</recordset></datastore>"
        return f'<div id="2120"><script type="text/xml">{island}</script></div>'
    if column.form == "json":
        data = [
            {"title": row.title, "url": f"{column.path}{row.number}.html", "pubDate": _day(row, again)} for row in rows
        ]
        return f"<div id='list'></div><script>var items = {json.dumps(data, ensure_ascii=False)};</script>"
    if column.form == "images":
        return "".join(f"<a href='{row.number}.html'><img src='/images/{row.number}.jpg'></a>" for row in rows)
    if column.form == "oldest":
        return _rows(column, rows[:_FIRST_PAGE], again) + "<p><a href='index_1.html'>下一页</a></p>"
    return _rows(column, tuple(rows), again)


def _rows(column: Column, rows: Any, again: bool) -> str:
    return f"<ul class='list'>{''.join(_line(column, row, again) for row in rows)}</ul>"


def _line(column: Column, row: Row, again: bool) -> str:
    day = _day(row, again)
    pinned = "<b>[置顶]</b>" if "置顶" in row.marks else ""
    shown = day[5:] if column.form == "short" else day
    return f"<li>{pinned}<a href='{column.path}{row.number}.html'>{escape(row.title)}</a><span>{shown}</span></li>"


def _article(site: Site, column: Column, row: Row, again: bool) -> str:
    day = _day(row, again)
    unit = words.unit(column.path, row.number)
    info = f"<p><span>发布时间:{day}</span> <span>来源:{unit}</span></p>" if day else f"<p>来源:{unit}</p>"
    text = "".join(f"<p>{part}</p>" for part in words.paragraphs(column.path, row.number, "近日"))
    link = f"<p>相关链接:<a href='{row.mark('link')}'>查看相关文件</a></p>" if row.mark("link") else ""
    return _shell(site, f"{row.title}_{site.name}", f"<h1>{escape(row.title)}</h1>{info}{text}{link}", column)


def _shell(site: Site, title: str, body: str, column: Column | None = None) -> str:
    menu = "".join(f"<li><a href='{one.path}'>{one.name}</a></li>" for one in site.columns)
    above = "".join(f" &gt; {name}" for name in column.above) if column else ""
    last = f"<a href='{column.path}'>{column.name}</a>" if column else ""
    trail = f"<div class='position'>当前位置:<a href='/'>首页</a>{above} &gt; {last}</div>" if column else ""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f"<ul class='nav'><li><a href='/'>首页</a></li>{menu}</ul>{trail}<div class='main'>{body}</div>"
        f"<div class='footer'><p>主办单位:{site.name}</p></div></body></html>"
    )
