"""Rows of texts for workbooks of tens of thousands of rows.

xlsxwriter asks a dozen questions about every cell, which is five seconds for a register of 20,000 sites. Where it keeps only one row in
memory (``constant_memory``), a row of texts that raise none of them is written just as it would write it; any other is left to it.
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

_QUESTIONABLE = re.compile('[&<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$')
"""What has to be escaped, or kept on purpose."""
_RICH = re.compile("<r>.*</r>", re.S)
"""What xlsxwriter would take for its own XML."""
_LONGEST = 10_000
_LETTERS = [first + second for first in ("", "A", "B") for second in ascii_uppercase]
"""The names of the columns."""


def write_texts(sheet: Any, number: int, texts: Sequence[str], look: Any = None) -> None:
    """Write the next row of a sheet in constant memory, its cells as text in this look; an empty text without look is no cell."""
    if any(map(_QUESTIONABLE.search, texts)) or max(map(len, texts)) > _LONGEST:
        for column, text in enumerate(texts):
            if text or look:
                sheet.write_string(number, column, literal(text), look)
        return
    sheet.write_string(number, 0, "")  # The sheet learns of the row, and writes the one before.
    sheet.table.clear()
    style, end = "" if look is None else f' s="{look._get_xf_index()}"', number + 1
    cells = "".join(
        f'<c r="{letter}{end}"{style} t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip(_LETTERS, texts, strict=False)
        if text or look
    )
    sheet.fh.write(f'<row r="{end}">{cells}</row>')


def literal(text: str) -> str:
    """A text as it must be given to a sheet in constant memory, so that none is taken for XML."""
    return f"{text} " if _RICH.fullmatch(text) else text
