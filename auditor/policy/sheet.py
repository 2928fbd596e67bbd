"""The sheet in which an office fills in what nobody knows, and the pack that comes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from auditor.policy.consistent import consistent
from auditor.policy.load import OWN, built_in, check_identity, load, merged, overlay
from auditor.policy.numbers import FIELDS, Named, numbers
from auditor.policy.pack import Certainty, Pack
from auditor.policy.parse import parse
from auditor.policy.table import PackError
from auditor.policy.write import pack_text
from auditor.sheets.table import Row, read_table

_HEADS = (
    "代号",
    "一级指标",
    "指标",
    "考察点",
    "项目",
    "单位",
    "现有数值",
    "把握程度",
    "来源",
    "参考(凭记忆,未核实)",
    "填报数值",
    "填报依据",
)
_LINE = 16
"""Height of a line in points."""
_WIDTHS = (34, 14, 24, 34, 14, 8, 10, 10, 30, 34, 12, 30)
_KEY, _VALUE, _WHY = "代号", "填报数值", "填报依据"
_PACK = re.compile(r"指标包\s*([a-z0-9-]{1,40})\s*sha256\s*([0-9a-f]{64})")
_FIGURE = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)\s*(%|[^\d\s.]{0,6})")
_CERTAINTIES = {
    Certainty.ATTESTED: "A 多处一致", Certainty.ONE_SOURCE: "B 一个来源", Certainty.POOR_SOURCE: "B* 来源不可靠",
    Certainty.INFERRED: "I 推算", Certainty.REMEMBERED: "M 凭记忆", Certainty.UNKNOWN: "U 不知道",
    Certainty.OFFICE: "O 本单位填报", Certainty.OURS: "P 程序设定",
}  # fmt: skip
_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Filling:
    """Who fills in, when, and how the pack that comes of it is called."""

    identity: str
    name: str
    by: str
    at: str
    """With its offset."""


def write_sheet(pack: Pack, path: Path) -> int:
    """Write the sheet of a pack; returns how many numbers are unknown. Unknown ones are coloured and come first."""
    rows = sorted(numbers(pack), key=lambda one: one.number.value is not None)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("指标填报")
    wrap = {"text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format({**wrap, "bold": True, "bg_color": "#D9E2F0"})
    plain, open_ = book.add_format(wrap), book.add_format({**wrap, "bg_color": "#FFF6CC"})
    sheet.write_string(0, 0, f"指标包 {pack.id} sha256 {pack.sha256}")
    sheet.write_string(1, 0, "只填「填报数值」和「填报依据」两列;不知道的留空。请不要改动第一行和「代号」列。")
    for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(2, column, title, head)
        sheet.set_column(column, column, width)
    for number, one in enumerate(rows, 3):
        sheet.set_row(number, _LINE * _lines(_cells(one)))
        for column, cell in enumerate(_cells(one)):
            sheet.write_string(number, column, cell, open_ if one.number.value is None else plain)
    sheet.freeze_panes(3, 3)
    sheet.autofilter(2, 0, 2 + len(rows), len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return sum(one.number.value is None for one in rows)


def read_sheet(path: Path, filling: Filling, own: Path = OWN) -> tuple[Pack, int]:
    """Read a filled sheet, write the pack that comes of it and return it with the number of figures taken.

    Raises:
        PackError: nothing was written; the message names every row that is wrong.
        UsageError: the file is no sheet at all.
    """
    check_identity(filling.identity)
    if not _printable(filling.by):
        raise PackError("请写明填报人")
    folder = own / filling.identity
    if folder.exists() or built_in(filling.identity):
        raise PackError(f"已有名为「{filling.identity}」的指标包;已用于判定的指标包不改动,请换一个代号")
    rows = list(read_table(path, "指标填报表"))
    base, sha256 = _named_pack(rows, path)
    pack = load(base, own)
    figures = _figures(rows, {one.key: one for one in numbers(pack)}, path)
    values = _overlay(filling, base, figures)
    source = {"by": _printable(filling.by), "at": filling.at, "from": _printable(path.name)}
    values["filled"] = {**source, "base_sha256": pack.sha256}
    if sha256 != pack.sha256:
        values["filled"]["sheet_sha256"] = sha256
    made = consistent(parse(overlay(merged(base, own), values)))
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(pack_text(values), encoding="utf-8")
    return made, len(figures)


def _cells(one: Named) -> tuple[str, ...]:
    number = one.number
    value = "" if number.value is None else f"{number.value:f}"
    return (
        one.key, one.heading, one.name, one.rule, FIELDS[one.field], one.unit, value,
        _CERTAINTIES[number.certainty], number.source, number.hint, "", "",
    )  # fmt: skip


def _lines(cells: tuple[str, ...]) -> int:
    """How many lines the fullest cell needs; a Chinese character is two wide."""
    wide = [sum(1 + (ord(char) > 0x2E80) for char in cell) for cell in cells]
    return max(1, *(-(-most // (width - 1)) for most, width in zip(wide, _WIDTHS, strict=True)))


def _named_pack(rows: list[Row], path: Path) -> tuple[str, str]:
    """The pack that the sheet was written for."""
    for row in rows:
        for cell in row.cells:
            found = _PACK.search(cell)
            if found:
                return found[1], found[2]
    raise PackError(f"{path} 中没有「指标包 … sha256 …」一行,不是由 auditor pack export 导出的填报表")


def _figures(rows: list[Row], known: Mapping[str, Named], path: Path) -> dict[str, tuple[Decimal, str]]:
    """Key → figure and where it comes from; raises PackError with every row that is wrong."""
    found: dict[str, tuple[Decimal, str]] = {}
    wrong: list[str] = []
    columns: dict[str, int] = {}
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        if _KEY in cells and _VALUE in cells:
            columns = {name: cells.index(name) for name in (_KEY, _VALUE, _WHY) if name in cells}
            continue
        key, value, why = (
            cells[columns[name]] if name in columns and columns[name] < len(cells) else ""
            for name in (_KEY, _VALUE, _WHY)
        )
        if not columns or not value:
            continue
        figure = _FIGURE.fullmatch(value)
        if key not in known:
            wrong.append(f"第 {row.number} 行的代号「{key[:60]}」不在指标包中")
        elif figure is None or (figure[2] and figure[2] not in known[key].unit):
            wrong.append(
                f"第 {row.number} 行({known[key].name})的填报数值应为数字,而不是「{value[:40]}」;说明请写在「{_WHY}」列"
            )
        elif key in found and found[key][0] != Decimal(figure[1]):
            wrong.append(f"第 {row.number} 行({known[key].name})与前面填报的 {found[key][0]} 不一致")
        else:
            found[key] = Decimal(figure[1]), _printable(why)
    if not columns:
        wrong.append(f"没有找到含「{_KEY}」和「{_VALUE}」的表头")
    elif not found and not wrong:
        wrong.append("没有填报任何数值")
    if wrong:
        more = f";…… 共 {len(wrong)} 处" if len(wrong) > _SHOWN_FAULTS else ""
        raise PackError(f"{path} 没有导入:" + ";".join(wrong[:_SHOWN_FAULTS]) + more)
    return found


def _overlay(filling: Filling, base: str, figures: Mapping[str, tuple[Decimal, str]]) -> dict[str, Any]:
    """The tables of the new pack: nothing but what was filled in."""
    values: dict[str, Any] = {"id": filling.identity, "name": filling.name, "extends": base, "score": {}}
    members: dict[tuple[str, str], dict[str, Any]] = {}
    for key, (figure, why) in figures.items():
        kind, name, *rule, field = key.split("/")
        source = f"{_printable(filling.by)} {filling.at[:10]} 填报" + (f":{why}" if why else "")
        number = {"value": figure, "certainty": Certainty.OFFICE.value, "source": source}
        if kind == "score":
            values["score"][field] = number
            continue
        member = members.setdefault((kind, name), {"name" if kind == "heading" else "id": name})
        if rule:
            rules = member.setdefault("rule", [])
            place = next((one for one in rules if one["id"] == rule[0]), None)
            if place is None:
                rules.append(place := {"id": rule[0]})
            place[field] = number
        else:
            member[field] = number
    for (kind, _), member in members.items():
        values.setdefault(kind, []).append(member)
    return values


def _printable(text: str) -> str:
    """One line without control, direction and other invisible characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
