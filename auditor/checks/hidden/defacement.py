"""Pages that boast of having been broken into.

**Why** A defaced page is seen by everybody; an inspection counts it as a veto when it stays.
**Not this** News about attacks, also with such words in the title; the boast must be the whole text.
**Fix** Take the page down, restore it from a clean copy, find and close the way in, change all passwords.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.html.hidden.marks import is_banner
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="网页被涂改",
    why="页面被入侵者改成炫耀或宣示的内容,所有访问者都能看到,检查中属于单项否决情形。",
    not_this="报道网络攻击的文章(包括标题中出现这些词语的)不算,须整段文字都是入侵者的署名。",
    fix="立即下线该页面并用干净的备份恢复,查明并封堵入侵途径,更换全部口令。",
    reasons={
        "banner": "页面标题和正文都是入侵者的署名:{text}",
        "banner-doubtful": "页面中有一段入侵者署名样式的文字,请核实:{text}",
    },
)

_PARTS = re.compile(r"\s+[–—|-]\s+|_|\|")
_HANDLE = re.compile(
    r"\./|[\[\]{}<>~=#@$]|\d|\b(?:team|crew|squad|cyber|army|sec|ghost|anonymous|mr|noob|h[a4]ck[e3]r|l33t|elite|黑客|小组|联盟)\b|(?-i:[A-Z]{5,})",
    re.I,
)
"""How intruders write their names; an article of such a title has none."""
_SHORT = 1_500
"""Characters of a page on which there is hardly anything else."""
_HEADS = ("title", "description", "keywords", "og:title", "author", "abstract")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """The title and a text of their own together prove it; one alone is for a person."""
    head = page.hidden.head
    parts = _PARTS.split(head.title)
    titles = [*parts, *(meta.content for meta in head.metas if meta.name in _HEADS)]
    in_head = [text for text in titles if is_banner(text)]
    mark = next((mark for mark in page.hidden.marks if mark.kind == "banner"), None)
    if not in_head and mark is None:
        yield PASS
        return
    signs = len(in_head) + (mark.count if mark else 0)
    short = page.hidden.text_length < _SHORT
    # An article may quote a banner in title and heading; but its title says more, and it goes on.
    boasts = short or (all(map(is_banner, parts)) and any(_HANDLE.search(text) for text in in_head))
    certain = bool(in_head) and signs >= 2 and boasts
    text = in_head[0] if in_head else (mark.raw if mark else "")
    spot = Spot(mark.offset, mark.raw) if mark else Spot(head.title_offset, head.title_raw)
    yield Judgement(
        *verdict(certain, "banner" if certain else "banner-doubtful"),
        cause=f"banner:{' '.join(text.lower().split())[:80]}", args={"text": text[:60]},
        evidence={"techniques": ["defacement"], "decoded": text, "signs": signs}, spots=(spot,), urgent=certain,
    )  # fmt: skip
