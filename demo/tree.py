"""The columns and articles of the site: who sits where, under which path and date."""

from collections.abc import Iterator
from dataclasses import dataclass

from demo import words

HOST = "www.yunze.gov.cn"
HOME = f"http://{HOST}/"
SITE_NAME = "云泽市人民政府"
ARTICLES = 9
PER_PAGE = 5

_TREE: dict[str, tuple[str, dict[str, str]]] = {
    "zjyz": ("走进云泽", {"yzgk": "云泽概况", "lswh": "历史文化", "lyzy": "旅游资源"}),
    "xwzx": (
        "新闻中心",
        {"zwyw": "政务要闻", "bmdt": "部门动态", "qxdt": "区县动态", "tzgg": "通知公告", "mtjj": "媒体聚焦", "spxw": "视频新闻"},
    ),
    "zwgk": (
        "政务公开",
        {
            "zcwj": "政策文件", "zcjd": "政策解读", "ghjh": "规划计划", "czxx": "财政信息", "rsxx": "人事信息", "yjgl": "应急管理",
            "zdxm": "重大项目", "ggzy": "公共资源", "jyta": "建议提案", "nbbg": "信息公开年报", "ldzc": "领导之窗", "jgzn": "机构职能",
        },
    ),
    "bsfw": ("办事服务", {"grfw": "个人服务", "frfw": "法人服务", "bmcx": "便民查询"}),
    "hdjl": ("互动交流", {"ldxx": "领导信箱", "zxft": "在线访谈", "myzj": "民意征集", "hygq": "回应关切", "cjwt": "常见问题"}),
    "ztzl": ("专题专栏", {"xczx": "乡村振兴", "styz": "生态云泽", "wmcj": "文明创建", "aqsc": "安全生产"}),
    "sjkf": ("数据开放", {"tjsj": "统计数据", "sjjd": "数据解读"}),
    "yshj": ("营商环境", {"yqfc": "园区风采", "zsyz": "招商引资"}),
}  # fmt: skip
_KINDS = {"xwzx": "工作动态", "zwgk": "政务公开", "bsfw": "办事服务", "hdjl": "互动交流"}


@dataclass(frozen=True, slots=True)
class Article:
    """One dated article. ``number`` counts from 1, newest first within a column."""

    column: "Column"
    number: int

    @property
    def date(self) -> str:
        """ISO date between 2023 and 2026, later for smaller numbers."""
        dice = words.seeded("date", self.column.key, self.number)
        year = 2026 - (self.number - 1) * 4 // ARTICLES
        within = (self.number - 1) * 4 % ARTICLES
        return f"{year}-{max(1, 10 - within):02d}-{dice.randint(1, 28):02d}"

    @property
    def path(self) -> str:
        """Path in the style of a common Chinese publishing system."""
        day = self.date.replace("-", "")
        serial = 2_100_000 + words.seeded("serial", self.column.key, self.number).randint(0, 89_999)
        return f"{self.column.path}{day[:6]}/t{day}_{serial}.html"

    @property
    def title(self) -> str:
        """Headline."""
        return words.title(self.column.key, self.number)


@dataclass(frozen=True, slots=True)
class Column:
    """One leaf column under a top column."""

    top: str
    key: str
    name: str

    @property
    def path(self) -> str:
        """Directory URL path."""
        return f"/{self.top}/{self.key}/"

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, newest first."""
        return tuple(Article(self, number) for number in range(1, ARTICLES + 1))

    def pages(self) -> tuple[tuple[Article, ...], ...]:
        """The articles cut into list pages."""
        rows = self.articles
        return tuple(rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE))


def tops() -> tuple[tuple[str, str], ...]:
    """(key, name) of the top columns."""
    return tuple((key, name) for key, (name, _) in _TREE.items())


def columns(top: str = "") -> Iterator[Column]:
    """All leaf columns, or those of one top column."""
    for key, (_, leaves) in _TREE.items():
        if top in ("", key):
            yield from (Column(key, leaf, name) for leaf, name in leaves.items())


def column(key: str) -> Column:
    """A leaf column by its key; raises ``KeyError``."""
    return {leaf.key: leaf for leaf in columns()}[key]


def kind_of(path: str) -> str:
    """The kind of column (ColumnType) to which a path belongs."""
    return _KINDS.get(path.split("/")[1], "其他")


def place(slot: str) -> str:
    """A planting place as a path: ``/…`` and other sites' addresses themselves, ``zwyw#3`` = third article of a column."""
    if slot.startswith(("/", "*", "http://")):
        return slot
    key, _, number = slot.partition("#")
    return Article(column(key), int(number)).path
