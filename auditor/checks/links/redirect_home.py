"""Links to a particular page that end on the home page.

**Why** What was linked is gone; the visitor is left at the entrance to search for it.
**Not this** Other names of the home page, language versions and portals of the first level, logging out; outside sites may
have their reasons, so a person looks.
**Fix** Link the page's new address, or remove the link.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.checks.homes import bare, is_entrance, is_home, is_root
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="跳转到首页",
    why="原来的内容已经没有了,访问者被送到首页,只能重新查找。",
    not_this="首页的其他写法、外文版和一级门户的入口、退出登录的链接不算;站外网站只提请人工核实。",
    fix="改为该内容现在的地址;内容确已撤下的,删除链接。",
    reasons={
        **TEXTS,
        "redirect-home": "链接指向具体页面,实际却跳转到网站首页 {home}",
        "redirect-random": "链接跳转到 {home},该网站把不存在的地址也都跳转到这里",
    },
)

_LEAVING = re.compile(r"log_?(?:out|off)|sign_?out|exit|quit", re.IGNORECASE)
_LOGIN = re.compile(r"登录|登陆|身份认证|login|signin|sso|/cas\b|passport|oauth", re.IGNORECASE)
_ENTRANCE_TEXT = re.compile(r"(?:返回|回到|网站|本站|官网)*(?:首页|主页|home)", re.IGNORECASE)
_DEEP = 2


@check(
    shape=targets(TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by where the redirects ended; certain when the server sends impossible paths there as well."""
    absent = unanswered(answer_of(target, site))
    if absent is not None:
        yield absent
    elif len(target.chain) < 2 or _LEAVING.search(target.url) or _names_home(links):
        yield PASS
    elif target.internal:
        yield _inside(target, site)
    else:
        yield _outside(target)


def _names_home(links: Sequence[Link]) -> bool:
    """True when every link says that it leads home, so that arriving there is what was promised."""
    return len(links) > 0 and all(_ENTRANCE_TEXT.fullmatch(link.text.strip()) for link in links)


def _inside(target: Target, site: SiteContext) -> Judgement:
    if _is_catch_all(target, site):
        return Judgement(Outcome.FAIL, "redirect-random", Confidence.LIKELY, args={"home": target.final_url})
    if not is_home(target.final_url, site) or is_home(target.url, site) or is_entrance(target.url):
        return PASS
    always = any(is_home(answer.final_url, site) and not is_home(answer.url, site) for answer in site.random_paths)
    confidence = Confidence.CERTAIN if always else Confidence.LIKELY
    return Judgement(Outcome.FAIL, "redirect-home", confidence, args={"home": target.final_url})


def _is_catch_all(target: Target, site: SiteContext) -> bool:
    """The server sends impossible paths of this directory to the very page where the link ends, and it is no log-in."""
    above = [answer for answer in site.random_paths if target.url.startswith(answer.directory)]
    nearest = max(above, key=lambda answer: (len(answer.directory), answer.url), default=None)
    if nearest is None or nearest.final_url == nearest.url or nearest.final_url != target.final_url:
        return False
    names = f"{target.final_url} {target.page.title if target.page else ''}"
    return not is_home(target.final_url, site) and not is_entrance(target.url) and not _LOGIN.search(names)


def _outside(target: Target) -> Judgement:
    start, end = urlsplit(target.url), urlsplit(target.final_url)
    same = bare(start.hostname or "") == bare(end.hostname or "")
    if not same or not is_root(target.final_url) or is_root(target.url) or not _is_deep(target.url):
        return PASS
    return Judgement(Outcome.FAIL, "redirect-home", Confidence.LIKELY, args={"home": target.final_url})


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    return len(steps) >= _DEEP or bool(parts.query) or any(char.isdigit() for char in parts.path)
