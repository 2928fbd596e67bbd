"""What somebody put into a page, as the report shows it: bounded, masked, never to be clicked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.model.finding import Finding
from auditor.text.decency import decent
from reports.texts import reason, text
from reports.visible import clip

FAMILY = "hidden."
"""Checks whose findings quote an attacker."""
KEYS = frozenset({"techniques", "decoded", "anchors", "domains", "urls", "templates", "urgent", "views"})
DECODED = 1_200
LISTED = 20
_WORDS = 120
_URL = 300
_NEARLY_ALL = 0.9
_MANY = 5


@dataclass(frozen=True, slots=True)
class Intrusion:
    """The parts of an intrusion that have a place of their own; lists are cut, ``more_domains`` says by how many."""

    urgent: bool
    techniques: tuple[str, ...]
    decoded: str
    anchors: tuple[str, ...]
    domains: tuple[str, ...]
    more_domains: int
    urls: tuple[str, ...]
    templates: tuple[str, ...]
    """One sentence for each template."""
    views: tuple[tuple[str, str, str], ...]
    """(who asked, what was answered, the title shown) of the views compared."""


def intrusion(finding: Finding) -> Intrusion:
    """Read an intrusion from the evidence; what is of unexpected shape is left out."""
    evidence = finding.evidence
    domains = _texts(evidence.get("domains"))
    return Intrusion(
        evidence.get("urgent") is True,
        tuple(_techniques(_texts(evidence.get("techniques"))[:LISTED])),
        presentable(finding, clip(str(evidence.get("decoded") or ""), DECODED)),
        tuple(presentable(finding, clip(words, _WORDS)) for words in _texts(evidence.get("anchors"))[:LISTED]),
        tuple(clip(domain, _WORDS) for domain in domains[:LISTED]),
        max(0, len(domains) - LISTED),
        tuple(clip(url, _URL) for url in _texts(evidence.get("urls"))[:LISTED]),
        tuple(_templates(evidence.get("templates"))),
        tuple(_views(finding, evidence.get("views")))[:LISTED],
    )


def presentable(finding: Finding, words: str) -> str:
    """Words as they may be printed: explicit ones masked where an attacker is quoted."""
    return decent(words) if finding.check.startswith(FAMILY) else words


def _techniques(codes: list[str]) -> Iterator[str]:
    """In words, each once; a code with an empty text says nothing worth reading (an ordinary place)."""
    yield from dict.fromkeys(words for code in codes if (words := text("technique", clip(code, 80))))


def _texts(value: object) -> list[str]:
    return [str(one) for one in value if one] if isinstance(value, list | tuple) else []


def _views(finding: Finding, value: object) -> Iterator[tuple[str, str, str]]:
    for row in value if isinstance(value, list | tuple) else ():
        if not isinstance(row, Mapping):
            continue
        said = row.get("error") or row.get("wall")
        answer = reason(clip(str(said), 80)) if said else f"HTTP {row.get('status')}"
        chain = _texts(row.get("chain"))
        if len(chain) > 1:
            answer = f"{answer} → {clip(chain[-1], _URL)}"
        yield (
            text("view", clip(str(row.get("view")), 80)),
            answer,
            presentable(finding, clip(str(row.get("title") or ""), _URL)),
        )


def _templates(value: object) -> Iterator[str]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
    for row in rows:
        pages, of = row.get("pages"), row.get("of")
        if not isinstance(pages, int) or not isinstance(of, int):
            continue
        where = "template_shared" if pages >= _MANY and pages >= _NEARLY_ALL * of else "template_single"
        yield f"{clip(str(row.get('template') or '—'), 40)}：{of:,} 个网页中有 {pages:,} 个。{text('intrusion', where)}"
