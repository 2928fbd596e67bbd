"""The filing with the public security organs (公安备案): there, well formed, of the site's province, linked to its record.

**Why** Sites file with the police and show the number, linked to the record; a wrong number vouches for nobody.
**Not this** Numbers whose city or county is not the site's (the filing unit decides: 34 of 57 agree), police divisions that
no public table lists, local numbers of vertical organs. A missing 号 is a minor matter.
**Fix** Copy number and link from the site's own record (全国互联网安全管理服务平台) into the page footer.
**Source** 指引 footer list (A as practice); 14 digits: I, 70 of 72 distinct numbers; province against site code: 57 of 57;
kinds of links: measured on the
labelled pages. The duty to link to the record: the platform hands out number and link as one piece of code, no published rule was
read (general knowledge; 9 labelled pages have no link): likely, not certain.
"""

from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.footers import POLICE, Fault, absence, said, stated
from auditor.checks.sitecodes import belongs_to, home_province
from auditor.model.finding import Judgement
from auditor.model.identity import Flaw, Found, HrefKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.provinces import Province, of_code

ZH = Texts(
    title="公安机关备案标识",
    why="网站应在页脚标明公安备案号并链接到备案信息,号码错误等于没有备案凭证。",
    not_this="市县代码与网站标识码不同(由备案的公安机关决定)、公开区划表中没有的公安机构代码、垂直管理部门的属地号码不算;缺少“号”字只是轻微问题。",
    fix="从全国互联网安全管理服务平台复制本站的备案号和链接,更新页脚。",
    reasons={
        **footers.TEXTS,
        "placeholder": "公安备案号“{value}”是没有替换的占位号码",
        "malformed": "公安备案号应为 14 位数字,而不是“{value}”",
        "legacy": "公安备案号“{value}”不是 14 位,可能是旧号码,请核实",
        "prefix": "公安备案号 {value} 的前两位与“{prefix}公网安备”的省份不一致",
        "province": "公安备案号 {value} 的省份与网站标识码({province})不一致",
        "spelling": "公安备案号的写法不规范(缺少“号”字):{value}",
        "link-code": "公安备案号是 {value},链接打开的却是 {code} 的备案信息",
        "link-home": "公安备案号 {value} 的链接只打开备案网站首页,没有打开备案信息",
        "link-nowhere": "公安备案号 {value} 的链接是空的",
        "link-broken": "公安备案号 {value} 的链接地址写错,打不开备案信息:{href}",
        "link-elsewhere": "公安备案号 {value} 的链接没有指向公安机关的备案网站:{href}",
        "not-linked": "公安备案号 {value} 没有链接到备案信息",
    },
)

_UNSOURCED = (HrefKind.HOME, HrefKind.HASH, HrefKind.NONE)
"""That a link is owed at all is general knowledge; a link that is there and broken is certain."""
_LINKS = {
    HrefKind.HOME: ("link-home", Outcome.FAIL),
    HrefKind.HASH: ("link-nowhere", Outcome.FAIL),
    HrefKind.MALFORMED: ("link-broken", Outcome.FAIL),
    HrefKind.ELSEWHERE: ("link-elsewhere", Outcome.REVIEW),
    HrefKind.NONE: ("not-linked", Outcome.FAIL),
}
"""A script or an attribute of its own may well open the record."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer", "ind:fmt.police"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge form, province and link of each number."""
    found = stated(page, site, POLICE)
    if not found:
        yield absence(page, site, POLICE)
        return
    province = home_province(page, site)
    formed = [(item, fault) for item in found for fault in (_formed(item),)]
    faults = [fault for _, fault in formed if fault]
    whole = [item for item, fault in formed if fault is None or fault.reason == "legacy"]
    faults += [fault for item in whole for fault in (*_placed(item, province), *_linked(item, whole))]
    faults += [Fault("spelling", item, impact=Impact.MINOR) for item in whole if Flaw.NO_HAO in item.flaws]
    yield from said(faults)


def _formed(item: Found) -> Fault | None:
    if Flaw.PLACEHOLDER in item.flaws:
        return Fault("placeholder", item)
    if Flaw.LEGACY in item.flaws:
        return Fault("legacy", item, Outcome.REVIEW, Impact.MINOR)
    if {Flaw.LENGTH, Flaw.MALFORMED, Flaw.EMPTY} & set(item.flaws) or not item.value.isdigit():
        return Fault("malformed", item)
    return None


def _placed(item: Found, province: Province | None) -> Iterator[Fault]:
    own = of_code(item.value)
    if len(item.value) != 14:
        return  # Older numbers did not begin so.
    if item.prefix and (own is None or item.prefix not in own.police + own.icp):
        yield Fault("prefix", item, args={"prefix": item.prefix})
    elif province is not None and not belongs_to(item, province):
        yield Fault("province", item, args={"province": province.name})


def _linked(item: Found, all_found: list[Found]) -> Iterator[Fault]:
    """One link suffices: the same number may stand twice, as text and around the badge."""
    same = [other for other in all_found if other.value == item.value]
    wrong = item.code and item.code != item.value
    if wrong and item.href_kind in (HrefKind.RECORD, HrefKind.ATTRIBUTE, HrefKind.SCRIPT):
        yield Fault("link-code", item, args={"code": item.code})
        return
    if any(other.href_kind in (HrefKind.RECORD, HrefKind.ATTRIBUTE, HrefKind.SCRIPT) for other in same):
        return
    best = next((other for other in same if other.href_kind is not HrefKind.NONE), same[0])
    reason, outcome = _LINKS[best.href_kind]
    if best is item:
        sure = Confidence.LIKELY if best.href_kind in _UNSOURCED else Confidence.CERTAIN
        yield Fault(reason, item, outcome, Impact.MINOR, {"href": item.href}, sure)
