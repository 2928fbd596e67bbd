"""A ledger file made complaints; every row that cannot be used is named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from auditor.campaign.ledgers.days import DayUnread, read_day
from auditor.campaign.register.columns import Columns, by_sheet, find_columns
from auditor.model.complaint import Channel, Complaint
from auditor.model.options import UsageError
from auditor.model.register import RegisterNote
from auditor.sheets.table import Row, read_table

_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "留言编号", "信件编号", "受理编号", "来信编号", "工单编号", "工单号", "流水号", "查询码", "留言id", "举报编号"),
    "channel": ("渠道", "来源", "留言渠道", "受理渠道", "来源渠道", "台账类型"),
    "name": ("网站名称", "网站", "问题网站", "被举报网站", "所属网站", "站点名称", "涉及网站", "被反映网站"),
    "url": ("网址", "网站网址", "问题网址", "网站域名", "问题页面", "问题链接", "页面网址", "首页网址", "网站地址", "页面地址"),
    "code": ("网站标识码", "标识码"),
    "organiser": ("主办单位", "办理单位", "承办单位", "责任单位", "处理单位", "答复单位", "回复单位", "受理单位"),
    "region": ("地区", "所属地区", "区域", "市县", "市州", "区县", "行政区划"),
    "title": ("标题", "留言标题", "信件标题", "主题", "问题描述", "问题内容", "留言内容", "问题类型", "内容", "反映问题", "来信标题"),
    "received": (
        "提交时间", "留言时间", "收到时间", "受理时间", "转办时间", "来信时间", "登记时间", "提问时间", "举报时间", "反映时间", "写信时间",
        "留言日期", "受理日期", "收到日期", "提交日期", "来信日期", "登记日期", "接收时间", "接收日期",
    ),
    "due": ("办理期限", "截止时间", "截止日期", "应办结时间", "应办结日期", "限办时间", "办结期限", "办理时限", "限办日期"),
    "closed": (
        "办结时间", "办结日期", "答复时间", "回复时间", "处理时间", "完成时间", "答复日期", "回复日期", "处理日期", "办理时间", "完成日期",
    ),
    "state": ("状态", "办理状态", "处理状态", "办理情况", "是否办结", "是否回复", "是否答复", "回复状态", "答复状态", "处理情况"),
}  # fmt: skip
_CLOSED = re.compile(r"已.{0,2}(?:办结|办理|答复|回复|处理|整改|完成)|办结|^是$")
_OPEN = re.compile(r"未|待|正在|办理中|处理中|^否$")
_CHANNELS = (
    (re.compile("找错"), Channel.ERROR_REPORT),
    (re.compile("曝光"), Channel.EXPOSURE),
    (re.compile("留言|信箱|咨询|来信|互动"), Channel.MESSAGE),
)
_LONG_DIGITS = re.compile(r"\d{7,}")
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One usable row: the complaint, and what may tell which site it is about."""

    complaint: Complaint
    url: str
    code: str


@dataclass(slots=True)
class Ledger:
    """What a file says."""

    source: str
    entries: list[Entry] = field(default_factory=list)
    notes: list[RegisterNote] = field(default_factory=list)


def read_ledger(path: Path, channel: Channel | None, today: date) -> Ledger:
    """Read a ledger in xlsx or csv; raises UsageError when nothing in it can be read as one."""
    ledger = Ledger(path.name)
    headed = False
    for title, rows in by_sheet(read_table(path, "留言台账")).items():
        columns = find_columns(rows, _WORDS)
        if columns is None or "received" not in columns.places:
            if any(cell.strip() for row in rows for cell in row.cells):
                ledger.notes.append(RegisterNote(1, "no-heading", "没有找到含「提交时间」一类列名的表头", "", title))
            continue
        headed = True
        reading = _Reading(columns, channel or _channel(title) or _channel(path.stem), today)
        for row in rows:
            if row.number >= columns.first and any(cell.strip() for cell in row.cells):
                _take(ledger, reading, row)
    if not headed:
        raise UsageError(f"{path} 里没有找到台账的表头(要有「提交时间」或「留言时间」等列)")
    return ledger


@dataclass(frozen=True, slots=True)
class _Reading:
    columns: Columns
    channel: Channel | None
    today: date

    def entry(self, row: Row) -> Entry:
        """The complaint of a row; raises _Refused."""
        cell = {name: self.columns.cell(row, name) for name in _WORDS}
        channel = _channel(cell["channel"]) or self.channel
        if channel is None:
            raise _Refused("no-channel", "看不出是找错、曝光台还是留言,请用 --channel 指明", cell["channel"])
        days = {name: self._day(name, cell[name]) for name in ("received", "closed", "due")}
        if not days["received"]:
            raise _Refused("no-received", "没有提交时间", "")
        if days["closed"] and days["closed"] < days["received"]:
            raise _Refused("closed-before", "办结时间早于提交时间", f"{days['closed']} < {days['received']}")
        place = cell["name"] or cell["url"] or cell["code"] or cell["organiser"]
        title = _LONG_DIGITS.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 3), cell["title"])[:_TITLE]
        is_closed = _is_closed(cell["state"], days["closed"])
        return Entry(
            Complaint(
                channel=channel, number=cell["number"] or _made_number(days["received"], place, title), place=place, title=title,
                received=days["received"], organiser=cell["organiser"], region=cell["region"], due=days["due"],
                closed=days["closed"] if is_closed else "", is_closed=is_closed,
            ),
            cell["url"], cell["code"],
        )  # fmt: skip

    def _day(self, name: str, text: str) -> str:
        try:
            day = read_day(text, date.max if name == "due" else self.today)
        except DayUnread as error:
            raise _Refused(f"{name}-unread", f"{_WORDS[name][0]}:{error}", text) from error
        return day.isoformat() if day else ""


class _Refused(Exception):
    def __init__(self, reason: str, text: str, value: str) -> None:
        super().__init__(text)
        self.reason, self.text, self.value = reason, text, value


def _take(ledger: Ledger, reading: _Reading, row: Row) -> None:
    try:
        ledger.entries.append(reading.entry(row))
    except _Refused as refused:
        ledger.notes.append(RegisterNote(row.number, refused.reason, refused.text, refused.value[:60], row.sheet))


def _is_closed(state: str, closed: str) -> bool:
    """What the state says; where it says neither, whether there is a day of closing."""
    if _OPEN.search(state):
        return False
    return bool(_CLOSED.search(state) or closed)


def _channel(text: str) -> Channel | None:
    return next((channel for pattern, channel in _CHANNELS if pattern.search(text)), None)


def _made_number(received: str, place: str, title: str) -> str:
    """A number for rows without one; the same row read again has the same."""
    return "~" + blake2b(f"{received}\0{place}\0{title}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def numbers_twice(ledger: Ledger) -> Iterator[str]:
    """Numbers that several rows of one ledger have: the last row counts."""
    seen: set[tuple[Channel, str]] = set()
    for entry in ledger.entries:
        key = entry.complaint.channel, entry.complaint.number
        if key in seen:
            yield entry.complaint.number
        seen.add(key)
