"""Words that are wrong and what is right instead, as an office keeps them or as they come with the program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """``wrong`` is taken letter by letter. ``source`` and ``version`` say who decided it, and when, as written in the list."""

    wrong: str
    right: str
    kind: str = ""
    """Class of the mistake, in the words of the list."""
    source: str = ""
    version: str = ""
    unless: tuple[str, ...] = ()
    """Longer words in which it is right."""


@dataclass(frozen=True, slots=True)
class LexiconNote:
    """A row that could not be used as it stands, and why, for the user."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One list. Equal only to itself: what finds its words is built once and kept beside it."""

    source: str
    """Name of the file."""
    entries: tuple[LexiconEntry, ...]
    notes: tuple[LexiconNote, ...] = ()
    stale: str = ""
    """The day of its newest entry when that is more than a year ago; empty while it is fresh or does not say."""
