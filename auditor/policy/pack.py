"""What an indicator pack says, once it has been read and found consistent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from auditor.model.verdict import Kind, Subject


class Certainty(StrEnum):
    """How sure a statement of the standard is."""

    ATTESTED = "A"
    """In two sources or more."""
    ONE_SOURCE = "B"
    POOR_SOURCE = "B*"
    """In one source whose wording is not to be trusted; the value can be read."""
    INFERRED = "I"
    """By arithmetic or from samples."""
    REMEMBERED = "M"
    """From memory: a hint for a person, never a number to count with."""
    UNKNOWN = "U"
    OFFICE = "O"
    """Filled in by the office that uses the pack."""
    OURS = "P"
    """A setting of this program; no standard says it."""


NOT_NUMBERS = frozenset({Certainty.REMEMBERED, Certainty.UNKNOWN})


class Decidable(StrEnum):
    """Who can decide an indicator."""

    AUTO = "auto"
    SEMI = "semi"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the rules; ``value`` is None while nobody knows it."""

    value: Decimal | None = None
    certainty: Certainty = Certainty.UNKNOWN
    source: str = ""
    hint: str = ""
    """What is remembered of an unknown number, for the person who fills it in."""
    sets: tuple[str, ...] = ()
    """Settings of checks that follow it: ``check:field``."""


ONE = Number(Decimal(1), Certainty.OURS)


@dataclass(frozen=True, slots=True)
class Selector:
    """Which findings are evidence."""

    check: str
    """A check's id, or ``family.*``."""
    reasons: frozenset[str] = frozenset()
    """Empty = all."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fact of the finding's evidence → the values it may have."""
    home: bool | None = None
    """Only what is on the home page, or only what is not; None = both."""

    def of(self, check: str) -> bool:
        """Whether the findings of a check can be meant."""
        return check == self.check or (self.check.endswith(".*") and check.startswith(self.check[:-1]))


@dataclass(frozen=True, slots=True)
class Rule:
    """One 考察点: from how many causes on it applies, and what it costs."""

    id: str
    text: str
    evidence: tuple[Selector, ...] = ()
    """Empty = a person decides."""
    accuses: bool = True
    """Certain findings settle that it applies; otherwise they are only a proposal for a person."""
    acquits: bool = True
    """Finding nothing settles that it does not apply; otherwise a person has to look."""
    threshold: Number = ONE
    window_days: Number | None = None
    once: Number | None = None
    """What it costs, however many causes there are."""
    each: Number | None = None
    """What each cause costs."""
    cap: Number | None = None
    """The most that this rule costs."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator."""

    id: str
    name: str
    heading: str
    kind: Kind
    subjects: tuple[Subject, ...]
    decidable: Decidable
    certainty: Certainty
    source: str
    rules: tuple[Rule, ...]
    points: Number | None = None
    """The most it takes or gives; only where points are at stake."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A 一级指标 with the points of its indicators together."""

    name: str
    points: Number


@dataclass(frozen=True, slots=True)
class Band:
    """A score band; ``over`` excludes its edge, ``from_`` includes it, neither = all the rest."""

    name: str
    over: Decimal | None = None
    from_: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Subjects to whom some headings do not apply; what is left counts for the whole."""

    id: str
    text: str
    headings: tuple[str, ...]
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that no indicator holds, such as a deadline."""

    id: str
    name: str
    unit: str
    number: Number


@dataclass(frozen=True, slots=True)
class Scoring:
    """How points become a grade."""

    scored: tuple[Subject, ...]
    total: Number
    fail_below: Number
    bonus_above: Number
    bonus_most: Number
    decimals: Number
    """Places behind the point after scaling."""
    tolerance: Number
    """Share of what a check looked at that may stay unmeasured."""
    outside_sample: frozenset[str]
    """Reasons of unmeasured findings that say: not part of the sample."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack; ``sha256`` is of ``canonical``, the JSON of everything it says."""

    id: str
    name: str
    basis: tuple[str, ...]
    """The documents it rests on."""
    extends: str
    scoring: Scoring
    headings: tuple[Heading, ...]
    indicators: tuple[Indicator, ...]
    bands: tuple[Band, ...]
    exemptions: tuple[Exemption, ...]
    limits: tuple[Limit, ...]
    filled: Mapping[str, str]
    """Who filled it in, when, from which file; empty for a pack nobody filled in."""
    canonical: str
    sha256: str

    def settings(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Check → field → value: what the rules change about checks."""
        found: dict[str, dict[str, Decimal]] = {}
        rules = [rule for indicator in self.indicators for rule in indicator.rules]
        stated = [number for rule in rules for number in (rule.window_days, rule.threshold, rule.once, rule.each)]
        for number in (*stated, *(limit.number for limit in self.limits)):
            if number is None or number.value is None:
                continue
            for name in number.sets:
                check, _, setting = name.partition(":")
                found.setdefault(check, {})[setting] = number.value
        return found

    def limit(self, identity: str) -> Limit | None:
        """A limit by its id."""
        return next((limit for limit in self.limits if limit.id == identity), None)
