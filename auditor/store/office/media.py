"""Posts and looks of new-media accounts in the office's database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from auditor.model.media import AccountLook, Post
from auditor.store.office.database import Office

_LOOK = ", ".join(field.name for field in fields(AccountLook))


def keep_posts(office: Office, posts: Iterable[Post], source: str) -> int:
    """Enter posts inside a transaction; returns how many were new."""
    before = office.db.total_changes
    office.db.executemany(
        "INSERT OR IGNORE INTO account_post (account, day, title, url, source) VALUES (?, ?, ?, ?, ?)",
        ((post.account, post.day, post.title, post.url, source) for post in posts),
    )
    return office.db.total_changes - before


def keep_look(office: Office, look: AccountLook, operator: str) -> bool:
    """Append a look inside a transaction; False when the same was said before."""
    known = office.db.execute(
        f"SELECT {_LOOK} FROM account_look WHERE account = ? AND day = ?", (look.account, look.day)
    )
    if any(tuple(row) == astuple(look) for row in known):
        return False
    marks = ", ".join("?" * (len(fields(AccountLook)) + 1))
    office.db.execute(f"INSERT INTO account_look ({_LOOK}, operator) VALUES ({marks})", (*astuple(look), operator))
    return True


def looks(office: Office, account: int, until: str) -> Iterator[AccountLook]:
    """All looks at an account up to a day, the earliest first."""
    rows = office.db.execute(
        f"SELECT {_LOOK} FROM account_look WHERE account = ? AND day <= ? ORDER BY day, id", (account, until)
    )
    for row in rows:
        values = {
            **dict(row),
            **{name: None if row[name] is None else bool(row[name]) for name in ("interaction", "menu", "found")},
        }
        yield AccountLook(**values)


def newest_post(office: Office, account: int, until: str) -> str:
    """The day of the newest known post up to a day; empty without one."""
    row = office.db.execute(
        "SELECT max(day) FROM account_post WHERE account = ? AND day <= ?", (account, until)
    ).fetchone()
    return str(row[0] or "")


@dataclass(frozen=True, slots=True)
class Standing:
    """An account in a campaign: its number there, the day it was sampled, and whether anything says how it stood on it."""

    number: int
    day: str
    measured: bool
    looked: str = ""
    """The last day that anything speaks of."""


def judged(office: Office, campaign: str) -> Mapping[int, Standing]:
    """Row of an account → how it stands in a campaign, in the order of their numbers."""
    rows = office.db.execute(
        "SELECT p.* FROM campaign_account p JOIN campaign c ON c.id = p.campaign WHERE c.name = ? ORDER BY p.number",
        (campaign,),
    )
    return {row["account"]: Standing(row["number"], row["day"], bool(row["measured"]), row["looked"]) for row in rows}


def set_standing(office: Office, campaign: int, account: int, one: Standing) -> None:
    """Keep how an account stands in a campaign, in a transaction; ``campaign`` and ``account`` are rows."""
    office.db.execute(
        "INSERT OR REPLACE INTO campaign_account (campaign, account, number, day, measured, looked) VALUES (?, ?, ?, ?, ?, ?)",
        (campaign, account, one.number, one.day, one.measured, one.looked),
    )
