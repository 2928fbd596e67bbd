"""What a check says, and what goes into the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.model.outcome import Confidence, Impact, Outcome


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a page: the offset into its decoded text, and what stands there (at most 500 characters)."""

    offset: int
    """-1 = the page as a whole."""
    raw: str
    page: str = ""
    """URL of the crawled page; empty = the page that is judged. Checks of the whole site must name it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer of a check about one subject, before occurrences are gathered.

    ``reason`` is a stable machine code (``http-404``). ``cause`` groups subjects into one finding and feeds
    the fingerprint: no volatile part; empty = the target URL, or the page's. ``links`` limits the occurrences to links
    (by index into the links given to the check), None = all. ``fragment`` names the fragment accused. ``spots``,
    ``target`` and ``urgent`` are for checks of pages and sites: a judgement without spots occurs once in its page.
    """

    outcome: Outcome
    reason: str = ""
    confidence: Confidence = Confidence.CERTAIN
    cause: str = ""
    links: tuple[int, ...] | None = None
    fragment: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    """Values for the reason's Chinese text."""
    evidence: Mapping[str, object] = field(default_factory=dict)
    """JSON-able facts for the evidence card. Of an intrusion: ``techniques`` (stable codes, their Chinese is in
    reports/templates/texts.zh-CN.toml), ``decoded`` (the text behind encodings), ``anchors``, ``domains`` and ``urls``."""
    spots: tuple[Spot, ...] = ()
    target: str = ""
    """The URL accused, where there is one; becomes ``target`` of the finding."""
    urgent: bool = False
    """A certain intrusion: somebody must act at once. Only with ``fail``; stands in the evidence as ``urgent``."""
    refs: tuple[str, ...] = ()
    """Outside rule ids of this answer, besides those of its check."""
    impact: Impact | None = None
    """Where this answer weighs otherwise than its check: a matter of spelling among wrong values."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause as written to ``findings.jsonl``, field by field (DESIGN section 7)."""

    check: str
    outcome: Outcome
    impact: Impact
    confidence: Confidence
    page: str
    """First page in crawl order."""
    target: str | None
    reason: str
    message: str
    text: str
    place: str
    occurrences: int
    pages: int
    sample_pages: tuple[str, ...]
    fingerprint: str
    refs: tuple[str, ...]
    page_title: str
    column_path: str
    unit: str
    first_seen: str
    last_checked: str
    evidence: Mapping[str, object]
