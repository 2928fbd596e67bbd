"""A file about accounts made posts and looks: a feed, an exported list of posts, or a sheet of what a person saw."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from auditor.campaign.ledgers.days import DayUnread, read_day
from auditor.campaign.media.accounts import Accounts
from auditor.campaign.media.feed import read_feed
from auditor.campaign.register.columns import ACCOUNT_WORDS, Columns, by_sheet, find_columns
from auditor.crawl.registerrows import plain
from auditor.model.media import NEVER, AccountLook, Post
from auditor.model.office import Account
from auditor.model.options import UsageError
from auditor.model.register import RegisterNote
from auditor.sheets.table import Row, read_table

LOOK_HEADS = {
    "day": "查看日期",
    "last": "最近更新日期",
    "interaction": "能否有效互动",
    "menu": "菜单是否有效",
    "found": "能否查找到",
    "named": "现用名称",
}
"""What our own sheet asks; the first of each list below."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    **{name: ACCOUNT_WORDS[name] for name in ("platform", "account", "name")},
    "title": ("标题", "文章标题", "内容标题", "内容", "作品标题", "博文", "微博内容", "作品名称", "推文标题"),
    "published": ("发布时间", "发布日期", "发表时间", "推送时间", "发文时间", "发布于", "群发时间", "发表日期"),
    "url": ("链接", "文章链接", "内容链接", "网址", "作品链接", "地址"),
    "day": (LOOK_HEADS["day"], "查看时间", "导出时间", "导出日期", "采集时间", "采集日期", "截图日期", "截图时间", "检查日期", "检查时间"),
    "last": (LOOK_HEADS["last"], "最近更新时间", "最后更新时间", "最后更新日期", "最近发布时间", "最新发布时间", "最近更新", "最后更新"),
    "interaction": (LOOK_HEADS["interaction"], "能否互动", "互动功能", "是否有效互动", "有效互动功能", "是否提供互动", "有无互动功能"),
    "menu": (LOOK_HEADS["menu"], "菜单", "菜单情况", "菜单能否打开"),
    "found": (LOOK_HEADS["found"], "能否找到", "是否可查找", "能否搜到", "是否查找到"),
    "named": (LOOK_HEADS["named"], "实际名称", "现名称", "现名", "当前名称"),
}  # fmt: skip
_NEVER = re.compile("从未|从无|没有发过|无内容")
_NO = re.compile("不|否|无|没|未|失效|打不开|^0$|^no", re.I)
_YES = re.compile("是|能|有|可|正常|有效|已|^1$|^yes|✓|√", re.I)
_TITLE = 200


