"""``auditor columns export`` and ``auditor columns import``: the sheet in which an office corrects the columns of a site."""

import getpass
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(help="栏目表:导出、更正后导入。", no_args_is_help=True, rich_markup_mode=None)
_Db = Annotated[Path | None, typer.Option("--db", help="办公数据库,默认 var/office.db", show_default=False)]


@app.command("export")
def export(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    file: Annotated[Path, typer.Argument(help="要写出的 .xlsx 文件")],
) -> None:
    """把一次检查中的栏目写成 Excel 表,供办公室更正类别、是否纳入检查和“确无应发布内容”。"""
    from auditor import columnwork
    from auditor.store.bundle import BundleError

    try:
        count = columnwork.export(bundle, file)
    except (BundleError, columnwork.ColumnsError) as error:
        _refuse(str(error))
    print(f"已写出 {count} 个栏目:{file}")


@app.command("import")
def import_(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    file: Annotated[Path, typer.Argument(help="更正后的 .xlsx 文件")],
    db: _Db = None,
    operator: Annotated[str, typer.Option(help="经办人,默认为当前用户", show_default=False)] = "",
) -> None:
    """读回更正后的栏目表,保存到办公数据库(以后各季度沿用)和这次检查的证据包。"""
    from auditor import columnwork
    from auditor.store.bundle import BundleError

    try:
        kept, changed = columnwork.import_(bundle, file, db, operator or getpass.getuser())
    except (BundleError, columnwork.ColumnsError) as error:
        _refuse(str(error))
    print(f"已保存 {kept} 个栏目的更正,其中 {changed} 个有变化。重新判断:auditor judge {bundle}")


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(2)
