"""What is known of a new-media account: posts in lists and feeds, and what a person saw on a day."""

from dataclasses import dataclass

NEVER = "never"
"""Stands for the day of the last post of an account that never posted."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an account."""

    account: int
    """Row of the registered account."""
    day: str
    """``YYYY-MM-DD``."""
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AccountLook:
    """What a list, a feed or a person says of an account on one day; what it does not say is None or empty."""

    account: int
    day: str
    """The day that it speaks of: when the list was exported, the screenshot taken, the person looked."""
    last_post: str = ""
    """Day of the newest post, or ``never``."""
    interaction: bool | None = None
    """A visitor can write to it and is answered."""
    menu: bool | None = None
    """Its menu works; None also where there is none to speak of."""
    found: bool | None = None
    """It is found under the name that is registered."""
    named: str = ""
    """The name it bears."""
    source: str = ""
