"""The formats of a report. A format is one module of this folder with a ``FORMAT``; nothing else is edited."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import reports as package
from reports.texts import Titles
from reports.view import ReportView


class NotPossible(Exception):
    """A format cannot be made of this bundle, or not without more being said; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a format is handed besides the view. It takes what it needs."""

    titles: Titles = field(default_factory=dict)
    """Texts of the checks by id."""
    print_pdf: Callable[[Path, Path], None] | None = None
    """Prints an HTML file into a PDF file."""
    today: date | None = None
    due: date | None = None
    """By when the site must answer."""
    template: Path | None = None
    """The office's own notice."""
    settings: Path | None = None
    """What the office says of itself in a notice."""
    confirmed: frozenset[str] = frozenset()
    """Numbers of findings that a named person has confirmed."""
    dismissed: frozenset[str] = frozenset()
    """Numbers of findings that a named person found to be none."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, and what writes it into a folder and returns the files."""

    name: str
    write: Callable[[ReportView, Path, Means], Sequence[Path]]


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = (getattr(importlib.import_module(f"{package.__name__}.{name}"), "FORMAT", None) for name in modules)
    return {one.name: one for one in found if isinstance(one, Format)}
