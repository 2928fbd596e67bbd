"""Reading the truth: one TOML file per capability, the only place where faults are planted."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from demo.model import Piece, Plant, Shape, Truth

FOLDER = Path(__file__).parent
_OUTCOMES = {"fault": ("fail",), "unmeasured": ("unmeasured",), "innocent": ()}
_DEFAULTS: dict[Shape, dict[str, object]] = {
    Shape.TARGET: {"check": "links.dead", "form": "a"},
    Shape.PAGE: {"check": ""},
}
_LISTS = frozenset({"on", "outcomes", "reasons", "also", "tolerates"})
_Value = str | list[str] | dict[str, str]


def capabilities() -> tuple[str, ...]:
    """The names of the truth files, links first: everything else is planted on pages that links lead to."""
    return tuple(sorted((file.stem for file in FOLDER.glob("*.toml")), key=lambda name: (name != "links", name)))


def load(capability: str = "links") -> Truth:
    """The truth of one capability, in file order. Raises ``KeyError``/``TypeError`` on a malformed entry."""
    data = tomllib.loads((FOLDER / f"{capability}.toml").read_text(encoding="utf-8"))
    shape = Shape(data["shape"])
    plants = [_plant(shape, kind, entry) for kind in _OUTCOMES for entry in data.get(kind, [])]
    return Truth(tuple(plants), tuple(data.get("tolerated", [])), data["title"], shape)


def everything() -> Truth:
    """All capabilities together: what the served site must contain."""
    parts = [load(name) for name in capabilities()]
    return Truth(
        plants=tuple(plant for part in parts for plant in part.plants),
        tolerated=tuple(target for part in parts for target in part.tolerated),
    )


def _plant(shape: Shape, kind: str, entry: Mapping[str, _Value]) -> Plant:
    values: dict[str, object] = {"outcomes": _OUTCOMES[kind], **_DEFAULTS[shape]}
    values |= {name: _value(name, value) for name, value in entry.items()}
    return Plant(**values)  # type: ignore[arg-type]


def _value(name: str, value: _Value) -> object:
    if isinstance(value, dict):
        return tuple(Piece(place, html) for place, html in value.items())
    return (value,) if name in _LISTS and isinstance(value, str) else tuple(value) if name in _LISTS else value
