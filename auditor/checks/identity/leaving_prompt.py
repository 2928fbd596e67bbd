"""The prompt before a visitor leaves for a site that is no government's (离站提示).

**Why** Visitors must notice that what follows is not the government's; a prompt also deprives hidden links of their use.
**Not this** Links to government sites and to the operator's own; sites without outside links; prompts that only a browser would
show: where no script says the sentence a person tries a link.
**Fix** Let a script of the page frame ask before it opens a link to a site that is no government's.
**Source** ``link.external-prompt``: practice A (scripts of at least five sites), that the 指引 demands it M.
"""

from collections.abc import Iterator
from itertools import islice

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, is_written
from auditor.model.finding import Judgement
from auditor.model.identity import Element
from auditor.model.link import TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.urls.normalise import host
from auditor.urls.owners import PUBLIC_SERVICES, belongs
from auditor.urls.scope import is_government, registrable

ZH = Texts(
    title="离站提示",
    why="访问者应能知道接下来打开的不是政府网站,离站提示也使暗链失去作用。",
    not_this="指向政府网站和本单位其他网站的链接不需要提示;脚本中没有找到提示语的,由人工点击核实。",
    fix="在页面脚本中对指向非政府网站的链接弹出“您访问的链接即将离开本网站”的提示。",
    reasons={
        "no-prompt": "有指向非政府网站的链接(如 {url}),但在页面和脚本中没有找到离站提示,请点击核实",
        "no-outside-link": "没有指向非政府网站的链接",
        "scripts-not-read": "部分脚本没有读取,无法判断有没有离站提示",
    },
)

_WALKED = 100
"""Pages looked at: the prompt belongs to the page frame."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:link.external-prompt",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One page whose markup or scripts say the sentence shows that the site prompts."""
    url = _outside(view)
    if not url:
        yield Judgement(Outcome.NA, "no-outside-link")
        return
    unread = False
    for page in islice(view.pages(), _WALKED):
        if page.identity.of(Element.LEAVING_PROMPT):
            yield PASS
            return
        unread = unread or any(source.kind == "script" for source in page.identity.open_sources)
    if unread:
        yield Judgement(Outcome.UNMEASURED, "scripts-not-read", cause="scripts-not-read")
    else:
        yield Judgement(
            Outcome.REVIEW, "no-prompt", Confidence.LIKELY, cause="no-prompt", args={"url": url}, evidence={"example": url},
        )  # fmt: skip


def _outside(view: SiteView) -> str:
    """An ordinary link to a site that is neither a government's nor the operator's; the first in alphabetical order."""
    site, found = view.context, ""
    for target, links in view.targets():
        name = host(target.url)
        if target.kind is not TargetKind.EXTERNAL or is_government(name) or registrable(name) == registrable(site.host):
            continue
        if belongs(name, site.operators) or belongs(name, PUBLIC_SERVICES) or (found and found <= target.url):
            continue
        if any(link.tag in ("a", "area", "option") and is_written(link) for link in links):
            found = target.url
    return found
