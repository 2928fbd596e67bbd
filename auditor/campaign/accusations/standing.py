"""How the sites and accounts of a campaign stand by what was confirmed against them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.model.accusation import OPEN, PUBLISHED, Accused, State
from auditor.model.campaign import Planned, Progress
from auditor.model.office import Account, Site
from auditor.model.result import Conclusion, Kind, Result
from auditor.model.verdict import Grade, Verdict
from auditor.store.office import accusations as stored
from auditor.store.office import campaigns, media, register
from auditor.store.office.accusations import Weighed
from auditor.store.office.database import Office
from auditor.store.office.media import Standing

LEVELS = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"}
"""Level in the register → as it is printed; any other word stays."""


def results(office: Office, campaign: str) -> Iterator[Result]:
    """One result a site that was drawn and an account that was judged. Only what the persons it takes have confirmed is a failure."""
    against: defaultdict[Accused, list[Weighed]] = defaultdict(list)
    for one in stored.weighed(office, campaign):
        against[one.accused].append(one)
    verdicts = stored.verdicts(office, campaign)
    planned = {one.site: one for one in campaigns.planned(office, campaigns.get(office, campaign))}
    judged = media.judged(office, campaign)
    for accused, who in register.accused(office, campaign).items():
        if isinstance(who, Site):
            yield _result(who, planned[who.id], against[accused], verdicts.get(who.id))
        else:
            yield _of_account(who, judged[who.id], against[accused])


def _of_account(account: Account, judged: Standing, against: Sequence[Weighed]) -> Result:
    published = [one for one in against if one.state in PUBLISHED]
    vetoes = [one for one in published if one.veto]
    return Result(
        Kind.ACCOUNT, account_key(account), account.name, _conclusion(judged.measured, against, bool(vetoes)), account.organiser,
        account.region, LEVELS.get(account.level, account.level), account.platform,
        causes=tuple(dict.fromkeys(one.cause for one in vetoes)),
        problems=tuple(dict.fromkeys(one.cause for one in published if not one.veto)),
        checked=judged.day,
        mended=bool(vetoes) and all(one.state is State.MENDED for one in vetoes),
    )  # fmt: skip


def account_key(account: Account) -> str:
    """How results name an account."""
    return f"{account.platform}:{account.account}"


def _result(site: Site, planned: Planned, against: Sequence[Weighed], verdict: Verdict | None) -> Result:
    published = [one for one in against if one.state in PUBLISHED]
    vetoes = [one for one in published if one.veto]
    suppliers = {one.supplier: None for one in published if one.supplier}
    done = planned.state is Progress.DONE
    return Result(
        Kind.SITE, site.url, site.name, _conclusion(done, against, bool(vetoes) or _too_few(site, verdict)), site.organiser, site.region,
        LEVELS.get(site.level, site.level), site.platform, site.portal,
        causes=tuple(dict.fromkeys(one.cause for one in vetoes)),
        problems=tuple(dict.fromkeys(one.cause for one in published if not one.veto)),
        score=None if vetoes or verdict is None or verdict.score is None else Decimal(str(verdict.score)),
        supplier="、".join(suppliers),
        checked=_day(planned.bundle),
        mended=bool(vetoes) and all(one.state is State.MENDED for one in vetoes),
    )  # fmt: skip


def _too_few(site: Site, verdict: Verdict | None) -> bool:
    """A portal that lost too many points by what was confirmed; one whose points are not known has not."""
    known = verdict is not None and verdict.score is not None
    return site.portal and known and verdict is not None and verdict.grade is Grade.UNQUALIFIED


def _conclusion(measured: bool, against: Sequence[Weighed], failed: bool) -> Conclusion:
    if failed:
        return Conclusion.FAIL
    if any(one.veto and one.state in OPEN and not one.manual for one in against):
        return Conclusion.PENDING
    return Conclusion.PASS if measured else Conclusion.UNMEASURED


def _day(bundle: str) -> str:
    """The day on which a bundle began, by its folder's name."""
    day = bundle.rstrip("/").rpartition("/")[2][:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" else ""


def merged(inspected: Iterator[Result], imported: Sequence[Result]) -> tuple[Result, ...]:
    """What we inspected and what came as a file; of a site in both a failure counts, and the file's score."""
    files: Mapping[tuple[Kind, str], Result] = {(one.kind, one.key): one for one in imported}
    found = {(one.kind, one.key): _joined(one, files.get((one.kind, one.key))) for one in inspected}
    return tuple({**files, **found}.values())


def _joined(own: Result, other: Result | None) -> Result:
    if other is None:
        return own
    failed = Conclusion.FAIL in (own.conclusion, other.conclusion)
    return replace(
        own,
        conclusion=Conclusion.FAIL
        if failed
        else other.conclusion
        if own.conclusion is Conclusion.UNMEASURED
        else own.conclusion,
        causes=tuple(dict.fromkeys([*own.causes, *other.causes])),
        problems=tuple(dict.fromkeys([*own.problems, *other.problems])),
        score=own.score if other.score is None else other.score,
        origin=other.origin,
    )
