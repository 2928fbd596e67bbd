"""Results laid beside the register: the same site under another spelling of its address is the same site."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from auditor.campaign.accusations.standing import LEVELS, account_key
from auditor.model.office import Account, Site
from auditor.model.result import Kind, Result
from auditor.store.office import register
from auditor.store.office.database import Office


def matched(office: Office, read: Iterable[Result]) -> tuple[list[Result], list[Result]]:
    """The results, with what the register knows and their rows leave open; and those that the register does not know.

    With nothing registered of a kind, nobody of it is a stranger.
    """
    sites, accounts = list(register.sites(office)), list(register.accounts(office))
    known: Mapping[Kind, Mapping[str, Site | Account]] = {Kind.SITE: _sites(sites), Kind.ACCOUNT: _accounts(accounts)}
    done, strange = [], []
    for one in read:
        row = known[one.kind].get(_address(one.key)) or known[one.kind].get(one.key)
        done.append(one if row is None else _filled(one, row))
        if row is None and known[one.kind]:
            strange.append(one)
    return done, strange


def _sites(sites: Iterable[Site]) -> dict[str, Site | Account]:
    """By address and its aliases, and by name where only one has it."""
    sites = list(sites)
    names = Counter(site.name for site in sites)
    found: dict[str, Site | Account] = {site.name: site for site in sites if names[site.name] == 1}
    for site in sites:
        found |= {_address(url): site for url in (*site.aliases, site.url)}
    return found


def _accounts(accounts: Iterable[Account]) -> dict[str, Site | Account]:
    accounts = list(accounts)
    found: dict[str, Site | Account] = {f"{one.platform}:{one.name}": one for one in accounts}
    return found | {account_key(one): one for one in accounts}


def _address(url: str) -> str:
    """An address without scheme, ``www.`` and file name; anything else stays as it is."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return url
    if not parts.hostname:
        return url
    return f"{parts.hostname.rstrip('.').removeprefix('www.')}{port}{parts.path.rpartition('/')[0]}/"


def _filled(one: Result, row: Site | Account) -> Result:
    portal = isinstance(row, Site) and row.portal
    return replace(
        one,
        key=row.url if isinstance(row, Site) else account_key(row),
        unit=one.unit or row.organiser,
        region=one.region or row.region,
        level=one.level or LEVELS.get(row.level, row.level),
        platform=one.platform or row.platform,
        portal=one.portal or portal,
    )
