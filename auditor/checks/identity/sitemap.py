"""The map of the site (网站地图): linked from the page frame.

**Why** It is the way for readers with screen readers, and for search engines, to everything the site has.
**Not this** Maps of places, lists of other sites, menus that are called 网站导航 and open by a script.
**Fix** Link a page that lists the site's columns; an empty link is worse than none.
**Source** 指引 footer list (M for the site map). Recognition by words: likely, not certain.
"""

from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import SITEMAP, Fault, absence, said
from auditor.checks.footers import is_home as on_home
from auditor.model.finding import Judgement
from auditor.model.identity import Element, HrefKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="网站地图",
    why="读屏软件用户和搜索引擎要靠网站地图找到各个栏目。",
    not_this="地理地图、其他网站的列表、由脚本展开的“网站导航”菜单不算缺失。",
    fix="链接到列出本站全部栏目的页面,不要使用空链接。",
    reasons={
        **footers.TEXTS,
        "link-nowhere": "“{value}”的链接是空的,打不开",
        "not-linked": "有“{value}”字样,但没有链接,请核实",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:guide.footer",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """It may stand anywhere in the page frame, in the header as well."""
    found = page.identity.of(Element.SITEMAP)
    dead = [item for item in found if item.href_kind is HrefKind.HASH]
    bare = [item for item in found if item.href_kind is HrefKind.NONE]
    if len(found) > len(dead) + len(bare):
        yield PASS
    elif dead:
        yield from said([Fault("link-nowhere", item) for item in dead])
    elif bare:
        yield from said([Fault("not-linked", bare[0], Outcome.REVIEW)])
    elif on_home(page, site):
        yield absence(page, site, SITEMAP)
    else:
        # Many sites have it on the home page only, and no rule asks for more.
        yield Judgement(Outcome.NA)
