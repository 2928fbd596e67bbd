"""Paper of official documents (GB/T 9704): margins, fonts, line spacing, page numbers, and tables of any length."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports.visible import visible

TITLE_FONT, BODY_FONT, HEAD_FONT, SECOND_FONT, TABLE_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
_TITLE, _BODY, _TABLE, _FOOT = Pt(22), Pt(16), Pt(10.5), Pt(14)
_LINE = Pt(28)
_TEXT_WIDTH = 8845
"""Twentieths of a point between the margins: 156 mm."""


class Paper:
    """One document that is being written."""

    def __init__(self) -> None:
        self._word: Word = Document()
        section = self._word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        normal = self._word.styles["Normal"]
        normal.font.size = _BODY
        _font(normal.element.get_or_add_rPr(), BODY_FONT)
        _page_number(section.footer.paragraphs[0])

    def title(self, text: str) -> None:
        """The document's title: centred, 2号小标宋."""
        paragraph = self._paragraph(text, TITLE_FONT, _TITLE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)

    def centred(self, text: str) -> None:
        """A centred line: number of the document, remark of a draft."""
        self._paragraph(text, BODY_FONT, _BODY).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def right(self, text: str, characters: int = 0) -> None:
        """A line at the right: signature and date, so many characters from the margin."""
        paragraph = self._paragraph(text, BODY_FONT, _BODY)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = _BODY * characters

    def plain(self, text: str) -> None:
        """A line from the margin: the addressees."""
        self._paragraph(text, BODY_FONT, _BODY)

    def text(self, text: str, level: int = 0) -> None:
        """A paragraph indented by two characters; level 1 is a heading 一、, level 2 one of (一)."""
        font = (BODY_FONT, HEAD_FONT, SECOND_FONT)[level]
        paragraph = self._paragraph(text, font, _BODY)
        paragraph.paragraph_format.first_line_indent = _BODY * 2
        paragraph.paragraph_format.keep_with_next = level > 0

    def blank(self) -> None:
        """An empty line."""
        self._paragraph("", BODY_FONT, _BODY)

    def attachment(self, mark: str, title: str) -> None:
        """The head of an attachment on a new page: its number in 黑体, its title below."""
        paragraph = self._paragraph(mark, HEAD_FONT, _BODY)
        paragraph.paragraph_format.page_break_before = True
        self.title(title)

    def table(self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
        """A table with a head that repeats on every page; columns are (heading, share of the width)."""
        whole = sum(share for _, share in columns)
        widths = [_TEXT_WIDTH * share // whole for _, share in columns]
        xml = "".join((_row([name for name, _ in columns], widths, head=True), *(_row(row, widths) for row in rows)))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table = parse_xml(f"<w:tbl {nsdecls('w')}>{_TABLE_LOOK}<w:tblGrid>{grid}</w:tblGrid>{xml}</w:tbl>")
        self._word.element.body.insert(len(self._word.element.body) - 1, table)
        after = self._word.add_paragraph()
        after.paragraph_format.line_spacing = Pt(8)
        after.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY

    def save(self, path: Path) -> None:
        """Write the file."""
        self._word.save(str(path))

    def _paragraph(self, text: str, font: str, size: Any) -> Paragraph:
        paragraph = self._word.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
        run = paragraph.add_run(visible(text))
        run.font.size = size
        _font(run._element.get_or_add_rPr(), font)
        return paragraph


_TABLE_LOOK = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)  # fmt: skip


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    """One row as XML: python-docx takes minutes for the tables of a province."""
    kind = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
    font = HEAD_FONT if head else TABLE_FONT
    look = (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{int(_TABLE.pt * 2)}"/></w:rPr>'
    )
    shape = '<w:pPr><w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/><w:jc w:val="{}"/></w:pPr>'
    made = []
    for text, width in zip(cells, widths, strict=True):
        side = "center" if head or len(text) < 12 else "left"
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p>{shape.format(side)}'
            f'<w:r>{look}<w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r></w:p></w:tc>'
        )
    return f"<w:tr>{kind}{''.join(made)}</w:tr>"


def _font(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), name)


def _page_number(paragraph: Paragraph) -> None:
    """— 1 — in the middle of the foot, 4号宋体."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if part == "PAGE" else part)
        run.font.size = _FOOT
        _font(run._element.get_or_add_rPr(), TABLE_FONT)
        if part == "PAGE":
            for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
                run._element.append(_field_mark(kind, text))


def _field_mark(kind: str, text: str) -> Any:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    mark = OxmlElement("w:instrText")
    mark.text = text
    return mark
