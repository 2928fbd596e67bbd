"""The register as a workbook that can be edited and imported again: units, sites and accounts on a sheet each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from auditor.model.office import LEVELS_ZH, STATES_ZH, Contact
from auditor.sheets.textrows import write_texts
from auditor.store.office import register
from auditor.store.office.database import Office

_KINDS_ZH = {
    "government": "政府", "department": "部门", "zone": "管委会", "street": "街道", "mission": "驻外办事处",
    "vertical": "垂直管理部门", "supplier": "内容保障单位", "": "",
}  # fmt: skip
_ROLES = ("负责人", "联系人", "承办人")
_PERSON = tuple(f"{role}{part}" for role in _ROLES for part in ("姓名", "电话", "邮箱"))
_UNITS = ("单位名称", "上级单位", "地区", "层级", "单位类别", "别名", *_PERSON)
_SITES = (
    "编号", "网站名称", "首页网址", "网站标识码", "主办单位", "地区", "层级", "是否门户", "平台", "网站状态", "其他网址", "ICP备案编号",
    "公安机关备案号", "党政机关网站标识", "是否支持IPv6", "联系方式", *_PERSON,
)  # fmt: skip
_ACCOUNTS = ("平台类型", "账号ID", "账号名称", "主办单位", "地区", "层级", "账号状态", "账号链接")
_WIDTH = 22


def export(office: Office, path: Path) -> int:
    """Write the workbook; returns the number of sites and accounts. Raises OSError when it cannot be written."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    persons = _persons(office)
    counts = [
        _sheet(book, "单位", _UNITS, _unit_rows(office, persons)),
        _sheet(book, "网站", _SITES, _site_rows(office, persons)),
        _sheet(book, "政务新媒体", _ACCOUNTS, _account_rows(office)),
    ]
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error
    return sum(counts[1:])


def _sheet(book: Any, title: str, headings: Sequence[str], rows: Iterator[Sequence[str]]) -> int:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, _WIDTH)
    bold, count = book.add_format({"bold": True}), 0
    sheet.write_row(0, 0, headings, bold)
    for count, row in enumerate(rows, 1):
        write_texts(sheet, count, row)
    return count


def _persons(office: Office) -> dict[tuple[int, int | None], dict[str, Contact]]:
    found: dict[tuple[int, int | None], dict[str, Contact]] = {}
    for contact in register.contacts(office):
        found.setdefault((contact.unit, contact.site), {})[contact.role] = contact
    return found


def _cells(persons: dict[str, Contact]) -> Iterator[str]:
    for role in _ROLES:
        person = persons.get(role)
        yield from (person.name, person.phone, person.mail) if person else ("", "", "")


def _unit_rows(office: Office, persons: dict[tuple[int, int | None], dict[str, Contact]]) -> Iterator[Sequence[str]]:
    units = list(register.units(office))
    names = {unit.id: unit.name for unit in units}
    for unit in units:
        above = names.get(unit.parent, "") if unit.parent else ""
        level = LEVELS_ZH[unit.level] if unit.level else ""
        told = _cells(persons.get((unit.id, None), {}))
        alias = unit.aliases[0] if unit.aliases else ""
        yield unit.name, above, unit.region, level, _KINDS_ZH.get(unit.kind, ""), alias, *told


def _site_rows(office: Office, persons: dict[tuple[int, int | None], dict[str, Contact]]) -> Iterator[Sequence[str]]:
    for site in register.sites(office):
        said = [site.fields.get(name, "") for name in ("icp", "police", "conac", "ipv6", "contact")]
        yield (
            site.number, site.name, site.url, site.code, site.organiser, site.region,
            LEVELS_ZH[site.level] if site.level else "", "是" if site.portal else "否", site.platform, STATES_ZH[site.state],
            " ".join(site.aliases), *said, *_cells(persons.get((site.unit, site.id), {})),
        )  # fmt: skip


def _account_rows(office: Office) -> Iterator[Sequence[str]]:
    for one in register.accounts(office):
        level = LEVELS_ZH[one.level] if one.level else ""
        yield (
            one.platform, one.account, one.name, one.organiser, one.region, level, STATES_ZH[one.state],
            one.fields.get("url", ""),
        )  # fmt: skip
