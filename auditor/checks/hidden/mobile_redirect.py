"""Pages that send some visitors to a stranger: those with a phone, or those who come from a search engine.

**Why** The people in the office never see it, because they open the site from a desk and by its address.
**Not this** The operator's own mobile site, other government sites, application shops, log-in services, redirects of everybody.
**Fix** Remove the script or rewrite rule, then look for the way in and for the same code in other templates.
"""

from collections.abc import Iterator

from auditor.checks import seen
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import ScriptFact
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.view import MOBILE, View
from auditor.urls.hosts import host_of
from auditor.urls.resolve import join

ZH = Texts(
    title="对部分访问者的恶意跳转",
    why="只把手机用户或来自搜索引擎的访问者带往别处,管理人员用电脑直接打开时看不到。",
    not_this="跳转到本单位手机版、其他政府网站、应用商店、登录服务,或对所有人一样的跳转不算。",
    fix="删除该脚本或服务器上的重写规则,查明入侵途径,并检查其他模板中是否有同样代码。",
    reasons={
        "search-visitors": "脚本把来自搜索引擎的访问者带往外部网站 {target}",
        "spider-redirect": "脚本按访问者是否为搜索引擎跳转到外部网站 {target}",
        "mobile-visitors": "脚本把手机用户带往外部网站 {target},请核实",
        "mobile-diverted": "用手机访问时被带到 {target},用电脑访问则不会;该网址或网页含有“{word}”等违规推广词语",
        "mobile-elsewhere": "用手机访问时被带到另一个网站 {target},请核实是否为本单位的手机版",
        "view-unreadable": "以手机或浏览器身份访问时没有得到可以比较的网页,无法判断",
    },
)

_REASONS = {"referrer": "search-visitors", "spider": "spider-redirect", "mobile": "mobile-visitors"}


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each script by whom it asks about and where it leads, then where a phone really was sent."""
    found = [judgement for script in page.hidden.scripts if (judgement := _judged(script, site))]
    by_view = _by_view(page, site)
    yield from [*found, *([by_view] if by_view else [])] or (PASS,)


def _judged(script: ScriptFact, site: SiteContext) -> Judgement | None:
    strange = [url for url in script.targets if is_stranger(host_of(url), site)]
    if not strange:
        return None
    reason = next((reason for branch, reason in _REASONS.items() if branch in script.branches), "")
    return _judgement(script, reason, strange) if reason else None


def _judgement(script: ScriptFact, reason: str, strange: list[str]) -> Judgement:
    """Certain is who hides the code or leads to the trade; a plain script may lead to another site of the body."""
    certain = bool(script.layers) or any(seen.address_words(url) for url in strange)
    return Judgement(
        *verdict(certain, reason),
        cause=f"{reason}:{script.key}", args={"target": strange[0]},
        evidence={"techniques": [reason, *script.layers], "urls": strange[:20], "decoded": script.decoded[:1_000]},
        spots=(Spot(script.offset, script.raw),), target=strange[0], urgent=certain,
    )  # fmt: skip


def _by_view(page: PageFacts, site: SiteContext) -> Judgement | None:
    """Only the phone's view ends on a stranger's site; None when it ends where the others do, or was not asked."""
    views = {view.name: view for view in page.views}
    phone = views.pop(MOBILE, None)
    if phone is None:
        return None
    target = seen.diverted(phone, site)
    readable = any(seen.is_readable(view) for view in views.values())
    if not (seen.is_readable(phone) or target) or not readable:
        return Judgement(Outcome.UNMEASURED, "view-unreadable", cause="view-unreadable")
    if not target or any(seen.diverted(view, site) for view in views.values()):
        return None  # That others are sent away too is told elsewhere.
    return _elsewhere(target, phone, [seen.card(view) for view in (*views.values(), phone)])


def _elsewhere(target: str, phone: View, cards: list[dict[str, object]]) -> Judgement:
    words = sorted(seen.address_words(target) | seen.spam_words(phone) | seen.shown_words(phone))
    cause = f"mobile:{join(target, '/') or target}"
    evidence = {"techniques": ["mobile", "redirect"], "urls": [target], "views": cards, "words": words}
    if words:
        return Judgement(
            Outcome.FAIL, "mobile-diverted", cause=cause, args={"target": target, "word": words[0]}, target=target,
            evidence=evidence, urgent=True,
        )  # fmt: skip
    return Judgement(
        Outcome.REVIEW, "mobile-elsewhere", Confidence.LIKELY, cause, args={"target": target}, target=target,
        evidence=evidence,
    )  # fmt: skip
