"""A shortcut for the desktop that may not lead to the service for elders.

**Why** A sign on the desktop spares elders the search for the address.
**Not this** Sites without one: as far as the wording is known the clause only allows it. Nothing is downloaded, so where a file leads
is not known. A download that only the server's answer shows to be one is not recognised.
**Fix** Let the shortcut lead to the service for elders, and say so in its name.
**Source** 网站规范; the number of its clause is unknown (未核实). That the clause exists is told by one digest of the notice and borne out
by one known toolbar's 下载快捷方式; its own words were not read, so nothing is accused.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.homes import is_home
from auditor.checks.rendering import shown, unseen
from auditor.checks.retrofit import alive
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.semantics import Semantics
from auditor.model.siteview import SiteView
from auditor.text.wording import elder_name

ZH = Texts(
    title="桌面快捷方式能否直达适老服务",
    why="桌面上的快捷方式省去老年人查找网址的麻烦。",
    not_this="没有快捷方式的网站:就所知的措辞,这一条是“可以”而不是“应当”,条号未核实;没有下载文件,不知道指向哪里。",
    fix="让快捷方式直达适老服务,并在名称中写明。",
    reasons={
        "home-unmeasured": "浏览器没有能够测量首页,没有查找快捷方式",
        "none": "没有找到桌面快捷方式或应用清单(规范只是允许,不作要求)",
        "shortcut": "首页提供快捷方式“{name}”,请核实能否直达适老服务",
        "manifest": "首页带有应用清单(可添加到桌面),请核实能否直达适老服务",
    },
)

_FILE = re.compile(r"\.(?:url|lnk|desktop|webloc)(?:[?#]|$)", re.IGNORECASE)
_WORDS = re.compile("快捷方式|(?:添加|保存|发送)到桌面|桌面图标")
_ELDER = ("standard", "aliases", "known")


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.desktop-shortcut",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """A shortcut in the toolbar, or one named after the version for elders, is for them."""
    run = view.aging()
    toolbars = [name for mode in alive(run) for name in mode.unknown_controls] if run else []
    if any(_WORDS.search(name) for name in toolbars):
        yield PASS
        return
    home = next((page for page in view.pages() if is_home(page.url, view.context)), None)
    said = home.rendered.semantics if home and home.rendered else None
    if said:
        yield _home(said)
    elif home and home.rendered:
        yield unseen(home, said) or Judgement(Outcome.NA)
    elif run and run.error:
        yield Judgement(Outcome.UNMEASURED, "home-unmeasured", cause="home-unmeasured")
    else:
        yield Judgement(Outcome.NA)


def _home(said: Semantics) -> Judgement:
    offered = [one for one in said.named if _FILE.search(one.target) or _WORDS.search(one.name)]
    if any(elder_name(f"{one.name}{one.context}") in _ELDER for one in offered):
        return PASS
    if offered:
        first = offered[0]
        words = {"name": first.name or first.target}
        return Judgement(
            Outcome.REVIEW, "shortcut", Confidence.LIKELY, "shortcut", args=words, evidence=shown(first.node)
        )
    if said.manifest:
        evidence = {"manifest": said.manifest}
        return Judgement(Outcome.REVIEW, "manifest", Confidence.LIKELY, "manifest", evidence=evidence)
    if said.full:
        return Judgement(Outcome.UNMEASURED, "render-part", cause="render-part")
    return Judgement(Outcome.NA, "none")
