"""The register of the demo's sites, as offices keep it: a title over merged cells, odd rows, and what the truth plants."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook

from demo import office
from demo.hosts import pages_of
from demo.model import Plant
from demo.office import Office

_TITLE = "云泽市政府网站基本信息表(2026年第三季度)"
_HEADINGS = (
    "序号",
    "网站名称",
    "首页网址",
    "网站标识码",
    "主办单位",
    "ICP备案编号",
    "公安机关备案号",
    "党政机关网站标识",
    "是否支持IPv6",
    "联系电话",
)
_ODD = (
    ("", "云泽市档案馆(正在建设)", "", "5399000099", "云泽市档案馆"),
    (),
    ("", "云泽市统计年鉴库", "网址待定", "", "云泽市统计局"),
)
"""Rows that cannot be used: no address, nothing at all, an address that is none."""


def write(path: Path, plants: Iterable[Plant]) -> Path:
    """Write the register as an Excel file and return its path; plants say where it differs from the truth."""
    planted = [(page, piece) for plant in plants for page in pages_of(plant) for piece in plant.register]
    book = Workbook()
    sheet = book.active
    sheet.title = "基本信息"
    sheet.append([_TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADINGS))
    sheet.append(_HEADINGS)
    for number, one in enumerate(office.offices().values(), 1):
        row = dict(zip(_HEADINGS, (str(number), *_row(one)), strict=True))
        row |= {piece.place: piece.html for page, piece in planted if page == one.home}
        sheet.append(list(row.values()))
    for odd in _ODD:
        sheet.append(odd)
    book.save(path)
    return path


def _row(one: Office) -> Iterator[str]:
    address = one.home if one.code[-1] in "13579" else one.host
    yield from (one.name, address, one.code, one.organiser, one.icp, one.police, one.conac)
    yield "否" if one.ipv4 else "是"
    yield one.phone
