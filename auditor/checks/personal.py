"""How personal data becomes a judgement: masked in whatever is written, with the kind of list it stands in."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from auditor.checks.api import PASS, verdict
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence
from auditor.model.pagefacts import PageFacts
from auditor.text.privacy import Kind, Personal, masked, personal
from auditor.text.sentences import sentence

_LIST = re.compile("公示|名单|名册|花名|清册|汇总表|明细表|公告|通报")
MOST = 200
"""Places of one page that are told; all of them are counted."""
_HEAD = 300
"""Characters of a page's text that say what kind of list it is."""


def told(page: PageFacts, *kinds: Kind) -> Iterator[Judgement]:
    """Yield one judgement for each kind and degree of certainty on a page, with all its places; PASS without any."""
    prose = page.prose
    for judgement, pieces, said in _judgements(f"{page.title}\n", prose.text, kinds):
        spots = tuple(Spot(prose.offset(one.start), text) for one, text in zip(pieces, said, strict=True))
        yield replace(judgement, spots=spots) if spots else judgement


def told_of_text(text: str, kinds: Collection[Kind]) -> Iterator[Judgement]:
    """Yield the same of the text of a document."""
    yield from (judgement for judgement, _, _ in _judgements("", text, kinds))


def _judgements(
    title: str, text: str, kinds: Collection[Kind]
) -> Iterator[tuple[Judgement, list[Personal], list[str]]]:
    found: dict[tuple[Kind, bool], list[Personal]] = {}
    for one in personal(text):
        if one.kind in kinds:
            found.setdefault((one.kind, one.certain), []).append(one)
    if not found:
        yield PASS, [], []
        return
    hidden = masked(text)  # As long as the text, so that every place is the same.
    context = "list" if _LIST.search(title + text[:_HEAD]) else "text"
    for (kind, certain), pieces in found.items():
        told = pieces[:MOST]
        said = [sentence(hidden, one.start, one.end) for one in told]
        shown = hidden[pieces[0].start : pieces[0].end]
        known = {"masked": shown, "count": len(pieces), "context": context, "sentence": said[0]}
        yield _judgement(kind, certain, shown, known), told, said


def _judgement(kind: Kind, certain: bool, shown: str, known: Mapping[str, object]) -> Judgement:
    service = kind is Kind.SERVICE
    return Judgement(
        *verdict(certain, str(kind), Confidence.GUESS if service else Confidence.LIKELY), cause=f"{kind}:{shown}" if service else "",
        args={"shown": shown, "count": str(known["count"])}, evidence=known,
    )  # fmt: skip
