"""What a run asked of each server, and how much of the site was walled off, from its evidence."""

from collections import Counter

from auditor.model.campaign import Rate
from auditor.store.bundle import Bundle
from auditor.store.reader import attempt

_MINUTE = 16
"""Characters of a time up to its minute."""
_FEW = 5


def rates(bundle: Bundle) -> list[Rate]:
    """One line a server that was connected to."""
    minutes: dict[str, Counter[str]] = {}
    spans: dict[str, tuple[str, str]] = {}
    for (blob,) in bundle.db.execute("SELECT fields FROM attempt"):
        made = attempt(blob)
        if made.address and not made.made_for:
            minutes.setdefault(made.address, Counter())[made.at[:_MINUTE]] += 1
            first, last = spans.get(made.address, (made.at, made.at))
            spans[made.address] = min(first, made.at), max(last, made.at)
    return [Rate(server, n.total(), *spans[server], max(n.values())) for server, n in sorted(minutes.items())]


def walled(bundle: Bundle) -> bool:
    """True when a wall answered half of the site's own addresses or more."""
    walls, all_ = bundle.db.execute(
        "SELECT sum(wall <> ''), count(*) FROM url WHERE internal AND state = 2 AND status IS NOT NULL"
    ).fetchone()
    return bool(all_ >= _FEW and 2 * (walls or 0) >= all_)
