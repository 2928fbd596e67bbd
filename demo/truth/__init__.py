"""Reading the truth: one TOML file per capability, the only place where faults are planted."""

import tomllib
from pathlib import Path

from demo.model import Plant, Truth

FOLDER = Path(__file__).parent
_DEFAULT_OUTCOMES = {"fault": ("fail",), "unmeasured": ("unmeasured",), "innocent": ()}
_LISTS = frozenset({"on", "outcomes", "reasons"})


def load(capability: str = "links") -> Truth:
    """The truth of one capability, in file order. Raises ``KeyError``/``TypeError`` on a malformed entry."""
    data = tomllib.loads((FOLDER / f"{capability}.toml").read_text(encoding="utf-8"))
    plants = [_plant(kind, entry) for kind in _DEFAULT_OUTCOMES for entry in data.get(kind, [])]
    return Truth(plants=tuple(plants), tolerated=tuple(data.get("tolerated", [])))


def everything() -> Truth:
    """All capabilities together: what the served site must contain."""
    parts = [load(file.stem) for file in sorted(FOLDER.glob("*.toml"))]
    return Truth(
        plants=tuple(plant for part in parts for plant in part.plants),
        tolerated=tuple(target for part in parts for target in part.tolerated),
    )


def _plant(kind: str, entry: dict[str, str | list[str]]) -> Plant:
    values: dict[str, object] = {"outcomes": _DEFAULT_OUTCOMES[kind], "check": "links.dead"}
    for name, value in entry.items():
        values[name] = _tuple(value) if name in _LISTS else value
    return Plant(**values)  # type: ignore[arg-type]


def _tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
