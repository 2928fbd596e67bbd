"""Paper of official documents (GB/T 9704): every document of ours that is signed and sent is laid out here.

A4 with margins of 37, 35, 28 and 26 mm, title 2号小标宋, body 3号仿宋 with lines of exactly 28 pt, headings 黑体 and 楷体,
page number — 1 — at the outer edge, tables of any length.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from reports.visible import visible

TITLE_FONT = "方正小标宋简体"
_BODY_FONT, _HEAD_FONT, _SECOND_FONT, _TABLE_FONT = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_TITLE, _BODY, _FOOT, _TABLE = Pt(22), Pt(16), Pt(14), Pt(10.5)
"""The Chinese sizes 2号, 3号, 4号 and 五号."""
_LINE, _TITLE_LINE, _GAP = Pt(28), Pt(36), Pt(6)
_TEXT_WIDTH = 8845
"""Twentieths of a point between the margins: 156 mm."""

Cell = str | tuple[str, ...]
"""A text, or one for each paragraph of the cell."""


class Paper:
    """One document that is being written."""

    def __init__(self) -> None:
        self._word: Word = Document()
        section = self._word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)  # The number stands 7 mm below the text.
        normal = self._word.styles["Normal"]
        _font(normal, _BODY_FONT, _BODY)
        _exact(normal.paragraph_format, _LINE)  # For what an office adds by hand.
        self._word.settings.odd_and_even_pages_header_footer = True
        for footer, edge in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            footer.is_linked_to_previous = False
            _page_number(footer.paragraphs[0], edge)

    def line(self, text: str, font: str = _BODY_FONT, size: Length = _BODY, spacing: Length = _LINE) -> Paragraph:
        """A line from the margin, as the addressees are; what the other kinds of lines are made of."""
        paragraph = self._word.add_paragraph()
        _exact(paragraph.paragraph_format, spacing)
        _font(paragraph.add_run(visible(text)), font, size)
        return paragraph

    def title(self, text: str) -> None:
        """The document's title: centred, 2号小标宋."""
        self.line(text, TITLE_FONT, _TITLE, _TITLE_LINE).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def centred(self, text: str) -> Paragraph:
        """A centred line: number of the document, remark of a draft."""
        paragraph = self.line(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def right(self, text: str, characters: int = 0) -> Paragraph:
        """A line at the right: signature and date, so many characters from the margin."""
        paragraph = self.line(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Length(_BODY * characters)
        return paragraph

    def text(self, text: str, level: int = 0) -> Paragraph:
        """A paragraph indented by two characters; level 1 is a heading 一、, level 2 one of (一)."""
        paragraph = self.line(text, (_BODY_FONT, _HEAD_FONT, _SECOND_FONT)[level])
        paragraph.paragraph_format.first_line_indent = Length(_BODY * 2)
        paragraph.paragraph_format.keep_with_next = level > 0
        return paragraph

    def blank(self) -> Paragraph:
        """An empty line."""
        return self.line("")

    def attachment(self, mark: str, title: str) -> None:
        """The head of an attachment on a new page: its number in 黑体, its title below."""
        self.line(mark, _HEAD_FONT).paragraph_format.page_break_before = True
        self.title(title)

    def table(self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> Table:
        """A table with a head that repeats on every page; columns are (heading, share of the width)."""
        whole = sum(share for _, share in columns)
        widths = [_TEXT_WIDTH * share // whole for _, share in columns]
        xml = "".join((_row([name for name, _ in columns], widths, head=True), *(_row(row, widths) for row in rows)))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table: Any = parse_xml(f"<w:tbl {nsdecls('w')}>{_TABLE_LOOK}<w:tblGrid>{grid}</w:tblGrid>{xml}</w:tbl>")
        self._gap().paragraph_format.keep_with_next = True  # A table never leaves its heading behind.
        self._word.element.body.insert(len(self._word.element.body) - 1, table)
        self._gap()
        return Table(table, self._word)

    def _gap(self) -> Paragraph:
        """A narrow line that keeps a table from what stands beside it."""
        paragraph = self._word.add_paragraph()
        _exact(paragraph.paragraph_format, _GAP)
        return paragraph

    def save(self, path: Path) -> None:
        """Write the file."""
        self._word.save(str(path))


_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_SHORT = 12
"""Texts of fewer characters stand in the middle of their cell."""
_TABLE_LOOK = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)  # fmt: skip


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False) -> str:
    """One row as XML: python-docx takes minutes for the tables of a province."""
    kind = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
    fonts = " ".join(f'{script}="{_HEAD_FONT if head else _TABLE_FONT}"' for script in _SCRIPTS)
    look = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="{int(_TABLE.pt * 2)}"/></w:rPr>'
    shape = '<w:pPr><w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/><w:jc w:val="{}"/></w:pPr>'
    made = []
    for cell, width in zip(cells, widths, strict=True):
        paragraphs = []
        for text in (cell,) if isinstance(cell, str) else cell:
            side = shape.format("center" if head or len(text) < _SHORT else "left")
            words = f'<w:t xml:space="preserve">{escape(visible(text))}</w:t>'
            paragraphs.append(f"<w:p>{side}<w:r>{look}{words}</w:r></w:p>")
        place = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        made.append(f"<w:tc>{place}{''.join(paragraphs)}</w:tc>")
    return f"<w:tr>{kind}{''.join(made)}</w:tr>"


def _font(of: Any, name: str, size: Length) -> None:
    """Word, WPS and LibreOffice read the Chinese font of a run or style from its own attribute."""
    of.font.size = size
    fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        fonts.set(qn(script), name)


def _exact(shape: ParagraphFormat, spacing: Length) -> None:
    """Lines of exactly this height and nothing between paragraphs."""
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, spacing


def _page_number(paragraph: Paragraph, edge: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号宋体, one character from the edge."""
    paragraph.alignment = edge
    _exact(paragraph.paragraph_format, _FOOT)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = _FOOT
    for words, mark in (("— ", ""), ("", "begin"), (" PAGE ", "field"), ("", "end"), (" —", "")):
        run = paragraph.add_run("" if mark else words)
        _font(run, _TABLE_FONT, _FOOT)
        if mark == "field":
            field = OxmlElement("w:instrText")
            field.text = words
            run._element.append(field)
        elif mark:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), mark)
            run._element.append(sign)
