"""Where a page says it stands (当前位置): the steps of its breadcrumb, with the addresses they lead to."""

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.html.pieces import Kind, Piece, pieces

_POSITION = re.compile(r"(?:现在|当前|所在|您的|所处)的?\s?位\s?置(?:是|为)?\s?[:：>＞]?|位\s?置\s?[:：]")
_MOST = 60
_LONGEST_STEP, _MOST_STEPS, _LONGEST = 40, 8, 400
_PREAMBLE = re.compile(r"[您你]?(?:现在|当前|所在|所处)?的?(?:位置)?")
_ARROW = re.compile(r"\s*(?:-?[>＞›»→]+|>>|/|\||::)\s*")


class Step(NamedTuple):
    """One step; ``href`` is empty for a step that is no link."""

    name: str
    href: str = ""


def column_path(text: str) -> str:
    """Return the breadcrumb of a page joined by `` > ``, or an empty string."""
    return " > ".join(step.name for step in steps(text))


@lru_cache(maxsize=2)
def steps(text: str) -> tuple[Step, ...]:
    """The steps of the first breadcrumb of a document, read once for all who ask of the page at hand."""
    units = pieces(text)
    for at, piece in enumerate(units):
        found = _POSITION.search(piece.text) if piece.kind is Kind.TEXT and "置" in piece.text else None
        if (found or piece.mark == "crumb") and (path := _steps(units[at : at + _MOST], found)):
            return path
    return ()


def _steps(ahead: list[Piece], label: re.Match[str] | None) -> tuple[Step, ...]:
    """Steps up to the end of the block that the breadcrumb stands in."""
    found: list[Step] = []
    if label:
        found += _texts(ahead[0].text[label.end() :])
    size = sum(len(step.name) for step in found)
    for piece in ahead[1:]:
        if _ends(piece) and found:
            break
        if piece.kind is Kind.ANCHOR and piece.shown:
            found.append(Step(_POSITION.sub("", piece.shown).strip(" :：>"), piece.href))
        elif piece.kind is Kind.TEXT:
            found += _texts(_POSITION.sub("", piece.text))
        size += len(piece.shown or piece.text) if piece.kind in (Kind.ANCHOR, Kind.TEXT) else 0
        if size > _LONGEST:
            break
    short = [
        step for step in found if step.name and len(step.name) <= _LONGEST_STEP and not _PREAMBLE.fullmatch(step.name)
    ]
    return tuple(short[:_MOST_STEPS]) if len(short) >= 2 or (label and short) else ()


def _texts(text: str) -> list[Step]:
    return [Step(name) for part in _ARROW.split(text) if (name := part.strip(" :："))]


def _ends(piece: Piece) -> bool:
    """The end of a block; of a list's line it is none, for steps may be such."""
    if piece.mark != "end":
        return False
    return piece.kind is Kind.BREAK or (piece.kind is Kind.CLOSE and piece.shown in _BLOCKS)


_BLOCKS = frozenset("div td p section nav".split())
