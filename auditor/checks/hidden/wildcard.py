"""Made-up addresses that answer with pages of somebody else: spider pools and wildcard directories.

**Why** An intruder's module invents pages for whatever a search engine asks; thousands of them end up in its index under the
name of the government.
**Not this** Error pages with status 200, servers that show the home page or a search form for everything, pages that repeat the
address they were asked for.
**Fix** Look for foreign modules and rewrite rules on the server; let it answer 404 to what does not exist.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks import seen
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.html.features import distance
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.page import PageText
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext
from auditor.model.view import BAIDU, View

ZH = Texts(
    title="任意网址都有违规内容(蜘蛛池)",
    why="入侵者的程序对搜索引擎访问的任何网址都编出网页,成千上万的违规网页以政府网站的名义被收录。",
    not_this="状态码为 200 的出错提示页、对任何网址都显示首页或搜索框的网站、仅仅重复所访问网址的网页不算。",
    fix="检查服务器中的陌生模块和重写规则,清除后让服务器对不存在的网页返回 404,并向搜索引擎提交删除。",
    reasons={
        "pool-words": "随意编造的网址也能打开,内容含有“{word}”等违规推广词语",
        "pool-diverted": "随意编造的网址被带到 {target}",
        "pool-pages": "随意编造的网址各有不同的网页,并指向 {domains},请核实",
        "view-unreadable": "访问随意编造的网址没有得到答复,无法判断",
    },
)

_NEAR = 3
_FEWEST = 2
_MADE_UP = re.compile(r"[0-9a-f]{10,}|\d{6,}")


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Judge the worst answer given to any visitor; what is the same everywhere is no page of its own."""
    site = view.context
    asked = [one for views in view.probes() for one in views]
    if not asked:
        yield Judgement(Outcome.NA)
        return
    if all(one.status is None or one.wall for one in asked):
        yield Judgement(Outcome.UNMEASURED, "view-unreadable", cause="view-unreadable")
        return
    own = [one for one in asked if seen.is_readable(one) and not _is_known(one, site)]
    yield _by_words(own) or _by_diversion(asked, site) or _by_pages(own, site) or PASS


def _is_known(view: View, site: SiteContext) -> bool:
    """The home page, or what this server says to every path that does not exist."""
    known = [site.home_page, *(answer.page for answer in site.random_paths)]
    return view.page is not None and any(page is not None and _same(view.page, page) for page in known)


def _same(one: PageText, other: PageText) -> bool:
    alike = one.template == other.template if not other.simhash else distance(one.simhash, other.simhash) <= _NEAR
    return alike and _plain(one.title) == _plain(other.title)


def _plain(title: str) -> str:
    """A title without the made-up part of an address that it may repeat."""
    return _MADE_UP.sub("", title)


def _by_words(own: Sequence[View]) -> Judgement | None:
    for view in own:
        words = sorted(seen.spam_words(view))
        if words:
            return _fail("pool-words", view, {"word": words[0]}, words)
    return None


def _by_diversion(asked: Sequence[View], site: SiteContext) -> Judgement | None:
    for view in asked:
        target = seen.diverted(view, site)
        if not target:
            continue
        words = sorted(seen.address_words(target) | seen.spam_words(view))
        if words:
            return _fail("pool-diverted", view, {"target": target}, words)
        return Judgement(
            Outcome.REVIEW, "pool-diverted", Confidence.GUESS, "wildcard", args={"target": target}, target=view.url,
            evidence=_card(view),
        )  # fmt: skip
    return None


def _by_pages(own: Sequence[View], site: SiteContext) -> Judgement | None:
    """Several made-up addresses with pages of their own that point at strangers."""
    for name in dict.fromkeys(view.name for view in own):
        mine = [view for view in own if view.name == name and seen.strange_domains(view, site)]
        titles = {_plain(view.page.title) for view in mine if view.page is not None}
        if len(titles) >= _FEWEST:
            domains = sorted(frozenset().union(*(seen.strange_domains(view, site) for view in mine)))
            return Judgement(
                Outcome.REVIEW, "pool-pages", Confidence.LIKELY, "wildcard", args={"domains": "、".join(domains[:3])},
                target=mine[0].url, evidence={**_card(mine[0]), "domains": domains[:50]},
            )  # fmt: skip
    return None


def _fail(reason: str, view: View, args: dict[str, str], words: list[str]) -> Judgement:
    return Judgement(
        Outcome.FAIL,
        reason,
        cause="wildcard",
        args=args,
        target=view.url,
        evidence={**_card(view), "words": words},
        urgent=True,
    )


def _card(view: View) -> dict[str, object]:
    techniques = ["location", *(["spider"] if view.name == BAIDU else [])]
    shown = view.page.title if view.page else urlsplit(view.final_url).hostname or ""
    return {"techniques": techniques, "decoded": shown, "urls": [view.url], "views": [seen.card(view)]}
