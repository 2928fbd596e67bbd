"""The identity card of a site, read from identity.json; what is of unexpected shape is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.pictures import Pictures
from reports.texts import text
from reports.view import Record
from reports.visible import clip

_VALUE = 120
_RAW = 240
_URL = 300
_ROWS = 40
_VALUES = 8
_OBLIGATORY = frozenset({"conac", "site_code", "police", "icp", "jiucuo", "organiser", "contact", "sitemap"})
"""Elements that have a line on the card even when a page has none of them."""
_REGISTERS = frozenset({"conac", "police", "icp", "jiucuo"})
"""Elements whose link opens a record somewhere."""


@dataclass(frozen=True, slots=True)
class Value:
    """One way in which an element is written."""

    value: str
    source: str
    """In words: where it was found."""
    where: str
    href: str
    leads: str
    """In words: what the link opens."""
    flaws: tuple[str, ...]
    raw: str
    times: int


@dataclass(frozen=True, slots=True)
class Said:
    """One finding about the home page, as far as the card repeats it."""

    outcome: str
    message: str
    pages: int


@dataclass(frozen=True, slots=True)
class Line:
    """One element; ``verdict`` is an outcome or empty when nothing was judged."""

    name: str
    verdict: str
    values: tuple[Value, ...]
    more: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the comparison with the register."""

    name: str
    registered: str
    shown: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Note:
    """A row of the register, or a cell of it, that could not be used."""

    row: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Register:
    """What the register says of the site; without ``row`` it is not listed."""

    source: str
    rows: int
    row: int | None
    fields: tuple[Field, ...]
    notes: tuple[Note, ...]
    more_notes: int


@dataclass(frozen=True, slots=True)
class Identity:
    """The whole card; all strings may be hostile."""

    home: str
    title: str
    lines: tuple[Line, ...]
    tags: tuple[tuple[str, tuple[str, ...]], ...]
    said: tuple[Said, ...]
    open_sources: tuple[tuple[str, str], ...]
    """(what it is, address) of what could write the footer too and was not read."""
    register: Register | None
    footer: str
    """Picture of the footer as a data: address, or empty."""


def identity(card: Record | None, pictures: Pictures) -> Identity | None:
    """Prepare the card for display; None without one."""
    if card is None:
        return None
    register = card.get("register")
    return Identity(
        _text(card, "home", _URL),
        _text(card, "title", _VALUE),
        tuple(line for row in _rows(card, "elements") if (line := _line(row)) is not None),
        tuple((_text(row, "name", _VALUE), _texts(row, "values")) for row in _rows(card, "tags")),
        tuple(_said(card)),
        tuple(
            (text("open_source", _text(row, "kind", 40)), _text(row, "url", _URL))
            for row in _rows(card, "open_sources")
        ),
        _register(register) if isinstance(register, Mapping) else None,
        pictures.uri(card.get("footer_shot")),
    )


def _line(row: Record) -> Line | None:
    element, said = _text(row, "element", 40), tuple(_said(row))
    values = tuple(_value(one, element in _REGISTERS) for one in _rows(row, "values")[:_VALUES])
    if not values and not said and element not in _OBLIGATORY:
        return None
    return Line(text("element", element), _outcome(row), values, _number(row.get("more")), said)


def _value(one: Record, opens_record: bool) -> Value:
    kind = _text(one, "href_kind", 40)
    return Value(
        _text(one, "value", _VALUE),
        text("source", _text(one, "source", 40)),
        _text(one, "where", _URL),
        _text(one, "href", _URL),
        text("href_kind", kind) if opens_record or kind != "record" else "",
        tuple(text("flaw", clip(flaw, 40)) for flaw in _texts(one, "flaws")),
        _text(one, "raw", _RAW),
        _number(one.get("times")),
    )


def _said(row: Record) -> Iterator[Said]:
    for one in _rows(row, "findings")[:_ROWS]:
        yield Said(_outcome(one, "outcome"), _text(one, "message", _RAW), _number(one.get("pages")))


def _register(record: Record) -> Register:
    row = record.get("row")
    return Register(
        _text(record, "source", _VALUE),
        _number(record.get("rows")),
        row if isinstance(row, int) else None,
        tuple(_field(one) for one in _rows(record, "fields")),
        tuple(_note(one) for one in _rows(record, "notes")[:_ROWS]),
        max(0, len(_rows(record, "notes")) - _ROWS) + _number(record.get("more_notes")),
    )


def _field(row: Record) -> Field:
    registered = row.get("registered")
    words = (
        {True: "是", False: "否", None: ""}.get(registered)
        if registered is None or isinstance(registered, bool)
        else None
    )
    return Field(
        text("register", _text(row, "field", 40)),
        _text(row, "registered", _VALUE) if words is None else words,
        _texts(row, "shown"),
        _outcome(row),
    )


def _note(row: Record) -> Note:
    sheet = _text(row, "sheet", 40)
    number = f"第 {_number(row.get('row'))} 行"
    return Note(f"{sheet} {number}".strip(), _text(row, "text", _RAW), _text(row, "value", _VALUE))


def _outcome(row: Record, key: str = "verdict") -> str:
    """One of the outcomes that have a text, else nothing: it also names a style."""
    found = _text(row, key, 20)
    return found if found in ("pass", "fail", "review", "unmeasured") else ""


def _rows(record: Record, key: str) -> list[Record]:
    value = record.get(key)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _texts(record: Record, key: str) -> tuple[str, ...]:
    value = record.get(key)
    return tuple(clip(str(one), _VALUE) for one in value[:_VALUES]) if isinstance(value, list) else ()


def _text(record: Record, key: str, limit: int) -> str:
    value = record.get(key)
    return "" if value is None else clip(str(value), limit)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
