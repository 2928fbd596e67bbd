"""What the official rules make of one site or account: vetoes, points, grade, and why something could not be decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an indicator does."""

    VETO = "veto"
    """单项否决: one is enough to fail."""
    DEDUCT = "deduct"
    """扣分."""
    BONUS = "bonus"
    """加分."""
    ADVICE = "advice"
    """提示: a rule of the standards that costs nothing."""


class Subject(StrEnum):
    """Who is judged."""

    PORTAL = "portal"
    """政府门户网站: vetoes, then points."""
    SITE = "site"
    """部门网站 and all others: vetoes only."""
    ACCOUNT = "account"
    """政务新媒体: vetoes only."""
    OFFICE = "office"
    """主管单位, in the yearly assessment of supervision."""


class Stage(StrEnum):
    """How far a verdict has come."""

    PROPOSED = "proposed"
    """初判: what the machine found, confirmed by nobody."""
    FINAL = "final"
    """定稿: only what named persons confirmed."""


class Grade(StrEnum):
    """The answer."""

    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    UNDECIDED = "undecided"


class Standing(StrEnum):
    """Where one indicator stands."""

    HIT = "hit"
    """A veto that applies, points that are lost or gained."""
    CLEAR = "clear"
    """Measured, and nothing is against the site (for a bonus: nothing was earned)."""
    PENDING = "pending"
    """待核实: what was found would decide it, but is not certain or not confirmed."""
    MANUAL = "manual"
    """A person has to decide it and nobody has."""
    UNMEASURED = "unmeasured"
    NA = "na"
    """Does not apply to this subject."""

    @property
    def open(self) -> bool:
        """Nobody can say yet how it ends."""
        return self in (Standing.PENDING, Standing.MANUAL, Standing.UNMEASURED)


class Cause(StrEnum):
    """Why an indicator is not decided, or a score not known."""

    CONFIRM = "confirm"
    """Findings wait for a person."""
    MANUAL = "manual"
    """No machine decides this."""
    NO_CHECK = "no-check"
    """This release has no check for it."""
    NOT_CHECKED = "not-checked"
    """The run did not include the checks it needs."""
    UNMEASURED = "unmeasured"
    """The checks ran and could not measure enough."""
    POINTS_UNKNOWN = "points-unknown"
    """The pack does not know what it costs."""
    LIMIT_UNKNOWN = "limit-unknown"
    """The pack does not know from how many on it counts."""
    ROUNDING_UNKNOWN = "rounding-unknown"
    """The pack does not know how to round points that were scaled."""


@dataclass(frozen=True, slots=True)
class Item:
    """How one indicator was judged."""

    indicator: str
    """Its id in the pack."""
    name: str
    heading: str
    """The 一级指标 it stands under: vetoes are counted by it."""
    kind: Kind
    standing: Standing
    points: float | None = None
    """The most it can take or give; None = not known."""
    change: float | None = None
    """What it takes (below zero) or gives; None = not known, or no points are at stake."""
    counted: int = 0
    """Causes that count."""
    doubtful: int = 0
    """Further causes that would count once somebody confirmed them."""
    fingerprints: tuple[str, ...] = ()
    """Of what counts, and where nothing does of what is doubtful: sorted, the first ones (``counted`` tells how many)."""
    causes: tuple[Cause, ...] = ()
    """Why it is open."""
    by: tuple[str, ...] = ()
    """The persons who decided it, where persons did."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no score, or no grade: one cause and the indicators that have it."""

    cause: Cause
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One subject judged by one pack. Equal evidence, pack, release and tables give equal bytes."""

    subject: Subject
    stage: Stage
    grade: Grade
    score: float | None
    """None: no points are due (a veto, or nobody scores this subject), or ``reasons`` say why it is not ratable."""
    deducted: float | None
    """Points lost in all; may be known where ``score`` is not, because a bonus is open."""
    bonus: float | None
    band: str
    """The score band, as the pack names it; empty without a score."""
    reasons: tuple[Reason, ...]
    """Why the grade is undecided, or the score of a portal without veto unknown."""
    items: tuple[Item, ...]
    """Every indicator of the pack, in its order."""
    coverage: Mapping[str, int]
    """Standing → number of indicators that weigh (vetoes, deductions)."""
    pack: str
    pack_sha256: str
    release: str = ""
    """Version of the program."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Data tables that took part → sha256."""

    @property
    def vetoes(self) -> tuple[Item, ...]:
        """The vetoes that apply."""
        return self._hit(Kind.VETO)

    @property
    def deductions(self) -> tuple[Item, ...]:
        """The indicators that cost points."""
        return self._hit(Kind.DEDUCT)

    @property
    def bonuses(self) -> tuple[Item, ...]:
        """The indicators that earned points."""
        return self._hit(Kind.BONUS)

    def _hit(self, kind: Kind) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.kind is kind and item.standing is Standing.HIT)

    def as_dict(self) -> dict[str, Any]:
        """JSON-able form; ``vetoes`` repeats the ids of the vetoes that apply."""
        return {"vetoes": [item.indicator for item in self.vetoes], **asdict(self)}

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> "Verdict":
        """Read what ``as_dict`` wrote; raises KeyError, TypeError or ValueError for anything else."""
        known = {one.name: value[one.name] for one in fields(cls)}
        return cls(
            **{
                **known,
                "subject": Subject(known["subject"]),
                "stage": Stage(known["stage"]),
                "grade": Grade(known["grade"]),
                "reasons": tuple(
                    Reason(Cause(reason["cause"]), tuple(reason["indicators"])) for reason in known["reasons"]
                ),
                "items": tuple(_item(item) for item in known["items"]),
            }
        )


def _item(value: Mapping[str, Any]) -> Item:
    return Item(
        **{
            **value,
            "kind": Kind(value["kind"]),
            "standing": Standing(value["standing"]),
            "fingerprints": tuple(value["fingerprints"]),
            "causes": tuple(Cause(cause) for cause in value["causes"]),
            "by": tuple(value["by"]),
        }
    )
