"""The mark of party and government organs and public institutions (CONAC): there, well formed, opening its record.

**Why** The mark is the sign by which visitors tell a government site from a copy; it must open the site's own certificate.
**Not this** Retired marks in comments, certificates of accessibility, mark and script side by side, blue marks of
institutions, mark numbers whose province was never seen in a script.
**Fix** Fetch the code anew from the account of the site at the registration centre (中央编办事业发展中心) and put it unchanged into the
footer.
**Source** 指引 footer list (A as practice); link A; script form I (23 of 23 names have 21 digits); id form 46 of 46; province
of the script against the site code 13 of 13, other numbers interpolated; meaning of the colours M.
"""

import re
from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.footers import CONAC, SITE_CODE, Fault, absence, distinct, said, stated
from auditor.checks.sitecodes import meta_code, printed_code
from auditor.model.finding import Judgement
from auditor.model.identity import Flaw, Found, HrefKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.provinces import CENTRAL_CONAC, of_code, of_conac_script

ZH = Texts(
    title="党政机关网站标识",
    why="公众凭该标识辨认政府网站,点击后应打开本站的标识证书。",
    not_this="注释中的旧标识、无障碍认证标识、标识与脚本并存、事业单位的蓝色标识、尚无先例可比的省份编号不算。",
    fix="从标识管理系统中本站的账户重新获取代码,原样放入页脚。",
    reasons={
        **footers.TEXTS,
        "error-image": "标识图片是“错误”图片:标识系统认为当前网址与登记的不符",
        "not-linked": "有党政机关网站标识的图片,但没有链接到标识证书",
        "link-home": "标识只链接到标识系统首页,没有打开本站的标识证书",
        "link-nowhere": "标识的链接是空的,打不开标识证书",
        "link-elsewhere": "标识的链接没有指向标识系统,请核实能否打开标识证书:{href}",
        "malformed": "标识编号“{value}”形式不对(应为 32 位编号,或 21 位数字的脚本名)",
        "id-odd": "标识编号“{value}”不像系统生成的编号,请核实",
        "path": "标识脚本的文件名与路径不一致,打不开标识:{value}",
        "province": "标识脚本 {value} 的地区编号与网站标识码({province})不一致",
        "blue-only": "本站是政府网站,标识却是事业单位的蓝色标识,请核实",
        "contradicting": "页面上有两个不同的标识编号:{value} 和 {other},请核实",
    },
)

_ID = re.compile(r"[0-9A-F]{32}")
_GENERATED = re.compile(r".{16}E0[56]3", re.IGNORECASE)
_SCRIPT = re.compile(r"CA\d{21}")
_WEAK = {
    HrefKind.HOME: ("link-home", Outcome.FAIL),
    HrefKind.HASH: ("link-nowhere", Outcome.FAIL),
    HrefKind.NONE: ("not-linked", Outcome.FAIL),
    HrefKind.MALFORMED: ("link-elsewhere", Outcome.REVIEW),
    HrefKind.ELSEWHERE: ("link-elsewhere", Outcome.REVIEW),
    HrefKind.SCRIPT: ("link-elsewhere", Outcome.REVIEW),
    HrefKind.ATTRIBUTE: ("link-elsewhere", Outcome.REVIEW),
    HrefKind.RECORD: ("link-elsewhere", Outcome.REVIEW),
}


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Marks with a number are judged by it; without any, the images are judged by where they lead."""
    found = stated(page, site, CONAC)
    numbered = [item for item in found if item.value]
    if not found or footers.may_come(found, page):
        yield absence(page, site, CONAC)
        return
    faults = [Fault("error-image", item) for item in found if Flaw.ERROR_IMAGE in item.flaws]
    faults += [fault for item in numbered for fault in _numbered(item, page, site)]
    faults += _contradicting(numbered)
    faults += _blue(found, page, site)
    if not numbered:
        faults += _weak(found)
    yield from said(faults)


def _numbered(item: Found, page: PageFacts, site: SiteContext) -> Iterator[Fault]:
    formed = _SCRIPT.fullmatch(item.value) if item.form == "script" else _ID.fullmatch(item.value.upper())
    if Flaw.PATH in item.flaws:
        yield Fault("path", item)
    elif Flaw.MALFORMED in item.flaws or formed is None:
        yield Fault("malformed", item)
    elif item.form == "script":
        yield from _placed(item, printed_code(page, site) or meta_code(page))
    elif not _GENERATED.match(item.value):
        yield Fault("id-odd", item, Outcome.REVIEW, confidence=Confidence.GUESS)


def _placed(item: Found, code: str) -> Iterator[Fault]:
    """The site's own number was seen, or that of another province: certain. Both interpolated: nothing is said."""
    number, own, other = item.value[2:4], of_code(code), of_conac_script(item.value)
    if own is None or number == own.conac:
        return
    if own.seen or other is not None or number == CENTRAL_CONAC:
        yield Fault("province", item, args={"province": own.name})


def _contradicting(numbered: list[Found]) -> list[Fault]:
    """Id and script name are two names of one record and cannot be compared."""
    faults = []
    for form in (True, False):
        several = distinct([item for item in numbered if (item.form == "script") is form])
        if len(several) > 1:
            faults.append(Fault("contradicting", several[0], Outcome.REVIEW, args={"other": several[1].value}))
    return faults


def _blue(found: tuple[Found, ...], page: PageFacts, site: SiteContext) -> list[Fault]:
    colours = {item.colour for item in found if item.colour}
    if colours != {"blue"} or not stated(page, site, SITE_CODE):
        return []
    return [Fault("blue-only", next(item for item in found if item.colour), Outcome.REVIEW, Impact.MODERATE)]


def _weak(found: tuple[Found, ...]) -> list[Fault]:
    """The best of several images speaks."""
    best = min(found, key=lambda item: (item.href_kind in (HrefKind.NONE, HrefKind.HASH), item.offset))
    reason, outcome = _WEAK[best.href_kind]
    return [Fault(reason, best, outcome, Impact.MODERATE, {"href": best.href})]
