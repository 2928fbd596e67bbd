"""``auditor notice-form``: the form of the notice, for an office to change."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def notice_form(out: Annotated[Path, typer.Argument(help="写到哪个文件,例如 通知书模板.docx")]) -> None:
    """写出整改通知书的内置模板,供本单位修改后用 report --template 代替。"""
    from reports.noticeform import save_form

    if out.exists():
        print(f"{out} 已经存在,没有覆盖", file=sys.stderr)
        raise typer.Exit(2)
    try:
        save_form(out)
    except OSError as error:
        print(f"无法写入 {out}:{error.strerror}", file=sys.stderr)
        raise typer.Exit(2) from error
    print(out)
