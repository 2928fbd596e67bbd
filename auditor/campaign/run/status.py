"""How far a campaign is, in sentences; and what was asked of each server, as a table."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from auditor.campaign.plan import watching
from auditor.campaign.run.means import means_from
from auditor.model.campaign import PROGRESS_ZH, Campaign, CampaignState, Planned, Progress, Window
from auditor.store.bundle import BEIJING
from auditor.store.office import campaigns, register
from auditor.store.office.database import Office

STATES_ZH = {
    CampaignState.PLANNED: "已建立,未开始",
    CampaignState.RUNNING: "检查中",
    CampaignState.PAUSED: "已暂停",
    CampaignState.ABORTED: "已中止",
    CampaignState.CLOSED: "已定稿",
}
_HEADINGS = ("网站编号", "网站名称", "服务器", "请求数", "最早", "最晚", "一分钟内最多")


def lines(office: Office, name: str, sites: bool = False) -> Iterator[str]:
    """Sentences on a campaign; with ``sites`` one a site besides."""
    campaign = campaigns.get(office, name)
    every = list(campaigns.planned(office, campaign))
    counts = Counter(one.state for one in every)
    yield f"批次 {name}:{STATES_ZH[campaign.state]},共 {len(every)} 个网站"
    yield "  ".join(f"{PROGRESS_ZH[state]} {counts[state]}" for state in Progress)
    left = len(every) - counts[Progress.DONE] - counts[Progress.UNMEASURABLE]
    at_once = means_from(campaigns.means(office, campaign)).places
    rest = remaining([one for one in every if one.state is Progress.DONE], left, at_once)
    if rest is not None and left:
        yield f"剩余约 {_span(rest)}(不计不检查的时段)"
    window = campaign.plan.get("window")
    if campaign.state is CampaignState.PLANNED and isinstance(window, list):
        yield from watching(Window(*map(date.fromisoformat, window)), campaign.pack, datetime.now(BEIJING).date())
    reasons = Counter(one.reason for one in every if one.state is Progress.UNMEASURABLE)
    if reasons:
        yield "未能检测的原因:" + "、".join(f"{reason or '不明'} {count}" for reason, count in reasons.most_common())
    if sites:
        names = {site.id: f"{site.number} {site.name}" for site in register.sites(office, name)}
        for one in every:
            yield "  ".join(
                filter(
                    None, (f"{name}-{one.number:04d}", names[one.site], PROGRESS_ZH[one.state], one.reason, one.bundle)
                )
            )


def remaining(done: list[Planned], left: int, at_once: int) -> timedelta | None:
    """How long the rest takes at the pace so far; None as long as nothing is done."""
    spans = [
        datetime.fromisoformat(one.ended) - datetime.fromisoformat(one.started)
        for one in done
        if one.started and one.ended
    ]
    if not spans:
        return None
    mean: timedelta = sum(spans, timedelta()) / len(spans)
    return mean * left / at_once


def _span(rest: timedelta) -> str:
    minutes = int(rest.total_seconds() // 60) + 1
    return f"{minutes // 60} 小时 {minutes % 60} 分钟" if minutes >= 60 else f"{minutes} 分钟"


def write_rates(office: Office, campaign: Campaign, path: Path) -> int:
    """Write what was asked of each server for each site as csv; returns the number of lines. Raises OSError."""
    names = {site.id: site for site in register.sites(office, campaign.name)}
    made = list(campaigns.rates(office, campaign))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(_HEADINGS)
        for site, rate in made:
            first = names[site].name
            safe = f"'{first}" if first.startswith(("=", "+", "-", "@")) else first
            table.writerow([names[site].number, safe, rate.server, rate.requests, rate.first, rate.last, rate.busiest])
    return len(made)
