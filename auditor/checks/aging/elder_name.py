"""The version for elders has a name of its own making, or one that cannot be read.

**Why** Whoever has learnt on one site that it is called 长辈版 looks for that word on the next.
**Not this** The standard name, its aliases and other names in use (``text/lexicons/wording.toml``). Entries called 无障碍 only, which name
no version for elders. Whether the site's search finds 长辈版 is asked for as well and not measured: nothing is searched for.
**Fix** Call it 长辈版, or one of the aliases 亲情版, 关爱版, 关怀版.
**Source** APP 3.1 (standard name and aliases; search must find it), in more than one stored source; written for applications.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.rendering import shown
from auditor.model.aging import Entry
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.text.wording import elder_name

ZH = Texts(
    title="长者版入口的名称不通用",
    why="老年人在一个网站记住了“长辈版”,到别的网站也会找这个词。",
    not_this="标准名称、别名和其他常见名称都不算;只称“无障碍”的入口不按长者版名称判断;站内搜索“长辈版”能否找到没有测量。",
    fix="称为“长辈版”,或用别名“亲情版”“关爱版”“关怀版”。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有查找入口",
        "entry-unreadable": "首页没有找到入口,但有可能提供入口的文件没有加载成功,没有查看名称",
        "no-entry": "首页没有适老化入口",
        "no-elder-name": "入口只称“无障碍”,没有以长者版命名的入口",
        "other-name": "入口名称“{words}”不是“长辈版”、其别名或常见名称,请核实老年人能否认出",
        "name-unread": "入口是图片或由程序识别,没有可读的名称,请核实所显示的是否为“长辈版”或其别名",
    },
)

_READ = ("text", "title", "alt", "label")
"""How an entry was found when what it says was read."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.elder-name",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One entry with a name that is in use is enough."""
    run = view.aging()
    if run is None:
        yield Judgement(Outcome.NA)
    elif run.error:
        yield Judgement(Outcome.UNMEASURED, "home-unmeasured", cause="home-unmeasured")
    elif not run.entries and (run.unreadable or run.vendors):
        yield Judgement(Outcome.UNMEASURED, "entry-unreadable", cause="entry-unreadable")
    elif not run.entries:
        yield Judgement(Outcome.NA, "no-entry")
    else:
        yield from _entries(run.entries)


def _entries(entries: tuple[Entry, ...]) -> Iterator[Judgement]:
    names = {one: elder_name(one.words) if one.by in _READ else None for one in entries}
    if any(name in ("standard", "aliases", "known") for name in names.values()):
        yield PASS
        return
    unknown = [one for one, name in names.items() if not name]
    for one in unknown:
        reason = "name-unread" if names[one] is None else "other-name"
        yield Judgement(
            Outcome.REVIEW, reason, Confidence.LIKELY, f"{reason}|{one.words}", args={"words": one.words}, evidence=shown(one.node),
        )  # fmt: skip
    if not unknown:
        yield Judgement(Outcome.NA, "no-elder-name")
