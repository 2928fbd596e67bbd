"""Reads the identity of the pages of one site."""

from collections.abc import Mapping
from functools import lru_cache

from auditor.html.identity import written
from auditor.html.identity.collect import Collector
from auditor.html.identity.memo import Memo, key_of
from auditor.model.identity import VERSION, IdentityFacts

_NONE: Mapping[str, str] = {}


class Reader:
    """Reads the pages of one site; a footer whose bytes were seen before is not read again.

    ``scripts`` and ``frames`` map the addresses of the site's own script files and frames to their text; an empty text
    means that the server definitely has none (404), which counts as read.
    """

    def __init__(self, scripts: Mapping[str, str] = _NONE, frames: Mapping[str, str] = _NONE) -> None:
        self._scripts = scripts
        self._frames = frames
        self._memo = Memo()

    def facts(self, text: str, url: str) -> IdentityFacts:
        """Return the identity of the document at ``url`` (where its redirects ended)."""
        known = self._memo.recall(text)
        if known:
            return known
        collected = Collector(self._scripts, self._frames, _written).page(text, url)
        key = key_of(text, collected.footers)
        self._memo.learn(text, collected, key)
        return IdentityFacts(
            VERSION, collected.ordered(), tuple(collected.metas), tuple(collected.open), key, collected.truncated
        )


@lru_cache(maxsize=500)
def _written(code: str) -> str | None:
    return written.written(code) if written.has_marks(code) else None


def facts(text: str, url: str, scripts: Mapping[str, str] = _NONE, frames: Mapping[str, str] = _NONE) -> IdentityFacts:
    """Return the identity of one document; for many of a site use a ``Reader``."""
    return Reader(scripts, frames).facts(text, url)
