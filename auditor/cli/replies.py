"""``auditor replies``: what units and reviewers wrote into our workbooks, read back."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.office import Db, Operator, opened, operator_or_login
from auditor.store.office.database import DEFAULT

app = typer.Typer(help="读回填好的表格:整改情况、申诉意见、复核结论。", no_args_is_help=True, rich_markup_mode=None)
_SHEETS = frozenset({".xlsx", ".xlsm", ".csv", ".xls", ".et", ".txt"})


@app.callback()
def replies() -> None:
    """读回填好的表格。"""


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="填好的工作簿或 csv,或者存放它们的目录,可以有多个")],
    db: Db = DEFAULT,
    operator: Operator = "",
    replace: Annotated[bool, typer.Option("--replace", help="与已有内容不一致时,以这次的为准(留有记录)")] = False,
) -> None:
    """按编号读回填好的表格,行的顺序不限;不一致的列出,不覆盖。退出码:0 全部采用,1 有须人工处理的,2 无法读取。"""
    from auditor.model.options import UsageError
    from auditor.sheets.numbered import NumberedRow, Unread, read_numbered
    from auditor.store.office.replies import take

    rows: list[NumberedRow] = []
    unread: list[Unread] = []
    refused = 0
    for path in _files(paths):
        try:
            for one in read_numbered(path, "表格"):
                rows.append(one) if isinstance(one, NumberedRow) else unread.append(one)
        except UsageError as error:
            print(error, file=sys.stderr)
            refused += 1
    with opened(db) as office:
        taken = take(office, rows, operator_or_login(operator), replace)
    print(f"读到 {len(rows)} 行:新采用 {taken.new} 项,与已有内容相同 {taken.same} 项,更新 {taken.replaced} 项。")
    for lost in unread:
        print(f"没有采用:{lost.where}:{lost.why}")
    for conflict in taken.conflicts:
        kept = f"已有「{conflict.kept.value}」({conflict.kept.source})" if conflict.kept else "各行不一致"
        others = ";".join(f"「{one.value}」({one.source})" for one in conflict.others)
        print(f"不一致,没有采用:{conflict.number} {conflict.field}:{kept},这次{others}")
    raise typer.Exit(2 if refused else int(bool(unread or taken.conflicts)))


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files given, and the tables in the folders given; what a program that has one open leaves beside it is none."""
    for path in paths:
        inside = (one for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.lower() in _SHEETS)
        yield from (one for one in inside if not one.name.startswith(("~$", "."))) if path.is_dir() else (path,)
