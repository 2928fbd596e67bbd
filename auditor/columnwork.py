"""What ``auditor columns`` does: from a judged bundle to the sheet, and from the sheet to the bundle and the office's database."""

from __future__ import annotations

from pathlib import Path

import msgspec

from auditor.model.columns import Column, Correction
from auditor.model.options import UsageError
from auditor.sheets.columns import SheetError, read_sheet, write_sheet
from auditor.store.bundle import Bundle
from auditor.store.columns import corrections_of, keep_in_bundle, keep_in_office, known_columns
from auditor.store.office.database import DEFAULT, Office, OfficeError


class ColumnsError(Exception):
    """Nothing was written or kept; the message is for the user."""


def export(path: Path, file: Path) -> int:
    """Write the columns of a judged bundle into a sheet; returns how many. Raises ColumnsError or BundleError."""
    bundle = Bundle.open(path)
    try:
        return write_sheet(file, _columns(path), known_columns(bundle)[0].values())
    except OSError as error:
        raise ColumnsError(f"无法写出 {file}:{error.strerror or error}") from error
    finally:
        bundle.close()


def import_(path: Path, file: Path, db: Path | None, operator: str) -> tuple[int, int]:
    """Keep the corrections of a sheet; returns (how many are kept, how many changed). Raises ColumnsError or BundleError."""
    bundle = Bundle.open(path)
    home = str(bundle.get("site")["home"])
    try:
        rows = read_sheet(file)
        office = Office.open(db or DEFAULT)
        try:
            known = {one.url: one for one in corrections_of(office, home)} or dict(known_columns(bundle)[0])
            merged = _merged(known, rows)
            changed = keep_in_office(office, home, merged, operator)
        finally:
            office.close()
        with bundle.transaction():
            keep_in_bundle(bundle, merged)
    except (SheetError, UsageError, OfficeError) as error:
        raise ColumnsError(str(error)) from error
    finally:
        bundle.close()
    return len(merged), changed


def _merged(known: dict[str, Correction], rows: dict[str, Correction | None]) -> tuple[Correction, ...]:
    """Columns that the sheet does not name keep what they had."""
    after: dict[str, Correction | None] = {**known, **rows}
    return tuple(one for one in after.values() if one is not None)


def _columns(path: Path) -> list[Column]:
    try:
        lines = (path / "columns.jsonl").read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Column) for line in lines]
    except FileNotFoundError as error:
        raise ColumnsError(f"这次检查没有栏目结果,请先判断栏目:auditor judge {path}(检查范围须含 freshness)") from error
    except (OSError, msgspec.DecodeError) as error:
        raise ColumnsError(f"无法读取栏目结果 {path / 'columns.jsonl'}:{error}") from error
