"""The identification code of the site (网站标识码): there, well formed, and the same wherever the page states it.

**Why** The code is what the national register, the monitoring platform and the fault service know a site by.
**Not this** Codes of other sites in lists and articles, historical divisions (5426… is now 5404), ``bm`` codes of vertical
organs, a code that differs from the police number in its city.
**Fix** Print the code of the register entry in the page footer and put the same into the page tag and the fault entrance.
**Source** 指引 footer list (seven fields: A as practice, M as the whole list); form ``fmt.sitecode`` (I, ten samples and
111 labelled pages); printed against meta (one real difference in the labelled pages).
"""

from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.footers import SITE_CODE, Fault, absence, said, stated
from auditor.checks.sitecodes import is_code, meta_code, printed_code, reported_code
from auditor.model.finding import Judgement
from auditor.model.identity import Flaw, Found
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.provinces import of_code

ZH = Texts(
    title="网站标识码",
    why="标识码是政府网站在全国政府网站基本信息数据库中的身份号码,普查、监测和纠错都以它为准。",
    not_this="文章或名录中提到的其他网站的标识码、历史行政区划代码、垂直管理部门的 bm 代码不算;市县代码与公安备案号不同不算。",
    fix="在页脚标明基本信息表中登记的标识码,页面标签和找错入口使用同一个标识码。",
    reasons={
        **footers.TEXTS,
        "placeholder": "网站标识码“{value}”是没有替换的占位号码",
        "malformed": "网站标识码应为 10 位数字,或 bm 加 8 位数字,而不是“{value}”",
        "empty": "页脚有“网站标识码”字样,但没有号码",
        "unknown-province": "网站标识码 {value} 的前两位不是任何省份的代码",
        "contradicting": "页脚有两个不同的网站标识码:{value} 和 {other}",
        "meta-differs": "页脚的网站标识码是 {value},页面标签 SiteIDCode 却是 {other}(找错入口:{reported})",
        "print-differs": "页脚的网站标识码是 {value},页面标签和找错入口却都是 {other}",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer", "ind:fmt.sitecode.local"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge the printed codes, then compare the one to believe with the page tag."""
    found = stated(page, site, SITE_CODE)
    if not found:
        yield absence(page, site, SITE_CODE)
        return
    yield from said([*_formed(found), *_contradicting(found), *_compared(page, site, found)])


def _formed(found: tuple[Found, ...]) -> Iterator[Fault]:
    for item in found:
        if Flaw.PLACEHOLDER in item.flaws:
            yield Fault("placeholder", item)
        elif Flaw.EMPTY in item.flaws or not item.value:
            yield Fault("empty", item)
        elif item.flaws or not is_code(item.value):
            yield Fault("malformed", item)
        elif item.value.isdigit() and of_code(item.value) is None:
            # 兵团 and later divisions were not seen: a person decides.
            yield Fault("unknown-province", item, Outcome.REVIEW)


def _contradicting(found: tuple[Found, ...]) -> Iterator[Fault]:
    codes = [item for item in found if is_code(item.value) and Flaw.PLACEHOLDER not in item.flaws]
    other = next((item for item in codes if item.value.lower() != codes[0].value.lower()), None)
    if other is not None:
        yield Fault("contradicting", codes[0], args={"other": other.value})


def _is_a_stranger(printed: str, meta: str, site: SiteContext) -> bool:
    """The tag is the site's and the print is not: the footer was taken from elsewhere, which consistency says."""
    own = printed_code(site.home_facts, site) if site.home_facts is not None else ""
    return own == meta and printed != own


def _compared(page: PageFacts, site: SiteContext, found: tuple[Found, ...]) -> Iterator[Fault]:
    """The entrance for faults tells which of two codes stands alone."""
    printed, meta, reported = printed_code(page, site), meta_code(page), reported_code(page, site)
    all_printed = {item.value.lower() for item in found}
    if not printed or not meta or meta in all_printed or _is_a_stranger(printed, meta, site):
        return
    item = next(item for item in found if item.value.lower() == printed)
    reason = "print-differs" if reported == meta else "meta-differs"
    yield Fault(reason, item, args={"other": meta, "reported": reported or "没有写明"})
