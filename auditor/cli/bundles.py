"""``auditor judge`` and ``auditor report``: work on an existing bundle, without network."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from auditor.cli.office import Db, judged_numbers
from auditor.model.verdict import Subject
from auditor.policy.load import DEFAULT as DEFAULT_PACK
from auditor.store.office.database import DEFAULT


def judge(
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    pack: Annotated[str, typer.Option(help="指标包的代号,见 auditor pack list")] = DEFAULT_PACK,
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


def report(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    bundle: Annotated[Path, typer.Argument(help="证据包目录")],
    format_: Annotated[
        str, typer.Option("--format", help="格式,逗号分隔:html、excel、word、pdf、sarif、junit、github、jsonl")
    ] = "html",
    out: Annotated[Path | None, typer.Option(help="输出目录,默认为证据包", show_default=False)] = None,
    due: Annotated[str, typer.Option(help="整改通知书的反馈期限,例如 2026-12-11;默认按工作日推算")] = "",
    template: Annotated[Path | None, typer.Option(help="本单位的整改通知书模板(docx)", show_default=False)] = None,
    settings: Annotated[Path | None, typer.Option(help="通知书的发文单位、文号等(TOML)", show_default=False)] = None,
    db: Db = DEFAULT,
) -> None:
    """由判断结果生成报告,不访问网络。"""
    from auditor import siterun
    from reports.formats import Means, NotPossible
    from reports.view import BundleUnreadable

    looked = judged_numbers(db)
    means = Means(
        due=_day(due), template=template, settings=settings, confirmed=looked.confirmed, dismissed=looked.dismissed,
        today=_today(),
    )  # fmt: skip
    try:
        written = siterun.report(bundle, tuple(format_.split(",")), out, means)
    except (BundleUnreadable, NotPossible, ValueError, OSError) as error:
        _refuse(str(error))
    for path in written:
        print(path)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        _refuse(f"日期应写成 2026-12-11 的样子,不是「{written}」")


def _today() -> date:
    from auditor.store.office.database import now

    return date.fromisoformat(now()[: len("2026-12-11")])


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(2)
