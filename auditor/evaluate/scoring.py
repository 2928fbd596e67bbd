"""Where findings meet a pack: who is judged, what the pack tells the checks, and the verdict."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from auditor import __version__
from auditor.checks.api import CheckInfo
from auditor.checks.phrases import parts_of
from auditor.checks.registered import entry_of
from auditor.model.finding import Finding
from auditor.model.target import SiteContext
from auditor.model.verdict import Subject, Verdict
from auditor.policy.pack import Pack
from auditor.policy.score import Case, verdict
from auditor.policy.table import PackError
from auditor.policy.tally import Confirmed, Tally

_PORTAL = re.compile(
    r".*(?<![局委部厅院会办署])(?:人民)?政府(?:办公厅|办公室)?(?:政务|官方)?(?:门户)?(?:网站|网)?(?:首页)?"
)
"""「云泽市人民政府门户网站」, neither 「云泽市人民政府国有资产监督管理委员会」 nor 「教育局政府网站」."""
_ASIDE = re.compile(r"[((].*?[))]|\s")


def subject_of(site: SiteContext) -> Subject:
    """Whether a site is a portal: by the register where it stands there, else by the title of its home page.

    ``auditor judge --subject`` and the office's register of a campaign say it for certain.
    """
    entry = entry_of(site.home, site.register) if site.register else None
    if entry is not None:
        names: Iterable[str] = (entry.organiser, entry.name)
    else:
        names = parts_of(site.home_page.title) if site.home_page else ()
    portal = any(_PORTAL.fullmatch(_ASIDE.sub("", name)) for name in names)
    return Subject.PORTAL if portal else Subject.SITE


def configured(checks: Iterable[CheckInfo], pack: Pack) -> tuple[CheckInfo, ...]:
    """The checks with the settings that the pack's numbers change; raises PackError for a setting that a check lacks."""
    settings = pack.settings()
    return tuple(_configured(check, settings.get(check.id, {}), pack) for check in checks)


def final(pack: Pack, case: Case, home: str, findings: Iterable[Finding], confirmed: Confirmed) -> Verdict:
    """The verdict over findings that persons have looked at; ``case.judged`` is ``findings`` of summary.json."""
    tally = Tally(pack, case.subject, home, confirmed)
    for finding in findings:
        tally.take(finding)
    return signed(verdict(pack, case, tally))


def proposed(
    pack: Pack, subject: Subject, tally: Tally, known: Collection[str], judged: Mapping[str, Mapping[str, int]]
) -> Verdict:
    """The verdict that the machine proposes; ``tally`` has heard all findings."""
    return signed(verdict(pack, Case(subject, frozenset(known), judged), tally))


def signed(found: Verdict) -> Verdict:
    """A verdict with what else took part in it: the release and the data tables."""
    return replace(found, release=__version__, tables=dict(tables()))


@cache
def tables() -> Mapping[str, str]:
    """Data tables of the checks → sha256."""
    folder = files("auditor.text").joinpath("lexicons")
    named = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {one.name.removesuffix(".toml"): sha256(one.read_bytes()).hexdigest() for one in named}


def _configured(check: CheckInfo, settings: Mapping[str, Decimal], pack: Pack) -> CheckInfo:
    if not settings:
        return check
    known = {field.name for field in fields(check.config)} if is_dataclass(check.config) else set()
    unknown = sorted(set(settings) - known)
    if unknown:
        raise PackError(
            f"指标包「{pack.id}」要改的 {check.id}:{'、'.join(unknown)} 不是该检查项的参数(可用:{'、'.join(sorted(known)) or '无'})"
        )
    changed: dict[str, Any] = {name: _like(getattr(check.config, name), value) for name, value in settings.items()}
    return replace(check, config=replace(check.config, **changed))


def _like(now: object, value: Decimal) -> float | int:
    return float(value) if isinstance(now, float) else int(value)
