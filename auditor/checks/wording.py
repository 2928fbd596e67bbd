"""How a slip of the pen becomes a judgement: always for a person to look at, with the sentence it stands in."""

from collections.abc import Iterable, Iterator

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
    found: dict[tuple[str, str], list[Slip]] = {}
    for slip, _ in zip(slips, range(MOST), strict=False):
        found.setdefault((slip.reason, slip.wrong), []).append(slip)
    if not found:
        yield PASS
    for (reason, wrong), places in found.items():
        yield _judgement(page, reason, wrong, places)


def _judgement(page: PageFacts, reason: str, wrong: str, places: list[Slip]) -> Judgement:
    prose, first = page.prose, places[0]
    said = [sentence(prose.text, slip.start, slip.end) for slip in places]
    known = {"right": first.right, "class": first.kind, "source": first.source}
    return Judgement(
        Outcome.REVIEW, reason, Confidence.LIKELY, cause=f"{reason}:{wrong}",
        args={"wrong": wrong, "right": first.right or "—"},
        evidence={"wrong": wrong, "sentence": said[0], **{name: value for name, value in known.items() if value}},
        spots=tuple(Spot(prose.offset(slip.start), text) for slip, text in zip(places, said, strict=True)),
    )  # fmt: skip
