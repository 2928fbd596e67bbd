"""How the inspected sites of a campaign stand by what was confirmed against them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.model.accusation import OPEN, PUBLISHED, Accusation, State
from auditor.model.campaign import Planned, Progress
from auditor.model.office import Site
from auditor.model.result import Conclusion, Kind, Result
from auditor.store.office import campaigns, register
from auditor.store.office.accusations import accusations
from auditor.store.office.database import Office

LEVELS = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"}
"""Level in the register → as it is printed; any other word stays."""


def results(office: Office, campaign: str) -> Iterator[Result]:
    """One result a site that was drawn. Only what the persons it takes have confirmed makes a failure."""
    against: defaultdict[int, list[Accusation]] = defaultdict(list)
    for one in accusations(office, campaign):
        against[one.site].append(one)
    planned = {one.site: one for one in campaigns.planned(office, campaigns.get(office, campaign))}
    for site in register.sites(office, campaign):
        yield _result(site, planned[site.id], against[site.id])


def _result(site: Site, planned: Planned, against: Sequence[Accusation]) -> Result:
    published = [one for one in against if one.state in PUBLISHED]
    vetoes = [one for one in published if one.veto]
    suppliers = {one.supplier: None for one in published if one.supplier}
    return Result(
        Kind.SITE, site.url, site.name, _conclusion(planned, against, bool(vetoes)), site.organiser, site.region,
        LEVELS.get(site.level, site.level), site.platform, site.portal,
        causes=tuple(dict.fromkeys(one.cause for one in vetoes)),
        problems=tuple(dict.fromkeys(one.cause for one in published if not one.veto)),
        supplier="、".join(suppliers),
        checked=_day(planned.bundle),
        mended=bool(vetoes) and all(one.state is State.MENDED for one in vetoes),
    )  # fmt: skip


def _conclusion(planned: Planned, against: Sequence[Accusation], failed: bool) -> Conclusion:
    if failed:
        return Conclusion.FAIL
    if any(one.veto and one.state in OPEN and not one.manual for one in against):
        return Conclusion.PENDING
    return Conclusion.PASS if planned.state is Progress.DONE else Conclusion.UNMEASURED


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
        score=other.score,
        origin=other.origin,
    )
