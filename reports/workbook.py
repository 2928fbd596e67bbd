"""Workbooks that people sort, fill in and print: A4 landscape, the heading frozen, every cell of text nothing but text.

Written row by row in constant memory. Nothing that a page or a register says becomes a formula or a link, also when somebody
edits the cell.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.sheets.textrows import literal
from reports.rowheight import height
from reports.visible import clip, visible

CELL = 2_000
"""Characters of one cell; what is longer is cut and says so."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
}
_PLAIN: Mapping[str, object] = {"valign": "top", "font_name": "宋体", "font_size": 10}
_A4 = 9

Choices = Mapping[str, Sequence[str]]
"""Heading → what its drop-down offers."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table."""

    widths: Mapping[str, int]
    """Heading → width; a Chinese character is two wide."""
    answers: Collection[str] = ()
    """Headings of what people fill in."""
    choices: Choices = field(default_factory=dict)
    frozen: int = 1
    """Columns that stay when one scrolls to the right."""


@contextmanager
def workbook(path: Path) -> Iterator["Workbook"]:
    """A workbook that stands at ``path`` once the block has ended; an older one stays until then. Raises OSError."""
    from xlsxwriter.exceptions import FileCreateError  # Seldom needed.

    partial = path.with_name(path.name + ".part")
    made = Workbook(partial)
    yield made
    try:
        made.close()
    except FileCreateError as error:  # Wraps the OSError of a full disk or a folder that must not be written.
        raise OSError(str(error)) from error
    os.replace(partial, path)


class Workbook:
    """One that is being written, and the looks of its cells."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(path, _OPTIONS)
        look = self._book.add_format
        boxed = {**_PLAIN, "text_wrap": True, "border": 1}
        kept = {**boxed, "num_format": "@", "quote_prefix": True}
        self.cell = look(kept)
        self.answer = look({**kept, "bg_color": "#FFF9E5"})
        self.count = look({**boxed, "num_format": "#,##0"})
        self.figure = look({**boxed, "align": "right"})
        self.head = look({**boxed, "bold": True, "bg_color": "#DCE6F1", "align": "center"})
        self.title = look({"bold": True, "font_name": "宋体", "font_size": 16})
        self.line = look(dict(_PLAIN))
        self.words = look({**_PLAIN, "text_wrap": True})

    def page(self, title: str) -> Any:
        """An empty sheet on A4, to be written freely."""
        page = self._book.add_worksheet(title)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&C第 &P 页,共 &N 页")
        return page

    def table(self, title: str, columns: Columns) -> "Table":
        """A sheet with one table, which is finished by its ``finish``."""
        page = self.page(title)
        page.freeze_panes(1, columns.frozen)
        page.repeat_rows(0)
        for at, (heading, width) in enumerate(columns.widths.items()):
            page.set_column(at, at, width)
            page.write_string(0, at, heading, self.head)
        return Table(self, page, columns)

    def put(self, page: Any, row: int, column: int, value: str | int) -> None:
        """Write one cell: a number as such, all else as visible text."""
        if isinstance(value, int):
            page.write_number(row, column, value, self.count)
        else:
            write_text(page, (row, column), value, self.cell)

    def close(self) -> None:
        """Write it out."""
        self._book.close()


def write_text(page: Any, at: tuple[int, int], words: str, look: Any) -> None:
    """Write a cell, by row and column, that is text and stays text; empty words leave it blank."""
    if words:
        page.write_string(*at, literal(clip(visible(words), CELL)), look)
    else:
        page.write_blank(*at, None, look)


@dataclass(slots=True)
class Table:
    """A table that is being written, and how far it is."""

    _book: Workbook
    _page: Any
    _columns: Columns
    rows: int = 0

    def add(self, values: Sequence[str | int]) -> None:
        """Write the next row."""
        self.rows += 1
        self._page.set_row(self.rows, height(self._columns.widths, values))
        for at, (heading, value) in enumerate(zip(self._columns.widths, values, strict=True)):
            if heading in self._columns.answers:
                write_text(self._page, (self.rows, at), str(value), self._book.answer)
            else:
                self._book.put(self._page, self.rows, at, value)

    def finish(self) -> None:
        """Give it filters and drop-downs."""
        self._page.autofilter(0, 0, self.rows, len(self._columns.widths) - 1)
        for at, heading in enumerate(self._columns.widths):
            if heading in self._columns.choices:
                # A hint, not a wall: what does not fit the list may be written beside it.
                rule = {"validate": "list", "source": [*self._columns.choices[heading]], "error_type": "information"}
                self._page.data_validation(1, at, max(self.rows, 1), at, rule)
