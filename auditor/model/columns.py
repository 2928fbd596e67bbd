"""The columns of a site as one run saw them: what each is, what stands in it, and why that is thought so."""

from dataclasses import dataclass
from enum import StrEnum


class ColumnClass(StrEnum):
    """What a column is for; the windows of the indicators depend on it."""

    NEWS = "news"
    """动态要闻."""
    NOTICE = "notice"
    """通知公告."""
    POLICY = "policy"
    """政策文件."""
    INTERPRETATION = "interpretation"
    """政策解读."""
    PERSONNEL = "personnel"
    """人事信息."""
    PLANNING = "planning"
    """规划计划."""
    SERVICE = "service"
    """办事服务."""
    INTERACTION = "interaction"
    """互动交流."""
    TOPIC = "topic"
    """专题专栏 and all below it."""
    STATIC = "static"
    """What is written once: overview, leaders, functions, contact, help."""
    OTHER = "other"


CLASS_NAMES = {
    ColumnClass.NEWS: "动态要闻", ColumnClass.NOTICE: "通知公告", ColumnClass.POLICY: "政策文件",
    ColumnClass.INTERPRETATION: "政策解读", ColumnClass.PERSONNEL: "人事信息", ColumnClass.PLANNING: "规划计划",
    ColumnClass.SERVICE: "办事服务", ColumnClass.INTERACTION: "互动交流", ColumnClass.TOPIC: "专题专栏",
    ColumnClass.STATIC: "静态信息", ColumnClass.OTHER: "其他",
}  # fmt: skip


_SIGNS = {
    "home": "首页", "nav": "首页导航", "crumb": "其他网页的“当前位置”", "tag": "页面标签 ColumnName", "folder": "网址",
    "name": "名称", "type": "页面标签 ColumnType",
    "below": "上级栏目", "below-folder": "专题目录", "office": "办公室更正",
}  # fmt: skip


def sign_said(sign: str) -> str:
    """A sign of ``Column.evidence`` as people say it: 名称含“通知公告”."""
    kind, _, word = sign.partition(":")
    name = _SIGNS.get(kind, kind)
    return f"{name}含“{word}”" if word else name


class DateSource(StrEnum):
    """Where the date of a row was read; the text of an article is never asked."""

    ROW = "row"
    """Beside the title in the list."""
    PAGE = "page"
    """The article's own 发布时间."""
    META = "meta"
    """The article's PubDate."""
    URL = "url"
    """A date in the address (t20261106_….html, /art/2026/11/6/)."""
    NONE = "none"


class Filling(StrEnum):
    """What puts the rows into a column's page."""

    HTML = "html"
    CDATA = "cdata"
    """大汉: HTML inside an XML island."""
    JSON = "json"
    """An array in a script of the page."""
    RENDERED = "rendered"
    """A script of the page filled it in a browser, and there it was read."""
    SCRIPT = "script"
    """Only a script that asks the server: the bytes say nothing about what stands there."""
    FRAME = "frame"
    """A frame of its own."""
    IMAGE = "image"
    """Linked pictures without a word."""
    CHILDREN = "children"
    """It leads to columns of its own and shows nothing else."""
    TEXT = "text"
    """No list, but text: a page written once."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One line of a list."""

    title: str
    url: str
    date: str = ""
    """``YYYY-MM-DD``; empty when undated."""
    source: DateSource = DateSource.NONE
    assumed: bool = False
    """The list gives no year: the latest that is possible was taken, so it may be older."""
    pinned: bool = False
    """Marked as kept on top: its place in the list says nothing of its age."""
    modified: str = ""
    """Day on which the server says its article was last written (Last-Modified), in Beijing; empty when it does not say."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``rows`` are the first of its list, in its order; the counts are of all that were read."""

    url: str
    name: str
    path: tuple[str, ...]
    """Names from below the home page down to its own."""
    level: int
    """1 when no column above it is of its class: then it is 一级栏目 in the sense of the indicators."""
    cls: ColumnClass
    evidence: tuple[str, ...]
    """Why it is a column, why it has this class: ``name:通知公告``, ``folder:tzgg``, ``nav``, ``crumb``, ``office`` …"""
    excluded: str = ""
    """Why it is not measured: ``historic``, ``archived``, ``waived``, ``office``; empty when it is."""
    excluded_why: str = ""
    """The same in Chinese, for a person."""
    filling: Filling = Filling.HTML
    count: int = 0
    undated: int = 0
    newest: str = ""
    """Day of the newest row that is not in the future, ``YYYY-MM-DD``; empty without a dated one."""
    newest_source: DateSource = DateSource.NONE
    rows: tuple[ColumnRow, ...] = ()
    dead_rows: int = 0
    """Of its rows, how many lead to pages that are not there."""
    says_empty: str = ""
    """What the page itself says of having nothing (暂无信息, 共 0 条); empty when it does not."""
    empty_lists: int = 0
    """Lists in its page that have not one line."""
    ascending: bool = False
    """Oldest first: the newest may stand on a page that was not read."""
    complete: bool = True
    """All pages of the list were read, or the list has its newest on the first."""
    unit: str = ""
    """Whom its pages name as the source most often."""
    children: int = 0
    """Columns below it."""
    parent: str = ""
    """URL of the column above it; empty at the top."""

    @property
    def named(self) -> str:
        """Its path as people say it."""
        return " > ".join(self.path) or self.name


@dataclass(frozen=True, slots=True)
class Correction:
    """What the office knows better about one column; ``None`` and empty leave the program's own answer."""

    url: str
    cls: ColumnClass | None = None
    excluded: bool | None = None
    reason: str = ""
    waived: bool = False
    """确无应发布内容: it rightly has nothing."""
    approver: str = ""
    expires: str = ""
    """Last day of the waiver, ``YYYY-MM-DD``; empty = until taken back."""

    def holds_on(self, day: str) -> bool:
        """True as long as the waiver has not run out."""
        return self.waived and (not self.expires or day <= self.expires)


@dataclass(frozen=True, slots=True)
class EarlierColumn:
    """What the run before this one saw of a column."""

    url: str
    count: int
    newest: str
    rows: tuple[tuple[str, str], ...]
    """(URL, date) of its first rows."""


@dataclass(frozen=True, slots=True)
class EarlierColumns:
    """The columns of the run before this one."""

    day: str
    """When it was made, ``YYYY-MM-DD``."""
    columns: tuple[EarlierColumn, ...] = ()


class DocumentKind(StrEnum):
    """What an article is in the pair of policy and interpretation."""

    POLICY = "policy"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """An article of a column of policies or of interpretations."""

    url: str
    title: str
    kind: DocumentKind
    date: str
    """``YYYY-MM-DD`` or empty."""
    links: frozenset[str] = frozenset()
    """Articles of the other kind that it links to by itself, not by a list that stands on many pages."""
    forms: tuple[str, ...] = ()
    """text, picture, video."""


@dataclass(frozen=True, slots=True)
class ColumnTree:
    """All columns of one run, in crawl order."""

    day: str
    """On which the run began, ``YYYY-MM-DD``: windows are counted back from it."""
    home: Column | None
    """The home page as if it were a column; None when it was not read."""
    columns: tuple[Column, ...] = ()
    documents: tuple[PolicyDocument, ...] = ()
    earlier: EarlierColumns | None = None
    """What the run before this one saw; None without one."""

    def of(self, *classes: ColumnClass) -> tuple[Column, ...]:
        """The columns of these classes that are measured."""
        return tuple(column for column in self.columns if column.cls in classes and not column.excluded)
