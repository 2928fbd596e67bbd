"""Title, headings, visible text and redirect of a document, from its text runs and entries in document order.

``parts`` is text, token, text, token …, text; ``seen`` the entries of the tokens: run ``2 * i`` precedes entry ``i``.
"""

from collections.abc import Sequence
from itertools import islice

from auditor.html.entries import HEADING, HEADING_END, REFRESH, TEMPLATE, TEMPLATE_END, TITLE, Entry
from auditor.html.textual import folded

SCRIPT_ONLY = 200
"""A page with fewer visible characters and an unconditional redirect is nothing but a redirect."""
OPENING = 300
HEADINGS = 10
_LONGEST_HEADING = 30
_LONGEST_TITLE = 500


def live(parts: Sequence[str], seen: Sequence[Entry]) -> tuple[list[str], list[Entry]]:
    """Leave out what stands inside template elements; an unclosed template hides the rest, as in a browser."""
    kept_parts = [parts[0]]
    kept: list[Entry] = []
    depth = 0
    for at, entry in enumerate(seen):
        if entry.flags & TEMPLATE_END:
            depth = max(0, depth - 1)
        hidden = depth > 0
        if entry.flags & TEMPLATE:
            depth += 1
        if not hidden:
            kept.append(entry)
            kept_parts += [parts[2 * at + 1], "" if depth else parts[2 * at + 2]]
    return kept_parts, kept


def title(seen: Sequence[Entry]) -> str:
    """Return the text of the first title element that has any."""
    titles = (folded(entry.title) for entry in seen if entry.flags & TITLE)
    return next((text[:_LONGEST_TITLE] for text in titles if text), "")


def headings(parts: Sequence[str], seen: Sequence[Entry]) -> tuple[str, ...]:
    """Return the texts of the first h1 to h3 elements that have any."""
    places = [at for at, entry in enumerate(seen) if entry.flags & HEADING]
    texts = (text for at in places if (text := _until_end(parts, seen, at)))
    return tuple(islice(texts, HEADINGS))


def _until_end(parts: Sequence[str], seen: Sequence[Entry], at: int) -> str:
    pieces = [parts[2 * at + 2]]
    for follower in range(at + 1, min(at + _LONGEST_HEADING, len(seen))):
        if seen[follower].flags & (HEADING | HEADING_END):
            break
        pieces += [seen[follower].text, parts[2 * follower + 2]]
    return folded("".join(pieces))[:OPENING]


def runs(parts: Sequence[str], seen: Sequence[Entry]) -> list[str]:
    """Return all raw text that shows in the document, in order: its text runs and the texts of its entries."""
    texts = list(parts)
    texts[1::2] = [entry.text for entry in seen]
    return texts


def refresh(seen: Sequence[Entry], visible: int) -> tuple[str, str]:
    """Return (raw target, ``meta`` or ``script``) of the redirect a document consists of, or two empty strings."""
    for by in ("meta", "script"):
        for entry in seen:
            if entry.flags & REFRESH and entry.by == by and (by == "meta" or visible < SCRIPT_ONLY):
                return entry.target, by
    return "", ""
