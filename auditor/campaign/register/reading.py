"""A register file made rows: sites, accounts and units, each with what it says of unit and persons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.campaign.register import words
from auditor.campaign.register.columns import (
    ACCOUNT_WORDS,
    SITE_WORDS,
    UNIT_SHEET_WORDS,
    Columns,
    by_sheet,
    find_columns,
    kind_of,
)  # fmt: skip
from auditor.crawl.registerrows import RowLimit, addresses, read_rows
from auditor.model.office import SiteState
from auditor.model.options import UsageError
from auditor.model.register import RegisterEntry, RegisterHost, RegisterNote
from auditor.sheets.table import Row, read_table

_PERSON_FIELDS = {role: (f"{role}.name", f"{role}.phone", f"{role}.mail") for role in ("负责人", "联系人", "承办人")}


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a row."""

    role: str
    name: str
    phone: str
    mail: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What a row says of a unit; empty where it does not say."""

    name: str
    parent: str = ""
    region: str = ""
    level: str = ""
    kind: str = ""
    alias: str = ""
    code: str = ""
    """The code of one of its sites, which tells the level where nobody says it."""
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site as the file has it. ``key`` names it whatever its scheme: host, port and folder."""

    key: RegisterHost
    name: str
    url: str
    code: str
    unit: UnitRow
    portal: bool | None
    platform: str
    state: SiteState | None
    aliases: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as the file has it."""

    platform: str
    account: str
    name: str
    unit: UnitRow
    state: SiteState | None
    fields: Mapping[str, str]


@dataclass(slots=True)
class Read:
    """Everything that a file says, and what of it could not be used."""

    sites: list[SiteRow] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    notes: list[RegisterNote] = field(default_factory=list)


def read(path: Path) -> Read:
    """Read a register of sites, accounts or units, or all three on sheets of one workbook; raises UsageError."""
    found = Read()
    sheets = by_sheet(read_table(path, "基本信息表"))
    for title, rows in sheets.items():
        kind = kind_of(rows)
        if kind == "sites":
            _read_sites(path, rows, found)
        elif kind == "accounts":
            _read_accounts(rows, found)
        elif kind == "units":
            found.units += map(_unit, _below(rows, UNIT_SHEET_WORDS))
        elif any(cell.strip() for row in rows for cell in row.cells):
            text = "没有找到含“网站名称、网址、标识码”或“平台、账号”等列名的表头"
            found.notes.append(RegisterNote(1, "no-heading", text, "", title))
    if not (found.sites or found.accounts or found.units):
        said = found.notes[0].text if found.notes else "文件里没有内容"
        raise UsageError(f"{path} 里没有可以导入的行:{said}")
    return found


def _below(rows: Sequence[Row], words: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """What each row below the headings says, field by field; nothing of rows without a unit."""
    columns = find_columns(rows, words)
    for row in rows if columns else ():
        if columns and row.number >= columns.first and "organiser" in (said := columns.said(row)):
            yield said


def _read_sites(path: Path, rows: Sequence[Row], found: Read) -> None:
    try:
        register = read_rows(path.name, rows)
    except RowLimit as error:
        raise UsageError(f"{path} 的行数超过 {error.most}") from error
    found.notes += register.notes
    columns = find_columns(rows, SITE_WORDS) or Columns({}, 0)
    by_number = {row.number: row for row in rows}
    found.sites += [_site(entry, columns.said(by_number[entry.row])) for entry in register.entries]


def _site(entry: RegisterEntry, cells: Mapping[str, str]) -> SiteRow:
    organiser = entry.organiser or cells.get("organiser", "")
    others = addresses(cells.get("aliases", ""))[0] + entry.hosts[1:]
    said = {"icp": entry.icp, "police": entry.police, "conac": entry.conac, "contact": entry.contact}
    if entry.ipv6 is not None:
        said["ipv6"] = "是" if entry.ipv6 else "否"
    return SiteRow(
        entry.hosts[0], entry.name or organiser or entry.hosts[0].host, entry.url, entry.code, _unit(cells, organiser, entry.code),
        words.portal(cells.get("portal", "")), cells.get("platform", ""), words.state(cells.get("state", "")),
        tuple(dict.fromkeys(map(_written, others))), {name: value for name, value in said.items() if value},
    )  # fmt: skip


def _written(host: RegisterHost) -> str:
    return host.host + (f":{host.port}" if host.port else "") + (host.path if host.path != "/" else "")


def _unit(cells: Mapping[str, str], name: str = "", code: str = "") -> UnitRow:
    said = cells.get
    return UnitRow(
        name or said("organiser", words.NO_UNIT), said("parent", ""), said("region", ""), words.level(said("level", "")),
        words.kind(said("kind", "")), said("alias", ""), code, tuple(_persons(cells)),
    )  # fmt: skip


def _persons(cells: Mapping[str, str]) -> Iterator[Person]:
    for role, (name, phone, mail) in _PERSON_FIELDS.items():
        if name in cells or phone in cells or mail in cells:
            yield Person(role, cells.get(name, ""), cells.get(phone, ""), cells.get(mail, ""))


def _read_accounts(rows: Sequence[Row], found: Read) -> None:
    columns = find_columns(rows, ACCOUNT_WORDS)
    met: dict[tuple[str, str], int] = {}
    for row in rows if columns else ():
        if columns is None or row.number < columns.first or not any(cell.strip() for cell in row.cells):
            continue
        read = _account(columns.said(row))
        if not (read.platform and read.name):
            missing = "平台" if not read.platform else "账号名称"
            found.notes.append(RegisterNote(row.number, "no-account", f"没有{missing}", read.name, row.sheet))
        elif (read.platform, read.account) in met:
            text = f"与第 {met[read.platform, read.account]} 行是同一平台的同一账号,只采用先出现的一行"
            found.notes.append(RegisterNote(row.number, "account-duplicate", text, read.name, row.sheet))
        else:
            met[read.platform, read.account] = row.number
            found.accounts.append(read)


def _account(cells: Mapping[str, str]) -> AccountRow:
    said = cells.get
    name, url = said("name", ""), said("url", "")
    return AccountRow(
        words.platform(said("platform", "")), said("account", name), name, _unit(cells), words.state(said("state", "")),
        {"url": url} if url else {},
    )  # fmt: skip
