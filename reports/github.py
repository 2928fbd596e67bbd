"""Workflow commands of GitHub Actions: each finding as an annotation at its file and line."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from auditor.model.finding import Finding
from auditor.model.outcome import Impact, Outcome
from reports.formats import Format, Means
from reports.plain import page, sentence
from reports.standing import Standing, stand_of
from reports.texts import CheckTexts
from reports.view import Occurrence, ReportView

NAME = "report.github.txt"
_ASIDE = (Standing.KNOWN, Standing.WAIVED)
_UNSAFE = re.compile("[%\r\n]")
_UNSAFE_IN_PROPERTY = re.compile("[%\r\n:,]")


def render(view: ReportView, path: Path, titles: Mapping[str, CheckTexts]) -> Path:
    """Write the commands into a file, replacing an old one only when all is written; returns its path."""
    target = path / NAME if path.is_dir() else path
    partial = target.with_name(target.name + ".part")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in commands(view, titles))
    os.replace(partial, target)
    return target


def commands(view: ReportView, titles: Mapping[str, CheckTexts]) -> Iterator[str]:
    """One command a finding; what is known or waived is not told again."""
    samples = view.samples(1)
    for finding in view.findings():
        if stand_of(finding).standing not in _ASIDE and finding.outcome is not Outcome.UNMEASURED:
            places = samples.of(finding.fingerprint)
            yield _command(finding, places[0] if places else None, titles)


def _command(finding: Finding, place: Occurrence | None, titles: Mapping[str, CheckTexts]) -> str:
    title = titles[finding.check].title if finding.check in titles else finding.check
    stand = stand_of(finding)
    properties = {"title": title}
    if stand.file:
        properties["file"] = stand.file
        if place is not None and place.line > 0:
            properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
    said = sentence(finding, title)
    message = said if stand.file else f"{said}({page(finding)})"
    listed = ",".join(f"{name}={_escaped(value, _UNSAFE_IN_PROPERTY)}" for name, value in properties.items())
    return f"::{_severity(finding)} {listed}::{_escaped(message, _UNSAFE)}"


def _severity(finding: Finding) -> str:
    if stand_of(finding).blocks:
        return "error"
    if finding.outcome is Outcome.REVIEW:
        return "notice"
    return {Impact.SERIOUS: "error", Impact.MODERATE: "warning", Impact.MINOR: "notice"}[finding.impact]


def _escaped(text: str, unsafe: "re.Pattern[str]") -> str:
    return unsafe.sub(lambda found: f"%{ord(found[0]):02X}", text).encode("utf-8", "replace").decode()


def _write(view: ReportView, folder: Path, means: Means) -> list[Path]:
    return [render(view, folder, means.titles)]


FORMAT = Format("github", _write)
