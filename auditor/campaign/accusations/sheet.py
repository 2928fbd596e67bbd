"""The sheet of one inspector: what the machine proposes, the evidence, and drop-downs to answer with."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.model.accusation import OPEN, STATES_ZH, Accusation, State
from auditor.model.office import Site
from auditor.store.office import register
from auditor.store.office.accusations import accusations
from auditor.store.office.database import Office
from reports.visible import clip, typeable, visible

TRUE, FALSE, LATER = "属实", "不属实", "需再看"
ANSWERS = (TRUE, FALSE, LATER)
COLUMNS = {
    "编号": 16, "网站": 20, "责任单位": 18, "性质": 10, "状态": 14, "指标": 18, "机器判断": 40, "位置": 18, "网址": 36, "证据": 40,
    "结论": 9,
    "说明": 24, "供稿单位": 14, "核实人": 10,
}  # fmt: skip
"""Heading → width. 结论 and what follows is for the inspector."""
_ASKED = ("结论", "说明", "供稿单位", "核实人")
_CELL = 2_000
_HELP = (
    "一、逐行在“结论”列选择:属实、不属实、需再看。不属实须在“说明”列写明理由。",
    "二、单项否决须由两名检查人员分别核实;状态为“待第二人核实”的,请由另一人填写。",
    "三、性质为“人工”的,机器不能判断,请检查后填写:存在问题选“属实”,没有问题选“不属实”并说明。",
    "四、可以排序、筛选、删行、在编号格里加备注;交回后按编号识别。没有填结论的行不作处理。",
)


def write_sheet(office: Office, campaign: str, inspector: str, path: Path) -> int:
    """Write what is open and this inspector may answer; returns how many rows there are."""
    import xlsxwriter  # Seldom needed.

    sites = {site.id: site for site in register.sites(office, campaign)}
    rows = [_row(one, sites[one.site], inspector) for one in asked(office, campaign, inspector)]
    partial = path.with_name(path.name + ".part")
    book = xlsxwriter.Workbook(
        partial, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    )  # fmt: skip
    plain = {"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10, "border": 1, "num_format": "@"}
    cell, answer = book.add_format({**plain, "quote_prefix": True}), book.add_format({**plain, "bg_color": "#FFF9E5"})
    head = book.add_format({**plain, "bold": True, "align": "center", "bg_color": "#DCE6F1"})
    page = book.add_worksheet("核实表")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.freeze_panes(1, 2)
    page.repeat_rows(0)
    for at, (heading, width) in enumerate(COLUMNS.items()):
        page.set_column(at, at, width)
        page.write_string(0, at, heading, head)
    for number, row in enumerate(rows, 1):
        for at, (heading, text) in enumerate(zip(COLUMNS, row, strict=True)):
            page.write_string(number, at, clip(visible(text), _CELL), answer if heading in _ASKED else cell)
    column = list(COLUMNS).index("结论")
    rule = {"validate": "list", "source": list(ANSWERS), "error_type": "information"}
    page.data_validation(1, column, max(len(rows), 1), column, rule)
    page.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    help_page = book.add_worksheet("填写说明")
    help_page.set_column(0, 0, 100)
    for at, line in enumerate(_HELP):
        help_page.write_string(at, 0, line, book.add_format({"text_wrap": True}))
    book.close()
    os.replace(partial, path)
    return len(rows)


def asked(office: Office, campaign: str, inspector: str) -> Iterator[Accusation]:
    """What is open, without vetoes that this inspector has confirmed: those wait for somebody else."""
    return (one for one in accusations(office, campaign, *OPEN) if inspector not in one.confirmers)


def nature(one: Accusation) -> str:
    """What kind of accusation it is, in a word."""
    return "人工" if one.manual else "单项否决" if one.veto else "问题"


def evidence(one: Accusation) -> str:
    """The evidence in a few words: what was found, on how many pages, seen when."""
    said = one.evidence
    parts = [
        f"链接 {typeable(str(said['target']))}" if said.get("target") else "",
        f"摘录:{said['text']}" if said.get("text") else "",
    ]
    pages = said.get("pages")
    if isinstance(pages, int) and pages > 1:
        parts.append(f"共 {pages} 个页面")
    if said.get("last_checked"):
        parts.append(f"检查时间 {str(said['last_checked'])[:16].replace('T', ' ')}")
    related = said.get("fingerprints")
    if isinstance(related, list) and related:
        parts.append(f"依据 {len(related)} 项发现")
    if not one.certain:
        parts.append("只是一次观测,属实须在“说明”写明如何核实")
    return ";".join(part for part in parts if part)


def _row(one: Accusation, site: Site, inspector: str) -> Sequence[str]:
    state = STATES_ZH[one.state]
    if one.state is State.SECOND:
        state += f"({'、'.join(one.confirmers)}已核实)"
    return (
        one.number, site.name, site.organiser, nature(one), state, one.cause, one.message, one.place, typeable(one.page),
        evidence(one), "", "", "", inspector,
    )  # fmt: skip
