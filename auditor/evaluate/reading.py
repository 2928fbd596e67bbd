"""Who reads which page: this process, and an assistant where there is one, each as many as it can."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from auditor.evaluate.asking import PageAsker, Told
from auditor.evaluate.assistant import Assistant
from auditor.store.openpage import OpenPage

_BATCH = 8
"""Pages that an assistant is asked about at a time."""
_ASKED = 2
"""Batches under way there, so that it never waits for us."""
_IN_LINE = 32
"""Pages opened and not given out yet."""


@dataclass(slots=True)
class _Turn:
    """A page in line."""

    page: OpenPage
    told: Told | None = None
    taken: bool = False
    """Somebody reads it or has read it."""


class Reading:
    """Pages in crawl order, each with what is said of it. ``close`` it afterwards."""

    def __init__(self, asker: Callable[[], PageAsker], assistant: Assistant | None) -> None:
        self._make = asker
        self._asker = asker()
        self._assistant = assistant
        self._line: deque[_Turn] = deque()
        self._asked: deque[list[_Turn]] = deque()
        """Batches under way."""

    def told(self, pages: Iterator[OpenPage]) -> Iterator[tuple[OpenPage, Told]]:
        """Each page with everything that is said of it, in the order given."""
        while True:
            self._line.extend(map(_Turn, islice(pages, _IN_LINE - len(self._line))))
            if not self._line:
                return
            self._hand_over()
            while self._asked and self._assistant is not None and self._assistant.ready():
                self._take(self._assistant)
            first = self._line[0]
            if first.told is not None:
                self._line.popleft()
                yield first.page, first.told
            elif free := next(self._free(), None):
                free.taken, free.told = True, self._asker.ask(free.page)
            elif self._assistant is not None:
                self._take(self._assistant)

    def _free(self) -> Iterator[_Turn]:
        return (turn for turn in self._line if not turn.taken)

    def _hand_over(self) -> None:
        while self._assistant is not None and len(self._asked) < _ASKED:
            batch = list(islice(self._free(), _BATCH))
            if not batch:
                return
            for turn in batch:
                turn.taken = True
            self._asked.append(batch)
            self._assistant.ask([turn.page.id for turn in batch])

    def _take(self, assistant: Assistant) -> None:
        told = assistant.told()
        if told is None:
            self._alone()
            return
        for turn, said in zip(self._asked.popleft(), told, strict=True):
            turn.told = said

    def _alone(self) -> None:
        """Go on without the assistant; what it was to read comes before what was read here, so that begins anew."""
        self.close()
        for turn in self._line:
            turn.taken, turn.told = False, None
        self._asker = self._make()

    def close(self) -> None:
        """Let the assistant go."""
        if self._assistant is not None:
            self._assistant.close()
            self._assistant = None
        self._asked.clear()
