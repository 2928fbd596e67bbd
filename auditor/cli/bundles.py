"""``auditor judge`` and ``auditor report``: work on an existing bundle, without network."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditor.model.verdict import Subject
from auditor.policy.load import DEFAULT


def judge(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    pack: Annotated[str, typer.Option(help="指标包的代号,见 auditor pack list")] = DEFAULT,
    subject: Annotated[
        str, typer.Option(help="portal(门户网站,计分)或 site(其他网站);auto 由基本信息表或首页标题认定")
    ] = "auto",
) -> None:
    """依据已有证据重新判断,不访问网络。"""
    from auditor import siterun
    from auditor.policy.load import load
    from auditor.policy.table import PackError
    from auditor.store.bundle import Bundle, BundleError

    if subject not in ("auto", Subject.PORTAL, Subject.SITE):
        _refuse(f"--subject 应为 auto、portal 或 site,而不是「{subject}」")
    try:
        opened = Bundle.open(bundle)
    except BundleError as error:
        _refuse(str(error))
    if opened.get("finished") is None:
        _refuse(f"这次检查还没有完成,请先继续:auditor audit --resume {bundle}")
    try:
        summary = siterun.judge(opened, load(pack), None if subject == "auto" else Subject(subject))
    except PackError as error:
        _refuse(str(error))
    siterun.report(bundle, ("html",))
    print(siterun.closing_lines(summary, bundle))


def report(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    format_: Annotated[str, typer.Option("--format", help="格式,逗号分隔:html,jsonl")] = "html",
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
