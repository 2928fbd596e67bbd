"""Title and meta elements before and after decoding."""

import html
import re
from collections.abc import Iterable

from auditor.html.hidden.tokens import Token
from auditor.html.textual import folded, stripped
from auditor.html.tokens import start_tag
from auditor.model.hidden import HeadFacts, MetaFact

_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.I)
_CODED = 3
"""Letters or ideographs written as references from which a text counts as coded."""
_SHOWN = 500
_METAS = 60


def head_of(parts: Iterable[tuple[Token, int, str]]) -> HeadFacts:
    """Build the facts from the (token, offset, raw) of every title, meta and canonical link."""
    title = None
    metas: list[MetaFact] = []
    canonical = ""
    for token, offset, raw in parts:
        if token.name == "title":
            title = title or (token, offset)
        elif token.name == "link":
            canonical = canonical or token.values.get("href", "")
        elif len(metas) < _METAS:
            name = (token.values.get("name") or token.values.get("property") or token.values.get("http-equiv") or "").lower()
            if name and token.values.get("content", "").strip():
                content = " ".join(html.unescape(token.values["content"]).split())[:_SHOWN]
                metas.append(MetaFact(name[:60], content, is_coded(raw), offset, raw[:_SHOWN]))
    if title is None:
        return HeadFacts(metas=tuple(metas), canonical=canonical[:_SHOWN])
    body = title[0].body
    return HeadFacts(folded(stripped(body))[:_SHOWN], body[:_SHOWN], is_coded(body), title[1], tuple(metas), canonical[:_SHOWN])


def is_coded(raw: str) -> bool:
    """Return True when letters, digits or ideographs are written as numeric references."""
    count = 0
    for found in _REFERENCE.finditer(raw[:2_000]):
        number = int(found[1], 16) if found[1] else int(found[2])
        count += number < 0x110000 and chr(number).isalnum()
        if count >= _CODED:
            return True
    return False


def start_of(token: str) -> str:
    """Return the start tag of a token alone."""
    tag = start_tag(token)
    return token[: tag[2]] if tag else token
