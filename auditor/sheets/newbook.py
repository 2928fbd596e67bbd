"""Workbooks as Excel writes them since 2007 (.xlsx): the values in the cells of their sheets, one row after another.

openpyxl says what there is and what a cell means. Its way through the XML is not taken: it hands over every tag one by one to
code that is written to be safe and not to be quick, and a register of 20,000 rows has two million of them.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from auditor.sheets.cells import COLUMNS, Area

_STRING, _RUN, _TEXT = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t"))
_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s+ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, IndexError, ValueError, TypeError, SyntaxError, EOFError,
    NotImplementedError,
)  # fmt: skip
"""What comes of a damaged file."""
LARGEST_UNPACKED = 60 << 20
"""Of all parts of a workbook; a register of the whole country has 14,000 rows and 5 MB."""


class TooLarge(Exception):
    """Unpacked it is larger than any honest workbook."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """One visible sheet: its cells row by row, an empty row where the file has none, and which of them are merged."""

    title: str
    rows: Iterator[Sequence[Any]]
    merged: list[Area]


def sheets(data: bytes) -> list[NewSheet]:
    """The visible sheets in their order; raises one of ``BROKEN``, and so may reading their rows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise TooLarge
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(archive, reader.wb)
        strings = _strings(archive, reader.package)
        found = [
            (sheet.name, archive.read(relation.target))
            for sheet, relation in reader.parser.find_sheets()
            if sheet.state == "visible" and "worksheet" in relation.Type and relation.target in reader.valid_files
        ]
        return [NewSheet(title, _rows(part, strings, reader.wb), list(_merged(part))) for title, part in found]


def _strings(archive: zipfile.ZipFile, package: Manifest) -> list[str]:
    """The texts that cells refer to by their place in this list; of formatted ones the text alone."""
    found = package.find(SHARED_STRINGS)
    nodes = _elements(archive.read(found.PartName[1:]), _STRING) if found is not None else ()
    return [_said(node).replace("x005F_", "") for node in nodes]


def _said(node: Element) -> str:
    if len(node) == 1 and node[0].tag == _TEXT:
        return node[0].text or ""
    return "".join(run.findtext(_TEXT) or "" for run in (node, *node.iterfind(_RUN)))


def _rows(part: bytes, strings: list[str], book: Any) -> Iterator[Sequence[Any]]:
    parser = WorkSheetParser(
        None, strings, data_only=True, epoch=book.epoch, date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )  # fmt: skip
    at = 1
    for row in _elements(part, ROW_TAG):
        number, cells = parser.parse_row(row)
        for _ in range(at, number):
            yield ()
        if number >= at:
            values = {cell["column"]: cell["value"] for cell in cells}
            yield [values.get(column) for column in range(1, min(COLUMNS, max(values, default=0)) + 1)]
        at = max(at, number + 1)


def _elements(part: bytes, tag: str) -> Iterator[Element]:
    """All elements of this name, each forgotten when the next is asked for; raises ValueError for XML that has words of its own."""
    # In whichever width of character; expat bounds what words could come to besides.
    if b"<!DOCTYPE" in part.replace(b"\0", b""):
        raise ValueError("DOCTYPE")
    for _, element in iterparse(io.BytesIO(part)):
        if element.tag == tag:
            yield element
            element.clear()


def _merged(part: bytes) -> Iterator[Area]:
    """The areas that the XML of a sheet joins."""
    for found in _MERGED.finditer(part):
        left, top, right, bottom = range_boundaries(found[1].decode("ascii"))
        yield top, bottom, left, right
