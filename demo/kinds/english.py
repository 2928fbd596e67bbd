"""The English pages: a small foreign-language edition with its own frame."""

from collections.abc import Iterator
from functools import partial

from demo.render import Route, Site, html

_PAGES = {
    "index.html": ("Yunze City", "Yunze is a lakeside city known for its wetlands, tea gardens and light industry."),
    "about.html": (
        "About Yunze",
        "The city has two urban districts and four counties with about 1.9 million residents.",
    ),
    "visit.html": ("Visiting Yunze", "Trains reach Yunze from the provincial capital in ninety minutes."),
    "business.html": ("Doing Business", "A single service window handles licences for newly founded companies."),
}


def routes(site: Site) -> Iterator[Route]:
    """``/english/`` and its pages."""
    for name in _PAGES:
        yield f"/english/{name}", html(partial(_page, site, name))
    yield "/english/", html(partial(_page, site, "index.html"))


def _page(site: Site, name: str) -> str:
    title, text = _PAGES[name]
    planted = site.planted(f"/english/{name}")
    menu = "".join(f'<li><a href="{other}">{label}</a></li>' for other, (label, _) in _PAGES.items())
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Yunze Government</title>'
        f"{planted.head}</head><body><ul>{menu}</ul><h1>{title}</h1><p>{text}</p>{planted.body}"
        '<p><a href="/">中文版</a></p></body></html>'
    )
