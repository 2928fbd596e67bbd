"""The elements around a place, found in one pass over the document."""

from collections import Counter
from collections.abc import Sequence

from auditor.html.tokens import ELEMENT, attributes, start_tag

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "option"])
_SHOWN = 12


def ancestors(text: str, offsets: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return for each offset (ascending) the open elements as ``tag#id.class``, innermost first, at most twelve."""
    known: dict[int, tuple[str, ...]] = {}
    wanted = iter(sorted(offsets))
    following = next(wanted, None)
    stack: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    for found in ELEMENT.finditer(text):
        while following is not None and found.start() >= following:
            known[following] = tuple(_written(*part) for part in reversed(stack[-_SHOWN:]))
            following = next(wanted, None)
        if following is None:
            break
        _step(found[0], stack, counts)
    return known


def _step(token: str, stack: list[tuple[str, str]], counts: Counter[str]) -> None:
    if token[1:2] == "/":
        name = token[2:].rstrip("> \t\r\n\f").lower()
        while counts[name]:
            gone = stack.pop()[0]
            counts[gone] -= 1
            if gone == name:
                break
        return
    tag = start_tag(token)
    if tag is None or tag[0] in _VOID or tag[0] in _RAW or (tag[0] == "a" and "</" in token):
        return
    stack.append((tag[0], tag[1]))
    counts[tag[0]] += 1


def _written(name: str, raw: str) -> str:
    values = attributes(raw)
    classes = "".join(f".{part}" for part in values.get("class", "").split()[:4])
    identity = f"#{values['id'].strip()}" if values.get("id") else ""
    return f"{name}{identity}{classes}"[:120]
