"""How much of a site a run covered."""

import json

from auditor.store.bundle import Bundle
from auditor.store.views import subjects


def coverage(bundle: Bundle) -> dict[str, object]:
    """What was cut and why, for ``summary.json``: counts by reason."""
    rows = bundle.db.execute(
        "SELECT cut, kind, count(*) FROM url WHERE state = 3 GROUP BY cut, kind ORDER BY cut, kind"
    )
    cut: dict[str, int] = {}
    for reason, _kind, count in rows:
        cut[reason] = cut.get(reason, 0) + count
    return {
        "cut": cut,
        "limits": bundle.get("limits", {}),
        "viewed_pages": len(subjects(bundle)),
        "notes": json.loads(json.dumps((bundle.get("site") or {}).get("notes", []))),
    }
