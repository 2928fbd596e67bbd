"""Links to a particular page that end on the home page.

**Why** What was linked is gone; the visitor is left at the entrance to search for it.
**Not this** Other names of the home page, language versions and portals of the first level, logging out; outside sites may
have their reasons, so a person looks.
**Fix** Link the page's new address, or remove the link.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.api import PASS, NoConfig, Texts, check
from auditor.checks.homes import bare, is_entrance, is_home, is_root
from auditor.checks.transport import TEXTS, answer_of, unanswered
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="跳转到首页",
    why="原来的内容已经没有了,访问者被送到首页,只能重新查找。",
    not_this="首页的其他写法、外文版和一级门户的入口、退出登录的链接不算;站外网站只提请人工核实。",
    fix="改为该内容现在的地址;内容确已撤下的,删除链接。",
    reasons={**TEXTS, "redirect-home": "链接指向具体页面,实际却跳转到网站首页 {home}"},
)

_LEAVING = re.compile(r"log_?(?:out|off)|sign_?out|exit|quit", re.IGNORECASE)
_DEEP = 2


@check(
    impact=Impact.SERIOUS,
    kinds=frozenset({TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL}),
    zh=ZH,
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by where the redirects ended; certain when the server sends impossible paths there as well."""
    absent = unanswered(answer_of(target, site))
    if absent is not None:
        yield absent
    elif len(target.chain) < 2 or _LEAVING.search(target.url):
        yield PASS
    elif target.internal:
        yield _inside(target, site)
    else:
        yield _outside(target)


def _inside(target: Target, site: SiteContext) -> Judgement:
    if not is_home(target.final_url, site) or is_home(target.url, site) or is_entrance(target.url):
        return PASS
    always = any(is_home(answer.final_url, site) and not is_home(answer.url, site) for answer in site.random_paths)
    confidence = Confidence.CERTAIN if always else Confidence.LIKELY
    return Judgement(Outcome.FAIL, "redirect-home", confidence, args={"home": target.final_url})


def _outside(target: Target) -> Judgement:
    start, end = urlsplit(target.url), urlsplit(target.final_url)
    same = bare(start.hostname or "") == bare(end.hostname or "")
    if not same or not is_root(target.final_url) or is_root(target.url) or not _is_deep(target.url):
        return PASS
    return Judgement(Outcome.REVIEW, "redirect-home", Confidence.LIKELY, args={"home": target.final_url})


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    return len(steps) >= _DEEP or bool(parts.query) or any(char.isdigit() for char in parts.path)
