"""report.html: one file, in Chinese, that opens from disk without network and stays usable with 20,000 findings.

The first page of causes is ordinary HTML. Every further page is inert: a ``<script type="text/html">`` block with one
line of escaped HTML for each cause, which the script of the report puts into the document page by page; places
of occurrence are JSON, at most 20 pages for each cause. Memory is bounded by the index and one page of causes.
"""

import hashlib
import json
import os
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import jinja2
from markupsafe import Markup

from auditor.model.outcome import Impact, Outcome
from reports.accessibility import access
from reports.cause import Cause, cause, moment
from reports.formats import Format, Means
from reports.identity import identity
from reports.intrusion import presentable
from reports.item import Item, items
from reports.order import OUTCOMES, Part
from reports.overview import overview, title
from reports.pictures import Pictures
from reports.texts import TEMPLATES, Titles, reason, text
from reports.view import Entry, Occurrence, ReportView, Samples
from reports.visible import clip, finalize, typeable, visible
from reports.wording import NOBODY, Looked, certainty, fault, reach

NAME = "report.html"
PAGE_SIZE = 200
SAMPLE_PAGES = 20
GRAVEST = 5
"""Named right behind the coverage."""
SAMPLE_BUDGET = 60_000
"""Places of occurrence kept inside one file; with more causes each keeps fewer, never less than three."""
_PAGE_LIMIT = 1_000
_RAW_LIMIT = 200
_IMPACTS = tuple(Impact)
_SPLIT = "<!--causes-->"

Section = tuple[Outcome, Part | None]
"""What stands under one heading; what was not measured has no parts."""


