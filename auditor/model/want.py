"""One more fact that a check needs: the run gets it and judges again, at most twice."""

from dataclasses import dataclass
from enum import StrEnum


class WantKind(StrEnum):
    """What is wanted."""

    VIEWS = "views"
    """The page is to be fetched in all views (``model.view``). As long as it is not, the question is open."""
    LOOK = "look"
    """The page is to be looked at in a browser (``model.look``): are the links to ``targets`` seen, or can they be made to
    appear? As long as nobody looked, what the check says besides holds."""
    CLICK = "click"
    """Likewise: what comes of a click on one of the links to ``targets``?"""
    READ = "read"
    """Likewise: the page as its scripts left it is to be kept; what they fill is not in its bytes."""


@dataclass(frozen=True, slots=True)
class Want:
    """``subject`` is the URL of a crawled page; ``targets`` are link destinations on it, for LOOK and CLICK. Views that cannot be
    had leave the question ``unmeasured``; a look that cannot be had leaves what the check said without it.

    One look answers all wants of one ``cause`` (the same script on a thousand pages). A check repeats its want when it
    has what it wanted: so it is known which causes have been looked at.
    """

    kind: WantKind
    subject: str
    cause: str
    targets: tuple[str, ...] = ()
