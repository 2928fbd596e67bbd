"""``auditor campaign run`` and what belongs to it: status, pause, resume, abort."""

from pathlib import Path
from typing import Annotated, Any

import typer

from auditor.cli.campaign import Name
from auditor.cli.network import CONTACT, AllowAddress, Canary, Contact, Map, Resolver
from auditor.cli.office import Db, Operator, opened, operator_or_login, refuse
from auditor.model.campaign import CampaignState
from auditor.store.office.database import DEFAULT

_INTERRUPTED = 130
_OURS = 3
_STARTABLE = {
    "run": (CampaignState.PLANNED,),
    "resume": (CampaignState.PLANNED, CampaignState.RUNNING, CampaignState.PAUSED),
}
AtOnce = Annotated[
    int, typer.Option(help="同时检查几个网站,0 为按本机的核数和内存(同一服务器、同一平台总是一个接一个)")
]
Hours = Annotated[str, typer.Option(help="允许检查的时段(北京时间),其余时间等待")]
Now = Annotated[bool, typer.Option("--now", help="不管时段,立即检查")]


def run(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    name: Name,
    at_once: AtOnce = 0,
    hours: Hours = "22:00-06:00",
    now: Now = False,
    max_pages: Annotated[
        int | None, typer.Option(help="每个网站最多抓取多少个网页,代替建立批次时定的", show_default=False)
    ] = None,
    mandate: Annotated[str, typer.Option(help="授权文件(TOML);不在其中的网站一律不检查")] = "",
    ignore_robots: Annotated[bool, typer.Option("--ignore-robots", help="不遵守 robots.txt(须有授权文件)")] = False,
    browser: Annotated[str, typer.Option(help="每个网站用几个浏览器:off(不用)或数目")] = "1",
    canary: Canary = None,
    contact: Contact = CONTACT,
    allow_address: AllowAddress = None,
    map_: Map = None,
    resolver: Resolver = None,
    retry_gap: Annotated[float, typer.Option(help="两次重试的最短间隔(秒)", hidden=True)] = 10.0,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """检查批次里的全部网站。可随时中断或断电,campaign resume 接着来。退出码:0 完成,3 本机网络有问题,130 暂停。"""
    chosen: dict[str, Any] = {
        "at_once": at_once, "hours": hours, "now": now, "mandate": mandate, "ignore_robots": ignore_robots,
        "browser": browser, "contact": contact, "allow_address": allow_address or [], "map": map_ or [],
        "resolver": resolver or [], "retry_gap": retry_gap, "max_pages": max_pages or 0,
    }  # fmt: skip
    if canary:
        chosen["canary"] = canary
    _work(name, db, operator, chosen)


def resume(
    name: Name,
    now: Now = False,
    again: Annotated[bool, typer.Option("--again", help="未能检测的网站也重新检查")] = False,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """接着检查:中断的网站从断点继续,暂停的平台重新试,做法和上次一样。"""
    from auditor.store.office import campaigns

    if again:
        with opened(db) as office:
            print(f"重新检查 {campaigns.reopen(office, campaigns.get(office, name), operator_or_login(operator))} 个")
    _work(name, db, operator, None, now)


def _work(name: str, db: Path, operator: str, chosen: dict[str, Any] | None, now: bool = False) -> None:
    from auditor.campaign.run.means import means_from
    from auditor.campaign.run.runner import Ending, Work, run
    from auditor.store.office import campaigns

    who, command = operator_or_login(operator), "run" if chosen is not None else "resume"
    with opened(db) as office:
        campaign = campaigns.get(office, name)
        if campaign.state not in _STARTABLE[command]:
            hint = f"请用 auditor campaign resume {name}" if campaign.state in _STARTABLE["resume"] else "不能再检查"
            refuse(f"批次「{name}」的状态是 {campaign.state},{hint}")
        words = campaigns.means(office, campaign) if chosen is None else chosen
        means = means_from(words | ({"now": True} if now else {}))
        means.check(campaign.plan)
        campaigns.set_means(office, campaign, means.as_dict(), who)
        ending = run(Work(office, campaign, means, who))
    raise typer.Exit({Ending.FINISHED: 0, Ending.OURS: _OURS}.get(ending, _INTERRUPTED))


def status(
    name: Name,
    sites: Annotated[bool, typer.Option("--sites", help="逐个网站列出")] = False,
    rates: Annotated[
        Path | None, typer.Option(help="把对每个服务器的请求记录写到这个 csv 文件", show_default=False)
    ] = None,
    db: Db = DEFAULT,
) -> None:
    """批次进行到哪里,还要多久;对每个服务器请求得多快。"""
    from auditor.campaign.run import status as told
    from auditor.store.office import campaigns

    with opened(db) as office:
        print("\n".join(told.lines(office, name, sites)))
        if rates is not None:
            print(f"请求记录 {told.write_rates(office, campaigns.get(office, name), rates)} 行:{rates}")


def join(
    name: Name,
    bundle: Annotated[Path, typer.Argument(help="在别处检查得到的证据包(目录)")],
    vantage: Annotated[str, typer.Option(help="从哪里检查的,例如 政务外网、第二条线路、该单位自查")],
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """加入在别处检查得到的证据包:本机已检查的作为第二个观测点,本机未能检测的以它为准。之后再运行 collect。"""
    from auditor.campaign.vantage.joining import join
    from auditor.store.office import campaigns

    with opened(db) as office:
        done = join(office, campaigns.get(office, name), bundle, vantage, operator_or_login(operator))
    place = f"{done.site.number} {done.site.name}"
    print(f"{place}:本机未能检测,以{vantage}的结果为准" if done.only else f"{place}:已加入{vantage}的结果,供两处核对")


def pause(name: Name, db: Db = DEFAULT, operator: Operator = "") -> None:
    """让正在进行的检查停下来;已取得的证据保留,可以继续。"""
    _change(name, db, operator, CampaignState.PAUSED)


def abort(name: Name, db: Db = DEFAULT, operator: Operator = "") -> None:
    """中止批次,不再继续;已取得的证据保留。"""
    _change(name, db, operator, CampaignState.ABORTED)


def _change(name: str, db: Path, operator: str, state: CampaignState) -> None:
    from auditor.store.office import campaigns

    with opened(db) as office:
        campaign = campaigns.get(office, name)
        if campaign.state in (CampaignState.ABORTED, CampaignState.CLOSED):
            refuse(f"批次「{name}」的状态已经是 {campaign.state}")
        campaigns.set_state(office, campaign, state, operator_or_login(operator))
    print(f"批次 {name} 已{'暂停' if state is CampaignState.PAUSED else '中止'};正在进行的检查会在几秒内停下")


def add_to(app: typer.Typer) -> None:
    """Add the commands to ``auditor campaign``."""
    for command in (run, resume, status, join, pause, abort):
        app.command(command.__name__)(command)
