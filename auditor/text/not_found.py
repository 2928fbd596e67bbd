"""Whether a title or heading *is* an error message, and not merely a sentence that mentions one.

A phrase dominates when nothing remains of the text but words of the message: 「抱歉,您访问的页面不存在」 does,
《关于公布已删除目录的通知》 does not.
"""

import re
from enum import StrEnum


class Said(StrEnum):
    """What a dominating message says."""

    NOTHING = ""
    MISSING = "missing"
    """The page does not exist, or was deleted."""
    ERROR = "error"
    """The server failed while it made the page."""
    UNFINISHED = "unfinished"
    """Under construction, coming soon."""


_LONGEST = 60
_SLACK = 5
"""One foreign character is tolerated per so many of the text: 「您访问的政策页面不存在」."""

_MISSING = (
    r"(?<!\d)(?:404|410)(?!\d)|不存在|未(?:能)?(?:找到|查到|发现)|(?:没有|没|无法|不能)(?:找到|查到)|找不到(?:了)?"
    r"|(?:已经|已|被|可能)+(?:被)?(?:删除|移除|撤销|撤回|下线|下架|关闭|转移|移走|失效|过期|取消)|走丢|丢失|不见|飞走|迷路|失踪"
    r"|无(?:此|该|对应)(?:页面|信息|文章|内容|栏目|记录)|not\s+found|(?:does\s+not|doesn['’]?t)\s+exist|no\s+longer\s+(?:available|exists?)"
    r"|(?:cannot|can\s*not|can['’]?t|could\s+not|couldn['’]?t)\s+(?:be\s+found|find)|(?:has|have)\s+been\s+(?:removed|deleted)"
)
_ERROR = (
    r"(?<!\d)(?:500|502|503|504)(?!\d)|(?:系统|服务器?|程序|运行|内部|页面)(?:内部)?(?:出错|错误|异常|繁忙|故障)|出错|出现错误"
    r"|internal\s+server\s+error|bad\s+gateway|service\s+unavailable|server\s+error|runtime\s+error|application\s+error|无法显示"
)
_UNFINISHED = (
    r"(?:正在)?(?:建设|开发|维护|升级|完善|更新|制作)中|正在(?:建设|开发|维护|升级)|敬请期待|即将(?:上线|开放|推出)"
    r"|under\s+construction|coming\s+soon"
)
_FILLER = (
    r"(?:非常|十分|很|真|太)?(?:对不起|抱歉|遗憾)|sorry|oops|哎呀|啊哦|糟糕|温馨|友情|系统|信息|提示|错误|报错|出错啦?|页面|网页|文章|文档|文件|内容|栏目|资源"
    r"|链接|地址|网址|网站|稿件|附件|数据|记录|目标|服务器?|功能|服务|应用|请求|该页|此页|本页|您?所?(?:要|想|正在)?(?:访问|查看|浏览|查找|查询|寻找|打开|阅读|找)的?"
    r"|可能|也许|或许|已经|暂时|目前|当前|现在|暂|已|被|或者?|者|并|且|和|及|该|此|这个|这|您|你|我们|返回|首页|看看|稍后|重试|请|去|再|试|吧|的|了|啦|哦|呢|呀|是|在|上|到|不|代码|状态码?|http|https|status|error|code|url"
    r"|the|this|that|page|file|resource|document|article|content|requested|request|you|we|are|is|was|were|be|been|looking|for|on|server|object|sorry|it|may|have|or|to|at|a|an"
)
_GENERIC = re.compile(
    r"(?:系统|温馨|友情|错误|操作|信息|网站|页面)*(?:提示|错误|出错|报错|消息|message|error|prompt)(?:信息|页面|页|了|啦)*", re.IGNORECASE
)
_PUNCTUATION = re.compile(r"[\W_]+")
_ENGLISH_WORD = re.compile(r"[a-z]", re.IGNORECASE)

_BY_KIND = (
    (Said.MISSING, re.compile(_MISSING, re.IGNORECASE)),
    (Said.ERROR, re.compile(_ERROR, re.IGNORECASE)),
    (Said.UNFINISHED, re.compile(_UNFINISHED, re.IGNORECASE)),
)
_FILLERS = re.compile(rf"(?<![a-z])(?:{_FILLER})(?![a-z])", re.IGNORECASE)


def message_in(text: str) -> Said:
    """Return what the whole of ``text`` says as an error message, ``Said.NOTHING`` when it is anything else."""
    if not text or len(text) > _LONGEST:
        return Said.NOTHING
    for said, pattern in _BY_KIND:
        if pattern.search(text) and _consumed(text, pattern):
            return said
    return Said.NOTHING


def mentions_missing(text: str) -> bool:
    """Return True when the words of a not-found message occur in ``text`` at all; proves nothing by itself."""
    return _BY_KIND[0][1].search(text) is not None


def is_prompt(title: str) -> bool:
    """Return True for titles of message boxes that name no subject: 提示信息, 系统提示, Error."""
    return _GENERIC.fullmatch(_PUNCTUATION.sub("", title)) is not None


def _consumed(text: str, pattern: re.Pattern[str]) -> bool:
    rest = _PUNCTUATION.sub("", _FILLERS.sub(" ", pattern.sub(" ", text)))
    return len(rest) * _SLACK <= len(text) and not _ENGLISH_WORD.search(rest)
