"""What offices write in the cells of their registers, in the terms of the database."""

import re
from functools import lru_cache

from auditor.model.office import SiteState
from auditor.urls.scope import registrable

_remembered = lru_cache(maxsize=1_000)
"""Twenty thousand rows say the same few words."""

NO_UNIT = "(未登记主办单位)"

_STATES = (
    (re.compile("迁移|迁至|并入|整合"), SiteState.MOVED),
    (re.compile("关停|关闭|下线|注销|停用|停办|撤销"), SiteState.CLOSED),
    (re.compile("维护|暂停|临时"), SiteState.MAINTENANCE),
    (re.compile("运行|正常|在线|开通|在用|活跃|运营|启用"), SiteState.RUNNING),
)
_LEVELS = (
    (re.compile("乡|镇|街道"), "town"),
    (re.compile("区县|县|旗"), "county"),
    (re.compile("地级|市|州|盟|地区"), "city"),
    (re.compile("省|自治区|直辖|部委|国家|厅"), "province"),
    (re.compile("区"), "county"),
)
_KINDS = (
    (re.compile("驻.{1,12}(?:办事处|联络处)$"), "mission"),
    (re.compile("管委会$|管理委员会$"), "zone"),
    (re.compile("街道(?:办事处)?$"), "street"),
    (re.compile("人民政府(?:办公[室厅])?$"), "government"),
)
_KIND_WORDS = (
    (re.compile("垂直|垂管"), "vertical"),
    (re.compile("内容保障|供稿|只供|信息报送"), "supplier"),
    (re.compile("管委会|管理委员会|开发区|园区"), "zone"),
    (re.compile("街道"), "street"),
    (re.compile("驻外|驻.{0,6}办"), "mission"),
    (re.compile("政府"), "government"),
    (re.compile("部门|厅|局|委"), "department"),
)
_PLATFORMS = (
    (re.compile("微信|公众号|订阅号|服务号"), "微信"),
    (re.compile("微博"), "微博"),
    (re.compile("客户端|app", re.I), "客户端"),
    (re.compile("抖音"), "抖音"),
    (re.compile("头条"), "头条"),
)
_VIDEO_CHANNEL = re.compile("视频号|小程序")


@_remembered
def state(text: str) -> SiteState | None:
    """The state that a cell names; None when it names none."""
    return next((meant for pattern, meant in _STATES if pattern.search(text)), None)


@_remembered
def level(text: str) -> str:
    """The level that a cell names; empty when it names none."""
    return next((meant for pattern, meant in _LEVELS if pattern.search(text)), "")


def likely_level(code: str) -> str:
    """The level that the division code in a site's code tells of."""
    if not re.fullmatch(r"\d{10}", code):
        return ""
    return "province" if code[2:6] == "0000" else "city" if code[4:6] == "00" else "county"


@_remembered
def kind(text: str) -> str:
    """The kind of unit that a cell names; empty when it names none."""
    return next((meant for pattern, meant in _KIND_WORDS if pattern.search(text)), "")


def likely_kind(name: str) -> str:
    """The kind of a unit by its name alone."""
    return next((meant for pattern, meant in _KINDS if pattern.search(name)), "department")


@_remembered
def platform(text: str) -> str:
    """The platform of an account as circulars name it; one that they do not name keeps its own name."""
    if _VIDEO_CHANNEL.search(text):
        return text
    return next((meant for pattern, meant in _PLATFORMS if pattern.search(text)), text)


@_remembered
def portal(text: str) -> bool | None:
    """Whether a cell says that a site is a government's portal; None when it says nothing."""
    if not text:
        return None
    return bool(re.search("门户|^是|^1$|^yes", text, re.I)) and not re.search("非|不是|部门", text)


def likely_portal(unit_kind: str, host: str) -> bool:
    """A government's own site right below the domain of its place is taken for its portal."""
    return unit_kind == "government" and registrable(host) == host
