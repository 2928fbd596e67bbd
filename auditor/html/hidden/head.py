"""Title and meta elements before and after decoding."""

import re
from collections.abc import Iterable, Mapping

from auditor.html.textual import folded, stripped
from auditor.model.hidden import HeadFacts, MetaFact

_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.I)
_CODED = 3
"""Letters or ideographs written as references from which a text counts as coded."""
_SHOWN = 500
_METAS = 60


def meta_of(values: Mapping[str, str], raw: str) -> MetaFact | None:
    """Return the fact of a meta element, its place not yet known; None when it names nothing."""
    name = (values.get("name") or values.get("property") or values.get("http-equiv") or "").lower()
    content = " ".join(values.get("content", "")[: 4 * _SHOWN].split())[:_SHOWN]
    return MetaFact(name[:60], content, is_coded(raw), 0, raw[:_SHOWN]) if name and content else None


def head_of(title: tuple[str, int] | None, metas: Iterable[tuple[MetaFact, int]], canonical: str) -> HeadFacts:
    """Build the facts from the first title's content and offset, and every meta element with its offset."""
    placed = tuple(MetaFact(meta.name, meta.content, meta.coded, offset, meta.raw) for meta, offset in metas)[:_METAS]
    body, offset = title or ("", 0)
    return HeadFacts(folded(stripped(body))[:_SHOWN], body[:_SHOWN], is_coded(body), offset, placed, canonical[:_SHOWN])


def is_coded(raw: str) -> bool:
    """Return True when letters, digits or ideographs are written as numeric references."""
    count = 0
    for found in _REFERENCE.finditer(raw[:2_000]) if "&#" in raw else ():
        number = int(found[1], 16) if found[1] else int(found[2])
        count += number < 0x110000 and chr(number).isalnum()
        if count >= _CODED:
            return True
    return False
