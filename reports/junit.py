"""JUnit XML: a suite for each check, a case for each finding, for the test pages of build servers; written as a stream."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from reports.formats import Format, Means
from reports.plain import page, sentence, where
from reports.standing import Standing, stand_of
from reports.texts import CheckTexts
from reports.view import ReportView
from reports.visible import visible

NAME = "report.junit.xml"


def render(view: ReportView, path: Path, titles: Mapping[str, CheckTexts]) -> Path:
    """Write the file, replacing an old one only when all is written; returns its path."""
    target = path / NAME if path.is_dir() else path
    partial = target.with_name(target.name + ".part")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(view, titles))
    os.replace(partial, target)
    return target


def _pieces(view: ReportView, titles: Mapping[str, CheckTexts]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for finding in view.findings():
        counts.setdefault(finding.check, Counter())[_result(finding)] += 1
    judged = view.summary.get("findings")
    clean = sorted(set(judged if isinstance(judged, Mapping) else ()) - counts.keys())
    total = sum(counts.values(), Counter())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites name={_attribute('巡网')} {_numbers(total, len(clean))}>\n"
    for check in clean:
        yield _opening(check, titles, Counter(), 1)
        yield f"<testcase classname={_attribute(check)} name={_attribute('没有发现问题')}/>\n</testsuite>\n"
    for check, findings in groupby(view.findings(), key=lambda finding: finding.check):
        yield _opening(check, titles, counts[check], 0)
        for finding in findings:
            yield _case(finding, _title(check, titles))
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _opening(check: str, titles: Mapping[str, CheckTexts], counts: Counter[str], clean: int) -> str:
    return f"<testsuite name={_attribute(f'{check} {_title(check, titles)}')} {_numbers(counts, clean)}>\n"


def _numbers(counts: Counter[str], clean: int) -> str:
    return f'tests="{counts.total() + clean}" failures="{counts["failure"]}" errors="{counts["error"]}" skipped="{counts["skipped"]}"'


def _result(finding: Finding) -> str:
    """What a build server makes of it: before a release what stops it fails, in a report what was found."""
    stand = stand_of(finding)
    if finding.outcome is Outcome.UNMEASURED:
        return "error" if stand.blocks else "skipped"
    fails = stand.blocks if stand.standing is not Standing.NONE else finding.outcome is Outcome.FAIL
    return "failure" if fails else "skipped"


def _case(finding: Finding, title: str) -> str:
    said, kind = sentence(finding, title), _result(finding)
    name = f"{where(finding)} {finding.fingerprint[:8]}"
    details = "\n".join(filter(None, (page(finding), finding.place, f"出现在 {finding.pages} 个页面")))
    return (
        f"<testcase classname={_attribute(finding.check)} name={_attribute(name)}>"
        f"<{kind} message={_attribute(said)}>{escape(visible(details))}</{kind}></testcase>\n"
    )


def _title(check: str, titles: Mapping[str, CheckTexts]) -> str:
    return titles[check].title if check in titles else check


def _attribute(text: str) -> str:
    return quoteattr(visible(text))


def _write(view: ReportView, folder: Path, means: Means) -> list[Path]:
    return [render(view, folder, means.titles)]


FORMAT = Format("junit", _write)
