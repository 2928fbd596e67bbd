"""``auditor checks`` and ``auditor doctor``."""

import sys
from typing import Annotated

import typer


def checks(identity: Annotated[str, typer.Argument(help="检查项,例如 links.dead", metavar="[ID]")] = "") -> None:
    """列出检查项,或说明其中一项。"""
    from auditor.checks.catalogue import discover

    found = [check for check in discover() if identity in ("", check.id)]
    if not found:
        print(f"没有名为「{identity}」的检查项,可用 auditor checks 查看全部", file=sys.stderr)
        raise typer.Exit(2)
    for check in found:
        texts = check.texts
        print(f"{check.id}  {texts.title}")
        if identity:
            print(f"  为什么:{texts.why}\n  不算:{texts.not_this}\n  怎么改:{texts.fix}")
            for reason, text in texts.reasons.items():
                print(f"  {reason}:{text}")


def doctor() -> None:
    """检查运行环境:装了什么、缺什么、怎样补上。"""
    from auditor.cli.doctor import run

    raise typer.Exit(run())
