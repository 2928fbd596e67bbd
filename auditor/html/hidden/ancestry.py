"""The elements around a place, found in one pass over the tokens of a document."""

from collections import Counter
from collections.abc import Sequence

from auditor.html.tokens import ELEMENT, attributes, start_tag

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style title textarea xmp iframe noembed noframes option".split())
_SHOWN = 12

Step = tuple[str, str]
"""(name, raw attributes) of a start tag; ("/name", "") of an end tag."""


class Steps(dict[str, tuple[Step, ...]]):
    """Token -> the elements it opens and closes; what opens and closes in one token is left out."""

    def __init__(self) -> None:
        self.characters = 0

    def __missing__(self, token: str) -> tuple[Step, ...]:
        value = _steps(token)
        if len(token) <= 2_000:
            self[token] = value
            self.characters += len(token)
        return value


def _steps(token: str) -> tuple[Step, ...]:
    found: list[Step] = []
    for match in ELEMENT.finditer(token):
        step = _step(match[0])
        if step is None:
            continue
        if step[0][0] == "/" and found and found[-1][0] == step[0][1:]:
            found.pop()
        else:
            found.append(step)
    return tuple(found)


def _step(token: str) -> Step | None:
    if token[1:2] == "/":
        return "/" + token[2:].rstrip("> \t\r\n\f").lower(), ""
    tag = start_tag(token)
    if tag is None or tag[0] in _VOID or tag[0] in _RAW or (tag[0] == "a" and "</" in token):
        return None
    return tag[0], tag[1]


def ancestors(
    tokens: Sequence[str], starts: Sequence[int], offsets: Sequence[int], steps: Steps
) -> dict[int, tuple[str, ...]]:
    """Return for each offset (ascending) the open elements as ``tag#id.class``, innermost first, at most twelve.

    ``starts`` are the offsets of the tokens.
    """
    known: dict[int, tuple[str, ...]] = {}
    stack: list[Step] = []
    counts: Counter[str] = Counter()
    at = 0
    for offset in offsets:
        while at < len(tokens) and starts[at] < offset:
            for step in steps[tokens[at]]:
                _take(step, stack, counts)
            at += 1
        known[offset] = tuple(_written(*part) for part in reversed(stack[-_SHOWN:]))
    return known


def _take(step: Step, stack: list[Step], counts: Counter[str]) -> None:
    name = step[0]
    if name[0] != "/":
        stack.append(step)
        counts[name] += 1
        return
    name = name[1:]
    while counts[name]:
        gone = stack.pop()[0]
        counts[gone] -= 1
        if gone == name:
            break


def _written(name: str, raw: str) -> str:
    if not raw:
        return name
    values = attributes(raw)
    classes = "".join(f".{part}" for part in values.get("class", "").split()[:4])
    identity = f"#{values['id'].strip()}" if values.get("id") else ""
    return f"{name}{identity}{classes}"[:120]
