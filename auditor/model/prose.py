"""What a reader reads of a page, and something that is written wrong in it."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """The visible text, one line a block. ``starts`` are where its runs begin, ``offsets`` where these stand in the document."""

    text: str = ""
    starts: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()

    def offset(self, at: int) -> int:
        """The place in the document of a place in the text; character references may shift it by a few letters."""
        if not self.starts:
            return at
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.offsets[run] + at - self.starts[run]


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
