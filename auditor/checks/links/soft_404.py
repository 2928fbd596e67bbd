"""Pages that say "not found" with status 200.

**Why** The visitor gets an error page, while search engines and simple link checkers take it for content.
**Not this** Articles about error pages or deleted things; words in the body of an ordinary page; the home page; frames of
script applications, whose text we cannot see.
**Fix** Mend or remove the link; let the server answer what does not exist with status 404.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.checks.homes import is_home
from auditor.checks.phrases import any_says, dominates, parts_of, says
from auditor.html.features import distance
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.page import PageText
from auditor.model.target import RandomPathAnswer, SiteContext, Target

ZH = Texts(
    title="假 200 错误页",
    why="访问者看到的是出错页面,而服务器却声称一切正常,其他检查工具和搜索引擎因此发现不了。",
    not_this="介绍错误提示或公布已删除事项的正常文章、正文中偶然出现这些词语的页面、网站首页不算。",
    fix="改正或删除该链接;并让服务器对不存在的页面返回 404 状态码。",
    reasons={
        **TEXTS,
        "soft-404": "页面内容是“不存在”的提示,服务器却返回 200",
        "under-construction": "页面内容是“建设中”的提示,请核实是否应当上线",
        "script-page": "页面内容由脚本生成,不用浏览器看不到,无法判断",
    },
)

_THING = "页面|网页|信息|文章|内容|文件|栏目|资源|地址|服务|事项|稿件|链接|文档"
_GONE = re.compile(
    rf"(?:(?:很)?(?:抱歉|对不起|温馨提示|提示|sorry))?(?:您|你)?(?:所)?(?:要|想)?(?:访问|查看|浏览|请求|查找|找|打开)?的?"
    rf"(?:该|此|这个)?(?:{_THING})?(?:或)?(?:暂时)?(?:可能)?(?:已经?|已被)?(?:不存在|找不到|未找到|没有找到|无法找到|已?被?删除|已下线|已下架|走丢了|不见了)了?"
    rf"|(?:找不到|未找到|没有找到|无法找到)(?:您|你|该|此|相关|指定)?(?:所|要)?(?:访问|查看|请求|需要|的)*(?:{_THING})"
    rf"|(?:您|你)(?:所|要)?(?:访问|查看|浏览|请求)的(?:{_THING})"
    r"|访问出错了?|出错了|该(?:页|页面)无法显示|无法显示该?(?:页|网页|页面)|(?:HTTP)?(?:错误|Error)?404(?:错误|Error|页面)?"
    r"|(?:Page|File|Object|Resource)?(?:was|is)?Not(?:be)?Found|或者",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"不存在|找不到|未找到|没有找到|无法找到|删除|已下线|已下架|走丢|不见了|出错|无法显示|404|not\s*found",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"(?:抱歉|对不起)?(?:该|本|此)?(?:网站|栏目|页面|网页|功能|内容|系统)?(?:正在|尚在)?(?:建设|开发|施工|筹备|制作|完善)中|敬请期待|即将(?:上线|开放)",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"登录|登陆|身份认证|\b(?:log|sign)\s?in\b", re.IGNORECASE)
_PROMPT = re.compile(
    r"(?:系统|温馨|友情|错误|操作|信息)*(?:提示|错误|出错|消息)(?:信息|页面|页|了)*|error|message", re.IGNORECASE
)
_NEAR = 3
"""Bits of a simhash in which two copies of one error page may differ."""
_SHORT = 600
_BARE = 120
_SCRIPT_PAGE = 10
_APPLICATION = 200
_RARE = 0.01
_HEADINGS = 3


@check(
    shape=targets(TargetKind.PAGE, TargetKind.EXTERNAL),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Compare with the answer to an impossible path, then look at what the page says of itself."""
    answer = answer_of(target, site)
    absent = unanswered(answer)
    if absent is not None:
        yield absent
    elif (
        target.page is None or answer.attempt is None or answer.attempt.status != 200 or is_home(target.final_url, site)
    ):
        yield Judgement(Outcome.NA)
    else:
        yield _like_random(target, target.page, site) or _by_words(target.page, site) or PASS


