"""What the user of the gate asked for."""

from dataclasses import dataclass
from pathlib import Path

from auditor.model.outcome import Impact

BASELINE = Path("gate-baseline.json")
"""Read when it is there and no other file was named; written by ``--update-baseline``."""
NO_SITE = "http://folder.invalid/"
"""Where a folder is served whose site is not known: findings keep their identity, and nobody is ever asked by this name."""


def is_address(source: str) -> bool:
    """True for what is written as a web address."""
    return source.startswith(("http://", "https://"))


class GateError(ValueError):
    """What was asked for cannot be done; the message is for the user."""


class UnreadableError(GateError):
    """The article cannot be read, so nothing can be said of it; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of ``auditor gate``."""

    source: str
    """A folder, a URL, a file or ``-``."""
    base_url: str = ""
    baseline: Path | None = None
    update_baseline: bool = False
    waivers: Path | None = None
    fail_on: Impact | None = None
    external: bool = False
    formats: tuple[str, ...] = ("text",)
    out: Path = Path("var/gate")
    """Where bundles go."""
    browser: str = "auto"
    max_pages: int | None = None
    """Of a staging site; None = the usual limit, and reaching it is missing data."""
    delay: float = 0.0
    ignore_robots: bool = False
    allow_address: tuple[str, ...] = ()
    map: tuple[str, ...] = ()
    resolver: tuple[str, ...] = ()
    lexicon: str = ""
    """The office's own list of wrong words."""
