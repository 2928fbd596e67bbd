"""The entrance for reporting faults (我为政府网站找错): there, on the current host, reporting for this site.

**Why** Reports of visitors reach the site's office only when entrance and code are right; unanswered ones are counted in
inspections.
**Not this** 我要纠错 below an article, entrances that a city's own service passes on, self-hosted copies of the official script,
gov.cn's own entrance, a ``url=`` that names another host of the same domain.
**Fix** Take the code of the entrance anew from the national platform, with this site's identification code.
**Source** 指引 footer list (A as practice); current host A, old address A; codes against print: one real difference in the
labelled pages.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from auditor.checks import footers
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.footers import JIUCUO, Fault, absence, distinct, said, stated
from auditor.checks.sitecodes import is_code, is_unfilled, meta_code, printed_code
from auditor.model.finding import Judgement
from auditor.model.identity import Flaw, Found, HrefKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.owners import belongs
from auditor.urls.scope import registrable

ZH = Texts(
    title="“我为政府网站找错”入口",
    why="入口和标识码正确,公众的留言才能转到本站;留言办理情况列入检查。",
    not_this="文章下方的“我要纠错”、由本地平台转接的入口、放在本站的官方脚本、中国政府网自己的纠错入口、url 参数是同一域名的其他网址不算。",
    fix="从全国平台重新获取入口代码,使用本站的网站标识码。",
    reasons={
        **footers.TEXTS,
        "outdated-host": "找错入口使用已停用的旧地址:{href}",
        "malformed": "找错入口的网站标识码“{value}”形式不对",
        "code-differs": "找错入口的网站标识码是 {value},页脚标明的是 {other}",
        "contradicting": "页面上有两个找错入口,标识码不同:{value} 和 {other}",
        "url-foreign": "找错入口的 url 参数是别的网站:{host}",
        "url-preview": "找错入口的 url 参数是预览或测试地址:{host}",
        "not-linked": "有“政府网站找错”的图片或文字,但打不开找错入口",
        "link-elsewhere": "“政府网站找错”没有指向全国平台的入口,请核实:{href}",
        "no-code": "找错入口没有写明网站标识码,请核实",
    },
)

_NOWHERE = (HrefKind.NONE, HrefKind.HASH)
_PREVIEW = ("preview", "localhost", "/test/")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Entrances with a code are judged by it; without any, images and words are judged by where they lead."""
    found = stated(page, site, JIUCUO)
    if not found or (not _official(found) and footers.may_come(found, page)):
        yield absence(page, site, JIUCUO)
        return
    coded = [item for item in found if item.value]
    faults = [fault for item in found for fault in _addressed(item, site)]
    faults += [fault for item in coded for fault in _coded(item, page, site)]
    accused = {fault.found.value for fault in faults if fault.reason == "code-differs"}
    several = distinct([item for item in coded if is_code(item.value) and item.value not in accused])
    if len(several) > 1:
        faults.append(Fault("contradicting", several[0], args={"other": several[1].value}))
    elif not coded:
        faults += _weak(found)
    yield from said(faults)


def _coded(item: Found, page: PageFacts, site: SiteContext) -> Iterator[Fault]:
    printed, meta = printed_code(page, site), meta_code(page)
    if Flaw.MALFORMED in item.flaws or not is_code(item.value) or is_unfilled(item.value):
        yield Fault("malformed", item)
    elif printed and item.value not in (printed, meta):
        yield Fault("code-differs", item, args={"other": printed})
    elif not printed and meta and item.value != meta:
        yield Fault("code-differs", item, args={"other": meta})


def _addressed(item: Found, site: SiteContext) -> Iterator[Fault]:
    if Flaw.OUTDATED_HOST in item.flaws:
        yield Fault("outdated-host", item, impact=Impact.MODERATE, args={"href": item.href})
    reported = _reported_url(item.href)
    if not reported or site.private:
        return
    host = urlsplit(reported).hostname or ""
    if registrable(host) != registrable(site.host) and not belongs(host, site.operators):
        yield Fault("url-foreign", item, args={"host": host})
    elif any(sign in reported for sign in _PREVIEW):
        yield Fault("url-preview", item, args={"host": reported})


def _reported_url(href: str) -> str:
    """What the address says to be the faulty page; empty when the script fills it in."""
    try:
        query = urlsplit(href.replace("&amp;", "&")).query
    except ValueError:
        return ""
    value = next((value for name, value in parse_qsl(query) if name.lower() == "url"), "")
    if "//" not in value or any(sign in value for sign in "+'\""):
        return ""  # Put together by a script.
    try:
        return value.lower() if "." in (urlsplit(value).hostname or "") else ""
    except ValueError:
        return ""


def _official(found: tuple[Found, ...]) -> list[Found]:
    """Entrances by themselves, whatever an unread script may add: the national ones, and gov.cn's own."""
    return [item for item in found if item.form in ("own", "script", "link")]


def _weak(found: tuple[Found, ...]) -> Iterator[Fault]:
    """The official script without a code reports for nobody; gov.cn's own needs none."""
    if any(item.form == "own" for item in found):
        return
    official = _official(found)
    if official:
        yield Fault("no-code", official[0], Outcome.REVIEW, Impact.MODERATE)
        return
    best = min(found, key=lambda item: (item.href_kind in _NOWHERE, item.offset))
    if best.href_kind in _NOWHERE:
        yield Fault("not-linked", best, impact=Impact.MODERATE)
    elif best.href_kind is not HrefKind.SCRIPT:
        yield Fault("link-elsewhere", best, Outcome.REVIEW, Impact.MODERATE, {"href": best.href})
