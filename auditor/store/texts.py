"""The script files and frames of a site as texts, for those who read what a page shows besides its own markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from auditor.store.reader import Reader

_GONE = (404, 410)


class Texts(Mapping[str, str]):
    """Address to text; an empty text where the server definitely has nothing (404, 410).

    An address that was never asked, or whose answer says nothing for certain, is not in it.
    """

    def __init__(self, reader: Reader, known: Mapping[str, str] | None = None) -> None:
        self._reader = reader
        self._known = known if known is not None else {}
        self._read = lru_cache(maxsize=200)(self._text)

    def _text(self, url: str) -> str | None:
        if url in self._known:
            return self._known[url]
        row = self._reader.row(url)
        if row is None:
            return None
        body = self._reader.body(row.id)
        if body is not None:
            return body.text
        target = self._reader.target(row)
        last = target.last.status if target.last else None
        if last in _GONE:
            return ""
        onward = self._reader.row(target.final_url) if target.final_url != url else None
        body = self._reader.body(onward.id) if onward else None
        return body.text if body else None

    def __getitem__(self, url: str) -> str:
        text = self._read(url)
        if text is None:
            raise KeyError(url)
        return text

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and self._read(url) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