@dataclass(frozen=True, slots=True)
class Group:
    """Causes shown under one heading: one check at one impact, or one reason for what was not measured."""

    number: int
    section: Section
    impact: Impact | None
    check: str
    reason: str
    size: int
    urgent: bool

    @property
    def outcome(self) -> Outcome:
        """That of its section."""
        return self.section[0]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One page of causes: a line of HTML for each, and the JSON of where they occur."""

    number: int
    lines: tuple[Markup, ...]
    places: Markup


def render(view: ReportView, out: Path, titles: Titles | None = None, looked: Looked = NOBODY) -> Path:
    """Write report.html and return its path.

    Args:
        view: an open bundle.
        out: a folder, or the path of the file to write; replaced only when the report is complete.
        titles: texts of the checks by id; a check without texts appears under its id.
        looked: what named persons confirmed and dismissed.

    Raises:
        BundleUnreadable: a file of the bundle is broken.
        OSError: the report cannot be written.
    """
    target = out / NAME if out.is_dir() else out
    partial = target.with_name(target.name + ".part")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        for piece in _Report(view, titles or {}, looked).pieces():
            file.write(piece)
    os.replace(partial, target)
    return target


class _Report:
    """The state of one rendering: sorted entries, their groups, and the compiled templates."""

    def __init__(self, view: ReportView, titles: Titles, looked: Looked) -> None:
        self._view = view
        self._titles = titles
        self._looked = looked
        self._environment = environment()
        self._cause = self._environment.get_template("cause.html.j2")
        self._pictures = Pictures(view.bundle)
        self._entries = view.ordered
        self._groups = tuple(_groups(self._entries))
        self._sections = tuple(dict.fromkeys(group.section for group in self._groups))

    def pieces(self) -> Iterator[str]:
        """The text of the report, piece by piece."""
        chunks = self._chunks()
        first = next(chunks, Chunk(0, (), Markup("[]")))
        style, script = _asset("report.css"), _asset("report.js")
        yield from self._environment.get_template("report.html.j2").generate(
            overview=overview(self._view.summary, self._entries, self._titles),
            gravest=self._gravest(),
            card=identity(self._view.identity(), self._pictures),
            access=access(self._view.access(), self._pictures),
            comparison=self._view.comparison(),
            reach=reach(self._view.summary),
            total=len(self._entries),
            size=PAGE_SIZE,
            checks=[(check, title(check, self._titles)) for check in sorted({entry.check for entry in self._entries})],
            outcomes=OUTCOMES,
            impacts=_IMPACTS,
            sections=self._first_page(first),
            first=first,
            chunks=chunks,
            data=self._data(),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )

    def _gravest(self) -> list[Item]:
        """The first of what accuses, if it is grave: it must not be looked for behind the cards."""
        grave = [one for one in self._entries[:GRAVEST] if one.outcome is Outcome.FAIL and one.part <= Part.TAMPERING]
        return list(items(self._view, self._titles, self._looked, grave))

    def _chunks(self) -> Iterator[Chunk]:
        limit = max(3, min(SAMPLE_PAGES, SAMPLE_BUDGET // max(1, len(self._entries))))
        samples = self._view.samples(limit)
        for number, start in enumerate(range(0, len(self._entries), PAGE_SIZE)):
            offsets = [entry.offset for entry in self._entries[start : start + PAGE_SIZE]]
            causes = [cause(start + i, found) for i, found in enumerate(self._view.findings_at(offsets))]
            lines = tuple(Markup(self._line(item)) for item in causes)
            yield Chunk(number, lines, _json([_places(item, samples) for item in causes]))

    def _line(self, item: Cause) -> str:
        picture = self._pictures.uri(item.finding.evidence.get("shot"))
        number = self._view.numbers.number(item.finding.fingerprint)
        html = self._cause.render(
            cause=item, picture=picture, found=item.finding, title=title(item.finding.check, self._titles), number=number,
            certainty=certainty(item.finding, number, self._looked),
        )  # fmt: skip
        return "".join(line.strip() for line in html.splitlines())

    def _first_page(self, first: Chunk) -> Iterator[Markup]:
        """The live part: sections and groups around the lines of the first page, as the script would build them."""
        shown = _numbered(self._groups)[: len(first.lines)]
        for section, members in groupby(enumerate(shown), key=lambda pair: self._groups[pair[1]].section):
            opening, closing = self._section_frame(section)
            yield opening
            for group, causes in groupby(members, key=lambda pair: pair[1]):
                before, after = self._group_frame(self._groups[group])
                yield before
                yield from (first.lines[number] for number, _ in causes)
                yield after
            yield closing

    def _frame(self, name: str, **values: object) -> tuple[Markup, Markup]:
        html = self._environment.get_template(name).render(values)
        before, _, after = html.partition(_SPLIT)
        return Markup(before), Markup(after)

    def _section_frame(self, section: Section) -> tuple[Markup, Markup]:
        outcome, part = section
        return self._frame("section.html.j2", outcome=outcome, part=part)

    def _group_frame(self, group: Group) -> tuple[Markup, Markup]:
        return self._frame(
            "group.html.j2",
            group=group,
            title=title(group.check, self._titles),
            texts=self._titles.get(group.check),
        )

    def _data(self) -> Markup:
        """The index: frames of sections and groups, and for every cause its group, check and impact."""
        checks = sorted({entry.check for entry in self._entries})
        places = {check: number for number, check in enumerate(checks)}
        return _json(
            {
                "size": PAGE_SIZE,
                "checks": checks,
                "titles": [title(check, self._titles) for check in checks],
                "sections": [[OUTCOMES.index(one[0]), *self._section_frame(one)] for one in self._sections],
                "groups": [[self._sections.index(group.section), *self._group_frame(group)] for group in self._groups],
                "group": _numbered(self._groups),
                "check": [places[entry.check] for entry in self._entries],
                "impact": [_impact(entry) for entry in self._entries],
            }
        )


def _impact(entry: Entry) -> int:
    """Number of the impact a reader may filter by; what was not measured has none."""
    return -1 if entry.outcome is Outcome.UNMEASURED else _IMPACTS.index(entry.impact)


def _heading(entry: Entry) -> tuple[Section, Impact | None, str, bool]:
    if entry.outcome is Outcome.UNMEASURED:
        return (entry.outcome, None), None, entry.reason, False
    return (entry.outcome, entry.part), entry.impact, entry.check, entry.urgent


def _groups(entries: Sequence[Entry]) -> Iterator[Group]:
    sizes = Counter(_heading(entry) for entry in entries)
    for number, ((section, impact, name, urgent), size) in enumerate(sizes.items()):
        silent = section[0] is Outcome.UNMEASURED
        yield Group(number, section, impact, "" if silent else name, name if silent else "", size, urgent)


def _numbered(groups: Sequence[Group]) -> list[int]:
    """The group number of every cause, in order."""
    return [group.number for group in groups for _ in range(group.size)]


def _places(item: Cause, samples: Samples) -> list[list[object]]:
    found = samples.of(item.finding.fingerprint)
    if found:
        excerpt = item.finding.evidence.get("excerpt")
        return [_place(one, "" if one.raw == excerpt else presentable(item.finding, one.raw)) for one in found]
    return [[visible(clip(page, _PAGE_LIMIT)), 0, 0, ""] for page in item.finding.sample_pages[:SAMPLE_PAGES]]


def _place(found: Occurrence, raw: str) -> list[object]:
    page = visible(clip(found.page, _PAGE_LIMIT))
    return [page, found.line, found.column, visible(clip(raw, _RAW_LIMIT))]


def _json(value: object) -> Markup:
    """JSON for a data block: ASCII only, and no character that could end the block or open a comment in it."""
    words = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _copyable(url: str) -> str | None:
    """What the copy button gives when it is not simply what is shown; None = the shown text will do."""
    safe = typeable(url)
    return safe if safe != url or len(safe) > 600 else None


@cache
def environment() -> jinja2.Environment:
    """The templates of the reports: every value escaped and visible, none undefined."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clip=clip, copyable=_copyable, fault=fault, moment=moment, reason=reason)
    made.globals["text"] = text
    return made


def compiled() -> None:
    """Compile what every report needs, for a process whose copies will write reports."""
    for name in ("report.html.j2", "cause.html.j2"):
        environment().get_template(name)


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing may be loaded, and only our own style and script apply."""
    hashes = [b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _write(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    return (render(view, folder, means.titles, means.looked),)


FORMAT = Format("html", _write)
