"""``auditor rectify``, ``auditor recheck``, ``auditor monitor``: what becomes of it after the notice."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.office import Db, opened
from auditor.model.options import UsageError
from auditor.store.office.database import DEFAULT

if TYPE_CHECKING:
    from auditor.store.office.database import Office

app = typer.Typer(help="整改:答复、进度、催办。", no_args_is_help=True)
Who = Annotated[str, typer.Option("--operator", help="经手人(姓名)")]
Today = Annotated[str, typer.Option("--today", help="按哪一天计算,默认今天", show_default=False)]


def _day(today: str) -> date:
    from auditor.store.office.database import now

    try:
        return date.fromisoformat(today or now()[:10])
    except ValueError as error:
        raise UsageError(f"日期应写作 2026-12-11 的样子,而不是“{today}”") from error


def _rates(office: "Office", name: str) -> list[str]:
    """The pass rates before and after mending, of sites and of accounts where there are any."""
    from auditor.campaign.rectification.progress import rates
    from auditor.model.result import Kind
    from auditor.model.statistics import percent

    found = {word: rates(office, name, kind) for word, kind in (("网站", Kind.SITE), ("新媒体", Kind.ACCOUNT))}
    return [
        f"{word}合格率:整改前 {percent(before) or '未核实'}%,整改后 {percent(after) or '未核实'}%"
        for word, (before, after) in found.items()
        if before is not None or word == "网站"
    ]


@app.command("status")
def status(name: Name, today: Today = "", db: Db = DEFAULT) -> None:
    """各单位的整改进度,和整改前后的合格率。"""
    from auditor.campaign.rectification.progress import progress

    with opened(db) as office:
        found = progress(office, name, _day(today))
        told = _rates(office, name)
    for one in found:
        notice = one.notice
        late = f",逾期 {one.days_late} 天" if one.days_late else ""
        answered = f"已答复({notice.replies[-1].received})" if notice.replies else "未答复"
        print(
            f"{notice.number} {notice.unit}:共 {len(notice.items)} 项,已整改 {one.fixed},未整改 {one.open}"
            + (f"(其中反弹 {one.reopened})" if one.reopened else "")
            + f";{notice.due} 前反馈,{answered}{late};催办 {len(notice.reminders)} 次"
        )
    print("\n".join(told))


@app.command("reply")
def reply(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    number: Annotated[str, typer.Argument(help="通知编号,例如 2026Q4-整改-003")],
    operator: Who,
    signer: Annotated[str, typer.Option(help="签字的负责人")] = "",
    channel: Annotated[str, typer.Option(help="送达方式")] = "公文交换",
    receipt: Annotated[str, typer.Option(help="收文号或回执号")] = "",
    received: Annotated[str, typer.Option(help="收到日期,默认今天", show_default=False)] = "",
    text: Annotated[str, typer.Option(help="答复要点")] = "",
    db: Db = DEFAULT,
) -> None:
    """登记一个单位的书面答复。逐项的整改情况用 auditor replies import 读回问题清单。"""
    from auditor.model.rectification import Reply
    from auditor.store.office import rectification

    with opened(db) as office, office.transaction():
        one = rectification.notice(office, number)
        rectification.reply(office, one, Reply(_day(received), channel, signer, receipt, text), operator)
    print(f"{number} {one.unit}:已登记答复" + ("" if signer else ";没有负责人签字,请要求补签"))


@app.command("remind")
def remind(name: Name, operator: Who, today: Today = "", db: Db = DEFAULT) -> None:
    """对逾期的单位催办:催办、再次催办、督办,每一步只做一次,并计数。"""
    from auditor.campaign.rectification.progress import remind

    with opened(db) as office:
        taken = remind(office, name, _day(today), operator)
    for notice, step in taken:
        print(f"{step} {notice.number} {notice.unit}:{notice.due} 前应反馈")
    print(f"催办 {len(taken)} 个单位")


def recheck(name: Name, operator: Who, db: Db = DEFAULT) -> None:
    """复查已告知的每一个问题:已整改、仍存在、反弹,和整改后的合格率。"""
    from auditor.campaign.accusations.looking import look_again, visited_again
    from auditor.model.accusation import PUBLISHED
    from auditor.store.office.accusations import accusations

    with opened(db) as office:
        looked = look_again(office, name, accusations(office, name, *PUBLISHED), operator, visited_again)
        told = _rates(office, name)
    print(
        f"已整改 {len(looked.fixed)} 项,仍存在 {len(looked.open)} 项,反弹 {len(looked.reopened)} 项,未能复查 {len(looked.unknown)} 项,"
        f"须人工复查 {len(looked.manual)} 项"
    )
    for one in (*looked.open, *looked.reopened):
        print(f"  {one.number} {one.cause}:{one.message}")
    for line in looked.said:
        print(f"  {line}")
    print("\n".join(told))


def monitor(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    name: Name,
    since: Annotated[str, typer.Option(help="统计哪天以来的访问", show_default=False)] = "",
    home_days: Annotated[int, typer.Option(min=1, help="首页多少天没有更新即预警")] = 10,
    failures: Annotated[float, typer.Option(min=0, max=100, help="打不开的访问占比(%)超过多少即预警")] = 3.0,
    blank: Annotated[int, typer.Option(min=0, help="空白栏目超过几个即预警")] = 2,
    stale: Annotated[int, typer.Option(min=0, help="不更新栏目超过几个即预警")] = 6,
    out: Annotated[Path | None, typer.Option(help="另写成文本文件", show_default=False)] = None,
    db: Db = DEFAULT,
) -> None:
    """两次季度检查之间的监测简报(每周两次):快到限度的网站,和须立即处理的篡改。可放入 cron。"""
    from fractions import Fraction

    from auditor.campaign.rectification.brief import lines
    from auditor.campaign.rectification.monitoring import Limits

    limits = Limits(home_days, Fraction(str(failures)) / 100, blank, stale)
    with opened(db) as office:
        told = list(lines(office, name, str(_day(since)) if since else "", limits))
    print("\n".join(told))
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join(told) + "\n", encoding="utf-8")
