"""The home page has no link to itself, or a search, that goes by its usual name.

**Why** Who has learnt what 首页 and 搜索 do finds the way on every site that calls them so.
**Not this** Pictures with these words as their name; names that contain them; sites without a search (a search that cannot be told from
other fields by its name, kind or class is not recognised). 返回 is not asked for: a home page leads back to nothing, and
the toolbar's own is tried by ``aging.reset``. Only the ordinary home page is looked at, not the one for elders.
**Fix** Keep the usual words, beside pictures too.
**Source** 网站规范 3.1.3, in more than one stored source; which names it means is not told in full (未核实).
"""

import re
from collections.abc import Callable, Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.homes import is_home
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Named
from auditor.model.target import SiteContext
from auditor.text.wording import is_usual

ZH = Texts(
    title="首页、搜索没有使用通用名称",
    why="老年人认得“首页”“搜索”,换了叫法就不会用。",
    not_this="以这些词为名称的图片、含有这些词的名称、没有搜索功能的网站不算;首页上不要求“返回”;只看普通首页;通用名称没有查到全部(未核实)。",
    fix="保留通用名称,用图标时也要有文字。",
    reasons={
        "not-found": "首页没有找到名为{names}的链接或按钮,请核实使用的是否为通用的名称或图标",
    },
)

_HOME = "“首页”"
_SEARCH = re.compile(
    r"<[^>]*(?:(?:type|role)=\"search\"|(?:name|id|class)=\"[^\"]*(?:search|keyword|sousuo|query)|name=\"(?:q|kw|wd|key)\")",
    re.IGNORECASE,
)
"""A field to search by, by what its tag says."""
_HELD = re.compile(r"<[^>]*\bplaceholder=\"([^\"]*)\"", re.IGNORECASE)
_PRESSED = ("link", "control", "button")


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.common-icons",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A site may do without a search; that a usual name is missing is for a person."""
    said = page.rendered.semantics if page.rendered else None
    if not is_home(page.url, site):
        yield Judgement(Outcome.NA)
        return
    if question := unseen(page, said):
        yield question
        return
    assert said is not None
    asked: dict[str, Callable[[Named], bool]] = {_HOME: _leads_home, "“搜索”": _searches}
    missing = [name for name, test in asked.items() if not any(test(one) for one in said.named)]
    if not any(one.kind == "field" and _SEARCH.match(one.node.html) for one in said.named):
        missing = [name for name in missing if name == _HOME]
    if missing and said.full:
        yield Judgement(Outcome.UNMEASURED, "render-part", cause="render-part")
    elif missing:
        words = {"names": "、".join(missing)}
        yield Judgement(
            Outcome.REVIEW, "not-found", Confidence.LIKELY, "not-found", args=words, evidence={"missing": missing}
        )
    else:
        yield PASS


def _leads_home(one: Named) -> bool:
    return one.kind in _PRESSED and is_usual("home", one.name)


def _searches(one: Named) -> bool:
    """A field or button of the page; links to queries of any kind are many. What stands in an empty field is seen too."""
    thing = "search_page" if one.kind == "link" else "search"
    held = _HELD.match(one.node.html) if one.kind == "field" else None
    return one.kind in (*_PRESSED, "field") and (
        is_usual(thing, one.name) or (held is not None and is_usual(thing, held.group(1)))
    )
