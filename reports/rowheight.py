"""Heights of rows in workbooks: not every program fits rows to their texts by itself."""

from collections.abc import Mapping, Sequence

_LINE, _LINES = 13.5, 7
"""Points of one line of text, and lines shown of one row: what is longer can still be read in its cell."""


def height(columns: Mapping[str, int], values: Sequence[str | int]) -> float:
    """Points that the longest cell of a row takes; ``columns`` maps headings to widths."""
    texts = ((str(value), width) for value, width in zip(values, columns.values(), strict=True))
    lines = max(sum(-(-_wide(line) // (width - 1)) or 1 for line in words.split("\n")) for words, width in texts)
    return min(lines, _LINES) * _LINE + 2


def _wide(words: str) -> int:
    return len(words) + sum(sign > "ᄀ" for sign in words)
