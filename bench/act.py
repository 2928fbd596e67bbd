"""``python -m bench.act FOLDER``: the W3C ACT test cases through the browser; axe alone beside all access checks.

FOLDER holds testcases.json, testcases/ and test-assets/. A failed case counts as found when a finding names its rule
(``act:<rule id>`` among the refs); a FAIL that names the rule of a passed or inapplicable case is a false alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic

from auditor.browser.launch import Browser, BrowserSettings
from auditor.browser.limits import BrowserLimits
from auditor.browser.measure import Task, measure
from auditor.browser.tab import ScriptError
from auditor.browser.trouble import BrowserTrouble
from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.model.axe import VIOLATION
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.target import SiteContext

FAIL, REVIEW, SILENT = "fail", "review", ""
_PREFIX = "/WAI/content-assets/wcag-act-rules/"
"""Where the cases themselves say that their assets are."""
_RECYCLE = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One test case of one rule."""

    rule: str
    name: str
    title: str
    expected: str
    """passed, failed or inapplicable."""
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a case, as far as it names the rule of the case."""

    case: Case
    axe: str = SILENT
    ours: str = SILENT
    by: tuple[str, ...] = ()
    """``check:reason`` of what names the rule, the strongest first."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for one rule or for all."""

    failed: int
    harmless: int
    found: tuple[int, int]
    """Failed cases said to fail: axe, ours."""
    doubted: tuple[int, int]
    """Failed cases for a person to look at: axe, ours."""
    false: tuple[int, int]
    """False alarms: axe, ours."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases and print the table; 1 when a case could not be measured."""
    options = _options(arguments)
    cases = [case for case in read_cases(options.folder) if not options.rules or case.rule in options.rules]
    checks = [one for one in discover() if one.id.startswith("access.") and one.shape == "page"]
    if options.checks:
        checks = [one for one in checks if one.id in options.checks or one.id.removeprefix("access.") in options.checks]
    began = monotonic()
    with served(options.folder) as origin:
        answers = list(_answers(cases, partial(_url, origin), checks, options.quiet))
    print(table(answers, details=options.details or bool(options.rules)))
    print(f"{len(answers)} cases in {monotonic() - began:.0f} s; checks: {', '.join(one.id for one in checks)}")
    if options.json:
        options.json.write_text(
            json.dumps([_plain(answer) for answer in answers], ensure_ascii=False, indent=1), "utf-8"
        )
    return int(any(answer.error for answer in answers))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.act", description=__doc__)
    parser.add_argument("folder", type=Path)
    split = partial(str.split, sep=",")
    parser.add_argument("--rules", type=split, default=[], help="only these ACT rules, ID,ID")
    parser.add_argument("--checks", type=split, default=[], help="only these checks, e.g. axe,vague_link")
    parser.add_argument("--quiet", type=float, default=0.2, help="seconds without change before a page is measured")
    parser.add_argument(
        "--details", action="store_true", help="list missed cases and false alarms (always with --rules)"
    )
    parser.add_argument("--json", type=Path, help="write every answer there")
    return parser.parse_args(arguments)


def read_cases(folder: Path) -> list[Case]:
    """Read the HTML cases of a folder; those that are no HTML page are left out."""
    listed = json.loads((folder / "testcases.json").read_text("utf-8"))
    cases = listed["testcases"] if isinstance(listed, dict) else listed
    return [
        Case(one["ruleId"], one["ruleName"], one["testcaseTitle"], one["expected"], one["relativePath"])
        for one in cases
        if one["relativePath"].endswith((".html", ".htm", ".xhtml"))
    ]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the folder on loopback; yields the origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(_PREFIX).lstrip("/"))

    def guess_type(self, path: object) -> str:
        kind = super().guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind == "text/html" else kind

    def log_message(self, *_: object) -> None:
        pass


def _url(origin: str, case: Case) -> str:
    return f"{origin}{_PREFIX}{case.path}"


def _answers(
    cases: Sequence[Case], url_of: Callable[[Case], str], checks: Sequence[CheckInfo], quiet: float
) -> Iterator[Answer]:
    settings = BrowserSettings(limits=BrowserLimits(quiet_seconds=quiet))
    running: Browser | None = None
    try:
        for number, case in enumerate(cases):
            if running is not None and (number % _RECYCLE == 0 or not running.alive):
                running.close()
                running = None
            running = running or Browser(settings)
            answer = _answer(running, case, url_of(case), checks)
            print(f"\r{number + 1}/{len(cases)}", end="", file=sys.stderr, flush=True)
            yield answer
    finally:
        print(file=sys.stderr)
        if running is not None:
            running.close()


