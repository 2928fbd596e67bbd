"""Complaints in the office's database."""

from collections.abc import Iterator

from auditor.model.complaint import Channel, Complaint
from auditor.store.office.database import Office

_KEPT = (
    "channel", "number", "site", "place", "organiser", "region", "title", "received", "due", "closed", "is_closed",
)  # fmt: skip
_ASKED = (
    "SELECT c.channel, c.number, c.place, c.title, c.received, coalesce(nullif(u.name, ''), c.organiser),"
    " coalesce(nullif(u.region, ''), c.region), c.due, c.closed, c.is_closed, c.site, coalesce(s.number, ''), coalesce(s.name, '')"
    " FROM complaint c LEFT JOIN site s ON s.id = c.site LEFT JOIN unit u ON u.id = s.unit"
)


def complaints(office: Office, first: str = "", last: str = "9999") -> Iterator[Complaint]:
    """Complaints received from one day to another, both included; region and unit are the register's where they are known."""
    rows = office.db.execute(
        f"{_ASKED} WHERE c.received BETWEEN ? AND ? ORDER BY c.received, c.channel, c.number", (first, last)
    )
    for row in rows:
        channel, number, place, title, received, organiser, region, due, closed, is_closed, site, *named = row
        yield Complaint(
            Channel(channel),
            number,
            place,
            title,
            received,
            organiser,
            region,
            due,
            closed,
            bool(is_closed),
            site,
            *named,
        )


def keep(office: Office, complaint: Complaint, source: str, operator: str) -> str:
    """Enter a complaint, or lay it over the one with its number; returns ``added``, ``changed`` or ``same``.

    To be called inside a transaction.
    """
    values = {name: getattr(complaint, name) for name in _KEPT}
    values |= {"channel": complaint.channel.value, "is_closed": int(complaint.is_closed)}
    known = office.db.execute(
        "SELECT * FROM complaint WHERE channel = ? AND number = ?", (values["channel"], complaint.number)
    ).fetchone()
    subject = f"complaint:{values['channel']}/{complaint.number}"
    if known is None:
        marks = ", ".join("?" * (len(values) + 1))
        office.db.execute(
            f"INSERT INTO complaint ({', '.join(values)}, source) VALUES ({marks})", (*values.values(), source)
        )
        office.record(operator, subject, {"new": {"received": complaint.received, "source": source}})
        return "added"
    # A complaint may be opened again; what else a later ledger leaves out stays as it was said.
    said = {name: value for name, value in values.items() if value not in ("", None) or name in ("closed", "is_closed")}
    changed = {name: [known[name], value] for name, value in said.items() if known[name] != value}
    if not changed:
        return "same"
    places = ", ".join(f"{name} = ?" for name in changed)
    office.db.execute(
        f"UPDATE complaint SET {places}, source = ? WHERE id = ?",
        (*(after for _, after in changed.values()), source, known["id"]),
    )
    office.record(operator, subject, dict(changed))
    return "changed"
