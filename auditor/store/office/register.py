"""Reading the register: units, sites, accounts and persons as they are now."""

import sqlite3
from collections.abc import Iterator

import msgspec

from auditor.model.accusation import Accused
from auditor.model.office import Account, Contact, Site, SiteState, Unit
from auditor.model.result import Kind
from auditor.store.office.database import Office

_SITES = (
    "SELECT s.id, s.number, s.name, s.url, s.code, s.unit, u.name AS organiser, u.region, u.level, s.portal, s.platform,"
    " s.state, s.aliases, s.fields FROM site s JOIN unit u ON u.id = s.unit"
)
_ACCOUNTS = (
    "SELECT a.id, a.platform, a.account, a.name, a.unit, u.name AS organiser, u.region, u.level, a.state, a.fields"
    " FROM account a JOIN unit u ON u.id = a.unit"
)
_IN_CAMPAIGN = (
    " WHERE s.id IN (SELECT p.site FROM campaign_site p JOIN campaign c ON c.id = p.campaign WHERE c.name = ?)"
)
_JUDGED = (
    " WHERE a.id IN (SELECT p.account FROM campaign_account p JOIN campaign c ON c.id = p.campaign WHERE c.name = ?)"
)


def units(office: Office) -> Iterator[Unit]:
    """All units in the order they were entered."""
    for row in office.db.execute("SELECT * FROM unit ORDER BY id"):
        yield Unit(
            row["id"], row["name"], row["parent"], row["region"], row["level"], row["kind"],
            tuple(msgspec.json.decode(row["aliases"])),
        )  # fmt: skip


def sites(office: Office, campaign: str = "") -> Iterator[Site]:
    """All sites in order of their numbers, or only those of a campaign."""
    where, words = (_IN_CAMPAIGN, (campaign,)) if campaign else ("", ())
    return map(_site, office.db.execute(f"{_SITES}{where} ORDER BY s.id", words))


def site_of(office: Office, word: str) -> Site | None:
    """The site with this number, or else this code or address; None when there is none."""
    for column in ("number", "url", "code"):
        row = office.db.execute(f"{_SITES} WHERE s.{column} = ? ORDER BY s.id LIMIT 1", (word,)).fetchone()
        if row is not None and word:
            return _site(row)
    return None


def accounts(office: Office) -> Iterator[Account]:
    """All new-media accounts in the order they were entered."""
    return map(_account, office.db.execute(f"{_ACCOUNTS} ORDER BY a.id"))


def account(office: Office, platform: str, name: str) -> Account | None:
    """The account with this id on this platform."""
    row = office.db.execute(f"{_ACCOUNTS} WHERE a.platform = ? AND a.account = ?", (platform, name)).fetchone()
    return None if row is None else _account(row)


def accused(office: Office, campaign: str) -> dict[Accused, Site | Account]:
    """All whom a campaign can say something against: the sites that were drawn, then the accounts that were judged."""
    drawn: dict[Accused, Site | Account] = {Accused(Kind.SITE, one.id): one for one in sites(office, campaign)}
    rows = office.db.execute(f"{_ACCOUNTS}{_JUDGED} ORDER BY a.id", (campaign,))
    return drawn | {Accused(Kind.ACCOUNT, one.id): one for one in map(_account, rows)}


def contacts_of(office: Office, unit: int, site: int | None = None) -> list[Contact]:
    """The persons of a unit; with a site those who answer for it first, then those of the whole unit."""
    rows = office.db.execute(
        "SELECT unit, site, role, name, mail, phone FROM contact WHERE unit = ? AND (site IS NULL OR site = ?)"
        " ORDER BY site IS NULL, id",
        (unit, site),
    )
    return [Contact(*row) for row in rows]


def all_contacts_of(office: Office, unit: int) -> list[Contact]:
    """The persons of a unit, and those who answer for one of its sites only."""
    rows = office.db.execute(
        "SELECT unit, site, role, name, mail, phone FROM contact WHERE unit = ? ORDER BY site IS NOT NULL, id", (unit,)
    )
    return [Contact(*row) for row in rows]


def contacts(office: Office) -> Iterator[Contact]:
    """All persons."""
    for row in office.db.execute("SELECT unit, site, role, name, mail, phone FROM contact ORDER BY id"):
        yield Contact(*row)


def unit_path(office: Office, unit: int) -> list[str]:
    """Names from the top of the tree down to this unit."""
    rows = office.db.execute(
        "WITH RECURSIVE above (id, name, parent, depth) AS (SELECT id, name, parent, 0 FROM unit WHERE id = ?"
        " UNION SELECT u.id, u.name, u.parent, depth + 1 FROM unit u JOIN above a ON u.id = a.parent WHERE depth < 30)"
        " SELECT name FROM above ORDER BY depth DESC",
        (unit,),
    )
    return [row["name"] for row in rows]


def _site(row: sqlite3.Row) -> Site:
    return Site(
        row["id"], row["number"], row["name"], row["url"], row["code"], row["unit"], row["organiser"], row["region"],
        row["level"], bool(row["portal"]), row["platform"], SiteState(row["state"]), tuple(msgspec.json.decode(row["aliases"])),
        msgspec.json.decode(row["fields"]),
    )  # fmt: skip


def _account(row: sqlite3.Row) -> Account:
    return Account(
        row["id"], row["platform"], row["account"], row["name"], row["unit"], row["organiser"], row["region"],
        row["level"], SiteState(row["state"]), msgspec.json.decode(row["fields"]),
    )  # fmt: skip
