"""What the machine found on each site of a campaign becomes accusations with numbers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.checks.catalogue import discover
from auditor.model.outcome import Impact, Outcome
from auditor.model.verdict import Item, Kind, Standing, Verdict
from auditor.store.office import accusations as stored
from auditor.store.office.accusations import Charge
from auditor.store.office.database import Office

_WEIGHT = {Impact.SERIOUS: 0, Impact.MODERATE: 1, Impact.MINOR: 2}
_VETO = "ind:veto."
_KEPT = 20
"""Pages of a finding that are kept to be looked at again."""


def collect(office: Office, campaign: str) -> tuple[int, int]:
    """Enter what is new against every inspected site; returns (sites, new accusations). A site at a time, all or nothing."""
    sites = fresh = 0
    for place in list(stored.places(office, campaign)):
        charges = list(charges_of(bundle_path(office, place.bundle)))
        with office.transaction():
            fresh += stored.charge(office, place, charges)
        sites += 1
    return sites, fresh


def bundle_path(office: Office, bundle: str) -> Path:
    """Where a bundle lies: paths are relative to the database's folder."""
    return office.path.parent / bundle


def charges_of(bundle: Path) -> Iterator[Charge]:
    """Vetoes first, then what a person must decide, then findings by weight. Nothing of a bundle that was never judged."""
    verdict = verdict_of(bundle)
    items = verdict.items if verdict else ()
    yield from (_of_item(item) for item in items if item.kind is Kind.VETO and item.standing in _ACCUSED)
    yield from (_of_item(item, manual=True) for item in items if item.standing is Standing.MANUAL)
    titles = {check.id: check.texts.title for check in discover()}
    accusing = (row for row in rows(bundle / "findings.jsonl") if row["outcome"] in (Outcome.FAIL, Outcome.REVIEW))
    yield from (_of_finding(row, titles) for row in sorted(accusing, key=_order))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one of a bundle's .jsonl files; nothing where there is no such file."""
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


_ACCUSED = (Standing.HIT, Standing.PENDING)


def verdict_of(bundle: Path) -> Verdict | None:
    """The proposed verdict of a bundle, None where it has none."""
    path = bundle / "summary.json"
    if not path.is_file():
        return None
    said = json.loads(path.read_text("utf-8")).get("verdict")
    return Verdict.from_dict(said) if said else None


def _order(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        not _veto(row),
        row["outcome"] != Outcome.FAIL,
        _WEIGHT[Impact(row["impact"])],
        row["check"],
        row["fingerprint"],
    )


def _veto(row: Mapping[str, Any]) -> bool:
    """A finding that a rule of vetoes names and that is certain; what is only suspected weighs once it is confirmed as such."""
    return row["outcome"] == Outcome.FAIL and any(ref.startswith(_VETO) for ref in row["refs"])


def _of_item(item: Item, *, manual: bool = False) -> Charge:
    message = "须由人工判断" if manual else f"依据 {item.counted + item.doubtful} 项发现,初判适用单项否决“{item.name}”"
    return Charge(
        f"indicator:{item.indicator}",
        item.kind is Kind.VETO,
        item.heading if item.kind is Kind.VETO else item.name,
        f"{item.name}:{message}" if manual else message,
        evidence={"indicator": item.indicator, "name": item.name, "fingerprints": list(item.fingerprints)},
        manual=manual,
    )


def _of_finding(row: Mapping[str, Any], titles: Mapping[str, str]) -> Charge:
    place = f"“{row['column_path']}”栏目" if row["column_path"] else row["page_title"]
    kept = {
        "check": row["check"], "reason": row["reason"], "target": row["target"], "text": row["text"], "pages": row["pages"],
        "occurrences": row["occurrences"], "sample_pages": row["sample_pages"][:_KEPT], "last_checked": row["last_checked"],
        "urgent": bool(row["evidence"].get("urgent")), "confidence": row["confidence"],
    }  # fmt: skip
    title = titles.get(row["check"], row["check"])
    return Charge(row["fingerprint"], _veto(row), title, row["message"], row["page"], place, kept)
