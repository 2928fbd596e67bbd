"""What checks of a page's conduct share: one finding for each place where elements fail in the same way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from auditor.checks.api import PASS, verdict
from auditor.checks.rendering import place_cause, shown, unseen
from auditor.model.conduct import Conduct
from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.pagefacts import PageFacts

OWN = ("attribute", "listener")
"""How a control says itself that it is for clicking."""
_SHOWN = 5
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Charge:
    """What is said of an element."""

    node: Node
    certain: bool
    """False: a person must look."""
    reason: str
    refs: tuple[str, ...] = ()
    args: dict[str, str] = field(default_factory=dict)


def conduct_of(page: PageFacts) -> Conduct | None:
    """The page's conduct, when it was measured."""
    return page.rendered.conduct if page.rendered else None


def behaved(
    rule: str, page: PageFacts, part: Callable[[Conduct], _Part | None], find: Callable[[_Part], Iterable[Charge]]
) -> Iterator[Judgement]:
    """Return what is said of one part of a page's conduct by what ``find`` charges it with."""
    conduct = conduct_of(page)
    measured = None if conduct is None else part(conduct)
    if question := unseen(page, measured):
        yield question
        return
    assert measured is not None
    found = list(find(measured))
    yield from charges(rule, page, found) if found else (PASS,)


def charges(rule: str, page: PageFacts, given: Sequence[Charge]) -> Iterator[Judgement]:
    """One judgement for each reason and place, with the elements there."""
    places: dict[tuple[str, str], list[Charge]] = {}
    for charge in given:
        places.setdefault((charge.reason, place_cause(rule, page, charge.node)), []).append(charge)
    for (reason, cause), same in places.items():
        first = same[0]
        yield Judgement(
            *verdict(first.certain, reason), cause=f"{cause}|{reason}", args={"text": first.node.text[:40] or "(无文字)", **first.args},
            evidence={**shown(first.node), "nodes": len(same), "elements": [shown(one.node) for one in same[:_SHOWN]]},
            refs=first.refs,
        )  # fmt: skip
