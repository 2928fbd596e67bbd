"""How the site's office can be reached (联系方式): a link, a telephone number or a mail address in the footer.

**Why** Inspections ring the number; who finds a fault or needs help must reach somebody.
**Not this** Numbers of persons named in articles; the hotline 12345 alone answers for the whole city, not for the site: a person
looks.
**Fix** Put a link 联系我们, a telephone number or a mail address of the site's office into the footer.
**Source** 指引 footer list (主办单位及联系方式, A as practice). Recognition depends on the footer's region: likely, not certain.
"""

from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import CONTACT, Fault, absence, said, stated
from auditor.model.finding import Judgement
from auditor.model.identity import HrefKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="联系方式",
    why="检查时会拨打网站公布的电话,公众发现问题、需要帮助时也要能联系到网站的负责单位。",
    not_this="文章中的联系人电话不算网站的联系方式;只有 12345 热线的,由人工判断。",
    fix="在页脚放置“联系我们”链接,或写明网站负责单位的电话、邮箱。",
    reasons={
        **footers.TEXTS,
        "only-hotline": "页脚只有政务服务热线({value}),没有网站自己的联系方式,请核实",
        "link-nowhere": "“{value}”的链接是空的",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:guide.footer",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Any usable way of contact passes."""
    found = stated(page, site, CONTACT)
    dead = [item for item in found if item.form == "link" and item.href_kind is HrefKind.HASH]
    usable = [item for item in found if item.form != "hotline" and item not in dead]
    if usable:
        yield PASS
    elif dead:
        yield from said(Fault("link-nowhere", item, impact=Impact.MINOR) for item in dead)
    elif found:
        yield from said([Fault("only-hotline", found[0], Outcome.REVIEW, Impact.MINOR)])
    else:
        yield absence(page, site, CONTACT)
