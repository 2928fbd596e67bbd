"""Pages that send phones, and nobody else, to another site.

**Why** Most visitors come by phone; sent to gambling or fraud, they take the government for its author.
**Not this** The operator's own mobile site, other government sites, sub-domains of the same domain, and pages that send
everybody on.
**Fix** Look for rewrite rules and scripts that ask for the user agent; mend the way in before removing them.
"""

from collections.abc import Iterator

from auditor.checks import seen
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.view import MOBILE
from auditor.urls.resolve import join

ZH = Texts(
    title="手机访问被带到其他网站",
    why="多数访问者使用手机;他们被带到赌博、诈骗等网站时,会认为是政府所为。",
    not_this="本单位自己的手机版网站、其他政府网站、同一域名下的子域名,以及所有访问者都会跳转的网页不算。",
    fix="检查服务器的重写规则和按访问设备跳转的脚本,查明入侵途径后清除。",
    reasons={
        "mobile-diverted": "用手机访问时被带到 {target},用电脑访问则不会;该网址或网页含有“{word}”等违规推广词语",
        "mobile-elsewhere": "用手机访问时被带到另一个网站 {target},请核实是否为本单位的手机版",
        "view-unreadable": "以手机或浏览器身份访问时没有得到可以比较的网页,无法判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge where the phone's view ends when no other view ends on a stranger's site."""
    views = {view.name: view for view in page.views}
    phone = views.pop(MOBILE, None)
    if phone is None:
        yield Judgement(Outcome.NA)
        return
    target = seen.diverted(phone, site)
    if not target:
        unread = not seen.is_readable(phone)
        yield Judgement(Outcome.UNMEASURED, "view-unreadable", cause="view-unreadable") if unread else PASS
    elif not any(seen.is_readable(view) for view in views.values()):
        yield Judgement(Outcome.UNMEASURED, "view-unreadable", cause="view-unreadable")
    elif any(seen.diverted(view, site) for view in views.values()):
        yield PASS  # Others are sent away too: that is told elsewhere.
    else:
        words = sorted(seen.address_words(target) | seen.spam_words(phone) | seen.shown_words(phone))
        yield _elsewhere(target, words, [seen.card(view) for view in (*views.values(), phone)])


def _elsewhere(target: str, words: list[str], cards: list[dict[str, object]]) -> Judgement:
    root = join(target, "/") or target
    evidence = {"techniques": ["mobile", "redirect"], "urls": [target], "views": cards, "words": words}
    if words:
        return Judgement(
            Outcome.FAIL, "mobile-diverted", cause=f"mobile:{root}", args={"target": target, "word": words[0]},
            target=target, evidence=evidence, urgent=True,
        )  # fmt: skip
    return Judgement(
        Outcome.REVIEW, "mobile-elsewhere", Confidence.LIKELY, f"mobile:{root}", args={"target": target}, target=target,
        evidence=evidence,
    )  # fmt: skip
