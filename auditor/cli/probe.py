"""``auditor probe``: spaced visits to home pages, called by cron or a timer."""

import socket
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.network import CONTACT, AllowAddress, Canary, Contact, Map, Resolver
from auditor.cli.office import Db, Operator, opened, operator_or_login, refuse
from auditor.model.options import parse_options
from auditor.store.bundle import BEIJING
from auditor.store.office.database import DEFAULT

if TYPE_CHECKING:
    from auditor.model.availability import Rule

app = typer.Typer(help="可用性监测:每小时打开一次首页,连续一周。", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="批次名称,例如 2026Q4")]
_ZH = {"open": "打开", "failed": "打不开", "blocked": "被拦截", "ours": "本机网络问题"}
_RESULTS = {"pass": "符合", "fail": "不符合", "review": "待核实", "unmeasured": "未能检测"}


@app.command("start")
def start(
    name: Name,
    first: Annotated[str, typer.Option("--from", help="从哪天起,默认今天", show_default=False)] = "",
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """开始监测一个批次的全部网站,连续 7 天(指标包另有规定的,以它为准)。"""
    from auditor.campaign.availability.visiting import begin
    from auditor.store.office import campaigns

    try:
        day = date.fromisoformat(first) if first else datetime.now(BEIJING).date()
    except ValueError:
        refuse(f"--from 应写成 2026-11-01,而不是「{first}」")
    with opened(db) as office:
        campaign = campaigns.get(office, name)
        rule = _rule(campaign.pack)
        count = begin(office, campaign, day, rule)
        with office.transaction():
            office.record(operator_or_login(operator), f"campaign:{name}", {"watched": [day.isoformat(), count]})
        window = campaign.plan.get("window")
    last = day + timedelta(days=rule.days - 1)
    print(f"新开始监测 {count} 个网站,{day} 至 {last};请让 auditor probe run 每 5 分钟运行一次(docs/campaign.md)")
    if isinstance(window, list) and last.isoformat() > window[1]:
        print(f"注意:本批次采样到 {window[1]} 为止,之后的监测不在采样时间内")


@app.command("due")
def due(db: Db = DEFAULT) -> None:
    """现在该打开哪些首页。"""
    from auditor.store.office import availability, register

    moment, today = time.time(), datetime.now(BEIJING).date().isoformat()
    with opened(db) as office:
        waiting = availability.due(office, moment, today)
        for site in register.sites(office):
            if site.id in waiting:
                since = datetime.fromtimestamp(waiting[site.id], BEIJING).strftime("%m-%d %H:%M")
                print(f"{site.number} {site.name} {site.url} {since} 到期")
        following = availability.next_due(office, today)
    if waiting or following is None:
        print(f"到期 {len(waiting)} 个" if waiting else "没有正在监测的网站")
    else:
        print(f"到期 0 个,下一个 {datetime.fromtimestamp(following, BEIJING):%m-%d %H:%M}")


@app.command("run")
def run(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    vantage: Annotated[str, typer.Option(help="从哪个网络监测,默认为本机名", show_default=False)] = "",
    canary: Canary = None,
    contact: Contact = CONTACT,
    allow_address: AllowAddress = None,
    map_: Map = None,
    resolver: Resolver = None,
    again: Annotated[float, typer.Option(help="打不开的隔多少秒再试一次", hidden=True)] = 3.0,
    db: Db = DEFAULT,
) -> None:
    """打开所有到期的首页,记下结果。每 5 分钟由 cron 或 systemd 运行一次。"""
    from auditor.campaign.availability.ruling import strictest
    from auditor.campaign.availability.visiting import Means, visit_due
    from auditor.campaign.run.canaries import DEFAULT as CANARIES
    from auditor.campaign.run.canaries import Canaries
    from auditor.store.office import availability

    with opened(db) as office:
        options = parse_options(
            {
                "url": "http://localhost/", "contact": contact, "allow_address": tuple(allow_address or ()),
                "map": tuple(map_ or ()), "resolver": tuple(resolver or ()),
            }
        )  # fmt: skip
        today = datetime.now(BEIJING).date().isoformat()
        rule = strictest(map(_rule, availability.packs_watched(office, today)))
        means = Means(options, vantage or socket.gethostname(), Canaries(options, canary or CANARIES), rule, again)
        counts = Counter(one.seen for one in visit_due(office, means))
    print(f"打开首页 {counts.total()} 次" + "".join(f",{_ZH[seen]} {count}" for seen, count in sorted(counts.items())))


def _rule(pack: str) -> "Rule":
    """What a campaign's pack asks of the visits."""
    from auditor.campaign.availability.ruling import rule_of
    from auditor.policy.load import DEFAULT as NATIONAL
    from auditor.policy.load import load
    from auditor.policy.table import PackError

    try:
        return rule_of(load(pack or NATIONAL))
    except PackError as error:
        refuse(str(error))


@app.command("result")
def result(name: Name, db: Db = DEFAULT) -> None:
    """一个批次的监测结果:每个网站打不开的比例,够不够 7 天、每天 20 次。"""
    from auditor.campaign.availability.judging import availability_of
    from auditor.store.office import campaigns, register

    with opened(db) as office:
        campaign = campaigns.get(office, name)
        rule = _rule(campaign.pack)
        for site in register.sites(office, name):
            found = availability_of(office, campaign, site.id, rule)
            share = "" if found.share is None else f" 打不开 {found.failed}/{found.visits}({found.share:.2%})"
            more = "".join(
                f",{word} {count}" for word, count in (("被拦截", found.blocked), ("本机问题", found.ours)) if count
            )
            why = f":{found.missing}" if found.missing else ""
            print(f"{site.number} {site.name} {_RESULTS[found.outcome]}{why}{share}{more}")


@app.command("join")
def join(
    other: Annotated[Path, typer.Argument(help="另一个网络上的数据库文件")],
    vantage: Annotated[str, typer.Option(help="给那个网络的名字,默认用它自己的", show_default=False)] = "",
    db: Db = DEFAULT,
) -> None:
    """并入另一个网络的监测记录:两个网络一致,结论才算确定。"""
    from auditor.campaign.availability.visiting import join as take
    from auditor.store.office.database import Office

    if not other.is_file():
        refuse(f"找不到文件 {other}")
    with opened(db) as office:
        theirs = Office.open(other)
        try:
            taken, unknown = take(office, theirs, vantage)
        finally:
            theirs.close()
    print(f"并入 {taken} 次监测" + (f",另有 {unknown} 次所属网站在本库没有登记" if unknown else ""))
