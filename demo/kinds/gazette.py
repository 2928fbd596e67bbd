"""A column of another publishing system: list rows and paging live in CDATA sections of an XML script."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import words
from demo.model import Answer, Reply, Request
from demo.office import Page
from demo.render import Crumb, Route, Site, html

COLUMN = "/col/col1203/index.html"
_DATES = ("2025-03-04", "2025-01-22", "2024-11-05", "2024-06-18", "2023-12-29", "2023-08-15")


def routes(site: Site) -> Iterator[Route]:
    """The column page, its data proxy and its articles."""
    yield COLUMN, html(partial(_column, site))
    yield "/module/web/jpage/dataproxy.jsp", _proxy(site)
    for number, date in enumerate(_DATES, 1):
        yield path(number, date), html(partial(_article, site, number, date))


def path(number: int, date: str) -> str:
    """Article path in that system's style."""
    year, month, day = (int(part) for part in date.split("-"))
    return f"/art/{year}/{month}/{day}/art_1203_{5500 + number}.html"


def _records(site: Site, numbers: range) -> str:
    rows = [(path(n, _DATES[n - 1]), f"政府公报{_DATES[n - 1][:7]}期", _DATES[n - 1]) for n in numbers]
    own = [(plant.raw, plant.text, "2023-05-05") for plant in site.own(COLUMN)] if numbers.start == 1 else []
    return "".join(
        f"<record><![CDATA[<li><a href='{escape(href)}' title='{text}' target='_blank'>{text}</a><span>{date}</span></li>]]></record>"
        for href, text, date in rows + own
    )


def _column(site: Site) -> str:
    following = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid=1203&unitid=40412&webname=yz&permissiontype=0"
    body = (
        "<h1>政府公报</h1><div id='40412'><script type='text/xml'><datastore><nextgroup><![CDATA["
        f'<a href="{following}"></a>]]></nextgroup><recordset>{_records(site, range(1, 5))}</recordset>'
        "<totalrecord>6</totalrecord><totalpage>2</totalpage></datastore></script></div>"
    )
    return site.shell(COLUMN, "政府公报_云泽市人民政府", body, (Crumb("政府公报", COLUMN),))


def _proxy(site: Site) -> Answer:
    text = f"<datastore><recordset>{_records(site, range(5, 7))}</recordset></datastore>"

    def answer(request: Request) -> Reply:
        return Reply(200, text.encode(), "text/xml; charset=utf-8")

    return answer


def _article(site: Site, number: int, date: str) -> str:
    body = f"<h1>政府公报{date[:7]}期</h1>" + "".join(f"<p>{p}</p>" for p in words.paragraphs("gazette", number, date))
    page = Page("政府公报", "政务公开", f"政府公报{date[:7]}期", date, "云泽市人民政府办公室")
    return site.shell(path(number, date), f"政府公报{date[:7]}期", body, (Crumb("政府公报", COLUMN),), page)
