"""Posts and looks of new-media accounts in the office's database."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields

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
