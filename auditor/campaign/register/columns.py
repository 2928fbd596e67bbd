"""Which column of an office's sheet says what: headings of one to three rows, merged or not, in any order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.crawl.registerrows import heading_key, plain
from auditor.sheets.table import Row

_HEADING_ROWS = 40
"""A title, remarks and empty rows may stand above the headings."""
_DEEPEST = 3

_UNIT_WORDS: Mapping[str, tuple[str, ...]] = {
    "organiser": ("主办单位", "主办单位名称", "主办", "主办部门", "开办单位", "开办主体", "主管主办单位", "单位名称", "所属单位", "单位"),
    "parent": ("上级单位", "上级主管单位", "上级部门", "隶属单位", "主管单位", "上级主管部门", "所属上级"),
    "region": ("地区", "所属地区", "行政区划", "所在地区", "区域", "市县", "市州", "区县", "所属区县", "所属市州", "地域", "归口地区"),
    "level": ("层级", "级别", "行政级别", "单位级别", "行政层级", "网站层级", "单位层级", "网站级别"),
    "kind": ("单位类别", "单位类型", "单位性质", "机构类别", "机构类型"),
    "alias": ("别名", "曾用名", "单位别名", "简称"),
}  # fmt: skip
_PERSON_WORDS: Mapping[str, tuple[str, ...]] = {
    "负责人.name": ("负责人", "负责人姓名", "网站负责人", "网站负责人姓名", "分管领导", "分管领导姓名", "单位负责人", "单位负责人姓名"),
    "负责人.phone": (
        "负责人电话", "负责人手机", "负责人手机号", "负责人联系电话", "网站负责人电话", "网站负责人手机", "网站负责人联系电话",
        "网站负责人办公电话", "网站负责人手机号", "网站负责人手机号码", "分管领导电话", "分管领导手机", "单位负责人电话", "单位负责人手机",
    ),
    "负责人.mail": ("负责人邮箱", "负责人电子邮箱", "网站负责人邮箱", "网站负责人电子邮箱", "分管领导邮箱", "单位负责人邮箱"),
    "联系人.name": ("联系人", "联系人姓名", "网站联系人", "网站联系人姓名", "经办人", "经办人姓名", "管理员", "网站管理员", "管理员姓名"),
    "联系人.phone": (
        "联系人电话", "联系人手机", "联系人手机号", "联系人联系电话", "联系人办公电话", "网站联系人电话", "网站联系人手机",
        "网站联系人手机号",
        "经办人电话", "经办人手机", "经办人联系电话", "管理员电话", "管理员手机", "手机", "手机号", "手机号码", "电话号码",
    ),
    "联系人.mail": (
        "邮箱", "电子邮箱", "电子邮件", "联系邮箱", "email", "mail", "联系人邮箱", "联系人电子邮箱", "网站联系人邮箱", "网站联系人电子邮箱",
        "经办人邮箱", "管理员邮箱", "工作邮箱",
    ),
    "承办人.name": ("承办人", "承办人姓名"),
    "承办人.phone": ("承办人电话", "承办人手机", "承办人联系电话"),
    "承办人.mail": ("承办人邮箱", "承办人电子邮箱"),
}  # fmt: skip
SITE_WORDS: Mapping[str, tuple[str, ...]] = {
    **_UNIT_WORDS,
    **_PERSON_WORDS,
    "portal": ("是否门户", "是否门户网站", "门户网站", "网站类型", "网站类别", "网站性质"),
    "platform": ("平台", "集约化平台", "网站平台", "所属平台", "托管平台", "建站平台", "承载平台", "技术平台", "所在平台", "技术支持单位"),
    "state": ("网站状态", "运行状态", "状态", "开办状态", "网站运行状态"),
    "aliases": ("其他网址", "其他域名", "别名网址", "备用域名", "其它网址", "其它域名"),
}  # fmt: skip
"""Columns of a sheet of sites that the register of one audit does not read."""
ACCOUNT_WORDS: Mapping[str, tuple[str, ...]] = {
    **_UNIT_WORDS,
    **_PERSON_WORDS,
    "platform": (
        "平台", "平台类型", "平台名称", "所属平台", "新媒体类型", "新媒体平台", "账号类型", "账号平台", "发布平台", "渠道", "开设平台",
    ),
    "account": (
        "账号", "账号id", "id", "微信号", "账号标识", "账号编号", "平台账号", "账号编码", "新媒体账号", "帐号", "帐号id", "uid",
    ),
    "name": ("账号名称", "新媒体名称", "名称", "帐号名称", "账号名", "政务新媒体名称", "应用名称"),
    "state": ("账号状态", "状态", "运行状态", "运营状态", "开办状态", "帐号状态"),
    "url": ("链接", "网址", "主页", "账号链接", "主页链接", "账号主页", "地址"),
}  # fmt: skip
UNIT_SHEET_WORDS = {**_UNIT_WORDS, **_PERSON_WORDS}
_SITE_HEADINGS = frozenset(
    {"首页网址", "网站首页网址", "网址", "网站地址", "首页地址", "网站域名", "域名", "网站标识码", "网站名称"}
)
_ACCOUNT = re.compile("[账帐]号|新媒体|微信|微博")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field → column; ``first`` is the number of the first row below the headings."""

    places: Mapping[str, int]
    first: int

    def cell(self, row: Row, field: str) -> str:
        """The text of one field, empty where the sheet does not say."""
        column = self.places.get(field)
        text = plain(row.cells[column]) if column is not None and column < len(row.cells) else ""
        return "" if text.lower() in _NOTHING else text

    def said(self, row: Row) -> dict[str, str]:
        """Field → text of everything that a row says."""
        cells = row.cells
        return {
            field: text
            for field, column in self.places.items()
            if column < len(cells) and (text := plain(cells[column])).lower() not in _NOTHING
        }


