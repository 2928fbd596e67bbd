"""Link targets outside the site that other runs of the same campaign have asked, or are asking."""

from collections.abc import Iterable

from auditor.crawl.lease import Mode
from auditor.model.link import TargetKind
from auditor.store.frontier import Row
from auditor.store.shared import Result, SharedAnswers, Turn, settled
from auditor.store.state import Role

_SHARED = frozenset({Mode.HEAD, Mode.LOOK})
_ROLES = frozenset({Role.LINK, Role.HOP, Role.PART})


class Sharing:
    """Takes answers from the campaign's store, and gives it those of this run."""

    def __init__(self, answers: SharedAnswers) -> None:
        self.answers = answers
        self._asked: dict[int, tuple[str, Mode]] = {}

    def find(self, row: Row, mode: Mode) -> Result | Turn:
        """What to do about a row: take an answer, wait for another run's, or ask.

        What failed before is asked by every run for itself: whether it fails from here and now is the question.
        """
        if row.kind is not TargetKind.EXTERNAL or row.role not in _ROLES or row.phase or mode not in _SHARED:
            return Turn.OURS
        found = self.answers.find(row.url, mode)
        return found if isinstance(found, Turn) else {"id": row.id, **found}

    def asked(self, row: Row, mode: Mode) -> None:
        """Note that a row was handed to a worker."""
        if row.role in _ROLES and mode in _SHARED | {Mode.PAGE}:
            self._asked[row.id] = row.url, mode

    def committed(self, results: Iterable[Result]) -> None:
        """Give others what has been written as evidence here."""
        brought = []
        for result in results:
            url, mode = self._asked.pop(result["id"], ("", Mode.PAGE))
            if mode is not Mode.PAGE:
                brought.append((url, mode, result))
            elif url and settled(result):
                # A page of this site is a link target of its neighbours: they need not ask for its head.
                brought.append((url, Mode.HEAD, {**result, "page": None}))
        if brought:
            self.answers.put(brought)

    def close(self) -> None:
        """Close the store."""
        self.answers.close()
