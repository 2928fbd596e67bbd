"""Addresses of columns: what is the same column, its further pages, and what is an article by its address alone."""

import re

_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|jspx?|aspx?|php)$", re.IGNORECASE)
_INDEX_LIKE = re.compile(
    r"/$|/(?:index|default|home|list|more\w*|col\w*|channel\w*|node_\w*|lm\w*|\w*list\w*|articlecolumn)(?:_\d{1,4})?\.(?:s?html?|jspx?|aspx?|php)$"
    r"|/col/col\d+/|/(?:list|column|channel|category|lm)[/_-]?\w{0,20}/?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"/[tc]\d{8}_\d+\.|/art/\d{4}/|/content_\d+\.|/post_\d+\.|_\d{6,}\.s?html?$|/\d{5,}\.s?html?$|/(?:19|20)\d{2}-?\d{2}[-/]?\d{2}/"
    r"|/[0-9a-f]{32}\.s?html?$|/(?:article|content|detail|info)/?\w*[/_=-]\d+|\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(.*/[^/?#]*?)_(\d{1,3})(\.s?html?)$", re.IGNORECASE)
_PAGE_QUERY = re.compile(r"[?&](?:page|pageno|pageindex|pagenum|curpage|currentpage|p)=\d+", re.IGNORECASE)


def canonical(url: str) -> str:
    """One spelling for a folder and its index page; the scheme does not matter."""
    bare = url.partition("#")[0].replace("https://", "http://", 1)
    return _INDEX.sub("/", bare)


def first_page(url: str) -> str:
    """The canonical address of the list that a further page belongs to; empty for what is no further page."""
    if found := _NUMBERED.match(canonical(url)):
        return canonical(found[1] + found[3])
    short = _PAGE_QUERY.sub("", url)
    return canonical(short) if short != url else ""


def folder(url: str) -> str:
    """An address up to its last slash."""
    path = canonical(url).partition("?")[0]
    return path[: path.rindex("/") + 1] if path.count("/") > 2 else path + "/"


def is_index_like(url: str) -> bool:
    """True for addresses that lists have."""
    return bool(_INDEX_LIKE.search(url.partition("?")[0]))


def is_article_like(url: str) -> bool:
    """True for addresses that articles have by the custom of publishing systems."""
    return bool(_ARTICLE.search(url.partition("?")[0]))
