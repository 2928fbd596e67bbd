"""Elements and places of a rendered page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels, from the top left corner of the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a rendered page."""

    selector: str
    """Finds it in this very page; frames on the way to it are separated by `` >>> ``."""
    place: str
    """Where it stands in pages of its template: tags and stems of classes, without numbers and ids."""
    region: str
    """header, nav, main, footer, or empty."""
    html: str
    """Its opening tag and the beginning of what is in it, at most 300 characters."""
    text: str = ""
    """Its visible text, at most 120 characters."""
    box: Box | None = None
