"""The site's own search: how it is asked, what it was asked, and what it showed."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.model.transport import Answer


class Means(StrEnum):
    """How a search takes its words."""

    GET = "get"
    """A form that asks by GET."""
    SCRIPT = "script"
    """A script that builds an address we can read."""
    POST = "post"
    """A form that asks by POST: never submitted."""
    HIDDEN = "hidden"
    """A field that only a script we cannot read makes use of."""
    LINK = "link"
    """Nothing but a link to a page of its own."""


class Refused(StrEnum):
    """Why a search was not asked."""

    ROBOTS = "robots-disallowed"
    ENGINE = "outside-engine"
    """A general search engine: its answers are not the site's."""
    OFF = "outside-off"
    """On another host, and the run was to ask none."""
    TITLES = "no-titles"
    """The crawl knows no title to ask for."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Where a page lets its visitors search. The words go between ``before`` and ``after``, for GET and SCRIPT."""

    means: Means
    page: str
    offset: int
    raw: str
    before: str = ""
    after: str = ""
    encoding: str = "utf-8"

    @property
    def askable(self) -> bool:
        """An address can be made of it."""
        return self.means in (Means.GET, Means.SCRIPT) and bool(self.before)


@dataclass(frozen=True, slots=True)
class Shown:
    """The first page of results, as far as its bytes tell."""

    found: bool
    """A result leads to the page looked for, or bears its title."""
    count: int | None
    """How many results it claims in words; None when it does not say."""
    says_none: bool
    """It says in words that there is nothing."""
    results: int
    """Links that are neither on the home page nor in its frame."""
    scripted: bool
    """A script may bring the results: nothing about them is known."""
    error: str = ""
    """Words of an error that it shows, under whatever status."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the search."""

    words: str
    url: str
    """The page whose title it is; empty for the nonsense word."""
    answer: Answer | None
    """None when it was not asked in the end."""
    shown: Shown | None
    """None when no page was read."""

    @property
    def nonsense(self) -> bool:
        """Asked for what cannot be there."""
        return not self.url


@dataclass(frozen=True, slots=True)
class SearchRun:
    """The search as a run found and asked it."""

    entry: SearchEntry | None
    """None when no search was found."""
    hinted: bool
    """Something on the home page speaks of searching."""
    asked: tuple[Asked, ...] = ()
    refused: Refused | None = None
    """Why it was not asked although it could have been."""
