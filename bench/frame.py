"""What the pages of the generated site share: hosts, link styles, and a frame byte-identical within a style."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from posixpath import relpath

from bench.wording import COLUMNS, FOLDERS, SENTENCES

SITE = "www.bench-shi.gov.cn"
OUTSIDE = (
    "www.bench-sheng.gov.cn",
    "www.bench-qu.gov.cn",
    "news.bench-media.com",
    "www.bench-daxue.edu.cn",
    "www.bench-xiehui.org.cn",
    "static.bench-cdn.com",
)
FOOTER_FAULTS = (f"http://{SITE}/bszn/lost-guide.html", f"http://{OUTSIDE[0]}/lost/friend.html")
SCRIPTS = ("jquery.min.js", "common.js", "slide.js", "search.js")
STYLES = ("base.css", "layout.css", "article.css")
ICONS = ("logo.png", "qr.png", "organ.png", "jiucuo.png", "police.png")


class Style(Enum):
    """How the pages of one column write their links; columns take turns."""

    ROOT = "root-relative"
    ABSOLUTE = "absolute"
    RELATIVE = "relative, and the page is GBK"

    @property
    def charset(self) -> str:
        """The charset the page declares."""
        return "gb2312" if self is Style.RELATIVE else "utf-8"

    def href(self, path: str, base: str) -> str:
        """The link to the root-relative ``path`` as a page in directory ``base`` (``/a/b/``) writes it."""
        if self is Style.ROOT:
            return path
        if self is Style.ABSOLUTE:
            return f"http://{SITE}{path}"
        return "../" * (base.count("/") - 1) + path[1:]


@dataclass(frozen=True, slots=True)
class Row:
    """A link as the lists of the site show it."""

    path: str
    title: str
    date: str


def column_path(index: int) -> str:
    """The directory of column ``index``."""
    return f"/{FOLDERS[index]}/"


def listing(rows: Sequence[Row], style: Style, base: str) -> str:
    """A list of links with dates."""
    items = (
        f'<li class="row clearfix" style="height:32px;line-height:32px">{_titled(row, style, base)}'
        f'<span class="date" style="float:right;color:#999">{row.date}</span></li>'
        for row in rows
    )
    return f'<ul class="list">{"".join(items)}</ul>'


def _titled(row: Row, style: Style, base: str) -> str:
    href = style.href(row.path, base)
    return f'<a class="title" href="{href}" target="_blank" title="{row.title}">{row.title}</a>'


def neighbour(path: str, base: str, style: Style) -> str:
    """Like ``Style.href``, but relative pages write the shortest way."""
    return relpath(path, base) if style is Style.RELATIVE else style.href(path, base)


_HOVER = """ onmouseover="this.className='nav-item on'" onmouseout="this.className='nav-item'\""""


@cache
def _above(style: Style, depth: int) -> str:
    """Everything from the assets to the end of the page header."""
    base = "/" + "x/" * depth
    styles = (f'<link rel="stylesheet" href="{style.href("/static/css/" + name, base)}">\n' for name in STYLES)
    scripts = (f'<script src="{style.href("/static/js/" + name, base)}"></script>\n' for name in SCRIPTS)
    rules = "".join(
        f".mod-{n} .hd h{n % 6 + 1}{{margin:0 {n}px;color:#1{n:02d}a5e;font-size:14px}}\n" for n in range(60)
    )
    code = "".join(
        f'function tab{n}(o){{if(o&&o.id>"{n}"){{$(".tab{n} li").removeClass("on");}}}}\n' for n in range(35)
    )
    return (
        f"{''.join(styles)}{''.join(scripts)}<style>{rules}</style><script>{code}</script></head>\n"
        f'<body class="page depth-{depth}">\n<!-- 页头 <a href="/old.html">旧版</a> -->\n<header id="top" class="header">'
        f'<a href="{style.href("/", base)}"><img src="{style.href("/static/img/logo.png", base)}" alt="市人民政府"></a>'
        '<form action="/" method="get"><input type="text" name="q" placeholder="a>b" title="站内搜索"></form>'
        f'<nav class="nav"><ul>{_menus(style, base)}</ul></nav></header>\n'
    )


def _menus(style: Style, base: str) -> str:
    """The columns by fours, each first one as the head of its menu."""
    links = [
        f'<a href="{style.href(column_path(n), base)}" title="{name}">{name}</a>' for n, name in enumerate(COLUMNS)
    ]
    between = f"</dd><dd{_HOVER}>"
    return "".join(
        f'<li class="nav-item"{_HOVER}><span>{links[first]}</span>'
        f"<dl><dd{_HOVER}>{between.join(links[first : first + 4])}</dd></dl></li>\n"
        for first in range(0, len(links), 4)
    )


@cache
def _below(style: Style, depth: int) -> str:
    """The page footer to the end of the document."""
    base = "/" + "x/" * depth
    hosts = [f"http://{host}/" for host in OUTSIDE]
    options = (f'<option value="{url}">友情链接{n}</option>' for n, url in enumerate(hosts))
    friends = (f'<a href="{url}" target="_blank" rel="noopener">协作网站{n}</a>' for n, url in enumerate(hosts))
    entries = (f'<a class="plain" href="{url}">常用入口{n}</a>' for n, url in enumerate(FOOTER_FAULTS))
    columns = (
        f'<a style="color:#fff;font-size:14px" href="{style.href(column_path(n), base)}">{COLUMNS[n]}</a> | '
        for n in range(0, len(COLUMNS), 2)
    )
    icons = (f'<img src="{style.href("/static/img/" + name, base)}" alt="标识">' for name in ICONS[1:])
    return (
        '<footer class="footer"><div class="links"><select onchange="if(this.value)window.open(this.value)">'
        f'<option value="">友情链接</option>{"".join(options)}</select>{"".join(friends)}{"".join(entries)}</div>'
        f"<div>{''.join(columns)}</div><div>{''.join(icons)}</div>"
        "<p>主办单位:市人民政府办公室 网站标识码:0000000001 地址:人民路1号</p></footer>\n</body>\n</html>\n"
    )


def document(title: str, main: str, style: Style, base: str) -> bytes:
    """A whole page in the style's encoding; ``base`` is its directory."""
    depth = base.count("/") - 1
    head = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="{style.charset}">\n<title>{title}</title>\n'
        f'<meta name="ArticleTitle" content="{title}">\n<meta name="SiteName" content="市人民政府">\n'
    )
    return f"{head}{_above(style, depth)}{main}{_below(style, depth)}".encode(
        "gbk" if style is Style.RELATIVE else "utf-8"
    )


def crumb(column: int | None, style: Style, base: str) -> str:
    """The breadcrumb of a page in ``column`` (None: the home page)."""
    here = "" if column is None else f' &gt; <a href="{style.href(column_path(column), base)}">{COLUMNS[column]}</a>'
    return f'<div class="crumb">当前位置:<a href="{style.href("/", base)}">首页</a>{here}</div>\n'


def sidebar(latest: Sequence[Row], style: Style, base: str) -> str:
    """The box of latest articles, the same on all pages of one style and depth."""
    return f'<aside class="side"><h3>最新发布</h3>{listing(latest, style, base)}<p>{SENTENCES[7]}</p></aside>\n'
