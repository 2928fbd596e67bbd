"""The ICP filing (ICP备案): there, well formed, of the site's province.

**Why** A site without a filing number may not be served in China; a wrong or copied one vouches for nobody.
**Not this** ICP证 (a licence of trade, not the filing) besides a filing, a missing suffix ``-1``, local filings of vertical organs.
Of two numbers one may be a supplier's: a person looks.
**Fix** Print the number of the site's own record (beian.miit.gov.cn) in its canonical spelling and link that register.
**Source** 指引 footer list (A as practice); form ``fmt.icp`` (A, more than eight samples; 80 of 98 labelled values are
canonical); province against site code: 58 of 59; outdated hosts and the duty to link: general knowledge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.checks import footers
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.footers import ICP, Fault, absence, said, stated
from auditor.checks.sitecodes import filing, home_province
from auditor.model.finding import Judgement
from auditor.model.identity import Element, Flaw, Found, HrefKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.provinces import Province

ZH = Texts(
    title="ICP备案编号",
    why="没有备案号的网站不得提供服务;写错或照抄来的备案号不能证明网站的身份。",
    not_this="与备案号并列的 ICP证(经营许可)、没有“-1”后缀、垂直管理部门的属地备案不算;有两个备案号的,由人工判断。",
    fix="按工业和信息化部备案系统登记的写法标明备案号,并链接到 beian.miit.gov.cn。",
    reasons={
        **footers.TEXTS,
        "placeholder": "ICP备案号“{value}”是没有替换的占位号码",
        "malformed": "ICP备案号“{value}”不是有效的备案号(应为省份简称+ICP备+8 位或 10 位数字+号)",
        "no-province": "ICP备案号“{value}”缺少省份简称",
        "licence-only": "只有经营许可证号“{value}”,没有 ICP备案号",
        "province": "ICP备案号 {value} 的省份与网站标识码({province})不一致",
        "contradicting": "页脚有两个不同的 ICP备案号:{value} 和 {other},请核实哪一个是本站的",
        "spelling": "ICP备案号的写法不规范({flaws}),应写作 {value}",
        "wrong-label": "ICP备案号写成了许可证号的样式:{value}",
        "outdated-host": "ICP备案号 {value} 链接到已停用的旧备案网站:{href}",
        "link-wrong": "ICP备案号 {value} 没有链接到工业和信息化部备案网站,请核实",
    },
)

_SPELLING = {
    Flaw.NO_HAO: "缺少“号”字",
    Flaw.ORDER: "“号”与后缀的次序颠倒",
    Flaw.SPACE: "号码中有空格",
    Flaw.COLON: "号码中有冒号",
}
_LEADS_ASTRAY = (HrefKind.HASH, HrefKind.MALFORMED, HrefKind.ELSEWHERE)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer", "ind:fmt.icp"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each number; a licence alone is no filing."""
    found = stated(page, site, ICP)
    if not found:
        yield from _without(page, site)
        return
    province = home_province(page, site)
    faults = [fault for item in found for fault in _faults(item, province)]
    astray = [fault for fault in faults if fault.reason == "province"]
    if not astray:
        faults += _contradicting(found)
    elif len({fault.found.value for fault in astray}) < len({item.value for item in found if item.prefix}):
        # Another number is of the right province: this one may be a supplier's.
        faults = [replace(fault, outcome=Outcome.REVIEW) if fault in astray else fault for fault in faults]
    yield from said(faults)


def _without(page: PageFacts, site: SiteContext) -> Iterator[Judgement]:
    judged = absence(page, site, ICP)
    licence = page.identity.of(Element.ICP_LICENCE)
    if licence and judged.reason == "missing":
        yield from said([Fault("licence-only", licence[0])])
    else:
        yield judged


def _faults(item: Found, province: Province | None) -> Iterator[Fault]:
    if Flaw.PLACEHOLDER in item.flaws:
        yield Fault("placeholder", item)
        return
    if {Flaw.MALFORMED, Flaw.LENGTH, Flaw.EMPTY} & set(item.flaws):
        yield Fault("malformed", item)
        return
    if Flaw.NO_PROVINCE in item.flaws:
        yield Fault("no-province", item, impact=Impact.MODERATE)
    elif province is not None and item.prefix and item.prefix not in province.icp + province.police:
        yield Fault("province", item, args={"province": province.name})
    yield from _cosmetic(item)


def _contradicting(found: Sequence[Found]) -> list[Fault]:
    """Two filings, not two sites of one."""
    numbers: dict[str, Found] = {}
    for item in found:
        if item.value and Flaw.PLACEHOLDER not in item.flaws:
            numbers.setdefault(filing(item.value), item)
    several = list(numbers.values())
    if len(several) < 2:
        return []
    return [Fault("contradicting", several[0], Outcome.REVIEW, Impact.MODERATE, {"other": several[1].value})]


def _shows(flaw: Flaw, item: Found) -> bool:
    """Blanks that only follow the number are layout."""
    return flaw is not Flaw.SPACE or len(item.raw.split()) > 1


def _cosmetic(item: Found) -> Iterator[Fault]:
    flaws = [text for flaw, text in _SPELLING.items() if flaw in item.flaws and _shows(flaw, item)]
    if flaws:
        yield Fault("spelling", item, impact=Impact.MINOR, args={"flaws": "、".join(flaws)})
    if Flaw.WRONG_LABEL in item.flaws:
        yield Fault("wrong-label", item, impact=Impact.MINOR)
    if Flaw.OUTDATED_HOST in item.flaws:
        yield Fault("outdated-host", item, impact=Impact.MINOR, args={"href": item.href})
    elif item.href_kind in _LEADS_ASTRAY:
        yield Fault("link-wrong", item, Outcome.REVIEW, Impact.MINOR)
