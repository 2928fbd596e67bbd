"""How a slip of the pen becomes a judgement: always for a person to look at, with the sentence it stands in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor.checks.api import PASS
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.prose import Slip
from auditor.text.sentences import sentence

MOST = 100
"""Slips told of one page; a page with more is not written by people."""


def told(page: PageFacts, slips: Iterable[Slip]) -> Iterator[Judgement]:
    """Yield one judgement for every wrong form on a page, all its places with it; PASS without any."""
    prose = page.prose
    for judgement, places, said in _judgements(prose.text, slips, ""):
        spots = tuple(Spot(prose.offset(slip.start), text) for slip, text in zip(places, said, strict=True))
        yield replace(judgement, spots=spots) if spots else judgement


def told_of_text(text: str, url: str, slips: Iterable[Slip]) -> Iterator[Judgement]:
    """Yield the same of the text of a document: one judgement for every wrong form in it."""
    yield from (judgement for judgement, _, _ in _judgements(text, slips, f"{url}\n"))


def _judgements(text: str, slips: Iterable[Slip], of: str) -> Iterator[tuple[Judgement, list[Slip], list[str]]]:
    found: dict[tuple[str, str], list[Slip]] = {}
    for slip, _ in zip(slips, range(MOST), strict=False):
        found.setdefault((slip.reason, slip.wrong), []).append(slip)
    if not found:
        yield PASS, [], []
    for (reason, wrong), places in found.items():
        said = [sentence(text, slip.start, slip.end) for slip in places]
        yield _judgement(f"{of}{reason}:{wrong}", places[0], said), places, said


def _judgement(cause: str, first: Slip, said: list[str]) -> Judgement:
    known = {"right": first.right, "class": first.kind, "source": first.source}
    return Judgement(
        Outcome.REVIEW, first.reason, Confidence.LIKELY, cause=cause, args={"wrong": first.wrong, "right": first.right or "—"},
        evidence={"wrong": first.wrong, "sentence": said[0], **{name: value for name, value in known.items() if value}},
    )  # fmt: skip
