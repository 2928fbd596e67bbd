"""Imported results of a quarter in the office's database."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal

from auditor.model.result import Conclusion, Kind, Named, Result, Stated
from auditor.store.office.database import Office, now

_RESULT = tuple(field.name for field in fields(Result))
_NAMED = tuple(field.name for field in fields(Named))


def campaign_id(office: Office, name: str) -> int | None:
    """Row of a campaign, None when there is none of this name."""
    row = office.db.execute("SELECT id FROM campaign WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row["id"])


def put(
    office: Office, campaign: str, read: Sequence[Result | Stated | Named], *, replacing: bool
) -> list[Result | Stated]:
    """Keep what was read, in a transaction; returns what contradicts what is kept and was therefore left out.

    A campaign that does not exist yet is made: earlier quarters are known by their results only.
    """
    db = office.db
    db.execute(
        "INSERT OR IGNORE INTO campaign (name, opened, plan) VALUES (?, ?, ?)", (campaign, now(), '{"imported": true}')
    )
    key = campaign_id(office, campaign)
    conflicts: list[Result | Stated] = []
    for one in read:
        if isinstance(one, Named):
            _insert(db, "OR IGNORE INTO named", ("campaign", *_NAMED), (key, *(getattr(one, name) for name in _NAMED)))
        elif not (
            _put_result(db, key, one, replacing) if isinstance(one, Result) else _put_stated(db, key, one, replacing)
        ):
            conflicts.append(one)
    return conflicts


def results(office: Office, campaign: str) -> tuple[Result, ...]:
    """All imported results, in the order of their keys."""
    rows = office.db.execute(
        "SELECT result.* FROM result JOIN campaign ON campaign.id = campaign WHERE campaign.name = ? ORDER BY kind, key",
        (campaign,),
    )
    return tuple(map(_result, rows))


def stated(office: Office, campaign: str) -> tuple[Stated, ...]:
    """Lines of statistics as printed."""
    rows = office.db.execute(
        "SELECT topic, line, counts, rates, origin FROM stated JOIN campaign ON campaign.id = campaign"
        " WHERE campaign.name = ? ORDER BY topic, line",
        (campaign,),
    )
    return tuple(
        Stated(row["topic"], row["line"], json.loads(row["counts"]), json.loads(row["rates"]), row["origin"])
        for row in rows
    )


def named(office: Office, campaign: str) -> tuple[Named, ...]:
    """Lines of printed lists of failures, as they were read."""
    rows = office.db.execute(
        "SELECT named.* FROM named JOIN campaign ON campaign.id = campaign WHERE campaign.name = ? ORDER BY named.id",
        (campaign,),
    )
    return tuple(Named(**{name: row[name] for name in _NAMED} | {"kind": Kind(row["kind"])}) for row in rows)


def campaigns(office: Office) -> tuple[str, ...]:
    """Names of all campaigns."""
    return tuple(row["name"] for row in office.db.execute("SELECT name FROM campaign ORDER BY name"))


def closed(office: Office, campaign: str) -> str:
    """When a campaign's figures were frozen, empty while they are a draft."""
    row = office.db.execute("SELECT closed FROM campaign WHERE name = ?", (campaign,)).fetchone()
    return "" if row is None else str(row["closed"])


def registered(office: Office) -> dict[str, int]:
    """Kind → how many the register has running; a kind of which it knows nothing is missing."""
    counts = {
        kind: office.db.execute(f"SELECT count(*) FROM {kind} WHERE state = 'running'").fetchone()[0] for kind in Kind
    }
    return {str(kind): count for kind, count in counts.items() if count}


def filled(office: Office, read: Iterable[Result]) -> tuple[list[Result], list[Result]]:
    """What the register knows of a result and its row leaves open, filled in; and those the register does not know."""
    known = {row["key"]: row for row in office.db.execute(_REGISTER)}
    done, strange = [], []
    for one in read:
        row = known.get(f"{one.kind}:{one.key}")
        if row is None:
            strange.append(one)
            done.append(one)
        else:
            fill = {name: row[name] for name in ("unit", "region", "level", "platform") if not getattr(one, name)}
            done.append(replace(one, **fill, portal=one.portal or bool(row["portal"])))
    return done, strange if known else []


_REGISTER = """
    SELECT 'site:' || site.url AS key, unit.name AS unit, region, level, site.platform AS platform, portal
    FROM site JOIN unit ON unit.id = site.unit
    UNION ALL
    SELECT 'account:' || platform || ':' || account, unit.name, region, level, platform, 0
    FROM account JOIN unit ON unit.id = account.unit
"""


def _put_result(db: sqlite3.Connection, campaign: int | None, one: Result, replacing: bool) -> bool:
    row = db.execute(
        "SELECT * FROM result WHERE campaign = ? AND kind = ? AND key = ?", (campaign, one.kind, one.key)
    ).fetchone()
    if row is not None and not replacing:
        return replace(_result(row), origin="") == replace(one, origin="")
    plain = {name: getattr(one, name) for name in _RESULT} | {
        "causes": json.dumps(one.causes, ensure_ascii=False),
        "problems": json.dumps(one.problems, ensure_ascii=False),
        "score": "" if one.score is None else str(one.score),
    }
    _insert(db, "OR REPLACE INTO result", ("campaign", *plain), (campaign, *plain.values()))
    return True


def _put_stated(db: sqlite3.Connection, campaign: int | None, one: Stated, replacing: bool) -> bool:
    same = (campaign, one.table, one.line)
    row = db.execute("SELECT * FROM stated WHERE campaign = ? AND topic = ? AND line = ?", same).fetchone()
    counts, rates = dict(one.counts), dict(one.rates)
    if row is not None and not replacing:
        kept: tuple[dict[str, int], dict[str, str]] = json.loads(row["counts"]), json.loads(row["rates"])
        if _contradict(kept[0], counts) or _contradict(kept[1], rates):
            return False
        counts, rates = {**kept[0], **counts}, {**kept[1], **rates}
    values = (*same, json.dumps(counts), json.dumps(rates), one.origin)
    _insert(db, "OR REPLACE INTO stated", ("campaign", "topic", "line", "counts", "rates", "origin"), values)
    return True


def _contradict(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return any(one[name] != other[name] for name in one.keys() & other.keys())


def _insert(db: sqlite3.Connection, into: str, columns: Sequence[str], values: Sequence[object]) -> None:
    db.execute(f"INSERT {into} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)


def _result(row: sqlite3.Row) -> Result:
    values = {name: row[name] for name in _RESULT} | {
        "kind": Kind(row["kind"]),
        "conclusion": Conclusion(row["conclusion"]),
        "portal": bool(row["portal"]),
        "mended": bool(row["mended"]),
        "causes": tuple(json.loads(row["causes"])),
        "problems": tuple(json.loads(row["problems"])),
        "score": Decimal(row["score"]) if row["score"] else None,
    }
    return Result(**values)
