"""``auditor media``: new-media accounts, judged from feeds, lists and what persons saw."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.office import Db, Operator, opened, operator_or_login, refuse
from auditor.model.outcome import Outcome
from auditor.policy.load import DEFAULT as PACK
from auditor.store.office.database import DEFAULT

if TYPE_CHECKING:
    from auditor.campaign.media.judging import Judged

app = typer.Typer(help="政务新媒体:由订阅文件、发布清单和查看记录判断,不抓取平台。", no_args_is_help=True)
_SHOWN = 20
_GRADES = {"qualified": "合格", "unqualified": "不合格", "undecided": "不能判定"}
_ALLOWED = ["%Y-%m-%d"]


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="订阅文件(RSS、Atom)、发布清单或查看记录(xlsx/csv)")],
    account: Annotated[str, typer.Option("--account", help="文件没有写明账号时指明:平台/账号ID")] = "",
    seen: Annotated[
        datetime | None,
        typer.Option("--seen", formats=_ALLOWED, help="文件没有写明时指明:是哪一天取得的", show_default=False),
    ] = None,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """导入账号的发布情况和查看记录;看不懂的行逐行列出,其余照常导入。"""
    from auditor.campaign.media.accounts import Accounts
    from auditor.campaign.media.importing import import_file
    from auditor.campaign.media.reading import Given, unread

    with opened(db) as office:
        meant = Accounts(office).given(account) if account else None
        if account and meant is None:
            refuse(f"登记表里没有「{account}」这个账号,或有几个同名的(写法:平台/账号ID)")
        for file in files:
            given = Given(meant, seen.date() if seen else None, _today())
            done = import_file(office, file, given, operator_or_login(operator))
            lines = list(unread(done.read))
            print(f"{file.name}:新增发布记录 {done.posts} 条,查看记录 {done.looks} 条,未采用 {len(lines)} 处")
            print("".join(f"  {line}\n" for line in lines[:_SHOWN]), end="")


@app.command()
def sheet(file: Annotated[Path, typer.Argument(help="要写的查看记录表(xlsx)")], db: Db = DEFAULT) -> None:
    """导出查看记录表:每个正常运行的账号一行,由人填写查看日期、最近更新日期和能否互动等。"""
    from auditor.campaign.media.sheet import write_sheet
    from auditor.model.office import SiteState
    from auditor.store.office import register

    if file.exists():
        refuse(f"{file} 已经存在,没有覆盖")
    with opened(db) as office:
        number = write_sheet((one for one in register.accounts(office) if one.state is SiteState.RUNNING), file)
    print(f"已写入 {file}:账号 {number} 个")


@app.command()
def judge(
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=_ALLOWED, help="截至", show_default="今天")
    ] = None,
    pack: Annotated[str, typer.Option(help="指标包的代号")] = PACK,
    format_: Annotated[str, typer.Option("--format", help="text 或 json(每个账号一行)")] = "text",
    out: Annotated[Path | None, typer.Option(help="写成结果表(xlsx),供核对后导入批次", show_default=False)] = None,
    db: Db = DEFAULT,
) -> None:
    """判断每个正常运行的账号(初判);没有依据的列为未能检测。"""
    from auditor.campaign.media.judging import judge as judged
    from auditor.policy.load import load
    from auditor.policy.table import PackError

    if format_ not in ("text", "json"):
        refuse(f"--format 应为 text 或 json,而不是「{format_}」")
    try:
        rules = load(pack)
    except PackError as error:
        refuse(str(error))
    day = as_of.date() if as_of else _today()
    with opened(db) as office:
        found = judged(office, rules, day)
        if out is not None:
            _write(found, out)
        elif format_ == "json":
            for one in found:
                print(json.dumps(_json(one), ensure_ascii=False))
        else:
            _say(found, day)


@app.command()
def collect(
    name: Annotated[str, typer.Argument(help="批次名称,例如 2026Q4")],
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=_ALLOWED, help="采样日期;再次登记时不写则不变", show_default="今天"),
    ] = None,
    list_: Annotated[
        Path | None,
        typer.Option("--list", help="只查这些账号(每行一个 平台/账号ID);不写为全部", show_default=False),
    ] = None,
    db: Db = DEFAULT,
) -> None:
    """把账号的初判登记进批次并编号,此后与网站一样核实、告知、复查、通报;没有依据的列为未能检测。"""
    from auditor.campaign.media.accounts import Accounts, listed
    from auditor.campaign.media.collecting import collect as collected
    from auditor.cli.accusations import show_doubts
    from auditor.policy.table import PackError
    from auditor.store.office.accusations import doubted

    with opened(db) as office:
        try:
            chosen = listed(Accounts(office), list_) if list_ else ()
            judged, fresh = collected(office, name, as_of.date() if as_of else None, chosen)
        except PackError as error:
            refuse(str(error))
        doubts = doubted(office, name)
    silent = sum(not one.days.get("media.stale") for one in judged)
    print(f"账号 {len(judged)} 个,新登记待核实的问题 {fresh} 项;没有更新情况的记录 {silent} 个")
    show_doubts(doubts)


def _write(found: "Iterator[Judged]", out: Path) -> None:
    from auditor.campaign.media.results import write_results

    if out.exists():
        refuse(f"{out} 已经存在,没有覆盖")
    print(f"已写入 {out}:账号 {write_results(found, out)} 个;经人核对后用 auditor campaign import-results 导入批次")


def _say(found: "Iterator[Judged]", day: date) -> None:
    grades: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for one in found:
        grades[one.verdict.grade] += 1
        reasons.update(finding.reason for finding in one.findings if finding.check == "media.stale")
        _print(one)
    told = ",".join(f"{_GRADES[grade]} {grades[grade]}" for grade in _GRADES)
    bands = f"不更新 {reasons['stale']}、长期不更新 {reasons['asleep']}、从未更新 {reasons['never-updated']}"
    silent = sum(reasons[name] for name in ("no-evidence", "no-date", "evidence-old", "window-unknown"))
    print(f"截至 {day},账号 {grades.total()} 个:{told}(初判);{bands},更新情况未能检测 {silent}")


@app.command()
def entries(
    bundles: Annotated[list[Path], typer.Argument(help="证据包目录")],
    db: Db = DEFAULT,
) -> None:
    """把网站页面上的新媒体入口与登记表对照:有入口而未登记、登记了而没有入口。"""
    from auditor.campaign.media.entries import compare

    with opened(db) as office:
        for bundle in bundles:
            found = compare(office, bundle)
            print(
                f"{found.site}:入口 {len(found.registered) + len(found.unregistered)} 个,已登记 {len(found.registered)} 个"
            )
            for entry in found.unregistered:
                print(f"  有入口而未登记:{entry.platform} {entry.url}(见于 {entry.page})")
            for account in found.missing:
                print(f"  登记而没有发现入口:{account.platform} {account.name}")
            if not found.known:
                print("  这个网站没有登记,不能判断哪些账号缺少入口")


def _print(one: "Judged") -> None:
    account = one.account
    said = [found.message for found in one.findings if found.outcome is Outcome.FAIL]
    silent = [
        found.message for found in one.findings if found.check == "media.stale" and found.outcome is Outcome.UNMEASURED
    ]
    if said or silent:
        told = ";".join(said + [f"未能检测:{message}" for message in silent])
        print(f"{account.platform} {account.name}({account.organiser}):{_GRADES[one.verdict.grade]};{told}")


def _json(one: "Judged") -> dict[str, Any]:
    account = one.account
    told = ("check", "outcome", "reason", "message", "fingerprint")
    return {
        "platform": account.platform,
        "account": account.account,
        "name": account.name,
        "unit": account.organiser,
        "region": account.region,
        "looked": one.looked,
        "verdict": one.verdict.as_dict(),
        "findings": [{name: getattr(found, name) for name in told} for found in one.findings],
    }


def _today() -> date:
    from auditor.store.bundle import BEIJING

    return datetime.now(BEIJING).date()
