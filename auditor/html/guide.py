"""Finds service guides (办事指南) and reads their eight elements, however a page sets them out.

Read are tables (label beside or above its value), definition lists, headings with paragraphs below, ``label: value``
lines, and tabs (a row of labels, then as many panels). What cannot be read is said (``Unread``), never called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from auditor.html.blocks import Anchor, Block, Blocks, read_blocks
from auditor.html.crumbs import column_path
from auditor.html.entries import FRAMEWORK
from auditor.html.pieces import words
from auditor.html.place import regions
from auditor.model.service import Element, Form, Given, Guide, Unread
from auditor.text import guidewords
from auditor.text.guidewords import Label
from auditor.urls.order import is_attachment
from auditor.urls.resolve import join

_FEW, _MANY = 2, 3
"""Labels that make a guide of a page that is called one, and of a page that is not."""
_VALUE_BLOCKS, _VALUE = 60, 3_000
_MOST_LABELS = 300
_TITLES = ("th", "dt", "h2", "h3", "h4")
"""Boxes whose text is a label more often than not."""
_TABS = "tabs"
"""In the place of an id: what a tab would hold."""
_MENU = 3
_NAME = re.compile(r"[_|｜—\-–>].*$")
_LITTLE = 200
_FORM_WORDS = re.compile(r"表|申请书|样本|样表|范本|下载|空白|示范|承诺书|委托书")
_REFRESH = re.compile(r"<meta[^>]{0,200}http-equiv=[\"']?refresh[^>]{0,300}url=([^\"'>\s]+)", re.IGNORECASE)
_FRAME = re.compile(r"<i?frame\s[^>]{0,500}?src=[\"']?([^\"'>\s]+)", re.IGNORECASE)
_GUIDE_CALL = re.compile(
    r"\.(?:html|innerHTML|text|append)\s*[(=]|\$\.(?:ajax|get|post|getJSON)|fetch\(|axios|XMLHttpRequest"
)


@dataclass(slots=True)
class _Told:
    """A label in the document and the value found for it."""

    label: Label
    at: int
    """Number of its block."""
    value: str = ""
    box: str = ""
    """The id of the empty element that would hold the value."""


def guide(text: str, url: str) -> Guide | None:
    """The guide that a page is, or None for a page that is none."""
    title = _title(text)
    called = guidewords.is_guide(title)
    said = words(text)  # Quick looks, before the whole page is read as blocks.
    if not called and not guidewords.has_stems(said, _FEW):
        return None
    called = called or guidewords.is_guide(column_path(text))
    kinds, own = guidewords.mentioned(said)
    if (not called and own < _FEW) or not _may_be_guide(title, kinds):
        return None
    read = _without_footer(read_blocks(text), text)
    told = _Teller(read).told()
    kinds = {one.label.kind for one in told if not one.label.near}
    if not _is_guide(title, called, kinds, told):
        return (
            _elsewhere(text, url, title, read) if called and not guidewords.is_article(_NAME.sub("", title)) else None
        )
    if not any(one.value for one in told) and all(read.blocks[one.at].anchors for one in told):
        return None  # Links to pages of that name.
    return _made(text, url, title, read, told)


def _may_be_guide(title: str, kinds: AbstractSet[str]) -> bool:
    """True unless a page with such a title needs labels that it does not even mention."""
    elements = kinds - {guidewords.OTHER}
    return not guidewords.is_article(_NAME.sub("", title)) or (len(elements) > _MANY and Element.NAME in elements)


def _is_guide(title: str, called: bool, kinds: set[str], told: Sequence[_Told]) -> bool:
    elements = kinds - {guidewords.OTHER}
    if guidewords.is_article(_NAME.sub("", title)):
        return _may_be_guide(title, kinds)
    if called:
        return len({one.label.kind for one in told}) >= _FEW
    return len(elements) >= _MANY and sum(one.label.own for one in told) >= _FEW


def _title(text: str) -> str:
    found = re.search(r"<title[^>]{0,200}>([^<]{0,300})", text[:100_000], re.IGNORECASE)
    return " ".join(found[1].split()) if found else ""


def _without_footer(read: Blocks, text: str) -> Blocks:
    """Leave out the footer: its address and telephone are those of the site."""
    changes = regions(text)
    feet = [
        (start, end) for (start, region), (end, _) in pairwise([*changes, (len(text) + 1, "")]) if region == "footer"
    ]
    blocks = [block for block in read.blocks if not any(start <= block.offset < end for start, end in feet)]
    return Blocks(blocks, read.boxes)


class _Teller:
    """Reads labels and their values out of the blocks of one document."""

    def __init__(self, read: Blocks) -> None:
        self._read = read
        self._blocks = read.blocks
        self._labels = [self._label(block) for block in read.blocks]
        """Of each block: its label and what stands behind it in the same block."""

    def told(self) -> list[_Told]:
        places = [at for at, label in enumerate(self._labels) if label][:_MOST_LABELS]
        found = [_Told(*self._at(at)) for at in places]
        self._read_tabs(found)
        return found

    def _label(self, block: Block) -> tuple[Label, str] | None:
        whole = guidewords.label(block.text)
        if whole is None and block.tag in _TITLES:
            whole = guidewords.ending(block.text)
        if whole is not None:
            return whole, ""
        first = guidewords.label(block.parts[0]) if len(block.parts) > 1 else None
        if first is not None:
            return first, "".join(block.parts[1:]).lstrip(" :：")
        return guidewords.labelled(block.text)

    def _at(self, at: int) -> tuple[Label, int, str, str]:
        label, behind = self._labels[at] or (None, "")
        assert label is not None
        if behind:
            more = self._below(at) if self._blocks[at].tag not in ("td", "th") else []
            return label, at, "\n".join([behind, *map(_shown, more)])[:_VALUE], ""
        if self._blocks[at].pictures or self._blocks[at].anchors[1:]:
            return label, at, _shown(self._blocks[at]), ""
        values = self._beside(at)
        return label, at, "\n".join(map(_shown, values))[:_VALUE], "" if values else self._holder(at)

    def _beside(self, at: int) -> list[Block]:
        """The value of a block that is nothing but a label."""
        row = self._around(self._blocks[at], "tr")
        if row is None:
            return self._below(at)
        cells = self._read.inside(row)[:_VALUE_BLOCKS]
        if len(cells) > 1 and all(self._is_bare(number) for number in cells):
            return self._under(at, row)
        if len(self._read.children(row)) == 1:
            return self._below(at)  # A heading that is a row of its own.
        after = takewhile(lambda number: not self._is_label_cell(number, row), (n for n in cells if n > at))
        return [self._blocks[number] for number in after]

    def _is_bare(self, at: int) -> bool:
        label = self._labels[at]
        return label is not None and not label[1]

    def _is_label_cell(self, at: int, row: int) -> bool:
        """A cell of the row that holds a label and nothing else; words of a label inside a value are part of it."""
        if not self._is_bare(at) or self._nested(at, row):
            return False
        cell = self._cell(self._blocks[at])
        return cell is None or len(self._read.inside(cell)) == 1

    def _nested(self, at: int, row: int) -> bool:
        """A label inside a table of its own belongs to the value (材料 of a list of materials)."""
        return self._around(self._blocks[at], "tr") != row

    def _under(self, at: int, row: int) -> list[Block]:
        """The cell below, where a row holds labels alone."""
        cells = [box.number for box in self._read.children(row)]
        rows = [box.number for box in self._read.children(self._read.boxes[row].parent) if box.tag == "tr"]
        mine = self._cell(self._blocks[at])
        if mine not in cells or row not in rows[:-1]:
            return []
        below = [box.number for box in self._read.children(rows[rows.index(row) + 1])]
        column = cells.index(mine)
        return [self._blocks[n] for n in self._read.inside(below[column])] if column < len(below) else []

    def _below(self, at: int) -> list[Block]:
        """The blocks up to the next label; a heading of a higher rank ends them too."""
        rank = self._blocks[at].tag if self._blocks[at].tag in ("h1", "h2", "h3", "h4") else ""
        found = []
        for number in range(at + 1, min(at + 1 + _VALUE_BLOCKS, len(self._blocks))):
            if self._labels[number] or (
                rank and self._blocks[number].tag in ("h1", "h2", "h3", "h4") and self._blocks[number].tag <= rank
            ):
                break
            found.append(self._blocks[number])
        return found

    def _around(self, block: Block, tag: str) -> int | None:
        return next((number for number in reversed(block.boxes) if self._read.boxes[number].tag == tag), None)

    def _cell(self, block: Block) -> int | None:
        return next((number for number in reversed(block.boxes) if self._read.boxes[number].tag in ("td", "th")), None)

    def _holder(self, at: int) -> str:
        """The id of the empty element right after a label, which a script may fill."""
        end = self._blocks[at + 1].boxes if at + 1 < len(self._blocks) else ()
        last = end[-1] if end else len(self._read.boxes)
        first = self._blocks[at].boxes[-1] if self._blocks[at].boxes else 0
        return next((box.identity for box in self._read.boxes[first + 1 : max(last, first + 1)] if box.identity), "")

    def _read_tabs(self, found: list[_Told]) -> None:
        """Labels side by side whose values stand in panels: by the id they jump to, or as many panels in their order."""
        for menu in self._menus(found):
            values = self._jumps(menu) or self._panels(menu)
            for one, value in zip(menu, values, strict=False):
                one.value = value
                one.box = one.box or _TABS * (not value)

    def _menus(self, found: Sequence[_Told]) -> Iterator[list[_Told]]:
        """Runs of labels that follow each other side by side."""
        run: list[_Told] = []
        for one in found:
            if run and (one.at != run[-1].at + 1 or self._row(one.at) != self._row(run[-1].at)):
                yield from [run] * (len(run) >= _MENU)
                run = []
            run.append(one)
        yield from [run] * (len(run) >= _MENU)

    def _row(self, at: int) -> int:
        """What a block and its neighbours stand in side by side."""
        boxes = self._blocks[at].boxes
        return boxes[-2] if len(boxes) > 1 else 0

    def _jumps(self, menu: Sequence[_Told]) -> list[str]:
        named = {box.identity: box.number for box in self._read.boxes if box.identity}
        anchors = [next(iter(self._blocks[one.at].anchors), None) for one in menu]
        wanted = [
            named.get(anchor.href.partition("#")[2]) if anchor and "#" in anchor.href else None for anchor in anchors
        ]
        if not any(number is not None for number in wanted):
            return []
        return [self._inside(number) if number is not None else "" for number in wanted]

    def _panels(self, menu: Sequence[_Told]) -> list[str]:
        start = self._blocks[menu[-1].at].boxes
        after = start[-1] if start else 0
        for box in self._read.boxes[after + 1 :]:
            children = [child for child in self._read.children(box.number) if child.number > after]
            if len(children) == len(menu) and len({child.tag for child in children}) == 1:
                return [self._inside(child.number) for child in children]
        return []

    def _inside(self, number: int) -> str:
        return "\n".join(_shown(self._blocks[at]) for at in self._read.inside(number))[:_VALUE]


def _shown(block: Block) -> str:
    """The text of a block; a picture and a file are something to see as well."""
    return block.text or "〔图〕" * bool(block.pictures)


def _made(text: str, url: str, title: str, read: Blocks, told: Sequence[_Told]) -> Guide:
    given = tuple(
        Given(Element(kind), one.label.words, "" if guidewords.says_nothing(one.value) else one.value,
              read.blocks[one.at].offset, one.label.near)
        for one in told
        for kind in (one.label.kind, *one.label.also)
        if kind != guidewords.OTHER
    )  # fmt: skip
    first = min((one.at for one in told), default=0)
    name = (
        next((one.value for one in given if one.element is Element.NAME and one.value), "")
        or _heading(read, first)
        or _NAME.sub("", title)
    )
    content = read.blocks[first:]
    made = Guide(name.partition("\n")[0][:80], read.blocks[first].offset, given, tuple(_forms(content, url)))
    if made.name and not made.stated(Element.NAME):
        heading = Given(Element.NAME, "标题", made.name, made.offset)
        made = replace(made, given=(heading, *made.given))
    stated = sum(made.stated(element) for element in Element)
    if stated >= len(Element):
        return made
    unread, where = _unread(text, url, content, told, made)
    doubtful = any(one.box and not one.value for one in told) and "<script" in text.lower()
    return replace(made, unread=unread, where=where, doubtful=doubtful)


def _heading(read: Blocks, first: int) -> str:
    """The heading that stands over the guide, unless it only says that there is one."""
    headings = [block.text for block in read.blocks[: first + 1] if block.tag in ("h1", "h2", "h3")]
    return next(
        (
            text
            for text in reversed(headings)
            if guidewords.label(text) is None and text not in ("办事指南", "服务指南")
        ),
        "",
    )


def _forms(content: Sequence[Block], url: str) -> Iterator[Form]:
    for anchor in (anchor for block in content for anchor in block.anchors):
        target = join(url, anchor.href)
        if (
            target
            and target.startswith("http")
            and (is_attachment(target) or ("下载" in anchor.text and _FORM_WORDS.search(anchor.text)))
        ):
            yield Form(anchor.text, target.partition("#")[0], anchor.raw, anchor.offset)


def _unread(
    text: str, url: str, content: Sequence[Block], told: Sequence[_Told], made: Guide
) -> tuple[Unread | None, str]:
    """Why what is missing may be there all the same."""
    if any("{{" in one.value or "${" in one.value for one in told) or (FRAMEWORK.search(text) and not _valued(made)):
        return Unread.SCRIPT, ""
    held = {one.box for one in told if not one.value and one.box}
    if held and _GUIDE_CALL.search(text) and any(_is_called(box, text) for box in held):
        return Unread.SCRIPT, ""
    if _valued(made) > _MANY:
        return None, ""  # What the page does not say of itself is missing, whatever stands beside it.
    hall = _hall(content, url)
    if hall:
        return Unread.ELSEWHERE, hall
    file = next((one for one in made.forms if guidewords.is_guide(one.text)), None)
    if file is not None:
        return Unread.ATTACHMENT, file.url
    words = sum(len(block.text) for block in content)
    if words < _LITTLE and any(block.pictures for block in content):
        return Unread.PICTURE, ""
    return None, ""


def _is_called(box: str, text: str) -> bool:
    """A script of the page speaks of the element; which tab it fills it need not say."""
    return box == _TABS or re.search(rf"[\"'#]{re.escape(box)}[\"']", text) is not None


def _valued(made: Guide) -> int:
    return sum(made.stated(element) for element in Element if element is not Element.NAME)


def _hall(content: Sequence[Block], url: str) -> str:
    own = urlsplit(url).hostname or ""
    for anchor in (anchor for block in content for anchor in block.anchors):
        target = join(url, anchor.href)
        host = (urlsplit(target).hostname or "") if target else ""
        if target and host and host != own and _leads_on(host, anchor):
            return target
    return ""


def _leads_on(host: str, anchor: Anchor) -> bool:
    return guidewords.is_hall_host(host) or (guidewords.is_hall(host, anchor.text) and guidewords.is_guide(anchor.text))


def _elsewhere(text: str, url: str, title: str, read: Blocks) -> Guide | None:
    """A page that is called a guide and has none: does it only lead on to where the guide is?"""
    for pattern in (_REFRESH, _FRAME):
        found = pattern.search(text)
        target = join(url, found[1]) if found else None
        host = (urlsplit(target).hostname or "") if target else ""
        if target and host != (urlsplit(url).hostname or "") and guidewords.is_hall_host(host):
            return Guide(_NAME.sub("", title), 0, (), (), Unread.ELSEWHERE, target)
    return None
