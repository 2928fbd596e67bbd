"""Pages that show search engines, or visitors who come from one, something else than everybody else.

**Why** Intruders sell the search results of a government site; who types its address never sees it, so it stays for years.
**Not this** What changes by itself (time, counters, rotating banners: the browser's view is taken twice, first and last), texts
prepared for search engines by script applications, leaner pages for phones, walls that let nobody pass, the operator's own
domains.
**Fix** Look for foreign modules, rewrite rules and changed start files on the server; what is in the pages' files is often clean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.checks import seen
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.html.features import distance
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.view import AGAIN, BAIDU, BROWSER, MOBILE, REFERRED, SOGOU, View
from auditor.model.want import Want, WantKind
from auditor.urls.hosts import host_of
from auditor.urls.scope import registrable

ZH = Texts(
    title="对不同访问者显示不同内容",
    why="网站向搜索引擎或从搜索引擎进入的访问者显示另一套内容,直接打开网页时看不出来,是网站被入侵、搜索结果被盗用的典型表现。",
    not_this="时间、访问量、轮换图片等自然变化(先后两次以浏览器身份访问作对照),为搜索引擎准备的静态内容,手机版页面,防护系统的拦截页,本单位的其他域名不算。",
    fix="检查 Web 服务器中的陌生模块、重写规则和被改动的入口文件(页面文件本身往往是正常的),清除后更换口令,并向搜索引擎提交删除快照。",
    reasons={
        "spider-words": "搜索引擎看到的网页含有“{word}”等违规推广词语,普通访问者看到的没有",
        "referrer-words": "从百度进入时,网页含有“{word}”等违规推广词语,直接访问时没有",
        "mobile-words": "用手机访问时,网页含有“{word}”等违规推广词语,用电脑访问时没有",
        "spider-diverted": "搜索引擎被带到 {target},普通访问者不会",
        "referrer-diverted": "从百度进入的访问者被带到 {target},直接访问则不会",
        "spider-domains": "只有搜索引擎看到的网页上有指向 {domains} 的内容",
        "referrer-domains": "只有从百度进入时,网页上有指向 {domains} 的内容",
        "spider-text": "搜索引擎看到的标题或正文与普通访问者看到的明显不同,请核实",
        "view-unreadable": "以浏览器或搜索引擎等身份访问时没有得到可以比较的网页,无法判断",
    },
)

_WHO = frozenset({"spider", "referrer", "mobile"})
_CERTAIN_DOMAINS = 3
_READABLE = 200
"""A browser that is shown less text is shown an application; what search engines get instead says nothing."""
_CALM = 4
"""Bits of a simhash in which two views of a page that stands still may differ."""
_FAR = 18
"""Bits beyond which the text is another one."""


@dataclass(frozen=True, slots=True)
class _Visitors:
    """One kind of visitor: what their views say, and what everybody else's say."""

    kind: str
    views: tuple[View, ...]
    plain: tuple[View, ...]
    """Readable views of ordinary visitors, the browser's two first."""
    others: tuple[View, ...]
    """All readable views that are not of this kind."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement | Want]:
    """Compare each kind of visitor with the browser; a page that has cause for it, and no views yet, is to be looked at."""
    suspicion = _suspicion(page)
    if suspicion:
        yield Want(WantKind.VIEWS, page.url, suspicion)
    if not page.views:
        if not suspicion:
            yield Judgement(Outcome.NA)
        return
    groups = [_visitors(page.views, *kind) for kind in _KINDS]
    plain = groups[0].plain
    asked = [view for group in groups for view in group.views if seen.is_readable(view) or seen.diverted(view, site)]
    if len(plain) < 2 or not asked or any(seen.diverted(view, site) for view in plain):
        yield Judgement(Outcome.UNMEASURED, "view-unreadable", cause="view-unreadable")
        return
    found = [judgement for group in groups if (judgement := _differs(group, site))]
    yield from found or (PASS,)


_KINDS = (("spider", (BAIDU, SOGOU)), ("referrer", (REFERRED,)), ("mobile", (MOBILE,)))


def _visitors(views: Sequence[View], kind: str, names: tuple[str, ...]) -> _Visitors:
    plain = tuple(view for view in views if view.name in (BROWSER, AGAIN) and seen.is_readable(view))
    own = tuple(view for view in views if view.name in names)
    others = tuple(view for view in views if view.name not in names and seen.is_readable(view))
    return _Visitors(kind, own, plain, others)


def _suspicion(page: PageFacts) -> str:
    """Outside links in words of the spam trade, or a script that asks who is looking before it acts; empty for neither."""
    for script in page.hidden.scripts:
        asks = any(branch.partition("-")[0] in _WHO for branch in script.branches)
        if asks and (script.targets or "title" in script.does):
            return f"script:{script.key}"
    return f"spam:{page.hidden.spam[0].domain}" if page.hidden.spam else ""


def _differs(visitors: _Visitors, site: SiteContext) -> Judgement | None:
    readable = tuple(view for view in visitors.views if seen.is_readable(view))
    by_words = _by_words(visitors, readable)
    if by_words is not None or visitors.kind == "mobile":
        return by_words
    return (
        _by_diversion(visitors, site)
        or _by_domains(visitors, readable, site)
        or (_by_text(visitors, readable) if visitors.kind == "spider" else None)
    )


def _by_words(visitors: _Visitors, readable: tuple[View, ...]) -> Judgement | None:
    """Words for which there is no innocent reason; in the text alone they may be news that came in between."""
    known = frozenset().union(*(seen.spam_words(view) | seen.shown_words(view) for view in visitors.plain))
    for view in readable:
        head, text = seen.spam_words(view) - known, seen.shown_words(view) - known
        if not head and not text:
            continue
        words = sorted(head or text)
        reason = f"{visitors.kind}-words"
        evidence = {**_card(visitors, view), "words": words}
        if head:
            return Judgement(
                Outcome.FAIL, reason, cause=reason, args={"word": words[0]}, evidence=evidence, urgent=True
            )
        return Judgement(Outcome.REVIEW, reason, Confidence.LIKELY, reason, args={"word": words[0]}, evidence=evidence)
    return None


def _by_diversion(visitors: _Visitors, site: SiteContext) -> Judgement | None:
    """Nobody but an intruder sends away those who come from a search engine; search engines may be sent to a verifier."""
    for view in visitors.views:
        target = seen.diverted(view, site)
        if not target:
            continue
        words = seen.address_words(target) | seen.spam_words(view)
        certain = visitors.kind == "referrer" or bool(words)
        reason = f"{visitors.kind}-diverted"
        return Judgement(
            *verdict(certain, reason),
            cause=f"{reason}:{registrable(host_of(target))}", args={"target": target}, target=target, urgent=certain,
            evidence={**_card(visitors, view), "urls": [target], "words": sorted(words)},
        )  # fmt: skip
    return None


def _by_domains(visitors: _Visitors, readable: tuple[View, ...], site: SiteContext) -> Judgement | None:
    """Strangers that every view of these visitors names and no other view does, on a page that stands still."""
    plain = [seen.strange_domains(view, site) for view in visitors.plain]
    if not readable or plain[0] != plain[1] or not all(map(_has_text, visitors.plain)):
        return None
    new = frozenset.intersection(*(seen.strange_domains(view, site) for view in readable))
    new -= frozenset().union(*(seen.strange_domains(view, site) for view in visitors.others))
    if not new:
        return None
    certain = len(new) >= _CERTAIN_DOMAINS and len(readable) == len(visitors.views)
    reason = f"{visitors.kind}-domains"
    return Judgement(
        *verdict(certain, reason, Confidence.GUESS), cause=reason,
        args={"domains": "、".join(sorted(new)[:3])}, urgent=certain,
        evidence={**_card(visitors, readable[0]), "domains": sorted(new)[:50]},
    )  # fmt: skip


def _by_text(visitors: _Visitors, readable: tuple[View, ...]) -> Judgement | None:
    """Another title or another text for every search engine, far beyond what changes by itself."""
    one, other = (view.page for view in visitors.plain[:2])
    pages = [view.page for view in readable if view.page is not None]
    if (
        one is None
        or other is None
        or len(pages) < len(visitors.views)
        or not all(map(_has_text, (*visitors.plain, *readable)))
    ):
        return None
    titles = {page.title for page in pages}
    renamed = one.title == other.title and len(titles) == 1 and not any(_akin(one.title, title) for title in titles)
    calm = distance(one.simhash, other.simhash) <= _CALM
    rewritten = calm and all(distance(page.simhash, plain.simhash) > _FAR for page in pages for plain in (one, other))
    if not renamed and not rewritten:
        return None
    return Judgement(
        Outcome.REVIEW, "spider-text", Confidence.GUESS, cause="spider-text", evidence=_card(visitors, readable[0]),
    )  # fmt: skip


def _akin(one: str, other: str) -> bool:
    return not one or not other or one in other or other in one


def _has_text(view: View) -> bool:
    return view.page is not None and view.page.visible >= _READABLE


def _card(visitors: _Visitors, view: View) -> dict[str, object]:
    decoded = view.page.title if view.page else ""
    return {
        "techniques": [visitors.kind],
        "decoded": decoded,
        "views": [seen.card(visitors.plain[0]), seen.card(view)],
    }
