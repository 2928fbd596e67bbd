"""Entries to new-media accounts that a site's pages show, held against the register. Only bundles are read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from auditor.campaign.register.drift import hosts_of
from auditor.model.office import Account, SiteState
from auditor.model.options import UsageError
from auditor.store.office import register
from auditor.store.office.database import Office

_ADDRESSES = (
    ("微博", re.compile(r"(?:www\.|m\.|e\.)?weibo\.(?:com|cn)/(?:u/|n/|p/)?([^/?#]{2,60})/?(?:[?#].*)?")),
    ("抖音", re.compile(r"(?:www\.)?douyin\.com/user/([^/?#]{2,120})/?(?:[?#].*)?")),
    ("头条", re.compile(r"(?:www\.|m\.)?toutiao\.com/c/user/(?:token/)?([^/?#]{2,120})/?(?:[?#].*)?")),
    ("微信", re.compile(r"mp\.weixin\.qq\.com/mp/profile_ext\?(?:.*&)?__biz=([^&#]{4,60})(?:[&#].*)?")),
)
"""Platform → addresses that open an account; posts, shares and logins have longer paths or other hosts."""
_NO_ACCOUNT = frozenset(
    {"login", "signup", "share", "hot", "tv", "ttarticle", "newlogin", "home", "index", "search", "settings"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a site to an account."""

    platform: str
    account: str
    url: str
    page: str
    """A page that shows it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The entries of a site and the register. ``missing`` are accounts of the site's unit that no page links to."""

    site: str
    registered: tuple[tuple[Entry, Account], ...]
    unregistered: tuple[Entry, ...]
    missing: tuple[Account, ...]
    known: bool
    """The site itself is registered; otherwise nothing can be missing."""


def entry_of(url: str, page: str = "") -> Entry | None:
    """The account that an address opens; None for any other address."""
    address = url.partition("://")[2]
    for platform, pattern in _ADDRESSES:
        found = pattern.fullmatch(address)
        if found and found[1].casefold() not in _NO_ACCOUNT:
            return Entry(platform, unquote(found[1]), url, page)
    return None


def compare(office: Office, bundle: Path) -> Compared:
    """Hold the links of a judged bundle against the register; raises UsageError for what is no such bundle."""
    home, entries = _home(bundle), tuple(_entries(bundle))
    accounts = [one for one in register.accounts(office) if one.state is SiteState.RUNNING]
    pairs = [(entry, _match(entry, accounts)) for entry in entries]
    met = {account.id for _, account in pairs if account}
    host = (urlsplit(home).hostname or "").removeprefix("www.")
    site = next((one for one in register.sites(office) if host in hosts_of(one)), None)
    linkable = {platform for platform, _ in _ADDRESSES} - {"微信"}  # A 公众号 is shown as a picture.
    missing = [
        one for one in accounts if site and one.unit == site.unit and one.platform in linkable and one.id not in met
    ]
    return Compared(
        home,
        tuple((entry, account) for entry, account in pairs if account),
        tuple(entry for entry, account in pairs if account is None),
        tuple(missing),
        site is not None,
    )


def _match(entry: Entry, accounts: list[Account]) -> Account | None:
    """By id, by the registered address, or by the name that weibo.com/n/… gives."""
    for account in accounts:
        own = entry_of(account.fields.get("url", ""))
        same = entry.account in (account.account, account.name) or (own is not None and own.account == entry.account)
        if account.platform == entry.platform and same:
            return account
    return None


def _home(bundle: Path) -> str:
    try:
        return str(json.loads((bundle / "summary.json").read_bytes())["site"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{bundle} 不是判断过的证据包") from error


def _entries(bundle: Path) -> Iterator[Entry]:
    """Each account once, in the order of the file."""
    met: set[tuple[str, str]] = set()
    try:
        with (bundle / "links.jsonl").open("rb") as lines:
            for line in lines:
                row = json.loads(line)
                entry = entry_of(str(row.get("url", "")), str(row.get("first_page") or ""))
                if entry and (entry.platform, entry.account) not in met:
                    met.add((entry.platform, entry.account))
                    yield entry
    except (OSError, ValueError, AttributeError) as error:
        raise UsageError(f"{bundle} 的 links.jsonl 无法读取:{error}") from error
