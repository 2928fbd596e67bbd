"""Who the sites of the campaign are and what is wrong with them, as ``sites.toml`` says."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from demo.office import Office

_DATA = Path(__file__).with_name("sites.toml")


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to be at fault: the checks that must speak of it and how often, and the vetoes it amounts to (heading → how many)."""

    what: str
    found: Mapping[str, int]
    vetoes: Mapping[str, int] = field(default_factory=dict)
    urgent: bool = False
    """It gets a notice of its own at once."""


@dataclass(frozen=True, slots=True)
class Site:
    """One site of the register."""

    number: int
    host: str
    name: str
    region: str
    platform: str
    faults: tuple[str, ...] = ()
    mended: bool = False
    down: bool = False

    @property
    def home(self) -> str:
        """Address of its home page."""
        return f"http://{self.host}/"

    @property
    def portal(self) -> bool:
        """It is the site of the government itself."""
        return self.host.startswith("www.")

    def present(self, mended: bool) -> tuple[str, ...]:
        """What is wrong with it, before or after those who repair have done so."""
        return () if mended and self.mended else self.faults

    @property
    def office(self) -> Office:
        """The numbers that its footer prints."""
        tail = f"{self.number:02d}"
        return Office(
            self.host, self.name, f"53990001{tail}", f"539900020001{tail}", f"滇ICP备059998{tail}号-1",
            conac=f"0B5C9E41D7A23F60E053012819AC7E{tail}", organiser=self.name,
        )  # fmt: skip


@dataclass(slots=True)
class State:
    """What the served world is like at the moment."""

    mended: bool = False
    """The units that repair their sites have done so."""


@cache
def faults() -> Mapping[str, Fault]:
    """All ways to be at fault by name."""
    return {name: Fault(**entry) for name, entry in _read()["fault"].items()}


@cache
def sites() -> tuple[Site, ...]:
    """All sites in file order."""
    entries = enumerate(_read()["site"], 1)
    return tuple(Site(number, **entry | {"faults": tuple(entry.get("faults", ()))}) for number, entry in entries)


def _read() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
