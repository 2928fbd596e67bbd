"""SARIF 2.1.0: findings for code-scanning pages, written as a stream."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from auditor import __version__
from auditor.model.finding import Finding
from auditor.model.outcome import Impact, Outcome
from reports.formats import Format, Means
from reports.plain import one_line, sentence
from reports.standing import Standing, stand_of
from reports.texts import CheckTexts
from reports.view import Occurrence, ReportView

NAME = "report.sarif"
PLACES = 10
"""Places named of one finding; their number is told."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Impact.SERIOUS: "error", Impact.MODERATE: "warning", Impact.MINOR: "note"}
_KINDS = {Outcome.FAIL: "fail", Outcome.REVIEW: "review", Outcome.UNMEASURED: "open"}
_STATES = {Standing.NEW: "new", Standing.KNOWN: "unchanged", Standing.WAIVED: "unchanged"}
_URI = "%/:?#[]@!$&'()*+,;=~"
"""Characters of an address that stay as they are."""

Object = dict[str, object]


def render(view: ReportView, path: Path, titles: Mapping[str, CheckTexts]) -> Path:
    """Write the file, replacing an old one only when all is written; returns its path."""
    target = path / NAME if path.is_dir() else path
    partial = target.with_name(target.name + ".part")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(view, titles))
    os.replace(partial, target)
    return target


def _pieces(view: ReportView, titles: Mapping[str, CheckTexts]) -> Iterator[str]:
    head = {"$schema": _SCHEMA, "version": "2.1.0"}
    run = {
        "tool": {"driver": _driver(view, titles)},
        "invocations": [_invocation(view)],
        "columnKind": "unicodeCodePoints",
    }
    yield f'{_json(head)[:-1]},"runs":[{_json(run)[:-1]},"results":['
    samples = view.samples(PLACES)
    first = True
    for finding in view.findings():
        if finding.outcome in _KINDS:
            yield ("\n" if first else ",\n") + _json(_result(finding, samples.of(finding.fingerprint), titles))
            first = False
    yield "\n]}]}\n"


def _driver(view: ReportView, titles: Mapping[str, CheckTexts]) -> Object:
    used = sorted({finding.check for finding in view.findings()})
    return {"name": "Xunwang", "fullName": "巡网 Xunwang", "version": __version__, "language": "zh-CN",
            "rules": [_rule(check, titles.get(check)) for check in used]}  # fmt: skip


def _rule(check: str, texts: CheckTexts | None) -> Object:
    if texts is None:
        return {"id": check}
    return {
        "id": check, "name": "".join(part.capitalize() for part in check.replace("_", ".").split(".")),
        "shortDescription": {"text": texts.title}, "fullDescription": {"text": texts.why},
        "help": {"text": f"怎么改:{texts.fix}\n不算:{texts.not_this}"},
    }  # fmt: skip


def _invocation(view: ReportView) -> Object:
    found: Object = {"executionSuccessful": True}
    for name, key in (("startTimeUtc", "started"), ("endTimeUtc", "finished")):
        if moment := _utc(str(view.summary.get(key) or "")):
            found[name] = moment
    return found


def _utc(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return "" if moment.tzinfo is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _result(finding: Finding, places: list[Occurrence], titles: Mapping[str, CheckTexts]) -> Object:
    stand, texts = stand_of(finding), titles.get(finding.check)
    failed = finding.outcome is Outcome.FAIL
    result: Object = {
        "ruleId": finding.check,
        "kind": _KINDS[finding.outcome],
        "level": _LEVELS[finding.impact] if failed else "none",
        "message": {"text": _plain_text(sentence(finding, texts.title if texts else finding.check))},
        "locations": [_location(finding, places[0] if places else None)],
        "partialFingerprints": {"xunwang/v1": finding.fingerprint},
        "occurrenceCount": max(finding.occurrences, 1),
        "properties": {
            "impact": finding.impact, "confidence": finding.confidence, "reason": finding.reason, "pages": finding.pages,
            "places": [one_line(f"{place.page} 第 {place.line} 行" if place.line else place.page) for place in places],
        },
    }  # fmt: skip
    if stand.standing in _STATES:
        result["baselineState"] = _STATES[stand.standing]
    if stand.standing is Standing.WAIVED:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": _why(stand.waiver)}]
    return result


def _why(waiver: Mapping[str, str]) -> str:
    return f"{waiver.get('reason', '')}(批准:{waiver.get('approver', '')},至 {waiver.get('until', '')})"


def _location(finding: Finding, place: Occurrence | None) -> Object:
    file = stand_of(finding).file
    uri = quote(file, errors="replace") if file else quote(finding.page, safe=_URI, errors="replace")
    physical: Object = {"artifactLocation": {"uri": uri}}
    if place is not None and place.line > 0 and place.page == finding.page:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {"physicalLocation": physical}


def _plain_text(text: str) -> str:
    """SARIF takes ``[words](address)`` in a message for a link: brackets are written with a backslash."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()


def _write(view: ReportView, folder: Path, means: Means) -> list[Path]:
    return [render(view, folder, means.titles)]


FORMAT = Format("sarif", _write)