def _like_random(target: Target, page: PageText, site: SiteContext) -> Judgement | None:
    answer = _answer_for(target, site)
    if answer is None or answer.page is None or answer.status != 200 or not _same(page, answer.page):
        return None
    home_like = site.home_page is not None and _same(page, site.home_page)
    if page.visible < _SCRIPT_PAGE or (home_like and page.visible < _APPLICATION):
        return Judgement(Outcome.UNMEASURED, "script-page")
    if not _stayed(answer) or target.url.endswith("/"):
        # A directory, or the page to which impossible paths are sent, is that page by right: only its words may tell.
        return None
    if _LOGIN.search(page.title):
        return Judgement(Outcome.REVIEW, "soft-404", Confidence.GUESS)
    evidence = {"random_path": answer.url}
    if not _is_rare(page.template, site) and not _identical(page, answer.page):
        # The error text hangs in the frame of ordinary pages, whose likeness may be the frame's alone.
        return (
            None
            if not _says_gone(page, site)
            else Judgement(Outcome.FAIL, "soft-404", Confidence.LIKELY, evidence=evidence)
        )
    return Judgement(Outcome.FAIL, "soft-404", evidence=evidence)


def _stayed(answer: RandomPathAnswer) -> bool:
    """False when the impossible path was sent elsewhere: that page exists and may be linked for what it is."""
    return urlsplit(answer.url).path == urlsplit(answer.final_url).path


def _answer_for(target: Target, site: SiteContext) -> RandomPathAnswer | None:
    """The answer that speaks for the longest directory above the target."""
    if not target.internal or not site.random_paths:
        return None
    above = [answer for answer in site.random_paths if target.url.startswith(answer.directory)]
    return max(above, key=lambda answer: len(answer.directory), default=None)


def _same(one: PageText, other: PageText) -> bool:
    return one.title == other.title and distance(one.simhash, other.simhash) <= _NEAR


def _identical(one: PageText, other: PageText) -> bool:
    return one.simhash == other.simhash and one.visible == other.visible and one.headings == other.headings


def _is_rare(template: str, site: SiteContext) -> bool:
    total = sum(count for _, count in site.templates)
    return dict(site.templates).get(template, 0) < max(_RARE * total, 1.5)


def _says_gone(page: PageText, site: SiteContext) -> bool:
    headings = [text for text in page.headings[:_HEADINGS] if _CORE.search(text)]
    title = bool(_CORE.search(page.title)) and says(_GONE, page.title, _site_names(site))
    return title or any_says(_GONE, headings)


def _by_words(page: PageText, site: SiteContext) -> Judgement | None:
    if _says_gone(page, site):
        if page.visible < _SHORT or _is_rare(page.template, site):
            return Judgement(Outcome.FAIL, "soft-404", Confidence.LIKELY)
        return Judgement(Outcome.REVIEW, "soft-404", Confidence.LIKELY)
    if says(_BUILDING, page.title, _site_names(site)) or any_says(_BUILDING, page.headings[:_HEADINGS]):
        return Judgement(Outcome.REVIEW, "under-construction", Confidence.LIKELY)
    if page.visible >= _SHORT:
        return None
    return _by_opening(page, site)


def _by_opening(page: PageText, site: SiteContext) -> Judgement | None:
    """The body only supports: a page of hardly any text that is nothing but the phrase."""
    start = page.opening[:_BARE].removeprefix(page.title).strip()
    if page.visible < _BARE and _CORE.search(start) and dominates(_GONE, start) and _is_rare(page.template, site):
        # Body text alone never accuses; under a title that is a message box's it is what the box says.
        sure = _PROMPT.fullmatch(page.title.strip()) is not None
        return Judgement(Outcome.FAIL if sure else Outcome.REVIEW, "soft-404", Confidence.LIKELY)
    found = _GONE.match(start)
    if (
        found
        and _CORE.search(found[0])
        and found.end() - found.start() > len("信息不存在")
        and page.visible < _BARE * 2
    ):
        return Judgement(Outcome.REVIEW, "soft-404", Confidence.GUESS)
    if page.visible < _BARE and dominates(_BUILDING, start):
        return Judgement(Outcome.REVIEW, "under-construction", Confidence.GUESS)
    return None


def _site_names(site: SiteContext) -> frozenset[str]:
    title = site.home_page.title if site.home_page else ""
    return frozenset(parts_of(title)) | frozenset(name for name, _ in site.names)
