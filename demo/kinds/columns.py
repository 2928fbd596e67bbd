"""Top columns and the list pages of leaf columns, with three styles of paging."""

from collections.abc import Iterator
from functools import partial

from demo import tree
from demo.render import Crumb, Route, Site, html, template


def routes(site: Site) -> Iterator[Route]:
    """``/top/``, ``/top/leaf/`` and the further list pages."""
    for key, name in tree.tops():
        yield f"/{key}/", html(partial(_top, site, key, name))
    for column in tree.columns():
        for number in range(len(column.pages())):
            page = html(partial(_list, site, column, number))
            yield column.path + page_name(number), page
            if number == 0:
                yield f"{column.path}index.html", page


def page_name(number: int) -> str:
    """File name of a list page: empty for the first, ``index_1.html`` for the second."""
    return f"index_{number}.html" if number else ""


def crumbs_of(column: tree.Column) -> tuple[Crumb, ...]:
    """The 当前位置 steps of a leaf column."""
    return Crumb(dict(tree.tops())[column.top], f"/{column.top}/"), Crumb(column.name, column.path)


def _top(site: Site, key: str, name: str) -> str:
    leaves = list(tree.columns(key))
    rows = [
        (f"{leaf.key}/{row.path.removeprefix(leaf.path)}", row.title, row.date)
        for leaf in leaves
        for row in leaf.articles[:2]
    ]
    siblings = [(f"./{leaf.key}/", leaf.name) for leaf in leaves]
    body = template("list.html", name=name, siblings=siblings, rows=rows, paging="")
    return site.shell(f"/{key}/", f"{name}_{tree.SITE_NAME}", body, (Crumb(name, f"/{key}/"),))


def _list(site: Site, column: tree.Column, number: int) -> str:
    pages = column.pages()
    rows = [(f"./{row.path.removeprefix(column.path)}", row.title, row.date) for row in pages[number]]
    siblings = [(f"../{leaf.key}/", leaf.name) for leaf in tree.columns(column.top)]
    paging = _paging(column, number, len(pages))
    body = template("list.html", name=column.name, siblings=siblings, rows=rows, paging=paging)
    title = f"{column.name}_{tree.SITE_NAME}"
    return site.shell(column.path + page_name(number), title, body, crumbs_of(column))


def _paging(column: tree.Column, number: int, total: int) -> str:
    if column.top == "xwzx":
        return f'<script>createPageHTML({total}, {number}, "index", "html");</script>'
    if column.key == "czxx":
        # A call that promises more pages than exist: the rest is generated, hence never accused.
        return f'<script>createPageHTML({total + 3}, {number}, "index", "html");</script>'
    links = "".join(f'<a href="{page_name(i) or "./"}">{i + 1}</a>' for i in range(total))
    return f'{links}<a href="javascript:void(0)" onclick="goPage()">跳转</a>'
