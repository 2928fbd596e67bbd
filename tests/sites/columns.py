"""Pages of a small site with columns, as a publishing system would make them."""

from collections.abc import Sequence

from tests.sites.paper import HOME, Said
from tests.sites.server import document

MENU = (("要闻动态", "/yw/"), ("通知公告", "/tzgg/"), ("政策文件", "/zcwj/"), ("政策解读", "/zcjd/"))
Row = tuple[str, str, str]
"""Title, address, date as it is written."""


def shell(
    title: str,
    body: str,
    crumbs: Sequence[tuple[str, str]] = (),
    head: str = "",
    menu: Sequence[tuple[str, str]] = MENU,
) -> Said:
    """A page with head menu, breadcrumb and footer."""
    links = "".join(f"<li><a href='{href}'>{name}</a></li>" for name, href in menu)
    steps = "".join(f" &gt; <a href='{href}'>{name}</a>" for name, href in crumbs)
    trail = f"<div class='position'>当前位置:<a href='/'>首页</a>{steps}</div>" if crumbs else ""
    text = f"{head}<ul class='nav'>{links}</ul>{trail}<div class='main'>{body}</div>"
    text += "<div class='footer'><p>主办单位:云泽市人民政府</p></div>"
    return Said(200, document(title, text))


def rows(of: Sequence[Row]) -> str:
    """A list of a column."""
    return (
        "<ul class='list'>"
        + "".join(f"<li><a href='{href}'>{title}</a><span>{day}</span></li>" for title, href, day in of)
        + "</ul>"
    )


def column(
    name: str,
    path: str,
    of: Sequence[Row] = (),
    body: str = "",
    above: Sequence[tuple[str, str]] = (),
    margin: str = "",
) -> Said:
    """The page of a column."""
    listed = rows(of) if of else "<ul class='list'></ul>"
    return shell(f"{name}_云泽市人民政府", f"<h2>{name}</h2>{body or listed}{margin}", (*above, (name, path)))


def article(
    title: str, day: str, crumbs: Sequence[tuple[str, str]], unit: str = "云泽市财政局", more: str = ""
) -> Said:
    """One publication, with what says of itself when and by whom."""
    info = f"<p><span>发布时间:{day}</span> <span>来源:{unit}</span></p>"
    text = "<p>各县区人民政府,市政府各部门:现将有关事项通知如下,请认真贯彻执行,确保各项工作落到实处。</p>"
    return shell(f"{title}_云泽市人民政府", f"<h1>{title}</h1>{info}{text}{more}", crumbs)


def at(path: str) -> str:
    """A path as a URL."""
    return HOME + path.lstrip("/")


def titled(prefix: str, folder: str, days: Sequence[str], written: Sequence[str] = ()) -> list[Row]:
    """Rows with addresses that carry a serial number, no date."""
    shown = written or days
    return [(f"{prefix}第{n}号有关事项", f"{folder}{1000 - n}.html", shown[n]) for n, _ in enumerate(days)]
