"""What a notice says, field by field (docs/notice.md): only findings that accuse, 待核实 unless somebody confirmed them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from auditor.model.outcome import Outcome
from auditor.text.workdays import UnknownYear, working_days_after
from reports.formats import Means, NotPossible
from reports.item import Item
from reports.order import Part
from reports.overview import period
from reports.texts import Titles, text
from reports.view import ReportView
from reports.visible import clip, visible
from reports.wording import reach

_WORDS = 300


@dataclass(frozen=True, slots=True)
class Office:
    """What the office says of itself and of the matter; every field may stand in the settings file."""

    office: str = "（发文机关）"
    document_number: str = "（发文字号）"
    addressee: str = ""
    """Empty = the organiser named on the home page."""
    site_name: str = ""
    """Empty = the name of its host."""
    basis: str = "根据政府网站与政务新媒体检查工作安排"
    contact: str = "（联系人）"
    phone: str = "（电话）"
    days: int = 10
    """Working days that the site has to answer."""


def read_office(path: Path | None) -> Office:
    """Read a settings file; raises NotPossible naming what is wrong."""
    if path is None:
        return Office()
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotPossible(f"无法读取通知书设置 {path}:{error}") from error
    known = {one.name: one for one in fields(Office)}
    for name, value in given.items():
        if name not in known or type(value) is not (int if name == "days" else str):
            raise NotPossible(f"通知书设置 {path} 中的「{name}」不是可用的项,或写法不对(可用:{'、'.join(known)})")
    return Office(**given)


def due_day(means: Means, days: int) -> date:
    """By when to answer; raises NotPossible where the working days of a year are not known yet."""
    if means.due is not None:
        if means.today is not None and means.due < means.today:
            raise NotPossible(f"反馈期限 {means.due} 已经过去")
        return means.due
    if means.today is None:
        raise NotPossible("请用 --due 指定反馈期限")
    try:
        return working_days_after(means.today, days)
    except UnknownYear as error:
        raise NotPossible(f"{error};或用 --due 日期 指定反馈期限") from error


def notice(view: ReportView, means: Means) -> dict[str, object]:
    """The fields of the notice but its findings."""
    office = read_office(means.settings)
    office = replace(
        office, addressee=office.addressee or _organiser(view), site_name=office.site_name or _host(view.summary)
    )
    accused = [entry for entry in view.ordered if entry.outcome is Outcome.FAIL]
    standing = [entry for entry in accused if view.numbers.number(entry.fingerprint) not in means.dismissed]
    confirmed = sum(view.numbers.number(entry.fingerprint) in means.confirmed for entry in standing)
    return {
        **{one.name: line(str(getattr(office, one.name))) for one in fields(Office)},
        "site": line(str(view.summary.get("site") or "")),
        "period": line(period(str(view.summary.get("started") or ""), str(view.summary.get("finished") or ""))),
        "reach": reach(view.summary),
        "total": len(standing),
        "vetoes": sum(entry.part is Part.VETO for entry in standing),
        "confirmed": confirmed,
        "certainty": text("notice", "confirmed" if standing and confirmed == len(standing) else "suspected"),
        "unmeasured": sum(entry.outcome is Outcome.UNMEASURED for entry in view.ordered),
        "due": _chinese(due_day(means, office.days)),
        "today": _chinese(means.today) if means.today else "",
    }


def row(found: Item, titles: Titles, picture: object) -> dict[str, object]:
    """The fields of one finding."""
    known = titles.get(found.finding.check)
    problem = f"{found.indicator}：{found.problem}" + (f"；指向 {found.target}" if found.target else "")
    return {
        "number": found.number, "indicator": line(found.indicator), "problem": line(problem), "certainty": found.certainty,
        "spread": found.spread, "where": line(found.where), "url": line(found.url), "target": line(found.target),
        "excerpt": line(found.excerpt), "remedy": line(known.fix) if known else "", "picture": picture,
        "part": text("part", found.part.code),
    }  # fmt: skip


def line(words: str) -> str:
    """Text on one line: line and page breaks of a page are none of ours."""
    return " ".join(visible(clip(words, _WORDS * 4)).split())


def _organiser(view: ReportView) -> str:
    """The organiser as the home page names it."""
    card = view.identity() or {}
    for element in card.get("elements") or ():
        if isinstance(element, Mapping) and element.get("element") == "organiser":
            values = [one.get("value") for one in element.get("values") or () if isinstance(one, Mapping)]
            return next((clip(str(value), _WORDS) for value in values if value), "")
    return f"{_host(view.summary)} 的主办单位"


def _host(summary: Mapping[str, object]) -> str:
    site = str(summary.get("site") or "")
    try:
        return urlsplit(site).hostname or site
    except ValueError:
        return site


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
