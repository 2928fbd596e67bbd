"""Judged accounts enter a campaign: what is said against them gets numbers and goes the way of everything else that is said."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from auditor.campaign.accusations.collecting import ACCUSED, indicator, manual_charges
from auditor.campaign.media.judging import Judged, judge_one
from auditor.model.accusation import Accusation, Accused
from auditor.model.office import Account, SiteState
from auditor.model.outcome import Outcome
from auditor.model.result import Kind
from auditor.model.verdict import Item, Standing
from auditor.model.verdict import Kind as Weight
from auditor.policy.load import DEFAULT, load
from auditor.store.office import campaigns, media, register
from auditor.store.office.charges import Charge, Place, Proposal, charge
from auditor.store.office.database import Office, now

_BANDS = {"asleep": "(长期不更新)", "never-updated": "(从未更新)"}
"""Reason → how circulars tell accounts apart that are stale for long from those that are stale."""
_MEASURED = {Standing.CLEAR: Outcome.PASS, Standing.HIT: Outcome.FAIL, Standing.PENDING: Outcome.FAIL}


def collect(
    office: Office, name: str, day: date | None = None, chosen: Sequence[Account] = ()
) -> tuple[list[Judged], int]:
    """Judge accounts for a campaign and enter what is new against them; returns how each was judged, and how many are new.

    Without ``chosen`` all that are in the campaign, at first all that are running. The day of sampling stays what it was unless
    another one is given. Raises OfficeError or PackError.
    """
    campaign = campaigns.get(office, name)
    pack, known = load(campaign.pack or DEFAULT), media.judged(office, name)
    judged, fresh = [], 0
    last = max((one.number for one in known.values()), default=0)
    for account in chosen or _all(office, known):
        before = known.get(account.id)
        last += before is None
        sampled = day or date.fromisoformat(before.day if before else now()[:10])
        one = judge_one(office, pack, account, sampled)
        measured = not any(
            found.check == "media.stale" and found.outcome is Outcome.UNMEASURED for found in one.findings
        )
        standing = media.Standing(before.number if before else last, sampled.isoformat(), measured, one.looked)
        place = Place(campaign.id, name, Accused(Kind.ACCOUNT, account.id), standing.number)
        with office.transaction():
            media.set_standing(office, campaign.id, account.id, standing)
            fresh += charge(office, place, _proposal(one, sampled))
        judged.append(one)
    return judged, fresh


def _all(office: Office, known: Mapping[int, media.Standing]) -> Iterator[Account]:
    for account in register.accounts(office):
        if account.id in known if known else account.state is SiteState.RUNNING:
            yield account


def _proposal(one: Judged, day: date) -> Proposal:
    """Nothing against an account of which nobody knows anything; not even a question, since nobody has looked."""
    items = one.verdict.items
    charges = [_charge(one, item) for item in items if item.standing in ACCUSED and item.kind is not Weight.BONUS]
    charges += manual_charges(one.verdict) if one.looked else ()
    cleared = frozenset(indicator(item) for item in items if item.standing is Standing.CLEAR)
    return Proposal(charges, cleared, f"按截至 {day} 的发布和查看记录不再成立")


def _charge(one: Judged, item: Item) -> Charge:
    found = [finding for finding in one.findings if finding.fingerprint in item.fingerprints]
    first = found[0]
    veto = item.kind is Weight.VETO
    evidence = {
        "indicator": item.indicator, "name": item.name, "check": first.check, "reason": first.reason,
        "seen": one.days.get(first.check, ""), "last_checked": one.days.get(first.check, ""), "text": one.account.name,
        "sources": first.evidence.get("sources", []), "fingerprints": list(item.fingerprints),
    }  # fmt: skip
    cause, message = item.heading if veto else item.name, ";".join(finding.message for finding in found)
    return Charge(
        indicator(item), veto, cause + _BANDS.get(first.reason, ""), message,
        one.account.fields.get("url", ""), evidence=evidence,
    )  # fmt: skip


def seen_again(office: Office, name: str, several: Sequence[Accusation]) -> Mapping[int, tuple[Outcome, str]]:
    """Row of each accusation of an account → what is known of it by now, and from which day; only what is newer says anything."""
    pack = load(campaigns.get(office, name).pack or DEFAULT)
    accounts, today = register.accused(office, name), date.fromisoformat(now()[:10])
    judged: dict[Accused, Judged] = {}
    for one in several:
        account = accounts[one.accused]
        if one.accused not in judged and isinstance(account, Account):
            judged[one.accused] = judge_one(office, pack, account, today)
    return {one.id: _again(one, judged[one.accused]) for one in several}


def _again(one: Accusation, judged: Judged) -> tuple[Outcome, str]:
    day = judged.days.get(str(one.evidence.get("check")), "")
    if day <= str(one.evidence.get("seen", "")):
        return Outcome.UNMEASURED, ""
    standing = next((item.standing for item in judged.verdict.items if indicator(item) == one.fingerprint), Standing.NA)
    return _MEASURED.get(standing, Outcome.UNMEASURED), f"{day} 的发布或查看记录"
