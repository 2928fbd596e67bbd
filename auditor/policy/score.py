"""From counts to a verdict: vetoes first, then points, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from auditor.model.verdict import Cause, Item, Kind, Stage, Standing, Subject, Verdict
from auditor.policy.grade import graded
from auditor.policy.pack import Indicator, Number, Pack, Rule
from auditor.policy.tally import Count, Tally


@dataclass(frozen=True, slots=True)
class Decision:
    """What named persons decided of one indicator; it goes before whatever was counted."""

    applies: bool
    """For vetoes and deductions: it is against the subject. For a bonus: it was earned."""
    points: Decimal | None = None
    """What it costs or gives, where points are at stake; None = the most that the indicator holds."""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Who is judged, and what is known besides findings."""

    subject: Subject
    known: frozenset[str]
    """Ids of all checks of this release."""
    judged: Mapping[str, Mapping[str, int]]
    """Check → outcome → number, of the checks that were asked."""
    stage: Stage = Stage.PROPOSED
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    exempt: frozenset[str] = frozenset()
    """Ids of the pack's exemptions that hold for the subject."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """How one rule stands."""

    standing: Standing
    cause: Cause | None = None
    change: Decimal | None = Decimal(0)
    """What it costs; None = not known."""


def verdict(pack: Pack, case: Case, tally: Tally) -> Verdict:
    """Judge one subject."""
    return graded(pack, case.subject, case.stage, case.exempt, tuple(_Judge(pack, case, tally).items()))


class _Judge:
    def __init__(self, pack: Pack, case: Case, tally: Tally) -> None:
        self._pack, self._case, self._tally = pack, case, tally
        self._counts = tally.counts()
        self._not_asked = {
            heading for one in pack.exemptions if one.id in case.exempt for heading in one.headings
        }  # fmt: skip

    def items(self) -> Iterator[Item]:
        """Every indicator, in the order of the pack."""
        for number, indicator in enumerate(self._pack.indicators):
            points = indicator.points.value if indicator.points else None
            item = Item(indicator.id, indicator.name, indicator.heading, indicator.kind, Standing.NA, _float(points))
            if self._case.subject not in indicator.subjects or indicator.heading in self._not_asked:
                yield item
                continue
            counts = [self._counts.get((number, place), Count()) for place in range(len(indicator.rules))]
            sure, doubtful = (sum(getattr(one, name).number for one in counts) for name in ("sure", "doubtful"))
            named = [one.sure if sure else one.doubtful for one in counts]
            item = replace(
                item,
                counted=sure,
                doubtful=doubtful,
                fingerprints=tuple(sorted({one for name in named for one in name.fingerprints()})),
            )
            decision = self._case.decisions.get(indicator.id)
            yield _decided(item, indicator, decision) if decision else self._found(item, indicator, counts)

    def _found(self, item: Item, indicator: Indicator, counts: list[Count]) -> Item:
        ruled = [self._rule(rule, count, indicator.kind) for rule, count in zip(indicator.rules, counts, strict=True)]
        standing = _together([one.standing for one in ruled])
        causes = dict.fromkeys(one.cause for one in ruled if one.cause is not None)
        weighs = indicator.kind in (Kind.DEDUCT, Kind.BONUS)
        change = _change(indicator, ruled) if weighs else None
        if weighs and not _known(indicator):
            causes |= {Cause.POINTS_UNKNOWN: None}
        return replace(item, standing=standing, causes=tuple(sorted(causes)), change=_float(change))

    def _rule(self, rule: Rule, count: Count, kind: Kind) -> _Ruled:
        if not rule.evidence:
            return _Ruled(Standing.MANUAL, Cause.MANUAL)
        limit = rule.threshold.value
        sure, all_ = count.sure.number, count.sure.number + count.doubtful.number
        if limit is None and all_:
            return _Ruled(Standing.PENDING, Cause.LIMIT_UNKNOWN)
        if limit is not None and sure >= limit:
            # In a final verdict a person stands behind every finding that counts.
            settled = rule.accuses or self._case.stage is Stage.FINAL
            return (
                _Ruled(Standing.HIT, None, _amount(rule, sure)) if settled else _Ruled(Standing.PENDING, Cause.CONFIRM)
            )
        if limit is not None and all_ >= limit:
            return _Ruled(Standing.PENDING, Cause.CONFIRM)
        unmeasured = self._unmeasured(rule)
        if unmeasured is not None:
            standing = Standing.MANUAL if unmeasured is Cause.NO_CHECK else Standing.UNMEASURED
            return _Ruled(standing, unmeasured)
        return _Ruled(Standing.CLEAR) if rule.acquits else _Ruled(Standing.MANUAL, Cause.MANUAL)

    def _unmeasured(self, rule: Rule) -> Cause | None:
        """Why finding nothing says nothing; None when it does say that there is nothing."""
        for selector in rule.evidence:
            known = [check for check in self._case.known if selector.of(check)]
            if not known:
                return Cause.NO_CHECK
            if any(check not in self._case.judged for check in known):
                return Cause.NOT_CHECKED
            if not all(self._measured(check) for check in known):
                return Cause.UNMEASURED
        return None

    def _measured(self, check: str) -> bool:
        counts = self._case.judged[check]
        silent = counts.get("unmeasured", 0) - self._tally.beyond_sample(check)
        looked = sum(counts.get(outcome, 0) for outcome in ("pass", "fail", "review")) + silent
        tolerance = self._pack.scoring.tolerance.value
        return silent <= 0 or (tolerance is not None and silent <= tolerance * looked)


def _decided(item: Item, indicator: Indicator, decision: Decision) -> Item:
    standing = Standing.HIT if decision.applies else Standing.CLEAR
    if indicator.kind not in (Kind.DEDUCT, Kind.BONUS):
        return replace(item, standing=standing, by=decision.by)
    most = indicator.points.value if indicator.points else None
    amount = decision.points if decision.points is not None else most
    if not decision.applies:
        amount = Decimal(0)
    elif amount is not None and most is not None:
        amount = min(amount, most)
    causes = () if amount is not None else (Cause.POINTS_UNKNOWN,)
    return replace(item, standing=standing, change=_float(_signed(indicator, amount)), causes=causes, by=decision.by)


def _together(standings: Iterable[Standing]) -> Standing:
    """What decides goes first: a rule that applies, then one that waits, then what nobody measured."""
    found = set(standings)
    order = (Standing.HIT, Standing.PENDING, Standing.UNMEASURED, Standing.MANUAL)
    return next((one for one in order if one in found), Standing.CLEAR)


def _amount(rule: Rule, causes: int) -> Decimal | None:
    number = rule.once or rule.each
    if number is None or number.value is None:
        return None
    amount = number.value if rule.once else number.value * causes
    return min(amount, rule.cap.value) if rule.cap and rule.cap.value is not None else amount


def _change(indicator: Indicator, ruled: Iterable[_Ruled]) -> Decimal | None:
    """What all rules together cost, at most what the indicator holds; None while one is open or costs nobody knows what."""
    amounts = [None if one.standing.open else one.change for one in ruled]
    most = indicator.points.value if indicator.points else None
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, Decimal(0))
    if most is not None and total >= most:
        return _signed(indicator, most)
    return _signed(indicator, total) if most is not None and len(known) == len(amounts) else None


def _known(indicator: Indicator) -> bool:
    numbers: list[Number | None] = [
        indicator.points,
        *((rule.once or rule.each) for rule in indicator.rules if rule.evidence),
    ]
    return all(number is None or number.value is not None for number in numbers)


def _signed(indicator: Indicator, amount: Decimal | None) -> Decimal | None:
    return -amount if amount and indicator.kind is Kind.DEDUCT else amount


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
