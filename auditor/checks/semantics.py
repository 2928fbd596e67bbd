"""What checks of what a page says share: who was not looked at, and what was not read to its end."""

from collections.abc import Callable, Iterable, Iterator

from auditor.checks.api import PASS
from auditor.checks.conducts import Charge, charges
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics


def told(rule: str, page: PageFacts, find: Callable[[Semantics], Iterable[Charge]]) -> Iterator[Judgement]:
    """Return what is said of a page by what ``find`` charges it with; one that was read in part never passes."""
    said = page.rendered.semantics if page.rendered else None
    if question := unseen(page, said):
        yield question
        return
    assert said is not None
    if found := list(find(said)):
        yield from charges(rule, page, found)
    else:
        yield Judgement(Outcome.UNMEASURED, "render-part", cause="render-part") if said.full else PASS
