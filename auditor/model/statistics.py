"""The statistics of a circular: tables of lines, every figure with the list behind it, and what does not agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from auditor.model.result import Kind, Quarter, Result

TALLY = ("registered", "sampled", "passed", "failed", "pending", "unmeasured")
COUNT = ("count",)
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class TableKind:
    """What one table counts: results of ``kind``, a line for each value of ``field`` (empty: one line for all)."""

    title: str
    kind: Kind | None
    field: str = ""
    columns: tuple[str, ...] = TALLY
    rate: tuple[str, str] | None = None
    """Part and whole of the rate that stands in the last column."""


_PASSED = ("passed", "sampled")
TABLES: Mapping[str, TableKind] = {
    "site": TableKind("政府网站总体情况", Kind.SITE, rate=_PASSED),
    "site-region": TableKind("政府网站分地区情况", Kind.SITE, "region", rate=_PASSED),
    "site-level": TableKind("政府网站分层级情况", Kind.SITE, "level", rate=_PASSED),
    "site-platform": TableKind("政府网站分承载平台情况", Kind.SITE, "platform", rate=_PASSED),
    "veto": TableKind("政府网站单项否决情况", Kind.SITE, "causes", COUNT),
    "portal": TableKind("门户网站计分情况", Kind.SITE, columns=("sampled", "vetoed", "scored")),
    "band": TableKind("门户网站得分分段", Kind.SITE, "score", COUNT),
    "high": TableKind("高分门户网站", Kind.SITE, "score", ("count", "last")),
    "account": TableKind("政务新媒体总体情况", Kind.ACCOUNT, rate=_PASSED),
    "account-platform": TableKind("政务新媒体分平台情况", Kind.ACCOUNT, "platform", rate=_PASSED),
    "account-region": TableKind("政务新媒体分地区情况", Kind.ACCOUNT, "region", rate=_PASSED),
    "account-level": TableKind("政务新媒体分层级情况", Kind.ACCOUNT, "level", rate=_PASSED),
    "account-cause": TableKind("政务新媒体不合格原因", Kind.ACCOUNT, "causes", COUNT),
    "rectified": TableKind("整改前后合格率", Kind.SITE, "round", ("sampled", "passed"), _PASSED),
    "complaint": TableKind("网民留言办理情况", None, "", ("received", "handled", "intime"), ("handled", "received")),
    "takeup": TableKind("联动转载情况", None, "", ("sampled", "passed"), _PASSED),
}  # fmt: skip
"""Key → table, in the order of the circular."""

COLUMNS = {
    "registered": "总数", "sampled": "抽查数", "passed": "合格数", "failed": "不合格数", "pending": "待核实数", "unmeasured": "未能检测数",
    "count": "数量", "last": "上季度", "vetoed": "单项否决(不计分)", "scored": "计分数", "received": "收到", "handled": "办结",
    "intime": "按期办结",
}  # fmt: skip
"""Column → its heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. Figures that nobody knows are missing from ``counts``, never zero."""

    name: str
    counts: Mapping[str, int]
    listed: bool = True
    """The figures were counted from the list of results; otherwise they are as they were printed elsewhere."""
    rate: Fraction | None = None
    members: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Column → the list behind its figure: positions among the results of the quarter."""
    origin: str = ""
    """Where figures that were not counted were printed."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a circular."""

    key: str
    lines: tuple[Line, ...]

    @property
    def kind(self) -> TableKind:
        """What it counts."""
        return TABLES[self.key]

    def line(self, name: str) -> Line | None:
        """The line of this name."""
        return next((line for line in self.lines if line.name == name), None)


@dataclass(frozen=True, slots=True)
class Note:
    """Figures that do not agree, or that a reader would stumble over. ``code`` is stable, ``wrong`` false for a remark."""

    code: str
    table: str
    text: str
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: how far it is spread, how grave, whom to name, and whose it is when one platform shares it."""

    name: str
    veto: bool
    results: tuple[Result, ...]
    platform: str = ""
    """The hosting platform on which all these sites have it: mended once, by its owner."""


@dataclass(frozen=True, slots=True)
class Circular:
    """Everything a quarter's circular says, before any layout."""

    quarter: Quarter
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    best: tuple[Result, ...] = ()
    worst: tuple[Result, ...] = ()
    full: Mapping[str, tuple[str, ...]] | None = None
    """Kind → regions at 100 %."""
    lasting: Mapping[str, tuple[str, ...]] | None = None
    """Kind → regions at 100 % for four quarters running; a kind is missing where the history does not reach back."""
    suppliers: tuple[tuple[str, int], ...] = ()
    """Units that supplied faulty pages, with the number of sites."""
    digits: int = 2
    """Decimals of rates at most."""
    previous: str = ""
    """Name of the quarter before, where anything is known of it."""
    earlier: Mapping[str, Fraction] = field(default_factory=dict)
    """Kind → pass rate of the quarter before, where it is known."""

    def table(self, key: str) -> Table | None:
        """The table of this key, None where nothing feeds it."""
        return next((table for table in self.tables if table.key == key), None)


def percent(rate: Fraction | None, digits: int = 2) -> str:
    """A rate as printed: rounded half up, without trailing zeros or sign: ``44.17``, ``50``; empty when unknown."""
    if rate is None:
        return ""
    text = rounded(rate * 100, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, digits: int) -> str:
    """A number with so many decimals, rounded half away from zero, computed exactly."""
    scaled = abs(value) * 10**digits
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and whole else ""
    text = str(whole).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


def share(part: int | None, whole: int | None) -> Fraction | None:
    """Part of whole; None when either is unknown or the whole is nothing."""
    return Fraction(part, whole) if part is not None and whole else None
