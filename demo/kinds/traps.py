"""Endless or repeated address spaces that a crawl must bound: calendar, session ids, copies, permutations, deep paths."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import tree
from demo.model import Answer, Reply, Request
from demo.render import Crumb, Route, Site, html

BIG5 = "/gate/big5/"
NESTED = "/ztzl/xunhuan/"
_FACETS = {"nd": ("2024", "2025"), "qx": ("qx1", "qx2"), "zb": ("gdp", "rk")}


def routes(site: Site) -> Iterator[Route]:
    """Exact entries; ``prefixed`` answers what lies below them."""
    yield "/hdjl/rili/", partial(_calendar, site)
    yield "/wsbs/query.jsp", _sessions(site)
    yield "/sjkf/cx/", partial(_facets, site)
    yield NESTED, html(partial(_nested, site))


def prefixed(site: Site) -> dict[str, Answer]:
    """Path prefixes below which every path exists."""
    nested = html(partial(_nested, site))
    return {NESTED: nested, BIG5: _big5(site), "/wsbs/query.jsp;": _sessions(site)}


def _reply(text: str) -> Reply:
    return Reply(200, text.encode())


def _calendar(site: Site, request: Request) -> Reply:
    fields = dict(part.partition("=")[::2] for part in request.query.split("&"))
    month = fields.get("month", "2026-09")
    if len(month) != 7 or not month.replace("-", "").isdigit():
        month = "2026-09"
    index = int(month[:4]) * 12 + int(month[5:]) - 1
    before, after = (f"{i // 12:04d}-{i % 12 + 1:02d}" for i in (index - 1, index + 1))
    body = (
        f'<h1>{month} 领导接访日历</h1><a href="?month={before}">上月</a> <a href="?month={after}">下月</a>'
        "<p>接访地点:市民服务中心一楼。</p>"
    )
    return _reply(site.shell("/hdjl/rili/", f"接访日历{month}", body, (Crumb("接访日历", "/hdjl/rili/"),)))


def _sessions(site: Site) -> Answer:
    made = iter(range(1, 10**9))

    def answer(request: Request) -> Reply:
        session = f"{next(made) * 0x9E3779B97F4A7C15 % 2**64:016X}"
        links = "".join(f'<a href="/wsbs/query.jsp;jsessionid={session}?step={i}">第{i}步</a> ' for i in (1, 2))
        body = f"<h1>办件查询</h1><p>{links}</p><p><a href='/wsbs/query.jsp?PHPSESSID={session.lower()}'>刷新</a></p>"
        return _reply(site.shell("/wsbs/query.jsp", "办件查询", body, (Crumb("办件查询", "/wsbs/query.jsp"),)))

    return answer


def _facets(site: Site, request: Request) -> Reply:
    """Every click appends another parameter, in the order of clicking."""
    chosen = [part for part in request.query.split("&") if part]
    links = []
    for name, values in _FACETS.items():
        rest = [part for part in chosen if not part.startswith(f"{name}=")]
        links += [f'<a href="?{escape("&".join([*rest, f"{name}={value}"]))}">{value}</a>' for value in values]
    shown = escape(" ".join(sorted(chosen))) or "全部"
    body = f"<h1>数据查询</h1><p>条件:{shown}</p><p>{' '.join(links)}</p>"
    return _reply(site.shell("/sjkf/cx/", "数据查询", body, (Crumb("数据查询", "/sjkf/cx/"),)))


def _nested(site: Site) -> str:
    """The same bytes at every depth; the relative link grows the path for ever."""
    body = "<h1>专题循环</h1><p>本专题持续更新。</p><p><a href='xiayiye/'>下一页</a></p>"
    return site.shell(NESTED, "专题循环", body, (Crumb("专题循环", NESTED),))


def _big5(site: Site) -> Answer:
    prefix = f"{BIG5}{tree.HOST}"

    def answer(request: Request) -> Reply:
        links = "".join(f'<li><a href="{prefix}/{key}/">{name}</a></li>' for key, name in tree.tops())
        body = f"<h1>雲澤市人民政府</h1><ul>{links}</ul>"
        return _reply(site.shell(BIG5, "雲澤市人民政府", body))

    return answer
