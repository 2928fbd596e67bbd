"""Pages that the site has and nobody links to.

**Why** No visitor finds them from the home page; what was meant to be published is in vain, what was meant to be gone
is still there.
**Not this** Error pages and the files by which search engines verify a site; sites whose pages are not known beforehand
(only a built folder says what it holds). That a page has no link may be meant, so a person decides.
**Fix** Link to the page from its column, or take it out of the release.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="没有入口的网页",
    why="从首页出发点不到这些网页:该公开的没有人看得到,该撤下的还留在网站上。",
    not_this="404 等出错页面、搜索引擎的验证文件不算;只在检查发布文件夹时判断。没有入口也可能是有意的,须由人判断。",
    fix="在所属栏目里加上链接;不该发布的,从发布内容中删除。",
    reasons={"unreached": "从首页出发,没有链接通到这个网页"},
)

_NO_ENTRY_MEANT = re.compile(
    r"/(?:[45]\d\d|error|notfound|offline|google[0-9a-f]{8,}|baidu_verify_[\w-]+|sogousiteverification|bdunion|shenma-site-\w+"
    r"|msvalidate|bingsiteauth|\w*verif(?:y|ication)[\w-]*)\.[a-z]{3,5}$",
    re.IGNORECASE,
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("wcag:2.4.5",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One finding a page, in the order of their addresses."""
    if view.context.unreached is None:
        yield Judgement(Outcome.NA)
        return
    found = sorted(url for url in view.context.unreached if not _NO_ENTRY_MEANT.search(url.partition("?")[0]))
    if not found:
        yield Judgement(Outcome.PASS)
    for url in found:
        yield Judgement(
            Outcome.REVIEW, "unreached", Confidence.LIKELY, cause=url, target=url, spots=(Spot(0, "", url),)
        )