@dataclass(slots=True)
class Read:
    """What a file says."""

    source: str
    posts: list[Post] = field(default_factory=list)
    looks: list[AccountLook] = field(default_factory=list)
    notes: list[RegisterNote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who imports says besides the file."""

    account: Account | None
    seen: date | None
    """The day on which the list was taken."""
    today: date


def read_feed_of(path: Path, accounts: Accounts, given: Given) -> Read:
    """A feed as posts of one account: the one given, else the one whose name is the feed's; raises UsageError."""
    feed = read_feed(path)
    account = given.account or accounts.named("", feed.title)
    if account is None:
        raise UsageError(f"{path}:登记表里没有名为「{feed.title}」的账号,请用 --account 平台/账号ID 指明")
    seen = given.seen or feed.day
    if seen is None:
        raise UsageError(f"{path} 没有写明生成时间,请用 --seen 写明是哪一天取得的")
    if seen > given.today:
        raise UsageError(f"{path} 的生成时间 {seen} 在今天之后,请用 --seen 写明是哪一天取得的")
    read = Read(path.name)
    for day, title, url in feed.posts:
        if day > seen:
            read.notes.append(
                RegisterNote(0, "future", f"「{title[:30]}」的日期 {day} 在取得之日 {seen} 之后", day.isoformat())
            )
        else:
            read.posts.append(Post(account.id, day.isoformat(), title, url))
    if feed.undated:
        read.notes.append(RegisterNote(0, "undated", f"{feed.undated} 条没有日期"))
    newest = max((post.day for post in read.posts), default="")
    read.looks.append(AccountLook(account.id, seen.isoformat(), newest, source=path.name))
    return read


def read_lists(path: Path, accounts: Accounts, given: Given) -> Read:
    """Sheets of posts or of what persons saw; raises UsageError when it is neither."""
    read = Read(path.name)
    headed = False
    for title, rows in by_sheet(read_table(path, "新媒体台账")).items():
        columns = find_columns(rows, _WORDS)
        below = [
            row for row in rows if columns and row.number >= columns.first and any(cell.strip() for cell in row.cells)
        ]
        if columns and "published" in columns.places:
            headed = True
            _posts(read, _Sheet(columns, accounts, given), below)
        elif columns and columns.places.keys() & {"last", "interaction", "menu", "found", "named"}:
            headed = True
            for row in below:
                _look(read, _Sheet(columns, accounts, given), row)
        elif any(cell.strip() for row in rows for cell in row.cells):
            read.notes.append(
                RegisterNote(1, "no-heading", "没有找到含「发布时间」或「最近更新日期」等列名的表头", "", title)
            )
    if not headed:
        raise UsageError(f"{path} 既不是订阅文件,也不是发布清单或查看记录(要有「发布时间」或「最近更新日期」等列)")
    return read


class _Refused(Exception):
    def __init__(self, reason: str, text: str, value: str = "") -> None:
        super().__init__(text)
        self.reason, self.text, self.value = reason, text, value


@dataclass(frozen=True, slots=True)
class _Sheet:
    columns: Columns
    accounts: Accounts
    given: Given

    def account(self, row: Row) -> Account:
        """The account of a row; the one given where the sheet names none."""
        cell = {name: self.columns.cell(row, name) for name in ("platform", "account", "name")}
        if not (cell["account"] or cell["name"]):
            if self.given.account is None:
                raise _Refused("no-account", "没有写明账号,请用 --account 平台/账号ID 指明")
            return self.given.account
        found = self.accounts.of(cell["platform"], cell["account"], cell["name"])
        if found is None:
            raise _Refused(
                "unknown-account", "登记表里没有这个账号,或有几个同名的", " ".join(filter(None, cell.values()))
            )
        return found

    def raw(self, row: Row, name: str) -> str:
        """What stands in a column, also where it is a word for nothing."""
        column = self.columns.places.get(name)
        return plain(row.cells[column]) if column is not None and column < len(row.cells) else ""

    def day(self, row: Row, name: str) -> date | None:
        """The day in a column."""
        text = self.columns.cell(row, name)
        try:
            return read_day(text, self.given.today)
        except DayUnread as error:
            raise _Refused(f"{name}-unread", f"{_WORDS[name][0]}:{error}", text) from error

    def seen(self, row: Row) -> date:
        """The day that a row speaks of."""
        day = self.day(row, "day") or self.given.seen
        if day is None:
            raise _Refused("no-day", f"没有{LOOK_HEADS['day']},请填写,或用 --seen 写明是哪一天取得的")
        return day


def _posts(read: Read, sheet: _Sheet, rows: list[Row]) -> None:
    """A list of posts, and for each of its accounts the look that it amounts to."""
    newest: dict[tuple[int, date], str] = {}
    for row in rows:
        try:
            account, day, seen = sheet.account(row), sheet.day(row, "published"), sheet.seen(row)
            if day is None:
                raise _Refused("no-published", "没有发布时间")
            if day > seen:
                raise _Refused("future", f"发布时间 {day} 在取得之日 {seen} 之后")
        except _Refused as refused:
            _note(read, row, refused)
            continue
        title = sheet.columns.cell(row, "title")[:_TITLE]
        read.posts.append(Post(account.id, day.isoformat(), title, sheet.columns.cell(row, "url")))
        newest[account.id, seen] = max(newest.get((account.id, seen), ""), day.isoformat())
    read.looks += [
        AccountLook(account, seen.isoformat(), day, source=read.source) for (account, seen), day in newest.items()
    ]


def _look(read: Read, sheet: _Sheet, row: Row) -> None:
    cells = {name: sheet.columns.cell(row, name) for name in ("last", "menu", "named")}
    # 「无」 in 「有无互动功能」 is an answer, not an empty cell.
    cells |= {name: sheet.raw(row, name) for name in ("interaction", "found")}
    if not any(cells.values()):
        return  # A row of our own sheet that nobody filled in.
    try:
        account, seen = sheet.account(row), sheet.seen(row)
        last = NEVER if _NEVER.search(cells["last"]) else str(sheet.day(row, "last") or "")
        if last and last != NEVER and last > seen.isoformat():
            raise _Refused("future", f"最近更新日期 {last} 在查看日期 {seen} 之后")
        answers = {name: _answer(name, cells[name]) for name in ("interaction", "menu", "found")}
    except _Refused as refused:
        _note(read, row, refused)
        return
    read.looks.append(
        AccountLook(account.id, seen.isoformat(), last, **answers, named=cells["named"], source=read.source)
    )


def _answer(name: str, text: str) -> bool | None:
    if not text:
        return None
    if _NO.search(text):
        return False
    if _YES.search(text):
        return True
    raise _Refused(f"{name}-unread", f"{LOOK_HEADS[name]}应填是或否", text)


def _note(read: Read, row: Row, refused: _Refused) -> None:
    read.notes.append(RegisterNote(row.number, refused.reason, refused.text, refused.value[:60], row.sheet))


def unread(read: Read) -> Iterator[str]:
    """The notes of a file as lines."""
    for note in read.notes:
        place = f"{note.sheet}第 {note.row} 行:" if note.row else ""
        yield f"{place}{note.text}" + (f"({note.value})" if note.value else "")
