"""The made-up offices: who each of them is, and its identity as HTML in one of the forms that real pages use."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from demo.model import Piece

_DATA = tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))
_FORMS: Mapping[str, Mapping[str, str]] = _DATA["forms"]
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)
_ENVIRONMENT.globals |= {"wide": lambda text: text.translate(_WIDE), "quoted": lambda text: quote(text, safe="")}
PART, MOBILE, META = "part.", "mobile.", "meta."
"""What a truth file changes, of a page or of a whole site: a part of the footer, of its mobile copy only, a page tag."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office and its site. ``conac`` is the number of its record, ``mark`` that of its CONAC script; one is empty."""

    host: str
    name: str
    code: str
    police: str
    icp: str
    conac: str = ""
    mark: str = ""
    organiser: str = ""
    undertaker: str = "云泽市大数据中心"
    phone: str = "0899-2120000"
    layout: str = "own"
    forms: Mapping[str, str] = field(default_factory=dict)
    ipv4: bool = False
    """Reachable over IPv4 only."""

    @property
    def home(self) -> str:
        """Address of its home page."""
        return f"http://{self.host}/"

    @property
    def path(self) -> str:
        """The folder in which CONAC keeps its script: the number cut into groups."""
        return "/".join((self.mark[:2], self.mark[2:5], self.mark[5:9], self.mark[9:17]))


@cache
def offices() -> Mapping[str, Office]:
    """All offices by host, the city itself first."""
    found = (Office(**{"organiser": entry["name"], **entry}) for entry in _DATA["office"])
    return {office.host: office for office in found}


def parts(office: Office, changes: Iterable[Piece] = (), prefix: str = PART) -> dict[str, str]:
    """The parts of the footer as HTML, with what a truth file changes; raises ``KeyError`` when there is no such part."""
    written = {part: forms[office.forms.get(part, next(iter(forms)))] for part, forms in _FORMS.items()}
    html = {part: _ENVIRONMENT.from_string(text).render(o=office) for part, text in written.items()}
    planted = changed(prefix, changes)
    if unknown := planted.keys() - html.keys():
        raise KeyError(min(unknown))
    return html | planted


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is: its column and article decide which tags it must have."""

    column: str = ""
    kind: str = ""
    """The kind of column (ColumnType)."""
    title: str = ""
    """The headline, of an article only."""
    date: str = ""
    source: str = ""


def tags(office: Office, page: Page, changes: Iterable[Piece] = ()) -> str:
    """The page tags as HTML: three on a home page, seven on a column, ten on an article."""
    values = {"SiteName": office.name, "SiteDomain": office.host, "SiteIDCode": office.code}
    if page.column:
        values |= {
            "ColumnName": page.column,
            "ColumnDescription": f"{office.name}{page.column}栏目,发布有关信息",
            "ColumnKeywords": f"{page.column},{office.name}",
            "ColumnType": page.kind,
        }
    if page.title:
        values |= {"ArticleTitle": page.title, "PubDate": f"{page.date} 09:30", "ContentSource": page.source}
    html = {name: f'<meta name="{name}" content="{value}">' for name, value in values.items()}
    return "\n".join(tag for tag in (html | changed(META, changes)).values() if tag)


def changed(prefix: str, changes: Iterable[Piece]) -> dict[str, str]:
    """What a truth file changes under one prefix: name of the part or tag -> HTML."""
    return {piece.place.removeprefix(prefix): piece.html for piece in changes if piece.place.startswith(prefix)}
