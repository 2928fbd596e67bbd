"""Links to a place in a page that the page does not have.

**Why** The visitor lands at the top of a long page instead of the section promised, or a click does nothing at all.
**Not this** Hash routes of script applications (``#/…``, ``#!…``), text fragments, ``#top``; elements a script may
bind to are left to a person.
**Fix** Give the section the id or name that the link asks for, or mend the link.
"""

import re
from collections.abc import Iterator, Sequence

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="锚点不存在",
    why="访问者点击后到不了所指的段落,只停在页面顶部或毫无反应。",
    not_this="单页应用的路由(#/、#!)、返回顶部(#top)不算;可能由脚本处理的链接只提请人工核实。",
    fix="在目标页面为该段落补上对应的 id,或改正链接中 # 后面的部分。",
    reasons={
        **TEXTS,
        "fragment-missing": "目标页面中没有名为「{fragment}」的锚点",
        "script-page": "目标页面的内容由脚本生成,不用浏览器看不到,无法判断",
    },
)


_NOT_ANCHORS = ("/", "!", ":~:")
_STATE = re.compile(r"[=&?]")
"""In a fragment: the state of a script (``#tab=2``), no name of a section."""
_READABLE = 200
"""A page with less visible text is likely filled in by scripts, and its anchors with it (DESIGN section 7)."""


@check(shape=targets(TargetKind.PAGE), impact=Impact.MINOR, zh=ZH, refs=("ind:link.anchor",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge every missing fragment; the same in-page link on many pages is one cause."""
    missing = sorted(name for name in target.missing_fragments if not name.startswith(_NOT_ANCHORS))
    if not missing:
        yield _unasked(target, links, site)
        return
    absent = unanswered(answer_of(target, site))
    if absent is not None:
        yield absent
        return
    if target.page is not None and target.page.visible < _READABLE:
        yield Judgement(Outcome.NA, "script-page")
        return
    for fragment in missing:
        yield from _about(fragment, links)


def _unasked(target: Target, links: Sequence[Link], site: SiteContext) -> Judgement:
    """Nothing is missing: either all is well or the page could not be read."""
    absent = unanswered(answer_of(target, site))
    if absent is None:
        return PASS
    if absent.outcome is Outcome.UNMEASURED and any(_asks(link) for link in links):
        return absent
    return Judgement(Outcome.NA)


def _asks(link: Link) -> bool:
    return bool(link.fragment) and not link.fragment.startswith(_NOT_ANCHORS)


def _about(fragment: str, links: Sequence[Link]) -> Iterator[Judgement]:
    causes: dict[str, list[int]] = {}
    for index, link in enumerate(links):
        if link.fragment == fragment and _asks(link):
            causes.setdefault(_cause(link), []).append(index)
    if not causes:
        yield Judgement(Outcome.NA)
    for cause, indices in sorted(causes.items()):
        sure = any(links[index].bare for index in indices) and not _STATE.search(fragment)
        outcome = Outcome.FAIL if sure else Outcome.REVIEW
        yield Judgement(
            outcome,
            "fragment-missing",
            # What differs in outcome must differ in cause: the fingerprint is made of it.
            cause=f"{cause} {outcome}" if cause and not sure else cause,
            links=tuple(indices),
            fragment=fragment,
            args={"fragment": fragment},
        )


def _cause(link: Link) -> str:
    """An in-page link stands for itself wherever its template puts it; others are told apart by their target."""
    raw = link.raw.strip()
    return f"{raw} {link.text}" if raw.startswith("#") else ""
