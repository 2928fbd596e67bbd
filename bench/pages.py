"""The pages of the generated site: home, list pages of the columns, articles."""

from collections.abc import Iterator
from random import Random

from bench.frame import OUTSIDE, SITE, Style, column_path, crumb, document, listing, neighbour, sidebar
from bench.plan import PER_LIST, Fault, Plan
from bench.wording import COLUMNS, paragraph

_PARAGRAPHS = {Style.ROOT: 16, Style.ABSOLUTE: 14, Style.RELATIVE: 19}
"""So many that pages of every style weigh about 44 KB."""


def home(plan: Plan) -> bytes:
    """The home page: three articles of every column."""
    style, width = Style.ROOT, len(COLUMNS)
    boxes = (f"<h2>{COLUMNS[n]}</h2>{listing(plan.articles[n::width][:3], style, '/')}" for n in range(width))
    return document("市人民政府门户网站", f"{crumb(None, style, '/')}<main>{''.join(boxes)}</main>", style, "/")


def lists(plan: Plan, column: int) -> Iterator[tuple[str, bytes]]:
    """Path and body of each list page of one column, newest article first."""
    base, style = column_path(column), _style(column)
    rows = plan.articles[column :: len(COLUMNS)][::-1]
    last = max(0, (len(rows) - 1) // PER_LIST)
    for page in range(last + 1):
        shown = rows[page * PER_LIST : (page + 1) * PER_LIST]
        text = "".join(paragraph(Random(row.path)) for row in shown)
        window = (0, *range(max(0, page - 4), min(last, page + 4) + 1), last)
        paging = "".join(f'<a href="{style.href(_list_path(column, n), base)}">{n + 1}</a> ' for n in window)
        main = (
            f"<main><h1>{COLUMNS[column]}</h1>{listing(shown, style, base)}{text}"
            f'<div class="page-nav">{paging}</div></main>{sidebar(plan.latest, style, base)}'
        )
        title = f"{COLUMNS[column]} 第{page + 1}页"
        yield _list_path(column, page), document(title, crumb(column, style, base) + main, style, base)


def article(plan: Plan, number: int) -> bytes:
    """One article with its own text, images, attachments, outside links, related articles and planted faults."""
    row, column, rng = plan.articles[number], number % len(COLUMNS), Random(number)
    base, style = row.path.rpartition("/")[0] + "/", _style(column)
    parts = [f'<h1>{row.title}</h1><div class="info">发布时间:{row.date} 来源:市政府办公室</div>']
    parts += (f'<h3 id="part{n}">第{n + 1}部分</h3>\n{paragraph(rng)}' for n in range(_PARAGRAPHS[style]))
    parts += (_file(path, style, base) for path in files(number))
    parts += (f'<p>参见<a href="{url}" target="_blank">{url[-9:]}</a></p>\n' for url in outside(number))
    parts += (_planted(fault, style, base) for fault in plan.planted.get(number, ()))
    parts += _related(plan, number, rng)
    body = f'{crumb(column, style, base)}<main class="article">{"".join(parts)}</main>\n'
    return document(row.title, body + sidebar(plan.latest, style, base), style, base)


def files(number: int) -> Iterator[str]:
    """Paths of the images and attachments of one article; each eightieth article has a Chinese file name."""
    if number % 20 < 13:
        yield f"/images/{number % 40:02d}/{number}.png"
    if number % 8 == 0:
        yield f"/files/{'附件' if number % 80 == 0 else 'P0'}{number}.pdf"


def outside(number: int) -> Iterator[str]:
    """The outside pages that only this article links: 1.2 on average."""
    for n in range(2 if number % 5 == 0 else 1):
        yield f"http://{OUTSIDE[number % len(OUTSIDE)]}/c/{number}_{n}.html"


def _style(column: int) -> Style:
    return list(Style)[column % len(Style)]


def _list_path(column: int, page: int) -> str:
    return column_path(column) + (f"index_{page}.html" if page else "")


def _related(plan: Plan, number: int, rng: Random) -> Iterator[str]:
    """Links to other articles, every fourth to a part of one."""
    row, style, count = plan.articles[number], _style(number % len(COLUMNS)), len(plan.articles)
    base = row.path.rpartition("/")[0] + "/"
    around = [(number - len(COLUMNS)) % count, (number + len(COLUMNS)) % count]
    for n, other in enumerate([rng.randrange(count) for _ in range(12)] + around):
        target = plan.articles[other]
        mark = f"#part{n}" if n % 4 == 0 else ""
        yield f'<p class="more"><a href="{neighbour(target.path, base, style)}{mark}">{target.title}</a></p>\n'


def _file(path: str, style: Style, base: str) -> str:
    if path.endswith(".png"):
        return f'<p class="pic"><img src="{style.href(path, base)}" alt="配图" width="600"></p>\n'
    return f'<p class="file">附件:<a href="{style.href(path, base)}">下载附件</a></p>\n'


def _planted(fault: Fault, style: Style, base: str) -> str:
    """The markup that carries ``fault``."""
    path = fault.target.removeprefix(f"http://{SITE}")
    href = style.href(path, base) if path.startswith("/") else fault.target
    match fault.kind:
        case "image-404":
            return f'<p><img src="{href}" alt="现场图"></p>\n'
        case "option-404":
            options = f'<option value="">选择</option><option value="{href}">下级网站</option>'
            return f'<select onchange="window.open(this.value)">{options}</select>\n'
        case "onclick-404":
            return f"""<div class="btn" onclick="window.open('{href}')">办事入口</div>\n"""
        case _:
            return f'<p><a href="{href}">相关文件</a></p>\n'
