"""Links or frames of one name that lead to different places.

**Why** In a list of links they cannot be told apart.
**Not this** One name for one address. Frames of one name are accused only where their documents have titles of their own and not one
word in common; whether different addresses of links show the same is for a person.
**Fix** Name them so that they differ.
**Source** WCAG 2.4.4, 2.4.9, 4.1.2; ACT b20e66, fd3a94, 4b1c6c.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Framed, Named, Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="同名链接去向不同",
    why="在链接列表中无法区分。",
    not_this="同名且地址相同的链接;框架只在两个文档标题不同、没有一个共同的词时才认定,地址不同的链接请人核实。",
    fix="使名称互不相同。",
    reasons={
        "same-name": "{count} 个名为“{name}”的元素指向不同的地址,请核实内容是否相同",
        "same-frame": "{count} 个框架都名为“{name}”,其中“{one}”与“{other}”的内容毫无共同之处",
    },
)

_LINKS = ("wcag:2.4.9", "act:b20e66")
_FRAMES = ("wcag:4.1.2", "act:4b1c6c")
_WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]")
"""A word of letters, or one Chinese character."""
_COMPARED = 12
"""Frames of one name compared with each other."""


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Whether different addresses show the same is for a person."""
    yield from told("same_name", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    shown = {one.selector: one for one in said.frames}
    for kind in ("link", "frame"):
        groups: dict[str, list[Named]] = {}
        for one in said.named:
            if one.kind == kind and one.name:
                groups.setdefault(" ".join(one.name.lower().split()), []).append(one)
        for name, same in groups.items():
            if len({one.target for one in same}) < 2:
                continue
            words = {"name": name[:40], "count": str(len(same))}
            documents = [shown[one.node.selector] for one in same if one.node.selector in shown]
            if kind == "frame" and (pair := _unlike(documents)):
                yield Charge(same[0].node, True, "same-frame", _FRAMES, {**words, "one": pair[0], "other": pair[1]})
                continue
            refs: tuple[str, ...] = _FRAMES if kind == "frame" else _LINKS
            if kind == "link" and len({one.context for one in same}) < len(same):
                refs = (*_LINKS, "wcag:2.4.4", "act:fd3a94")
            yield Charge(same[0].node, False, "same-name", refs, words)


def _unlike(documents: Sequence[Framed]) -> tuple[str, str] | None:
    """Titles of two documents that have nothing in common."""
    for one, other in combinations(documents[:_COMPARED], 2):
        titled = one.title and other.title and one.title != other.title
        if titled and _words(one).isdisjoint(_words(other)):
            return one.title[:40], other.title[:40]
    return None


def _words(document: Framed) -> set[str]:
    return set(_WORD.findall(document.text.lower()))
