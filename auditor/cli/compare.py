"""``auditor diff`` and ``auditor patrol``: what changed since last time."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def diff(
    old: Annotated[Path, typer.Argument(help="较早的证据包目录")],
    new: Annotated[Path, typer.Argument(help="较新的证据包目录")],
) -> None:
    """对比同一网站的两次检查:新增、改后复现、已整改、仍未整改;本次没有检查到的不算整改。"""
    from auditor.gate.diff import diff as run
    from auditor.gate.request import GateError
    from reports.comparison import lines

    try:
        found = run(old, new)
    except GateError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error
    for line in lines(found):
        print(line)
    print(f"报告:{new / 'report.html'}")


def patrol(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    url: Annotated[str, typer.Argument(help="网站的网址")],
    minutes: Annotated[float, typer.Option(help="大约用多少分钟")] = 10.0,
    delay: Annotated[float, typer.Option(help="对同一服务器两次请求的间隔(秒)")] = 1.0,
    out: Annotated[Path, typer.Option(help="证据包的上级目录")] = Path("var/patrol"),
    allow_address: Annotated[
        list[str] | None, typer.Option(help="允许访问的内网网段(CIDR),可多次", show_default=False)
    ] = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="主机名=地址[:端口],可多次", show_default=False)
    ] = None,
    resolver: Annotated[
        list[str] | None, typer.Option(help="域名服务器 地址[:端口],可给两个", show_default=False)
    ] = None,
) -> None:
    """每日巡查:首页、栏目和新网页,有变化才有输出。退出码:0 没有新问题,1 有新增或复现,2 用法错误,3 无法检查。"""
    from auditor.gate.patrol import Round
    from auditor.gate.patrol import patrol as run
    from auditor.gate.request import GateError

    if not (0 < minutes < 24 * 60 and delay >= 0):
        print("--minutes 应大于 0 且不到一天,--delay 不能为负数", file=sys.stderr)
        raise typer.Exit(2)
    asked = Round(url, minutes, delay, out, tuple(allow_address or ()), tuple(map_ or ()), tuple(resolver or ()))
    try:
        raise typer.Exit(run(asked))
    except GateError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error
