"""Reads the published messages of citizens: lists as tables or items, question and answer one below the other, single letters.

A message is only called unanswered where the page says so, in its status or in the place of the answer. When a page says
nothing of an answer, its reply is unknown: the answer may stand on the message's own page, or a script may bring it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.html.blocks import Block, Blocks, read_blocks
from auditor.model.service import Message, Reply
from auditor.text import messagewords
from auditor.text.dates import find_date
from auditor.text.guidewords import says_nothing
from auditor.urls.resolve import join

MAX_MESSAGES = 200
_HINTS = ("回复", "答复", "办结", "办理中", "处理中", "受理")
_ROWS = ("tr", "li", "dl", "div", "p", "article", "section")
_MOST_BLOCKS = 40
"""Blocks of one message in a list; more are a page."""
_HEADS = 2
_TITLE, _RAW = 120, 300
_LETTER_ANSWER = 6
"""Characters of an answer."""


def messages(text: str, url: str) -> tuple[Message, ...]:
    """The messages that a page of a channel publishes, in its order."""
    if not any(hint in text for hint in _HINTS):
        return ()
    read = read_blocks(text)
    tables = dict(_tables(read))
    listed = [message for heads, rows in tables.values() for row in rows if (message := _of_row(row, heads, url))]
    found = [*listed, *_of_items(read, url, frozenset(tables))][:MAX_MESSAGES]
    letter = _letter(read, url) if len(found) <= 1 and not tables else None
    return (letter,) if letter is not None else tuple(found)


@dataclass(frozen=True)
class _Row:
    """One message in a list: the texts of its cells."""

    cells: tuple[str, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.cells)

    @cached_property
    def reply(self) -> Reply | None:
        """What its own status says."""
        whole = (messagewords.status(cell) for cell in self.cells)
        marked = (messagewords.bracketed_status(cell) for cell in self.cells)
        behind = messagewords.status(messagewords.stated(self.text, "status"))
        return next((reply for reply in (*whole, *marked, behind) if reply is not None), None)


def _tables(read: Blocks) -> Iterator[tuple[int, tuple[Sequence[str], Sequence[_Row]]]]:
    """Tables whose first row names the columns: (box, (names, rows))."""
    for table in (box.number for box in read.boxes if box.tag == "table"):
        parts = [table, *(box.number for box in read.children(table) if box.tag in ("tbody", "thead"))]
        lines = (_cells(read, box.number) for part in parts for box in read.children(part) if box.tag == "tr")
        rows = [row for row in lines if row.blocks]
        heads = [messagewords.label(cell) for cell in rows[0].cells] if rows else []
        if sum(map(bool, heads)) >= _HEADS and ("asked" in heads or "status" in heads):
            yield table, (heads, rows[1:])


def _cells(read: Blocks, row: int) -> _Row:
    cells = [[read.blocks[at] for at in read.inside(box.number)] for box in read.children(row)]
    return _Row(
        tuple(" ".join(block.text for block in cell) for cell in cells),
        tuple(block for cell in cells for block in cell),
    )


def _of_row(row: _Row, heads: Sequence[str], url: str) -> Message | None:
    said = {head: cell for head, cell in reversed(list(zip(heads, row.cells, strict=False))) if head}
    asked, answered = find_date(said.get("asked", "")), find_date(said.get("answered", ""))
    reply = messagewords.status(said.get("status", "")) or row.reply
    if not (asked or reply) or any(messagewords.is_other_kind(cell) for cell in row.cells):
        return None
    if reply is None:
        reply = Reply.ANSWERED if answered else _of_answer_cell(said)
    return _message(row, (asked, answered, reply), (said.get("title", ""), said.get("unit", "")), url)


def _of_answer_cell(said: dict[str, str]) -> Reply:
    return Reply.OPEN if messagewords.says_none(said.get("answered", "") or said.get("answer", "")) else Reply.UNKNOWN


def _of_items(read: Blocks, url: str, tables: frozenset[int]) -> Iterator[Message]:
    """Items of lists and boxes side by side: each has its status or both its times."""
    taken: set[int] = set()
    for box in reversed(read.boxes[1:]):  # The innermost first.
        if box.tag not in _ROWS or box.number in taken:
            continue
        inside = read.inside(box.number)
        if not inside or len(inside) > _MOST_BLOCKS:
            continue
        blocks = tuple(read.blocks[at] for at in inside)
        row = _Row(tuple(part for block in blocks for part in block.parts), blocks)
        if not tables.isdisjoint(blocks[0].boxes) or (message := _of_item(row, url)) is None:
            continue
        taken.update(number for block in blocks for number in block.boxes)
        yield message


def _of_item(row: _Row, url: str) -> Message | None:
    asked, answered = messagewords.dated(row.text, "asked"), messagewords.dated(row.text, "answered")
    days = [day for cell in row.cells if (day := find_date(cell))]
    reply = row.reply
    if reply is None and answered:
        reply = Reply.ANSWERED
    linked = any(block.anchors for block in row.blocks)
    if reply is None or not (asked or (days and linked)) or any(messagewords.is_other_kind(cell) for cell in row.cells):
        return None
    if not asked and reply is Reply.OPEN:
        asked = days[0]
    elif not asked and len(days) > 1:
        asked, answered = min(days), answered or max(days)
    elif not asked:
        answered = answered or days[0]
    return _message(row, (asked, answered, reply), ("", messagewords.stated(row.text, "unit")), url)


def _message(row: _Row, about: tuple[str, str, Reply], said: tuple[str, str], url: str) -> Message:
    asked, answered, reply = about
    anchor = next((anchor for block in row.blocks for anchor in block.anchors if anchor.text), None)
    target = join(url, anchor.href) if anchor and anchor.href else None
    title = (anchor.text if anchor else "") or said[0] or max(row.cells, key=len)
    own = target.partition("#")[0] if target and target.startswith("http") else ""
    return Message(
        title[:_TITLE], asked, answered if reply is Reply.ANSWERED else "", said[1][:40], reply, row.blocks[0].offset,
        row.text.replace("\n", " ")[:_RAW], own,
    )  # fmt: skip


def _letter(read: Blocks, url: str) -> Message | None:
    """A page that is one message: its times stand behind labels, its answer below one."""
    text = "\n".join(block.text for block in read.blocks)
    asked, answered = messagewords.dated(text, "asked"), messagewords.dated(text, "answered")
    status = messagewords.status(messagewords.stated(text, "status"))
    answer = _answer(read)
    if not asked or (status is None and answer is None and not answered):
        return None
    reply = status or (Reply.ANSWERED if answered else answer) or Reply.UNKNOWN
    if reply is Reply.OPEN and (answered or answer is Reply.ANSWERED):
        reply = Reply.UNKNOWN  # The page contradicts itself.
    heading = next((block.text for block in read.blocks if block.tag in ("h1", "h2", "h3") and len(block.text) > 3), "")
    first = next((block for block in read.blocks if messagewords.dated(block.text, "asked")), read.blocks[0])
    return Message(
        (heading or first.text)[:_TITLE], asked, answered, messagewords.stated(text, "unit"), reply, first.offset,
        first.text[:_RAW], url,
    )  # fmt: skip


def _answer(read: Blocks) -> Reply | None:
    """What stands where the answer belongs: something, words that say nothing, or nothing at all (which says nothing)."""
    for at, block in enumerate(read.blocks):
        first = block.parts[0] if block.parts else ""
        head, colon, rest = block.text.partition(":" if ":" in block.text else "：")
        if messagewords.label(head if colon else first) != "answer":
            continue
        behind = rest.strip() if colon else "".join(block.parts[1:])
        value = behind or next((other.text for other in read.blocks[at + 1 : at + 2]), "")
        if messagewords.says_none(value):
            return Reply.OPEN
        if len(value) >= _LETTER_ANSWER and not says_nothing(value) and not messagewords.label(value.partition(":")[0]):
            return Reply.ANSWERED
    return None
