"""Judges labelled pages with the checks of hidden links and tampering: ``python -m bench.hidden FOLDER``.

Each page stands alone: no site majority, no style sheets of other files, and its address is only guessed from what it
says of itself. A folder without ``label`` in its truth.json is shown as "not labelled".
"""

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from auditor.checks.api import Shape
from auditor.checks.catalogue import discover
from auditor.html.charset import decode
from auditor.html.hidden import Reader
from auditor.model.finding import Judgement
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.scope import registrable

_OWN = (
    re.compile(r"<link[^>]{0,200}?rel=[\"']?canonical[^>]{0,200}?href=[\"']?(https?://[^\"'\s>]+)", re.I),
    re.compile(r"property=[\"']og:url[\"'][^>]{0,200}?content=[\"'](https?://[^\"'\s>]+)", re.I),
    re.compile(r"content=[\"'](https?://[^\"'\s>]+)[\"'][^>]{0,200}?property=[\"']og:url", re.I),
    re.compile(r"content=[\"'](?:https?://)?([\w.-]+)[^>\"']{0,80}[\"'][^>]{0,50}?name=[\"']SiteDomain", re.I),
    re.compile(r"name=[\"']SiteDomain[\"'][^>]{0,50}?content=[\"'](?:https?://)?([\w.-]+)", re.I),
)
_ASSET = re.compile(r"<(?:link|img)[^>]{0,300}?(?:href|src)=[\"']?(https?://[^\"'\s>/]+)", re.I)
_UNKNOWN = "http://page.invalid/"


@dataclass(frozen=True, slots=True)
class Row:
    """One judged file: what accuses it (check, outcome, reason), and the CPU time of a first and of a second look."""

    file: str
    label: str
    techniques: tuple[str, ...]
    found: tuple[tuple[str, str, str, str], ...]
    first: float
    again: float

    @property
    def failed(self) -> bool:
        """Some check is certain."""
        return any(outcome == Outcome.FAIL for _, outcome, _, _ in self.found)


def own_address(text: str) -> str:
    """Guess where a saved page came from: what it declares, else the host most of its assets lie on."""
    for pattern in _OWN:
        found = pattern.search(text[:200_000])
        if found:
            return found[1] if "://" in found[1] else f"http://{found[1].split(',')[0]}/"
    hosts = Counter(_ASSET.findall(text))
    best = hosts.most_common(1)
    return f"{best[0][0]}/" if best and best[0][1] >= 5 else _UNKNOWN


def judged(path: Path, record: dict[str, object]) -> Row:
    """Judge one file with a fresh reader."""
    text, _ = decode(path.read_bytes(), "")
    url = own_address(text)
    reader = Reader()
    started = time.process_time()
    facts = reader.facts(text, url)
    first = time.process_time() - started
    started = time.process_time()
    reader.facts(text, url)
    again = time.process_time() - started
    host = urlsplit(url).hostname or ""
    site = SiteContext(
        url,
        host,
        False,
        None,
        (),
        frozenset(),
        True,
        frozenset(),
        operators=frozenset({host, registrable(host)} - {""}),
    )
    page = PageFacts(url, url, facts.head.title, "", 200, facts)
    found = [
        (check.id, str(judgement.outcome), judgement.reason, check.message(judgement))
        for check in discover()
        if check.shape is Shape.PAGE and check.id.startswith("hidden.")
        for judgement in check.judge_page(page, site)
        if isinstance(judgement, Judgement) and judgement.outcome in (Outcome.FAIL, Outcome.REVIEW)
    ]
    techniques = tuple(map(str, record.get("techniques") or ()))  # type: ignore[call-overload]
    return Row(path.name, str(record.get("label", "not labelled")), techniques, tuple(found), first, again)


def main(arguments: Sequence[str]) -> int:
    """Print the tables for a folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    records = json.loads((folder / "truth.json").read_text("utf-8"))
    rows = [judged(folder / record["file"], record) for record in records]
    for line in (*_totals(rows), "", *_by_technique(rows), "", *_worth_a_look(rows), "", *_times(rows)):
        print(line)
    return 0


def _totals(rows: Sequence[Row]) -> Iterator[str]:
    yield "| label | pages | fail | fail or review |"
    yield "|---|---|---|---|"
    for label in sorted({row.label for row in rows}):
        of = [row for row in rows if row.label == label]
        failed, seen = sum(row.failed for row in of), sum(bool(row.found) for row in of)
        yield f"| {label} | {len(of)} | {failed} ({failed / len(of):.1%}) | {seen} ({seen / len(of):.1%}) |"


def _by_technique(rows: Sequence[Row]) -> Iterator[str]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for technique in row.techniques if row.label == "hacked" else ():
            groups[technique].append(row)
    yield "| technique | pages | fail | fail or review |"
    yield "|---|---|---|---|"
    for technique, of in sorted(groups.items()):
        yield f"| {technique} | {len(of)} | {sum(row.failed for row in of)} | {sum(bool(row.found) for row in of)} |"


def _worth_a_look(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row.label != "hacked" and row.found:
            yield f"{row.label} {row.file} accused: {'; '.join(' '.join(item) for item in row.found)}"
        elif row.label == "hacked" and not row.failed:
            yield f"hacked {row.file} not certain: {'; '.join(' '.join(item) for item in row.found) or 'missed'} {row.techniques}"


def _times(rows: Sequence[Row]) -> Iterator[str]:
    for name, times in (("first look", [row.first for row in rows]), ("seen before", [row.again for row in rows])):
        yield f"{name}: median {median(times) * 1e3:.2f} ms, mean {sum(times) / len(times) * 1e3:.2f} ms, worst {max(times) * 1e3:.1f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
