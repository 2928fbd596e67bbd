"""The notice of our own, laid out as GB/T 9704 asks of official documents; an office may bring its own instead.

It is made here, on ``reports/paper.py``, and not kept as a binary file, so that every measure can be read.
"""

from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reports.paper import TITLE_FONT, Paper

_RED = RGBColor(0xE0, 0x10, 0x10)
_COLUMNS = (("编号", 25), ("问题", 54), ("位置", 47), ("整改建议", 30))
"""Headings and millimetres; together the width of the text."""
_PROBLEM = (
    "{{ one.problem }}", "{{ one.certainty }}；{{ one.spread }}", "{%p if one.picture %}", "{{ one.picture }}", "{%p endif %}"
)  # fmt: skip
_PICTURE = _PROBLEM.index("{{ one.picture }}")
_ROWS = (
    ("{%tr for one in findings %}", "", "", ""),
    ("{{ one.number }}", _PROBLEM, ("{{ one.where }}", "{{ one.url }}"), "{{ one.remedy }}"),
    ("{%tr endfor %}", "", "", ""),
)
"""The template repeats the second for each finding."""
_OPENING = (
    "{{ basis }}，我单位于{{ period }}对你单位主办的网站（{{ site }}）进行了检查。{{ reach }}，"
    "发现问题{{ total }}项，其中可能构成单项否决的{{ vetoes }}项。{{ certainty }}"
)
_SILENT = "因对方防护拦截、网络或检查数量上限等原因未能检测的{{ unmeasured }}项，不计入结果。"
_CLOSING = (
    "请对照上表逐项核实并整改，举一反三，排查同类问题，于{{ due }}前书面反馈整改情况。属于模板、页头、页脚等公共部分的问题，"
    "修改一处即可。对检查结果有异议的，请在期限内写明编号和理由并附证明材料，我单位将据存证复核。"
)


def save_form(path: Path) -> None:
    """Write the form, with its fields unfilled, for an office to change (docs/notice.md)."""
    form = Paper()
    _head(form)
    form.title("关于{{ site_name }}检查发现问题的整改通知")
    form.blank()
    form.line("{{ addressee }}：")
    form.text(_OPENING)
    form.text("一、未能检测的部分", 1)
    form.text(_SILENT)
    form.text("二、发现的问题", 1)
    found = form.table(_COLUMNS, _ROWS).cell(2, 1)
    # Exact lines would cut the picture off.
    found.paragraphs[_PICTURE].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.text("{%p if left_out %}")
    form.text("其余{{ left_out }}项见随附的工作簿。")
    form.text("{%p endif %}")
    form.text("三、整改要求", 1)
    form.text(_CLOSING)
    # A signature never stands alone on a page.
    for line in (form.text("联系人：{{ contact }}，电话：{{ phone }}。"), form.blank(), form.right("{{ office }}", 4)):
        line.paragraph_format.keep_with_next = True
    form.right("{{ today }}", 4)
    form.save(path)


def _head(form: Paper) -> None:
    """The office in red, the document's number, and a red line across the text."""
    mark = form.line("{{ office }}", TITLE_FONT, Pt(36), Pt(54))
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.runs[0].font.color.rgb = _RED
    number = form.centred("{{ document_number }}")
    edges: Any = OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "8"), ("color", str(_RED))):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    # Word is strict about the order of what stands in here.
    number._p.get_or_add_pPr().insert_element_before(edges, "w:spacing", "w:ind", "w:jc", "w:rPr")
    form.blank()
