"""``auditor judge`` and ``auditor report``: work on an existing bundle, without network."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def judge(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    pack: Annotated[str, typer.Option(help="指标包", hidden=True)] = "",
) -> None:
    """依据已有证据重新判断,不访问网络。"""
    from auditor import siterun
    from auditor.store.bundle import Bundle, BundleError

    if pack:
        _refuse(f"没有名为「{pack}」的指标包")
    try:
        opened = Bundle.open(bundle)
    except BundleError as error:
        _refuse(str(error))
    if opened.get("finished") is None:
        _refuse(f"这次检查还没有完成,请先继续:auditor audit --resume {bundle}")
    summary = siterun.judge(opened)
    siterun.report(bundle, ("html",))
    print(siterun.closing_lines(summary, bundle))


def report(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    format_: Annotated[str, typer.Option("--format", help="格式,逗号分隔:html,jsonl,sarif,junit,github")] = "html",
    out: Annotated[Path | None, typer.Option(help="输出目录,默认为证据包", show_default=False)] = None,
) -> None:
    """由判断结果生成报告,不访问网络。"""
    from auditor import siterun
    from reports.view import BundleUnreadable

    try:
        written = siterun.report(bundle, tuple(format_.split(",")), out)
    except (BundleUnreadable, ValueError, OSError) as error:
        _refuse(str(error))
    for path in written:
        print(path)


def _refuse(message: str) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(2)
