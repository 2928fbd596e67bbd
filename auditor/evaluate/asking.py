"""What the checks of pages say of one page: a pure function, asked in this process or in an assistant's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
        for number, check in enumerate(self.checks):
            for answer in check.judge_page(given, self.site):
                quiet = isinstance(answer, Judgement) and answer.outcome in _QUIET
                yield number, answer.outcome if quiet else answer  # type: ignore[union-attr]
