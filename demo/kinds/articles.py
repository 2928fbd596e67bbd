"""Dated articles with near links, a source unit and, in the open-government columns, attachments."""

import posixpath
from collections.abc import Iterator
from functools import partial

from demo import files, tree, words
from demo.answers import fixed
from demo.kinds.columns import crumbs_of
from demo.office import Page
from demo.render import Route, Site, html, template

_KINDS = {
    "pdf": ("application/pdf", "申报指南.pdf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "申请表.docx"),
    "xls": ("application/vnd.ms-excel", "汇总表.xls"),
    "zip": ("application/zip", "材料清单.zip"),
}
_WITH_FILES = frozenset({"zcwj", "ghjh", "czxx", "nbbg", "tjsj"})


def routes(site: Site) -> Iterator[Route]:
    """Every article, every attachment and picture."""
    for column in tree.columns():
        for article in column.articles:
            yield article.path, html(partial(_article, site, article))
            yield from _files(article)


def _attachment(article: tree.Article) -> tuple[str, str]:
    """(file name beside the article, suffix), or empty strings."""
    if article.column.key not in _WITH_FILES:
        return "", ""
    suffix = sorted(_KINDS)[article.number % len(_KINDS)]
    stem = posixpath.basename(article.path).removesuffix(".html").replace("t", "P0", 1)
    return f"{stem}.{suffix}", suffix


def _picture(article: tree.Article) -> str:
    return f"./W02{article.date.replace('-', '')}_{article.number}.png" if article.number % 4 == 1 else ""


def _files(article: tree.Article) -> Iterator[Route]:
    folder = posixpath.dirname(article.path)
    name, suffix = _attachment(article)
    if name:
        yield f"{folder}/{name}", fixed(_bytes(suffix, article), _KINDS[suffix][0])
    if picture := _picture(article):
        yield f"{folder}/{picture[2:]}", fixed(files.png(120, 60, (30, 90, 20 * article.number)), "image/png")


def _bytes(suffix: str, article: tree.Article) -> bytes:
    if suffix == "pdf":
        return files.pdf(f"Yunze {article.date}")
    if suffix == "docx":
        return files.docx(article.title)
    return files.xls() if suffix == "xls" else files.archive({"list.txt": article.title})


def _article(site: Site, article: tree.Article) -> str:
    column = article.column
    name, suffix = _attachment(article)
    office = words.unit(column.key, article.number)
    bureau = {name: key for key, name in words.BUREAUS.items()}[office]
    body = template(
        "article.html", title=article.title, date=article.date, unit=office, bureau=f"http://{bureau}.yunze.gov.cn/",
        paragraphs=words.paragraphs(column.key, article.number, article.date), picture=_picture(article),
        files=[(f"./{name}", _KINDS[suffix][1])] if name else [], near=_near(article),
    )  # fmt: skip
    page = Page(column.name, tree.kind_of(column.path), article.title, article.date, office)
    return site.shell(article.path, f"{article.title}_{column.name}_{tree.SITE_NAME}", body, crumbs_of(column), page)


def _near(article: tree.Article) -> list[tuple[str, str]]:
    """Neighbours, each written in another form of relative or absolute link."""
    rows = article.column.articles
    earlier, later = rows[article.number % len(rows)], rows[article.number - 2]
    leaves = list(tree.columns())
    other = leaves[(leaves.index(article.column) + 7) % len(leaves)].articles[article.number % len(rows)]
    forms = (
        f"../{earlier.path.removeprefix(article.column.path)}",
        f"../../../{later.path[1:]}",
        f"//{tree.HOST}{other.path}" if article.number % 2 else f"http://{tree.HOST}{other.path}",
    )
    return [(href, near.title) for href, near in zip(forms, (earlier, later, other), strict=True)]
