"""How personal data becomes a judgement: masked in whatever is written, with the kind of list it stands in."""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, verdict
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence
from auditor.model.pagefacts import PageFacts
from auditor.text.privacy import Kind, Personal, masked, personal
from auditor.text.sentences import sentence

_LIST = re.compile("公示|名单|名册|花名|清册|汇总表|明细表|公告|通报")
_HEAD = 300
"""Characters of a page's text that say what kind of list it is."""


def told(page: PageFacts, *kinds: Kind) -> Iterator[Judgement]:
    """Yield one judgement for each kind and degree of certainty on a page, with all its places; PASS without any."""
    text = page.prose.text
    found: dict[tuple[Kind, bool], list[Personal]] = {}
    for one in personal(text):
        if one.kind in kinds:
            found.setdefault((one.kind, one.certain), []).append(one)
    if not found:
        yield PASS
    for (kind, certain), pieces in found.items():
        yield _judgement(page, kind, certain, pieces)


def _judgement(page: PageFacts, kind: Kind, certain: bool, pieces: list[Personal]) -> Judgement:
    prose = page.prose
    hidden = masked(prose.text)  # As long as the text, so that every place is the same.
    said = [sentence(hidden, one.start, one.end) for one in pieces]
    shown = hidden[pieces[0].start : pieces[0].end]
    in_list = bool(_LIST.search(page.title) or _LIST.search(prose.text, 0, _HEAD))
    return Judgement(
        *verdict(certain, str(kind), Confidence.GUESS if kind is Kind.SERVICE else Confidence.LIKELY),
        cause=f"{kind}:{shown}" if kind is Kind.SERVICE else "",
        args={"shown": shown, "count": str(len(pieces))},
        evidence={"masked": shown, "count": len(pieces), "context": "list" if in_list else "text", "sentence": said[0]},
        spots=tuple(Spot(prose.offset(one.start), text) for one, text in zip(pieces, said, strict=True)),
    )  # fmt: skip
