"""Word and Excel files before 2007, and encrypted ones since: streams of a compound file."""

import io
import re
import struct
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from auditor.documents.content import Content, Damaged, Encrypted, Unread
from auditor.model.limits import Limits

_MACROS = frozenset({"Macros", "VBA", "_VBA_PROJECT_CUR", "_VBA_PROJECT"})
_BROKEN = (
    CompDocError,
    xlrd.XLRDError,
    struct.error,
    ValueError,
    IndexError,
    KeyError,
    AssertionError,
    TypeError,
    UnicodeError,
    OverflowError,
)
_ENCRYPTED_FLAG, _FIRST_TABLE_FLAG = 0x0100, 0x0200
_FLAGS_AT, _CLX_AT = 0x0A, 0x01A2
_PIECES, _PROPERTIES = 2, 1
_NARROW = 1 << 30
_FIELD = re.compile(
    r'\x13\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"\x13-\x15]{1,2000})"[^\x13-\x15]*\x14?([^\x13-\x15]{0,200})'
)
_CONTROL = re.compile(r"\x13[^\x14\x15]*\x14|[\x00-\x06\x08\x0e-\x1f]")
_PARAGRAPH = re.compile("[\r\n\x07\x0b\x0c]")


def read(data: bytes, limits: Limits) -> Content:
    """Return text and links; raises Damaged, Encrypted or Unread."""
    try:
        file = CompDoc(data, logfile=io.StringIO())
        names = {entry.name for entry in file.dirlist}
        if "EncryptedPackage" in names:
            raise Encrypted
        macros = bool(names & _MACROS)
        if "WordDocument" in names:
            return _word(file, Content("doc", limits, macros=macros))
        if names & {"Workbook", "Book"}:
            return _sheets(data, Content("xls", limits, macros=macros))
    except _BROKEN as error:
        raise Encrypted if "encrypt" in str(error).lower() else Damaged from error
    raise Unread


def _sheets(data: bytes, content: Content) -> Content:
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True)
    content.pages = book.nsheets
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        for row in range(sheet.nrows):
            if content.full:
                content.limit = "attachment_characters"
                return content
            content.add("\t".join(filter(None, (_cell(value) for value in sheet.row_values(row)))))
        for link in sheet.hyperlink_list:
            content.link(str(link.url_or_path or ""), str(link.desc or ""))
        book.unload_sheet(number)
    return content


def _cell(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _word(file: CompDoc, content: Content) -> Content:
    """The text as its piece table puts it together (MS-DOC 2.4.1)."""
    main = _stream(file, "WordDocument")
    (flags,) = struct.unpack_from("<H", main, _FLAGS_AT)
    if flags & _ENCRYPTED_FLAG:
        raise Encrypted
    table = _stream(file, "1Table" if flags & _FIRST_TABLE_FLAG else "0Table")
    start, length = struct.unpack_from("<II", main, _CLX_AT)
    text = "".join(_pieces(main, table[start : start + length], content.limits.attachment_characters))
    for url, words in _FIELD.findall(text):
        content.link(url, words)
    for line in _PARAGRAPH.split(_CONTROL.sub("", text)):
        content.add(line)
    return content


def _stream(file: CompDoc, name: str) -> bytes:
    found = file.get_named_stream(name)
    if found is None:
        raise Damaged
    return bytes(found)


def _pieces(main: bytes, clx: bytes, most: int) -> list[str]:
    at = 0
    while clx[at] == _PROPERTIES:
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if clx[at] != _PIECES:
        raise Damaged
    (length,) = struct.unpack_from("<I", clx, at + 1)
    count = (length - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    pieces, room = [], most
    for number in range(count):
        (where,) = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)
        letters = min(positions[number + 1] - positions[number], room)
        if letters <= 0:
            break
        room -= letters
        narrow, place = where & _NARROW, where & (_NARROW - 1)
        raw = main[place // 2 : place // 2 + letters] if narrow else main[place : place + 2 * letters]
        pieces.append(raw.decode("cp1252" if narrow else "utf-16-le", "replace"))
    return pieces
