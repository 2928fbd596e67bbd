"""A bundle that was made elsewhere joins a campaign: checked, copied, and laid beside the one made here, or in its place."""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from auditor.model.campaign import Campaign, Planned, Progress
from auditor.model.office import Site
from auditor.store.bundle import Bundle, BundleError
from auditor.store.office import campaigns, register
from auditor.store.office.database import Office, OfficeError, now
from auditor.store.office.vantages import add

FOLDER = "vantages"
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a bundle: beside the one made here, or the only one that its site has."""

    site: Site
    only: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    home: str
    started: datetime
    verdict: str


def join(office: Office, campaign: Campaign, bundle: Path, vantage: str, operator: str) -> Joined:
    """Take in a finished bundle of a site of this campaign; raises OfficeError with the reason why it cannot be used."""
    if not vantage.strip() or len(vantage) > _LONGEST_NAME or not vantage.isprintable():
        raise OfficeError(f"请用 --vantage 说明是从哪里检查的(不超过 {_LONGEST_NAME} 个字),例如 政务外网")
    facts = _read(bundle)
    _in_window(campaign, facts)
    site = _site(register.sites(office, campaign.name), facts.home)
    if site is None:
        raise OfficeError(f"{facts.home} 不在批次「{campaign.name}」的名单里")
    one = next(planned for planned in campaigns.planned(office, campaign) if planned.site == site.id)
    if one.state is Progress.RUNNING:
        raise OfficeError(f"{site.number} {site.name} 正在检查,请在结束后再加入")
    kept = _copied(office, campaign, one, bundle, vantage)
    only = one.state is not Progress.DONE
    with office.transaction():
        if only:
            done = replace(
                one, state=Progress.DONE, reason="", bundle=kept, started="", ended=now(), verdict=facts.verdict
            )
            campaigns.write_progress(office, campaign, done)
        else:
            add(office, campaign.id, site.id, kept, vantage)
        said: dict[str, object] = {"joined": {"bundle": kept, "vantage": vantage, "only": only}}
        office.record(operator, f"campaign:{campaign.name}/{site.number}", said)
    return Joined(site, only)


def _read(path: Path) -> _Facts:
    try:
        bundle = Bundle.open(path)
    except BundleError as error:
        raise OfficeError(str(error)) from error
    try:
        site, started = bundle.get("site"), bundle.get("started")
        if site is None or not bundle.get("finished"):
            raise OfficeError(f"{path} 没有检查完,不能加入")
        verdict = json.loads((path / "summary.json").read_text("utf-8")).get("verdict")
        words = "" if verdict is None else json.dumps(verdict, ensure_ascii=False, sort_keys=True)
        return _Facts(str(site["home"]), datetime.fromisoformat(started), words)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise OfficeError(f"{path} 已损坏或没有评判过:{error}") from error
    finally:
        bundle.close()


def _in_window(campaign: Campaign, facts: _Facts) -> None:
    window = campaign.plan.get("window")
    if isinstance(window, list):
        first, last = map(date.fromisoformat, window)
        if not first <= facts.started.date() <= last:
            raise OfficeError(f"该证据包检查于 {facts.started:%Y-%m-%d},不在采样时间 {first} 至 {last} 之内")


def _site(sites: Iterable[Site], home: str) -> Site | None:
    key = _place(home)
    return next((site for site in sites if _place(site.url) == key), None)


def _place(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.port


def _copied(office: Office, campaign: Campaign, one: Planned, bundle: Path, vantage: str) -> str:
    """Copy it to where the campaign keeps what it did not make itself; returns the path as it is stored."""
    safe = "".join(char if char.isalnum() else "_" for char in vantage)
    folder = office.path.parent / "campaigns" / campaign.name / FOLDER
    target = folder / f"{one.number:04d}-{safe}-{bundle.resolve().name}"
    if target.exists():
        raise OfficeError(f"这个证据包已经加入过:{target}")
    partial = target.with_name(target.name + ".part")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(bundle, partial, ignore=_no_links, symlinks=True)
        os.replace(partial, target)
    except (OSError, shutil.Error) as error:
        raise OfficeError(f"无法复制 {bundle}:{error}") from error
    return campaigns.stored_path(office, target)


def _no_links(folder: str, names: list[str]) -> list[str]:
    """A bundle has files and folders; whatever else it brings stays where it is."""
    return [name for name in names if os.path.islink(os.path.join(folder, name))]
