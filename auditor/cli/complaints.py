"""``auditor complaints``: ledgers of 找错, 曝光台 and messages, and what they come to."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.office import Db, Operator, opened, operator_or_login, refuse
from auditor.model.complaint import Channel
from auditor.policy.load import DEFAULT as PACK
from auditor.store.office.database import DEFAULT

if TYPE_CHECKING:
    from auditor.campaign.complaints.figures import Deadlines, Line

app = typer.Typer(help="留言台账:找错、曝光台、网站留言的办理情况。", no_args_is_help=True)
_SHOWN = 20


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="台账(xlsx/csv)")],
    channel: Annotated[
        Channel | None, typer.Option("--channel", help="台账中没有写明渠道时指明", show_default=False)
    ] = None,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """导入台账:新的加入,有变化的更新并记下前后;看不懂的行逐行列出,其余照常导入。"""
    from auditor.campaign.complaints.importing import import_ledger
    from auditor.campaign.complaints.reading import read_ledger

    with opened(db) as office:
        for file in files:
            done = import_ledger(office, read_ledger(file, channel, _today()), operator_or_login(operator))
            print(f"{file.name}:新增 {done.added},更新 {done.changed},未变 {done.same},未采用 {len(done.notes)} 行")
            _list("没有对应到登记的网站(仍计入合计)", done.unplaced)
            _list("编号重复,以后面的行为准", done.twice)
            _list(
                "未采用",
                [
                    f"{note.sheet}第 {note.row} 行:{note.text}" + (f"({note.value})" if note.value else "")
                    for note in done.notes
                ],
            )


@app.command()
def figures(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    by: Annotated[str, typer.Option("--by", help="site(网站)、region(地区)或 channel(渠道)")] = "region",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="收到日期自", show_default=False)
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="收到日期至", show_default=False)
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至", show_default="今天")
    ] = None,
    days: Annotated[
        list[str] | None, typer.Option("--days", help="答复期限(工作日),如 找错=3", show_default=False)
    ] = None,
    pack: Annotated[str, typer.Option(help="期限所在的指标包")] = PACK,
    format_: Annotated[str, typer.Option("--format", help="text 或 json(含每个数字背后的编号)")] = "text",
    db: Db = DEFAULT,
) -> None:
    """统计收到、办结、按期、逾期和办结率;期限不知道的写「未核实」,不猜。"""
    from auditor.campaign.complaints.figures import GROUPS, Deadlines
    from auditor.campaign.complaints.figures import figures as count
    from auditor.store.office.complaints import complaints

    if by not in GROUPS:
        refuse(f"--by 应为 {'、'.join(GROUPS)},而不是「{by}」")
    if format_ not in ("text", "json"):
        refuse(f"--format 应为 text 或 json,而不是「{format_}」")
    deadlines = Deadlines(_days(days or [], pack), as_of.date() if as_of else _today())
    span = [day.date().isoformat() if day else default for day, default in ((first, ""), (last, "9999"))]
    with opened(db) as office:
        lines, total = count(complaints(office, *span), deadlines, by)
    if format_ == "json":
        print(json.dumps(_json(lines, total, deadlines), ensure_ascii=False, indent=1, default=str))
        return
    print(f"截至 {deadlines.today};期限:" + "、".join(f"{one.value} {_said(deadlines, one)}" for one in Channel))
    print("\n".join(map(_line, [*lines, total])))


def _days(given: Sequence[str], pack: str) -> dict[Channel, int]:
    """Deadlines of the pack, and over them those that were given."""
    from auditor.campaign.complaints.figures import LIMITS
    from auditor.policy.load import load
    from auditor.policy.table import PackError

    try:
        rules = load(pack)
    except PackError as error:
        refuse(str(error))
    known = {channel: limit.number.value for channel, name in LIMITS.items() if (limit := rules.limit(name))}
    days = {channel: int(value) for channel, value in known.items() if value is not None}
    for word in given:
        name, _, number = word.partition("=")
        if name not in list(Channel) or not (number.isascii() and number.isdigit() and 0 < int(number) < 1000):
            refuse(f"--days 应写成 找错=3 的样子,而不是「{word}」")
        days[Channel(name)] = int(number)
    return days


def _line(line: "Line") -> str:
    from auditor.campaign.complaints.figures import FATES_ZH

    parts = [f"{FATES_ZH[fate]} {number}" for fate, number in line.fates.items() if number]
    rates = f"办结率 {_rate(line.closing_rate)},按期办结率 {_rate(line.on_time_rate)}"
    month = f",超过 1 个月 {line.over_a_month}" if line.over_a_month else ""
    return f"{line.name}:收到 {line.received},办结 {line.closed}({','.join(parts) or '无'}){month};{rates}"


def _rate(share: float | None) -> str:
    return "未核实" if share is None else f"{share:.2%}"


def _said(deadlines: "Deadlines", channel: Channel) -> str:
    days = deadlines.days.get(channel)
    return "未核实" if days is None else f"{days} 个工作日"


def _json(lines: "Sequence[Line]", total: "Line", deadlines: "Deadlines") -> dict[str, Any]:
    limits = {channel.value: deadlines.days.get(channel) for channel in Channel}
    return {
        "as_of": deadlines.today, "working_days": limits, "lines": [line.as_dict() for line in lines], "total": total.as_dict()
    }  # fmt: skip


def _list(what: str, lines: Sequence[str]) -> None:
    if lines:
        more = f"\n  …… 共 {len(lines)} 处" if len(lines) > _SHOWN else ""
        print(f"{what}:\n" + "\n".join(f"  {line}" for line in lines[:_SHOWN]) + more)


def _today() -> date:
    from auditor.store.bundle import BEIJING

    return datetime.now(BEIJING).date()
