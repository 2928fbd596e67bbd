"""Pages that forbid to enlarge them.

**Why** Weak-sighted people enlarge a page with two fingers.
**Not this** Values that browsers do not understand and ignore; a maximum of 2 and more.
**Fix** Remove ``user-scalable=no`` and ``maximum-scale``.
**Source** WCAG 1.4.4; ACT b4f0c3.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="禁止缩放",
    why="低视力者需要用双指放大网页。",
    not_this="浏览器不认识而忽略的写法,以及允许放大到两倍以上的。",
    fix="删除 viewport 中的 user-scalable=no 和 maximum-scale。",
    reasons={
        "no-scaling": "viewport 写明 {value},不能放大",
    },
)

_PAIR = re.compile(r"([a-z-]+)\s*=\s*([^\s,;]+)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_LEAST = 2


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:1.4.4", "act:b4f0c3"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """The last word on each property counts."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct):
        yield question
        return
    assert conduct is not None
    if not conduct.viewports:
        yield Judgement(Outcome.NA)
        return
    # Later metas override what earlier ones say.
    said = dict(pair for content in conduct.viewports for pair in _pairs(content))
    words = [
        f"{name}={said[name]}"
        for name in ("user-scalable", "maximum-scale")
        if name in said and _blocks(name, said[name])
    ]
    if not words:
        yield PASS
        return
    yield Judgement(
        Outcome.FAIL,
        "no-scaling",
        cause="no-scaling",
        args={"value": ", ".join(words)},
        evidence={"viewport": list(conduct.viewports)},
    )


def _pairs(content: str) -> Iterator[tuple[str, str]]:
    for found in _PAIR.finditer(content.lower()):
        yield found.group(1), found.group(2)


def _blocks(name: str, value: str) -> bool:
    number = _number(value)
    if name == "user-scalable":
        return value == "no" or (number is not None and -1 < number < 1)
    return number is not None and 0 <= number < _LEAST


def _number(value: str) -> float | None:
    named = {"yes": 1.0, "no": 0.0, "device-width": 10.0, "device-height": 10.0}
    if value in named:
        return named[value]
    found = _NUMBER.match(value)
    return float(found.group()) if found else None
