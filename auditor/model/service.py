"""What a page offers of services and of interaction: a guide to one service item, and messages of citizens with answers."""

from dataclasses import dataclass
from enum import StrEnum

VERSION = 1
"""Grows with every change of what is read, so that caches know."""


class Element(StrEnum):
    """The eight classes of elements of a service guide (indicators 1.2, ``veto.service.guide-missing``)."""

    NAME = "name"
    BASIS = "basis"
    CONDITIONS = "conditions"
    MATERIALS = "materials"
    PLACE = "place"
    HOURS = "hours"
    PHONE = "phone"
    PROCESS = "process"


class Unread(StrEnum):
    """Why a guide cannot be judged by the page that was fetched."""

    SCRIPT = "script"
    """A script fills it in."""
    ELSEWHERE = "elsewhere"
    """It leads on to a service hall (政务服务网), where the guide is."""
    ATTACHMENT = "attachment"
    """It is a file to download."""
    PICTURE = "picture"
    """It is a picture."""


@dataclass(frozen=True, slots=True)
class Given:
    """One element of a guide as the page gives it."""

    element: Element
    label: str
    """As written."""
    value: str
    """Empty when the page says nothing behind the label."""
    offset: int
    near: bool = False
    """Its label means nearly the same (办理时限 for 办理时间): enough not to accuse."""


@dataclass(frozen=True, slots=True)
class Form:
    """A file that a guide offers for download."""

    text: str
    url: str
    raw: str
    offset: int


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide: what it gives, and what it offers."""

    name: str
    offset: int
    given: tuple[Given, ...]
    forms: tuple[Form, ...] = ()
    unread: Unread | None = None
    where: str = ""
    """Where it leads, when it is elsewhere or a file."""

    def stated(self, element: Element, near: bool = True) -> bool:
        """True when the guide says something of an element, with ``near`` also in nearly the same words."""
        return any(one.element is element and one.value and (near or not one.near) for one in self.given)


class Reply(StrEnum):
    """How a published message stands."""

    ANSWERED = "answered"
    OPEN = "open"
    """The page says that it is not answered."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Message:
    """One published message of a citizen; dates are ``YYYY-MM-DD`` or empty."""

    title: str
    asked: str
    answered: str
    unit: str
    reply: Reply
    offset: int
    raw: str
    url: str = ""
    """Its own page, where there is one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a visitor writes to the office: a form of many lines, or a log-in before it."""

    login: bool
    offset: int
    raw: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What one page offers; a pure function of its body."""

    guide: Guide | None = None
    messages: tuple[Message, ...] = ()
    entry: Entry | None = None
    channel: bool = False
    """The page's title or breadcrumb is that of a channel for questions and suggestions."""
