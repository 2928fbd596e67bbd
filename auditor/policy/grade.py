"""From the items of a verdict to score and grade."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from auditor.model.verdict import Cause, Grade, Item, Kind, Reason, Stage, Standing, Subject, Verdict
from auditor.policy.pack import Pack

_PLACES = 4
"""Places behind the point that a pack's numbers have at most."""


def graded(pack: Pack, subject: Subject, stage: Stage, exempt: frozenset[str], items: tuple[Item, ...]) -> Verdict:
    """Return the verdict over all items of one subject."""
    vetoes = [item for item in items if item.kind is Kind.VETO]
    weighing = [item for item in items if item.kind is Kind.DEDUCT and item.standing is not Standing.NA]
    bonus = [item for item in items if item.kind is Kind.BONUS and item.standing is not Standing.NA]
    vetoed = any(item.standing is Standing.HIT for item in vetoes)
    scored = subject in pack.scoring.scored and not vetoed
    points = _Points(pack, exempt, weighing, bonus) if scored else None
    open_vetoes = [item for item in vetoes if item.standing.open]
    grade = Grade.UNQUALIFIED if vetoed else _grade(pack, points, open_vetoes)
    score = points.final if points else None
    open_points = [*(points.missing() if points and points.final is None else ())]
    undecided = [*(open_vetoes if grade is Grade.UNDECIDED else ()), *open_points]
    return Verdict(
        subject=subject,
        stage=stage,
        grade=grade,
        score=_float(score),
        deducted=_float(points.lost) if points else None,
        bonus=_float(points.gained) if points else None,
        band=_band(pack, score),
        reasons=tuple(_reasons(undecided, points)),
        items=items,
        coverage=_coverage([*vetoes, *weighing]),
        pack=pack.id,
        pack_sha256=pack.sha256,
    )


class _Points:
    """The points of a subject without a veto; None where they are not known."""

    def __init__(self, pack: Pack, exempt: frozenset[str], weighing: list[Item], bonus: list[Item]) -> None:
        self._weighing, self._bonus, self._pack = weighing, bonus, pack
        self._whole = pack.scoring.total.value
        self.share = self._share(exempt)
        known = [item.change for item in weighing if item.change is not None]
        self.lost: Decimal | None = None
        self.gained: Decimal | None = None
        self.final: Decimal | None = None
        self.at_most = self._kept(sum((_decimal(change) for change in known), Decimal(0)))
        """Part two at best, once everything open turns out well."""
        self.kept = self.at_most if self._all_known(weighing) else None
        self.rounding_unknown = self._all_known(weighing) and self.kept is None and self._whole is not None
        if self.kept is not None:
            self.lost = sum((-_decimal(change) for change in known), Decimal(0))
            self._finish(self.kept)

    def missing(self) -> Iterator[Item]:
        """The items for which the score cannot be told."""
        pool = self._weighing if self.kept is None else self._bonus
        yield from (item for item in pool if not _settled(item))

    def _finish(self, kept: Decimal) -> None:
        above = self._pack.scoring.bonus_above.value
        if above is None:
            return
        if kept <= above:
            self.gained, self.final = Decimal(0), kept
        elif self._all_known(self._bonus):
            earned = sum((_decimal(item.change or 0) for item in self._bonus), Decimal(0))
            most = self._pack.scoring.bonus_most.value
            self.gained = min(earned, most) if most is not None else earned
            self.final = kept + self.gained

    def _all_known(self, items: Iterable[Item]) -> bool:
        return self._whole is not None and all(_settled(item) for item in items)

    def _share(self, exempt: frozenset[str]) -> Fraction | None:
        """What the headings that are asked hold of the whole; None when nobody knows."""
        gone = {heading for one in self._pack.exemptions if one.id in exempt for heading in one.headings}
        held = [one.points.value for one in self._pack.headings if one.name in gone]
        if not held:
            return Fraction(1)
        known = [one for one in held if one is not None]
        if not self._whole or len(known) < len(held):
            return None
        return 1 - Fraction(sum(known, Decimal(0))) / Fraction(self._whole)

    def _kept(self, change: Decimal) -> Decimal | None:
        """What is left of the whole, scaled where headings are not asked; None when nobody knows how to round."""
        if self._whole is None or self.share is None or self.share <= 0:
            return None
        exact = (Fraction(self._whole) * self.share + Fraction(change)) / self.share
        places = self._pack.scoring.decimals.value
        if places is not None:
            return _rounded(exact, int(places))
        rounded = _rounded(exact, _PLACES)
        return rounded if Fraction(rounded) == exact else None


def _settled(item: Item) -> bool:
    return item.change is not None and Cause.POINTS_UNKNOWN not in item.causes and not item.standing.open


def _grade(pack: Pack, points: _Points | None, open_vetoes: list[Item]) -> Grade:
    limit = pack.scoring.fail_below.value
    if points and points.at_most is not None and limit is not None and points.at_most < limit:
        return Grade.UNQUALIFIED
    if open_vetoes or (points and (points.kept is None or limit is None)):
        return Grade.UNDECIDED
    return Grade.QUALIFIED


def _reasons(items: Iterable[Item], points: _Points | None) -> Iterator[Reason]:
    """Each cause with its indicators, in the order of the causes."""
    by_cause: dict[Cause, list[str]] = {}
    for item in items:
        for cause in item.causes:
            by_cause.setdefault(cause, []).append(item.indicator)
    for cause in sorted(by_cause):
        yield Reason(cause, tuple(by_cause[cause]))
    if points and points.rounding_unknown:
        yield Reason(Cause.ROUNDING_UNKNOWN, ())


def _coverage(items: Iterable[Item]) -> dict[str, int]:
    numbers = dict.fromkeys((standing.value for standing in Standing), 0)
    for item in items:
        numbers[item.standing.value] += 1
    return numbers


def _band(pack: Pack, score: Decimal | None) -> str:
    if score is None:
        return ""
    for band in pack.bands:
        edge = band.over if band.over is not None else band.from_
        if edge is None or (score > edge if band.over is not None else score >= edge):
            return band.name
    return ""


def _rounded(value: Fraction, places: int) -> Decimal:
    scaled = Decimal(value.numerator * 10**places) / Decimal(value.denominator)
    return scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places).normalize()


def _decimal(value: float) -> Decimal:
    """The number as it was before it became a float for the file."""
    return Decimal(repr(value))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
