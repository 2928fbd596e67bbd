"""The papers that an office has before it begins: the register of its sites, and the order to inspect them."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from demo.quarter.sites import Site, sites

_TITLE = "云泽市政府网站基本信息表"
_HEADINGS = (
    "序号", "网站名称", "首页网址", "网站标识码", "主办单位", "地区", "层级", "是否门户", "平台", "联系人", "联系人电话", "联系人邮箱",
)  # fmt: skip


def write(path: Path) -> Path:
    """Write the register as an Excel file and return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = "网站"
    sheet.append([_TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADINGS))
    sheet.append(_HEADINGS)
    for site in sites():
        sheet.append(_row(site))
    book.save(path)
    return path


def order(path: Path, today: date, until: date) -> Path:
    """Write the mandate: who ordered the inspection, of which hosts, until when, from which address."""
    hosts = ", ".join(f'"{site.host}"' for site in sites())
    lines = (
        'office = "云泽市人民政府办公室(示例)"', 'document = "云泽政办函〔示例〕2号"', f"hosts = [{hosts}]",
        f"valid_from = {today}", f"valid_until = {until}", 'addresses = ["203.0.113.7"]',
    )  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _row(site: Site) -> tuple[str, ...]:
    office = site.office
    portal = "是" if site.portal else "否"
    mail = f"{site.host.partition('.')[0]}{site.number}@mail.example"
    return (
        str(site.number), site.name, site.home, office.code, site.name, site.region, "县级", portal, site.platform,
        f"联络员{site.number}", office.phone, mail,
    )  # fmt: skip
