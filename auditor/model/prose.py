"""What a reader reads of a page, and something that is written wrong in it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """The visible text, one line a block, blanks folded. ``offset`` gives the place in the document of a place in the text."""

    text: str = ""
    offset: Callable[[int], int] = int


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of text that is doubted: ``reason`` names why, ``right`` is what it should be, if anything is known."""

    start: int
    end: int
    reason: str
    wrong: str
    right: str = ""
    kind: str = ""
    source: str = ""
