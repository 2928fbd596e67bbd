"""What a second vantage means for a dead link: two that agree are certain, two that differ are for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.checks.catalogue import discover
from auditor.evaluate.scoring import proposed
from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Outcome
from auditor.model.verdict import Verdict
from auditor.policy.load import DEFAULT, load
from auditor.policy.tally import Tally
from reports.view import BundleUnreadable, ReportView

DEAD = "links.dead"
_CONCLUSIVE = (Outcome.PASS, Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One bundle of the same site from another vantage: what became there of the addresses that are accused here."""

    name: str
    answers: Mapping[str, Outcome]
    """Address → whether it answered; only what was settled there."""


def seen_from(name: str, bundle: Path, accused: frozenset[str]) -> Elsewhere:
    """What a bundle knows of these addresses; nothing of one that cannot be read."""
    answers: dict[str, Outcome] = {}
    try:
        for row in ReportView.open(bundle).links():
            url, outcome = str(row.get("url")), row.get("outcome")
            if url in accused and outcome in _CONCLUSIVE:
                answers[url] = Outcome(str(outcome))
    except BundleUnreadable:
        pass
    return Elsewhere(name, answers)


def weighed(findings: Sequence[Finding], others: Sequence[tuple[str, Path]]) -> Iterator[Finding]:
    """The same findings, each dead link by what the other vantages (name, bundle) saw of it."""
    accused = frozenset(_address(one) for one in findings if _accuses(one))
    elsewhere = [seen_from(name, bundle, accused) for name, bundle in others] if accused else []
    for one in findings:
        yield _weighed(one, elsewhere) if _accuses(one) else one


def verdict_by(view: ReportView, findings: Sequence[Finding], before: Verdict) -> Verdict:
    """The proposed verdict anew from findings that were weighed; raises PackError."""
    pack = load(before.pack or DEFAULT)
    tally = Tally(pack, before.subject, str(view.summary.get("site") or ""))
    for one in findings:
        tally.take(one)
    known = [check.id for check in discover()]
    return proposed(pack, before.subject, tally, known, view.summary.get("findings") or {})


def _accuses(one: Finding) -> bool:
    return one.check == DEAD and one.outcome is Outcome.FAIL and bool(one.target)


def _address(one: Finding) -> str:
    return str(one.target).partition("#")[0]


def _weighed(one: Finding, elsewhere: Sequence[Elsewhere]) -> Finding:
    seen = {other.name: other.answers[_address(one)] for other in elsewhere if _address(one) in other.answers}
    alive = [name for name, outcome in seen.items() if outcome is Outcome.PASS]
    if alive:
        message = f"{one.message};从{'、'.join(alive)}可以打开,两处不一致,须人工判断"
        return replace(
            one,
            outcome=Outcome.REVIEW,
            confidence=Confidence.LIKELY,
            message=message,
            evidence={**one.evidence, "vantages": {name: str(outcome) for name, outcome in seen.items()}},
        )
    if seen:
        return replace(
            one,
            confidence=Confidence.CERTAIN,
            message=f"{one.message};从{'、'.join(seen)}也打不开",
            evidence={**one.evidence, "vantages": {name: str(outcome) for name, outcome in seen.items()}},
        )
    return one
