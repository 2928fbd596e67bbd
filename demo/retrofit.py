"""The sites that are shown to the browser: small and right by themselves; their truth plants what is wrong with them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from demo import answers, files, words
from demo.answers import fixed
from demo.model import Host
from demo.render import Route, html, template

_DATA = Path(__file__).with_name("retrofits.toml")
_ASSETS = Path(__file__).parent / "templates" / "retrofit"
_SCRIPTS = ("toolbar", "larger", "float", "notice")
_CURSOR = 64
_DATE = "2026-09-08"


@dataclass(frozen=True, slots=True)
class Site:
    """One site: its pages by path, and the folders that are written for elders."""

    host: str
    name: str
    pages: Mapping[str, str]
    elder: tuple[str, ...] = field(default=())

    @property
    def home(self) -> str:
        """Address of its home page."""
        return f"http://{self.host}/"


@cache
def sites() -> tuple[Site, ...]:
    """All sites in file order."""
    entries = tomllib.loads(_DATA.read_text(encoding="utf-8"))["site"]
    return tuple(Site(**entry | {"elder": tuple(entry.get("elder", ()))}) for entry in entries)


def hosts() -> Iterator[Host]:
    """Every site; they share one address."""
    first = ""
    for site in sites():
        yield Host(site.host, dict(_routes(site)), answers.status(404, "404 Not Found"), shared=first)
        first = first or site.host


def _routes(site: Site) -> Iterator[Route]:
    for path in site.pages:
        yield path, html(partial(_page, site, path))
    yield "/css/site.css", fixed((_ASSETS / "site.css").read_bytes(), "text/css; charset=utf-8")
    for name in _SCRIPTS:
        yield f"/js/{name}.js", fixed((_ASSETS / f"{name}.js").read_bytes(), "text/javascript; charset=utf-8")
    yield "/images/cursor.png", fixed(files.png(_CURSOR, _CURSOR, (200, 0, 0)), "image/png")
    yield "/images/photo.png", fixed(files.png(400, 120, (190, 200, 210)), "image/png")
    yield "/images/code.png", fixed(files.png(120, 44, (220, 220, 235)), "image/png")


def _page(site: Site, path: str) -> str:
    title = site.pages[path]
    elder = _is_elder(site, path)
    ways = [(href, name or "首页") for href, name in site.pages.items() if elder or not _is_elder(site, href)]
    return template(
        "retrofit/page.html", site=site.name, path=path, ways=ways, elder=elder, heading=title or "工作动态",
        title=f"{title}_{site.name}" if title else site.name, paragraphs=words.paragraphs(site.name + path, 0, _DATE),
    )  # fmt: skip


def _is_elder(site: Site, path: str) -> bool:
    return path.startswith(site.elder) if site.elder else False
