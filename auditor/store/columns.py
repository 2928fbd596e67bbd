"""What is known of a site's columns besides its pages: the office's corrections, and the run before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import msgspec

from auditor.model.columns import Correction, EarlierColumns
from auditor.store.bundle import Bundle, BundleError
from auditor.store.office.database import DEFAULT, Office, OfficeError
from auditor.urls.normalise import key


def known_columns(bundle: Bundle) -> tuple[Mapping[str, Correction], EarlierColumns | None]:
    """(corrections by URL, the columns of the run before) as the bundle keeps them."""
    kept = msgspec.convert(bundle.get("column_corrections") or [], list[Correction])
    earlier = bundle.get("previous_columns")
    return {one.url: one for one in kept}, None if earlier is None else msgspec.convert(earlier, EarlierColumns)


def site_key(home: str) -> str:
    """What a site is filed under: its home page without the scheme, ``www.`` and a trailing slash."""
    return key(home).partition("://")[2].removeprefix("www.").rstrip("/")


def keep_in_bundle(bundle: Bundle, corrections: Iterable[Correction]) -> None:
    """Replace the corrections that a bundle is judged with, inside a transaction."""
    rows = sorted(corrections, key=lambda one: one.url)
    bundle.set("column_corrections", [asdict(one) for one in rows])


def take_corrections(bundle: Bundle, home: str, office: Path = DEFAULT) -> None:
    """Copy the office's corrections of a site into a new bundle, so that judging it later needs nothing else."""
    if office.is_file():
        try:
            database = Office.open(office)
            keep_in_bundle(bundle, corrections_of(database, home))
        except OfficeError as error:
            raise BundleError(str(error)) from error
        database.close()


def corrections_of(office: Office, home: str) -> tuple[Correction, ...]:
    """The corrections kept for a site, by the address of its home page."""
    rows = office.db.execute("SELECT * FROM column_correction WHERE site = ? ORDER BY url", (site_key(home),))
    return tuple(
        msgspec.convert(
            {
                "url": row["url"], "cls": row["class"] or None, "excluded": None if row["excluded"] is None else bool(row["excluded"]),
                "reason": row["reason"], "waived": bool(row["waived"]), "approver": row["approver"], "expires": row["expires"],
            },
            Correction,
        )
        for row in rows
    )  # fmt: skip


def keep_in_office(office: Office, home: str, corrections: Iterable[Correction], operator: str) -> int:
    """Replace the corrections kept for a site and write down who did; returns how many columns changed."""
    site, before = site_key(home), {one.url: one for one in corrections_of(office, home)}
    after = {one.url: one for one in corrections}
    changed = sorted(url for url in before.keys() | after.keys() if before.get(url) != after.get(url))
    with office.transaction() as db:
        db.execute("DELETE FROM column_correction WHERE site = ?", (site,))
        db.executemany(
            "INSERT INTO column_correction VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (site, one.url, one.cls or "", one.excluded, one.reason, one.waived, one.approver, one.expires)
                for one in after.values()
            ],
        )
        for url in changed:
            pair = [asdict(one) if (one := kept.get(url)) else None for kept in (before, after)]
            office.record(operator, f"column:{url}", {"correction": pair})
    return len(changed)
