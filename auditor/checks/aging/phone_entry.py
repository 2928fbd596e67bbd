"""The way to the retrofit that the desktop offers is missing in a phone's window, or does nothing there.

**Why** Most elderly people read the site on a telephone; an entry that only the desktop has is none for them.
**Not this** Home pages that are not made for phones (no ``width=device-width``): a phone shows them as a desktop does. Entries that did
not work on the desktop either; they are ``aging.entry``'s. A separate mobile site is not visited: all of it is for a person.
**Fix** Show the entry in the small window as well, in its first view, and see that a tap on it works.
**Source** APP 3.1 (an eye-catching entry), in more than one stored source; written for applications, used here for the mobile page.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import unmeasured
from auditor.checks.rendering import shown
from auditor.checks.retrofit import used
from auditor.model.aging import PhoneEntry
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="手机窗口中的适老化入口",
    why="老年人多用手机看网站;只有电脑上才有的入口,对他们等于没有。",
    not_this="首页没有为手机排版的不算;电脑上也无效的入口另行指出;单独的手机版网站没有访问,都请人核实。",
    fix="在手机窗口的首屏也显示入口,并确认点按有效。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有测量",
        "toolbar-unmeasured": "工具条没有能够测量",
        "no-toolbar": "没有可以使用的适老化入口",
        "phone-unmeasured": "没有测量到手机窗口中的首页",
        "not-for-phones": "首页没有为手机排版,手机上与电脑上相同",
        "phone-without-entry": "电脑上有适老化入口,手机大小的窗口中没有找到,请核实是否在菜单里或另有手机版",
        "phone-no-effect": "在手机大小的窗口中按下入口“{words}”没有反应,电脑上有反应,请核实",
        "phone-below": "在手机大小的窗口中,入口“{words}”要滚动才能看到,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.guide",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Compared with the desktop, where the entry works."""
    run = used(view.aging())
    if isinstance(run, Judgement):
        yield run
    elif run.phone is None or (not run.phone.found and run.phone.unreadable):
        yield unmeasured("phone-unmeasured")
    elif not run.phone.made:
        yield Judgement(Outcome.NA, "not-for-phones")
    else:
        yield _judged(run.phone)


def _judged(phone: PhoneEntry) -> Judgement:
    if not phone.found:
        reason = "phone-without-entry"
    elif phone.works is False:
        reason = "phone-no-effect"
    elif not phone.first_view:
        reason = "phone-below"
    else:
        return PASS if phone.works else unmeasured("phone-unmeasured")
    evidence = {**(shown(phone.node) if phone.node else {}), "picture": phone.picture}
    return Judgement(Outcome.REVIEW, reason, Confidence.LIKELY, reason, args={"words": phone.words}, evidence=evidence)
