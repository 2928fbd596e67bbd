"""What a quarter's inspection came to: one result a site or account, and what somebody else printed about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What was inspected."""

    SITE = "site"
    ACCOUNT = "account"


class Conclusion(StrEnum):
    """How a site or account came out. Only what a named person confirmed is a fail; what was not measured is neither."""

    PASS = "pass"
    FAIL = "fail"
    PENDING = "pending"
    """The machine or an inspector accuses, and nobody has confirmed it."""
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Result:
    """One site or account of a campaign. ``key`` tells it from all others: the home page's URL, or platform and id."""

    kind: Kind
    key: str
    name: str
    conclusion: Conclusion
    unit: str = ""
    region: str = ""
    """As the office groups its statistics, such as 雷山县 or 省直部门."""
    level: str = ""
    platform: str = ""
    """Of an account: where it lives; of a site: who hosts it."""
    portal: bool = False
    causes: tuple[str, ...] = ()
    """The vetoes, each once, as the circular names them."""
    problems: tuple[str, ...] = ()
    """Whatever else was found, worth naming but no veto."""
    score: Decimal | None = None
    supplier: str = ""
    """The unit that supplied the faulty pages, where that is not the site's own."""
    checked: str = ""
    """The day of sampling."""
    origin: str = ""
    """Which file and row says so; empty: our own inspection."""
    mended: bool = False
    """It failed, and looked at again before the circular everything it failed for was mended."""


@dataclass(frozen=True, slots=True)
class Named:
    """One line of a printed list of failures: less than a result, since such a list says nothing of those who passed."""

    kind: Kind
    name: str
    cause: str = ""
    platform: str = ""
    unit: str = ""
    region: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One line of statistics as somebody printed it; what it does not say is missing from ``counts``."""

    table: str
    """Key of ``auditor.model.statistics.TABLES``."""
    line: str
    counts: Mapping[str, int] = field(default_factory=dict)
    rates: Mapping[str, str] = field(default_factory=dict)
    """``rate`` and ``growth`` as printed, without the percent sign: their decimals say how exact they mean to be."""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Quarter:
    """All that is known of one campaign's outcome."""

    name: str
    results: tuple[Result, ...] = ()
    named: tuple[Named, ...] = ()
    stated: tuple[Stated, ...] = ()
    registered: Mapping[str, int] = field(default_factory=dict)
    """Kind → how many the register has running; missing where the register is empty."""
    asof: str = ""
    """The moment of these figures, Beijing time."""
    closed: str = ""
    """When the figures were frozen; empty: a draft."""
    corrections: tuple[str, ...] = ()
    """What turned out otherwise after that."""