_NOTHING = frozenset({"", "无", "-", "--", "/", "暂无", "none", "null", "n/a", "没有"})


def find_columns(rows: Sequence[Row], words: Mapping[str, tuple[str, ...]]) -> Columns | None:
    """The block of headings of a sheet; None when none of its first rows has two headings that are known."""
    known = {word: field for field, several in words.items() for word in several}
    filled = [row for row in rows[:_HEADING_ROWS] if any(cell.strip() for cell in row.cells)]
    for at, row in enumerate(filled):
        if len(_fields(row, [], known)) >= 2 and _different(row):
            block = _block(filled[at : at + _DEEPEST], known)
            return Columns(_places(block, known), block[-1].number + 1)
    return None


def kind_of(rows: Sequence[Row]) -> str:
    """``accounts``, ``sites`` or ``units``, by the headings of a sheet; empty when it is none of them."""
    headings = {heading_key(cell) for row in rows[:_HEADING_ROWS] for cell in row.cells}
    accounts = find_columns(rows, ACCOUNT_WORDS)
    if accounts and {"platform", "name"} <= accounts.places.keys() and any(map(_ACCOUNT.search, headings)):
        return "accounts"
    if headings & _SITE_HEADINGS:
        return "sites"
    units = find_columns(rows, UNIT_SHEET_WORDS)
    return "units" if units and "organiser" in units.places else ""


def _block(rows: Sequence[Row], known: Mapping[str, str]) -> list[Row]:
    block = [rows[0]]
    for row in rows[1:]:
        # A row of values names nothing; one that repeats what a merged cell says above it does.
        below = {column: cell for column, cell in enumerate(row.cells) if cell.strip()}
        same = sum(_at(block[-1], column) == cell for column, cell in below.items())
        fresh = [column for column in _fields(row, block, known) if _at(block[-1], column) != row.cells[column]]
        if not fresh and not (same and same == len(below)):
            break
        block.append(row)
    return block


def _places(block: Sequence[Row], known: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for depth in range(len(block) - 1, -1, -1):
        for column, field in _fields(block[depth], block[:depth], known).items():
            if column not in places.values():
                places.setdefault(field, column)
    return places


def _fields(row: Row, above: Sequence[Row], known: Mapping[str, str]) -> dict[int, str]:
    """Column → field of one row of headings; 「姓名」 below 「网站负责人」 is read as one heading."""
    found = {}
    for column, cell in enumerate(row.cells):
        word = heading_key(cell)
        higher = [heading_key(_at(upper, column)) for upper in reversed(above)]
        joined = [upper + word for upper in higher if upper and upper != word]
        field = next((known[text] for text in (*joined, word) if text in known), "")
        if word and field:
            found[column] = field
    return found


def _different(row: Row) -> bool:
    """A title merged over the whole width says the same in every cell."""
    return len({cell for cell in row.cells if cell.strip()}) > 1


def _at(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def by_sheet(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows sorted by their sheet, in order."""
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheets.setdefault(row.sheet, []).append(row)
    return sheets
