"""What the checks of pages say of one page: a pure function, asked in this process or in an assistant's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.checks.api import CheckInfo
from auditor.model.finding import Judgement
from auditor.model.outcome import Outcome
from auditor.model.target import SiteContext
from auditor.model.want import Want
from auditor.operators import Look
from auditor.store.openpage import OpenPage

Said = list[tuple[int, Judgement | Want | Outcome]]
"""(number of the check, answer); of an answer that accuses nobody the outcome alone."""
_QUIET = (Outcome.PASS, Outcome.NA)


@dataclass(frozen=True, slots=True)
class PageAsker:
    """Asks the checks of pages, in their order."""

    checks: Sequence[CheckInfo]
    site: SiteContext
    look: Look

    def ask(self, page: OpenPage) -> Said:
        """Everything that is said of a page that was read as HTML."""
        return list(self._answers(page))

    def _answers(self, page: OpenPage) -> Iterator[tuple[int, Judgement | Want | Outcome]]:
        given = self.look(page)
        shots = dict(given.rendered.shots) if given.rendered else {}
        for number, check in enumerate(self.checks):
            for answer in check.judge_page(given, self.site):
                quiet = isinstance(answer, Judgement) and answer.outcome in _QUIET
                yield number, answer.outcome if quiet else _pictured(answer, shots)  # type: ignore[union-attr]


def _pictured(answer: Judgement | Want, shots: Mapping[str, str]) -> Judgement | Want:
    """The answer with the picture of the element that it accuses, where one was taken."""
    shot = shots.get(str(answer.evidence.get("selector"))) if shots and isinstance(answer, Judgement) else None
    if shot is None or isinstance(answer, Want):
        return answer
    return replace(answer, evidence={**answer.evidence, "shot": shot})
