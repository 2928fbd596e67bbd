"""What a scan of one HTML document yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageText:
    """The few facts of a document that most checks need; a pure function of its decoded text.

    ``template`` is 16 hex digits naming the DOM shape. ``visible`` counts visible characters without white
    space. ``simhash`` is a 64-bit hash of the visible text. ``refresh`` is the raw target of a meta refresh
    or of a script that does nothing but redirect (``refresh_by`` is then ``meta`` or ``script``).
    """

    title: str
    headings: tuple[str, ...]
    template: str
    visible: int
    simhash: int
    opening: str
    """The first 300 characters of the visible text."""
    refresh: str = ""
    refresh_by: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document an occurrence stands; line and column count from 1 in the decoded text."""

    line: int
    column: int
    region: str
    """header, nav, main, footer, or empty when unknown."""
    excerpt: str
    """The raw HTML of the element, at most 500 characters."""
