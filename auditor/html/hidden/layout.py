"""The order of doctype, html and body in a document, and what stands outside of it."""

from collections.abc import Sequence

from auditor.model.hidden import Place

_TAIL = 0.5
"""Share of the document behind its last end tag from which that tag was not its end."""


class Layout:
    """Tells the place of an offset. ``framework`` is (name, start, end) of every doctype, html and body tag in order."""

    def __init__(self, framework: Sequence[tuple[str, int, int]], text: str) -> None:
        starts = {name: [start for other, start, _ in framework if other == name] for name in ("doctype", "html", "body")}
        ends = [end for name, _, end in framework if name == "/html"]
        self._document = bool(starts["html"] or starts["body"])
        first = min((places[0] for places in starts.values() if places), default=0)
        self._doctype = starts["doctype"][0] if starts["doctype"] and starts["doctype"][0] == first else 0
        later = max((places[-1] for places in starts.values() if places), default=0)
        self._end = ends[-1] if ends and ends[-1] > later and len(text) - ends[-1] < _TAIL * len(text) else len(text) + 1
        bodies = starts["body"]
        self._second = bodies[1] if len(bodies) == 2 and len(starts["html"]) <= 1 else len(text) + 1
        self.outside = self._parts(text)

    def _parts(self, text: str) -> tuple[tuple[int, int, Place], ...]:
        parts = []
        if self._doctype and text[: self._doctype].strip("\ufeff \t\r\n"):
            parts.append((0, self._doctype, Place.BEFORE_DOCTYPE))
        if self._end < len(text) and text[self._end :].strip():
            parts.append((self._end, len(text), Place.AFTER_HTML))
        return tuple(parts)

    def place(self, offset: int) -> Place:
        """Return in which part of the document an offset lies."""
        if not self._document:
            return Place.NO_DOCUMENT
        if offset < self._doctype:
            return Place.BEFORE_DOCTYPE
        if offset >= self._end:
            return Place.AFTER_HTML
        return Place.SECOND_BODY if offset >= self._second else Place.ORDINARY