def _answer(running: Browser, case: Case, url: str, checks: Sequence[CheckInfo]) -> Answer:
    try:
        page = measure(running.tab, Task(url, "")).page
        running.tab.tidy()
    except (BrowserTrouble, ScriptError) as trouble:
        running.close()
        return Answer(case, error=str(trouble)[:200])
    facts = PageFacts(url, url, "", "0" * 16, 200, HiddenFacts(version=0), rendered=page)
    site = SiteContext(url, "127.0.0.1", True, None, (), frozenset(), False, frozenset())
    named = sorted(_naming(f"act:{case.rule}", checks, facts, site), key=lambda one: one[0] is not Outcome.FAIL)
    said = {outcome for outcome, _ in named}
    ours = FAIL if Outcome.FAIL in said else REVIEW if said else SILENT
    return Answer(case, _axe_alone(page, case.rule), ours, tuple(dict.fromkeys(by for _, by in named)))


def _naming(ref: str, checks: Sequence[CheckInfo], page: PageFacts, site: SiteContext) -> Iterator[tuple[Outcome, str]]:
    """Accusations and doubts that name an outside rule."""
    for check in checks:
        for said in check.judge_page(page, site):
            if not isinstance(said, Judgement) or said.outcome not in (Outcome.FAIL, Outcome.REVIEW):
                continue
            if ref in said.refs or ref in check.refs:
                yield said.outcome, f"{check.id}:{said.reason}"


def _axe_alone(page: RenderedPage, rule: str) -> str:
    """What axe itself claims of an ACT rule that it says it implements."""
    said = {found.outcome for found in (page.axe.rules if page.axe else ()) if rule in found.act}
    return FAIL if VIOLATION in said else REVIEW if said else SILENT


def tally(answers: Sequence[Answer]) -> Tally:
    """Count what was found, doubted and accused without cause."""
    failed = [one for one in answers if one.case.expected == "failed"]
    harmless = [one for one in answers if one.case.expected != "failed"]
    return Tally(
        len(failed), len(harmless),
        _both(failed, FAIL), _both(failed, REVIEW), _both(harmless, FAIL),
    )  # fmt: skip


def _both(answers: Sequence[Answer], said: str) -> tuple[int, int]:
    return sum(one.axe == said for one in answers), sum(one.ours == said for one in answers)


def table(answers: Sequence[Answer], details: bool = False) -> str:
    """Lay the counts out, one line a rule and one for all."""
    by_rule: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_rule[answer.case.rule].append(answer)
    head = f"{'rule':8}{'cases':>6}{'failed':>8}   {'axe: fail review missed false':30} {'ours: fail review missed false':31} name"
    lines = [head, *(_line(rule, some, some[0].case.name) for rule, some in by_rule.items())]
    if details:
        lines += [line for some in by_rule.values() for line in _wrong(some)]
    return "\n".join([*lines, _line("all", answers, ""), *_shares(tally(answers))])


def _line(rule: str, answers: Sequence[Answer], name: str) -> str:
    count = tally(answers)
    sides = [
        f"{count.found[side]:9}{count.doubted[side]:7}"
        f"{count.failed - count.found[side] - count.doubted[side]:7}{count.false[side]:6}"
        for side in (0, 1)
    ]
    errors = sum(bool(one.error) for one in answers)
    note = f"  ({errors} not measured)" if errors else ""
    return f"{rule:8}{len(answers):6}{count.failed:8}   {sides[0]:30} {sides[1]:31} {name[:60]}{note}"


def _shares(count: Tally) -> Iterator[str]:
    for side, who in enumerate(("axe alone", "all checks")):
        found, doubted, false = count.found[side], count.doubted[side], count.false[side]
        yield (
            f"{who}: {_share(found, count.failed)} of the failed cases as fail, {_share(found + doubted, count.failed)} as "
            f"fail or review; {false} false alarms in {count.harmless} harmless cases ({_share(false, count.harmless)})"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _wrong(answers: Sequence[Answer]) -> Iterator[str]:
    for one in answers:
        accused = one.case.expected != "failed" and one.ours == FAIL
        missed = one.case.expected == "failed" and one.ours != FAIL
        if accused or missed or one.error:
            word = "not measured" if one.error else "false alarm" if accused else one.ours or "missed"
            said = one.error or ", ".join(one.by)
            yield f"  {one.case.rule} {one.case.title}: {word} {said}\n      {one.case.path}"


def _plain(answer: Answer) -> dict[str, object]:
    case = answer.case
    return {
        "rule": case.rule, "title": case.title, "expected": case.expected, "path": case.path,
        "axe": answer.axe, "ours": answer.ours, "by": answer.by, "error": answer.error,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
