"""One more fact that a check needs: the run gets it and judges again, at most twice."""

from dataclasses import dataclass
from enum import StrEnum


class WantKind(StrEnum):
    """What is wanted."""

    VIEWS = "views"
    """The page is to be fetched in all views (``model.view``)."""


@dataclass(frozen=True, slots=True)
class Want:
    """``subject`` is the URL of a crawled page. What cannot be had is ``unmeasured`` in the end.

    One look answers all wants of one ``cause`` (the same script on a thousand pages). A check repeats its want when it
    has what it wanted: so it is known which causes have been looked at.
    """

    kind: WantKind
    subject: str
    cause: str
