"""Holding the findings of an audit against the truth: found, missed, false alarms."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from demo.hosts import pages_of, stands_on, target_of
from demo.model import Plant, Shape, Truth

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Reported:
    """One finding of the bundle with its occurrences as (page, raw) pairs."""

    check: str
    outcome: str
    reason: str
    page: str
    target: str
    fingerprint: str
    occurrences: tuple[tuple[str, str], ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The occurrences, or the finding's own page when it has none."""
        return self.occurrences or ((self.page, ""),)


@dataclass(slots=True)
class Comparison:
    """The result. ``missed`` pairs each plant with what was reported in its place, if anything."""

    found: list[Plant] = field(default_factory=list)
    missed: list[tuple[Plant, str]] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    unseen: list[Plant] = field(default_factory=list)
    """Look-alikes that are fine and reachable, yet were reported as not measurable."""
    pages: int = 0
    targets: int = 0

    @property
    def clean(self) -> bool:
        """Nothing missed, nobody falsely accused, nothing fine called unmeasurable."""
        return not self.missed and not self.false_alarms and not self.unseen


def compare(bundles: Sequence[Path], truth: Truth) -> Comparison:
    """Read ``findings.jsonl``, ``occurrences.jsonl`` and ``summary.json`` of each bundle and judge them together."""
    families = {plant.check.partition(".")[0] for plant in truth.faults}
    everything = (finding for bundle in bundles for finding in read(bundle))
    reported = [finding for finding in everything if finding.check.partition(".")[0] in families]
    result = Comparison(pages=_total(bundles, "pages"), targets=_total(bundles, "targets"))
    for plant in (*truth.faults, *truth.unmeasured):
        verdict = _look_for(plant, reported, truth.shape)
        if verdict is None:
            result.found.append(plant)
        else:
            result.missed.append((plant, verdict))
    for finding in reported:
        result.false_alarms += _unexplained(finding, truth)
    if truth.shape is Shape.TARGET:
        unmeasured = [finding for finding in reported if finding.outcome == "unmeasured"]
        result.unseen += [
            p for p in truth.innocents if any(_same_target(f, p) for f in unmeasured) and not _tolerated(p, truth)
        ]
    return result


def read(bundle: Path) -> Iterator[Reported]:
    """The findings of a bundle, occurrences joined in."""
    places: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(bundle / "occurrences.jsonl"):
        places.setdefault(str(row["fingerprint"]), []).append((plain(str(row["page"])), str(row["raw"])))
    for row in _rows(bundle / "findings.jsonl"):
        yield Reported(
            check=str(row["check"]),
            outcome=str(row["outcome"]),
            reason=str(row["reason"]),
            page=plain(str(row["page"])),
            target=plain(str(row["target"] or "")),
            fingerprint=str(row["fingerprint"]),
            occurrences=tuple(places.get(str(row["fingerprint"]), ())),
        )


def _total(bundles: Sequence[Path], name: str) -> int:
    return sum(json.loads((bundle / "summary.json").read_text(encoding="utf-8"))[name] for bundle in bundles)


def _rows(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def plain(url: str) -> str:
    """``url`` without a default port and with single slashes, so that two spellings of one address compare equal."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.removesuffix(_DEFAULT_PORTS.get(parts.scheme, "\0"))
    return urlunsplit(parts._replace(netloc=host, path=re.sub("/{2,}", "/", parts.path)))


def _look_for(plant: Plant, reported: list[Reported], shape: Shape) -> str | None:
    """None when the plant was reported as it should be, else what was said of it instead."""
    about = [finding for finding in reported if _ABOUT[shape](finding, plant)]
    right = [finding for finding in about if finding.check == plant.check and finding.outcome in plant.outcomes]
    if any(not plant.reasons or finding.reason in plant.reasons for finding in right):
        return None
    return "; ".join(sorted({f"{f.check} {f.outcome} {f.reason}" for f in about})) or "未报告"


def _about_link(finding: Reported, plant: Plant) -> bool:
    return _same_target(finding, plant) or any(_same_link(place, plant) for place in finding.occurrences)


def _about_page(finding: Reported, plant: Plant) -> bool:
    return any(_same_page(place, plant) for place in finding.places)


_ABOUT = {Shape.TARGET: _about_link, Shape.PAGE: _about_page}


def _same_target(finding: Reported, plant: Plant) -> bool:
    """A placeholder resolves to its own page and proves nothing, so only real targets count."""
    return plant.raw.strip("#") != "" and finding.target in _targets(plant)


@cache
def _targets(plant: Plant) -> frozenset[str]:
    return frozenset(target for page in pages_of(plant) if (target := plain(target_of(plant, page))))


def _same_link(place: tuple[str, str], plant: Plant) -> bool:
    """``raw`` of an occurrence is the attribute's value, or the element that holds it."""
    page, raw = place
    if not stands_on(plant, page):
        return False
    value = unescape(raw)
    if not plant.raw.strip("#"):
        return value == plant.raw or (f'href="{plant.raw}"' in value and f"{plant.text}<" in value)
    return value.strip() == plant.raw.strip() or plant.raw in value


def _same_page(place: tuple[str, str], plant: Plant) -> bool:
    """``raw`` of a page's plant, if it has one, tells it from whatever else stands on the page."""
    page, raw = place
    return stands_on(plant, page) and plant.raw in raw


def _tolerated(plant: Plant, truth: Truth) -> bool:
    return not _targets(plant).isdisjoint(truth.tolerated)


def _unexplained(finding: Reported, truth: Truth) -> list[str]:
    """What of a finding is not in the truth: nothing, the whole of it, or single occurrences."""
    if truth.shape is Shape.PAGE:
        return _misjudged(finding, truth) if finding.outcome in ("fail", "review") else []
    if finding.outcome != "fail" or finding.target in truth.tolerated:
        return []
    plants = [p for p in truth.faults if p.check == finding.check and "fail" in p.outcomes]
    if any(_same_target(finding, plant) for plant in plants):
        return []
    if not finding.occurrences:
        return [_head(finding)]
    return _strange(finding, [p for p in finding.occurrences if not any(_same_link(p, plant) for plant in plants)])


def _misjudged(finding: Reported, truth: Truth) -> list[str]:
    """Pages accused of what is not on them, or sent to a person for nothing."""
    plants = [p for p in truth.faults if finding.check in p.also or (p.check == finding.check and _allows(p, finding))]
    plants += [p for p in truth.innocents if finding.outcome in p.tolerates]
    return _strange(finding, [p for p in finding.places if not any(_same_page(p, plant) for plant in plants)])


def _allows(plant: Plant, finding: Reported) -> bool:
    """A doubt beside a certainty wrongs nobody."""
    return finding.outcome == "review" or finding.outcome in plant.outcomes


def _strange(finding: Reported, places: list[tuple[str, str]]) -> list[str]:
    return [f"{_head(finding)} @ {page} {raw[:80]}" for page, raw in places[:3]]


def _head(finding: Reported) -> str:
    return f"{finding.check} {finding.outcome} {finding.reason} {finding.target}"
