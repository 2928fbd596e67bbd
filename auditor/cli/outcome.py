"""``auditor campaign import-results|figures``: what a quarter came to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.office import Db, Operator, opened, operator_or_login, refuse
from auditor.store.office.database import DEFAULT

_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add these commands to those of ``auditor campaign``."""
    app.command("import-results")(import_results)
    app.command("figures")(figures)


def import_results(
    name: Name,
    file: Annotated[Path, typer.Argument(help="结果表、统计表或不合格名单(xlsx/csv),可以是一个工作簿的几张表")],
    replace: Annotated[bool, typer.Option("--replace", help="与已有结果不同的,以本文件为准")] = False,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """导入一个季度的结果:以前各季度、上级抽查、其他工具或单位的检查;不同的列出来,不覆盖。"""
    from auditor.campaign.results.importing import Entry, import_results

    with opened(db) as office:
        done = import_results(office, file, Entry(name, operator_or_login(operator), replace))
    print(f"导入结果 {done.results} 条、统计数字 {done.stated} 行、名单 {done.named} 条")
    _show("与已有结果不同(未覆盖,用 --replace 以本文件为准)", done.conflicts)
    _show("未采用", [f"{one.place}:{one.text}" for one in done.unused])
    _show("登记表中没有", done.strangers)


def figures(
    name: Name,
    list_: Annotated[
        str, typer.Option("--list", help="列出一个数字背后的名单:抽查、合格、不合格、待核实、未能检测")
    ] = "",
    accounts: Annotated[bool, typer.Option("--accounts", help="名单列政务新媒体,而不是网站")] = False,
    db: Db = DEFAULT,
) -> None:
    """一个批次此刻的数字,和每个数字背后的名单。"""
    from auditor.campaign.circular.rules import Rules
    from auditor.campaign.figures import COLUMNS_BY_WORD, listed, spoken
    from auditor.campaign.quarters import quarter
    from auditor.model.result import Kind

    if list_ and list_ not in COLUMNS_BY_WORD:
        refuse(f"没有名为「{list_}」的名单(可用:{'、'.join(COLUMNS_BY_WORD)})")
    with opened(db) as office:
        known = quarter(office, name)
    if not list_:
        print("\n".join(spoken(known, Rules())) or f"批次 {name} 还没有任何结果")
        return
    found = listed(known, Kind.ACCOUNT if accounts else Kind.SITE, COLUMNS_BY_WORD[list_], Rules())
    for one in found:
        print("\t".join((one.name, one.key, one.unit, one.region, "、".join(one.causes))))
    print(f"共 {len(found)} 个")


def _show(what: str, lines: Sequence[str]) -> None:
    if lines:
        print(f"{what}:{len(lines)} 处")
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  …… 其余 {len(lines) - _SHOWN} 处略")
