"""``auditor campaign collect|sheet|sheet-import|decide|waive|verify|close``: an accusation's life."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.office import Db, opened
from auditor.store.office.database import DEFAULT

if TYPE_CHECKING:
    from auditor.model.accusation import Accusation

_SHOWN = 50
_DECISIONS = "confirm 属实、reject 不属实、notify 已告知、dispute 申诉、uphold 维持、withdraw 撤销、correct 更正"
Who = Annotated[str, typer.Option("--operator", help="谁作的决定(姓名)")]
Number = Annotated[str, typer.Argument(help="问题编号,例如 2026Q4-0123-07")]


class Decision(StrEnum):
    """What can be decided of one accusation."""

    CONFIRM = "confirm"
    REJECT = "reject"
    NOTIFY = "notify"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"
    CORRECT = "correct"


def add_to(app: typer.Typer) -> None:
    """Add these commands to those of ``auditor campaign``."""
    app.command("collect")(collect)
    app.command("sheet")(sheet)
    app.command("sheet-import")(sheet_import)
    app.command("decide")(decide)
    app.command("waive")(waive)
    app.command("history")(history)
    app.command("verify")(verify)
    app.command("close")(close)


def collect(name: Name, db: Db = DEFAULT) -> None:
    """把各网站的检查发现登记为待核实的问题,编号;已登记的不变。"""
    from auditor.campaign.accusations.collecting import collect
    from auditor.campaign.rectification.issuing import urgent_waiting
    from auditor.store.office.accusations import doubted

    with opened(db) as office:
        sites, fresh = collect(office, name)
        urgent, doubts = urgent_waiting(office, name), doubted(office, name)
    print(f"已检查的网站 {sites} 个,新登记待核实的问题 {fresh} 项")
    _show(
        "疑被篡改,请立即核实,属实的用 auditor notices 发出紧急告知", [f"{one.number} {one.message}" for one in urgent]
    )
    show_doubts(doubts)


def sheet(
    name: Name,
    inspector: Annotated[str, typer.Option(help="检查人员姓名")],
    out: Annotated[Path, typer.Option(help="写到这个 xlsx 文件")],
    region: Annotated[list[str] | None, typer.Option(help="只列这些地区的网站,可多次", show_default=False)] = None,
    db: Db = DEFAULT,
) -> None:
    """给一名检查人员的核实表:机器的判断、证据和可选的结论;本人核实过的单项否决不再列出。"""
    from auditor.campaign.accusations.sheet import write_sheet

    with opened(db) as office:
        out.parent.mkdir(parents=True, exist_ok=True)
        count = write_sheet(office, name, inspector, out, region or ())
    print(f"{out}\n共 {count} 项")


def sheet_import(
    name: Name,
    file: Annotated[Path, typer.Argument(help="填好的核实表(xlsx/csv)")],
    inspector: Annotated[str, typer.Option(help="检查人员姓名;表中“核实人”另有填写的,以表为准")],
    db: Db = DEFAULT,
) -> None:
    """读回填好的核实表。按编号识别;与别人的结论相反的列出来,不覆盖。"""
    from auditor.campaign.accusations.answers import import_sheet

    with opened(db) as office:
        read = import_sheet(office, name, file, inspector)
    print(
        f"核实属实 {read.confirmed} 项,待第二人核实 {read.second} 项,不属实 {read.rejected} 项,"
        f"此前已有相同结论 {read.same} 项,未填 {read.open} 项"
    )
    _show("与已有结论相反(未改动)", read.conflicts)
    _show("未采用", read.unread)


def decide(
    number: Number,
    decision: Annotated[Decision, typer.Argument(help=_DECISIONS)],
    operator: Who,
    reason: Annotated[str, typer.Option(help="理由")] = "",
    db: Db = DEFAULT,
) -> None:
    """对一个问题作出决定。"""
    from auditor.campaign.accusations.answers import decide
    from auditor.model.accusation import STATES_ZH, Action

    with opened(db) as office:
        done = decide(office, number, Action(decision), operator, reason)
    print(f"{done.number}:{STATES_ZH[done.state]}")


def waive(
    number: Number,
    reason: Annotated[str, typer.Option(help="理由")],
    approver: Annotated[str, typer.Option(help="批准人")],
    until: Annotated[str, typer.Option(help="有效期至,例如 2027-03-31")],
    db: Db = DEFAULT,
) -> None:
    """豁免一个问题:到期以前,该网站再发现同一问题也不再列为待核实。"""
    from auditor.campaign.accusations.answers import waive

    with opened(db) as office:
        done = waive(office, number, (approver, reason), until)
    print(f"{done.number}:豁免至 {until},批准人 {approver}")


def history(number: Number, db: Db = DEFAULT) -> None:
    """一个问题的来龙去脉:谁、何时、为什么。"""
    from auditor.model.accusation import ACTIONS_ZH, STATES_ZH
    from auditor.store.office.accusations import accusation

    with opened(db) as office:
        one = accusation(office, number)
    print(f"{one.number} {one.cause}:{one.message}" + (f"\n网址 {one.page}" if one.page else ""))
    print(f"现为:{STATES_ZH[one.state]}" + (f";机器不再支持:{one.doubt}" if one.doubt else ""))
    for step in one.steps:
        print(
            f"{step.at[:16].replace('T', ' ')} {step.operator} {ACTIONS_ZH[step.action]}"
            + (f":{step.note}" if step.note else "")
        )


def verify(name: Name, operator: Who, db: Db = DEFAULT) -> None:
    """印发前 24 小时内,把将要点名的问题全部重新访问一遍;已改好的记为已整改。"""
    from auditor.campaign.accusations.looking import look_again, visited_again
    from auditor.model.accusation import NAMED
    from auditor.store.office.accusations import accusations

    with opened(db) as office:
        looked = look_again(office, name, accusations(office, name, *NAMED), operator, visited_again)
    print(
        f"仍然存在 {len(looked.open)} 项,已整改 {len(looked.fixed)} 项,未能复查 {len(looked.unknown)} 项,"
        f"须人工复查 {len(looked.manual)} 项"
    )
    _show("已整改", [f"{one.number} {one.cause}" for one in looked.fixed])
    _show("未能复查", [*looked.said, *(f"{one.number} {one.cause}" for one in looked.unknown)])


def close(
    name: Name,
    operator: Who,
    unverified: Annotated[str, typer.Option(help="没有在 24 小时内复查也定稿的理由")] = "",
    db: Db = DEFAULT,
) -> None:
    """定稿:数字从此不变,印出其哈希值;以后的改动作为更正印出。"""
    from auditor.campaign.freezing import close

    with opened(db) as office:
        sha256 = close(office, name, operator, unverified)
    print(f"批次 {name} 已定稿,数据的 SHA-256:{sha256}")


def show_doubts(doubts: "Sequence[Accusation]") -> None:
    """Say what persons confirmed and the machine does not say any more."""
    _show(
        "已有人核实、机器不再支持的,请复核(列在核实表中)", [f"{one.number} {one.cause}:{one.doubt}" for one in doubts]
    )


def _show(what: str, lines: Sequence[str]) -> None:
    if lines:
        print(f"{what}:{len(lines)} 项")
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  …… 其余 {len(lines) - _SHOWN} 项略")
