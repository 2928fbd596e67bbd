"""Looking again at exactly what was said against a site: fixed, open, or not to be known this time."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from auditor.campaign.accusations.collecting import bundle_path, verdict_of
from auditor.campaign.media.collecting import seen_again
from auditor.campaign.run.means import command_words
from auditor.model.accusation import Accusation, Action, NotAllowed, State
from auditor.model.outcome import Outcome
from auditor.model.result import Kind
from auditor.model.verdict import Standing
from auditor.store.bundle import Bundle, BundleError
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office, OfficeError
from reports.comparison import Coverage
from reports.view import BundleUnreadable, ReportView

_INDICATOR = "indicator:"


class Seen(StrEnum):
    """What a second look shows."""

    OPEN = "open"
    FIXED = "fixed"
    UNKNOWN = "unknown"


_BY_STANDING = {Standing.HIT: Seen.OPEN, Standing.PENDING: Seen.OPEN, Standing.CLEAR: Seen.FIXED}


@dataclass(slots=True)
class Looked:
    """What a round of looks came to."""

    fixed: list[Accusation] = field(default_factory=list)
    open: list[Accusation] = field(default_factory=list)
    reopened: list[Accusation] = field(default_factory=list)
    unknown: list[Accusation] = field(default_factory=list)
    manual: list[Accusation] = field(default_factory=list)
    """A person must look."""
    said: list[str] = field(default_factory=list)
    """Sites that could not be visited, with the reason."""


_BY_OUTCOME = {Outcome.FAIL: Seen.OPEN, Outcome.PASS: Seen.FIXED, Outcome.UNMEASURED: Seen.UNKNOWN}
Visit = Callable[[Path], Path]
"""Inspects the site of a bundle again, as it was, and returns the new bundle; raises OfficeError with the reason."""


def look_again(office: Office, campaign: str, chosen: Sequence[Accusation], operator: str, visit: Visit) -> Looked:
    """Visit every site once and compare; what is mended becomes 已整改, what was mended and is there again comes back.

    Accounts are not visited: what was imported of them since speaks.
    """
    looked = Looked()
    by_bundle: defaultdict[str, list[Accusation]] = defaultdict(list)
    accounts = []
    for one in chosen:
        if one.manual:
            looked.manual.append(one)
        elif one.accused.kind is Kind.ACCOUNT:
            accounts.append(one)
        else:
            by_bundle[one.bundle].append(one)
    _look_at_accounts(office, campaign, accounts, operator, looked)
    for bundle, several in by_bundle.items():
        try:
            fresh = visit(bundle_path(office, bundle))
            seen = compare(fresh, several)
        except OfficeError as error:
            looked.said.append(str(error))
            looked.unknown.extend(several)
            continue
        with office.transaction():
            for one in several:
                stored.look(office, one, seen[one.id], str(fresh))
                _settle(office, one, seen[one.id], operator, looked)
    return looked


def _look_at_accounts(
    office: Office, campaign: str, accounts: Sequence[Accusation], operator: str, looked: Looked
) -> None:
    if not accounts:
        return
    seen = seen_again(office, campaign, accounts)
    with office.transaction():
        for one in accounts:
            outcome, said = seen[one.id]
            stored.look(office, one, _BY_OUTCOME[outcome], said)
            _settle(office, one, _BY_OUTCOME[outcome], operator, looked)


def compare(bundle: Path, several: Sequence[Accusation]) -> Mapping[int, Seen]:
    """Row of each accusation → what a new bundle shows of it. What it would not have seen is unknown (decision 0033)."""
    try:
        view = ReportView.open(bundle)
        now = _Now.of(view)
    except BundleUnreadable as error:
        raise OfficeError(f"无法复查:{error}") from error
    return {one.id: now.seen(one) for one in several}


@dataclass(frozen=True, slots=True)
class _Now:
    """What a new bundle knows."""

    outcomes: Mapping[str, Outcome]
    """Fingerprint → outcome of every finding."""
    standings: Mapping[str, Standing]
    coverage: Coverage

    @classmethod
    def of(cls, view: ReportView) -> "_Now":
        outcomes = {one.fingerprint: one.outcome for one in view.findings()}
        verdict = verdict_of(view)
        standings = {item.indicator: item.standing for item in verdict.items} if verdict else {}
        return cls(outcomes, standings, Coverage.of(view))

    def seen(self, one: Accusation) -> Seen:
        if one.fingerprint.startswith(_INDICATOR):
            standing = self.standings.get(one.fingerprint.removeprefix(_INDICATOR), Standing.UNMEASURED)
            return _BY_STANDING.get(standing, Seen.UNKNOWN)
        outcome = self.outcomes.get(one.fingerprint)
        if outcome is not None:
            return Seen.UNKNOWN if outcome is Outcome.UNMEASURED else Seen.OPEN
        return Seen.FIXED if self.coverage.settles(_Trace.of(one)) else Seen.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Trace:
    """Where an accusation's finding was."""

    check: str
    page: str
    target: str | None
    sample_pages: tuple[str, ...]

    @classmethod
    def of(cls, one: Accusation) -> "_Trace":
        pages, target = one.evidence.get("sample_pages"), one.evidence.get("target")
        sample = tuple(map(str, pages)) if isinstance(pages, list) else ()
        return cls(str(one.evidence.get("check", "")), one.page, str(target) if target else None, sample)


def _settle(office: Office, one: Accusation, seen: Seen, operator: str, looked: Looked) -> None:
    try:
        if seen is Seen.FIXED and one.state is not State.MENDED:
            looked.fixed.append(stored.act(office, one, Action.MEND, operator, "复查时已不存在"))
        elif seen is Seen.FIXED:
            looked.fixed.append(one)
        elif seen is Seen.OPEN and one.state is State.MENDED:
            looked.reopened.append(stored.act(office, one, Action.RETURN, operator, "整改后再次出现"))
        elif seen is Seen.OPEN:
            looked.open.append(one)
        else:
            looked.unknown.append(one)
    except NotAllowed as error:
        looked.said.append(str(error))


def visited_again(path: Path) -> Path:
    """Inspect the site of a bundle again with the options it was inspected with, in a process of its own."""
    try:
        bundle = Bundle.open(path)
    except BundleError as error:
        raise OfficeError(f"无法复查:{error}") from error
    options = replace(bundle.options, out=str(path.parent.parent), like=str(path))
    words = command_words(options, path.parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "auditor.cli", "audit", *words], capture_output=True, text=True, check=False
    )
    first = done.stdout.partition("\n")[0]
    if done.returncode != 0 or not first:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise OfficeError(f"{options.url} 无法复查:{said[-1] if said else '没有结果'}")
    return Path(first)
