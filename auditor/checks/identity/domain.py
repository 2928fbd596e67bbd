"""The name under which the site is served (域名): a government domain, portals with ``www.``.

**Why** A government domain is what visitors can trust; names under other endings are easily imitated and lapse unnoticed.
**Not this** Staging addresses, institutions (.公益, .org.cn without a government site code), sub-domains of departments.
**Fix** Register the site below the government's own .gov.cn (or .政务) domain and redirect the old address.
**Source** ``dom.suffix`` A (domain notice of 2018, its number M); ``dom.portal`` A (two local notices): a portal is ``www.□□□.gov.cn``.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.sitecodes import meta_code, printed_code
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext
from auditor.urls.hosts import address
from auditor.urls.scope import is_government, registrable

ZH = Texts(
    title="网站域名",
    why="政府网站专用域名便于公众辨认,其他域名容易被仿冒,也容易因未续费而落入他人之手。",
    not_this="测试环境的地址、没有政府网站标识码的事业单位网站、部门网站的二级域名不算。",
    fix="使用本级政府的 .gov.cn(或 .政务)域名,并把旧地址跳转到新地址。",
    reasons={
        "suffix": "网站标明了政府网站标识码 {code},域名 {host} 却不是 .gov.cn 或 .政务 域名",
        "no-www": "门户网站的域名应为 www.{host} 的形式,现首页地址为 {host}",
    },
)

_PUBLIC_WELFARE = (".公益", ".xn--55qw42g")


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:dom.suffix", "ind:dom.portal"))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Only a site that states a government site code is bound to the suffix."""
    site = view.context
    host = site.host.lower().rstrip(".")
    if site.private or address(host) is not None or "." not in host:
        yield Judgement(Outcome.NA)
    elif is_government(host) and not host.endswith(_PUBLIC_WELFARE):
        yield _portal(host)
    else:
        yield _foreign(host, site)


def _portal(host: str) -> Judgement:
    if host != registrable(host):
        return PASS
    return Judgement(
        Outcome.REVIEW, "no-www", Confidence.LIKELY, cause="no-www", args={"host": host}, evidence={"host": host}, impact=Impact.MINOR,
    )  # fmt: skip


def _foreign(host: str, site: SiteContext) -> Judgement:
    home = site.home_facts
    code = (printed_code(home, site) or meta_code(home)) if home is not None else ""
    if not code:
        return Judgement(Outcome.NA)
    return Judgement(
        Outcome.FAIL, "suffix", cause="suffix", args={"host": host, "code": code}, evidence={"host": host, "code": code},
    )  # fmt: skip
