"""Service guides that ask for 「其他材料」 and do not say which.

**Why** The visitor cannot know what to bring; inspections name the wording as inaccurate content.
**Not this** 其他 outside the list of materials; a wording that names the materials right behind it stays for a person.
**Fix** Name every material, with its form and number, or strike the line.
**Source** svc.accuracy names vague wording such as "other materials" (B).
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Element
from auditor.model.target import SiteContext
from auditor.text.guidewords import vague

ZH = Texts(
    title="办理材料表述含糊",
    why="“其他材料”没有说明是什么,群众无法一次备齐;检查时按内容不准确扣分。",
    not_this="不在办理材料中的“其他”字样不算;后面已逐一列明的,由人工判断。",
    fix="逐项写明材料名称、形式和份数,或者删去这一项。",
    reasons={"vague-materials": "办事指南“{name}”的办理材料中有“{words}”,没有说明是什么材料"},
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:svc.accuracy",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look at the materials alone; a sentence is quoted for the person who decides."""
    guide = page.service.guide
    listed = [one for one in guide.given if one.element is Element.MATERIALS and one.value] if guide else []
    if guide is None or not listed:
        yield Judgement(Outcome.NA)
        return
    found = [(one, words) for one in listed if (words := vague(one.value))]
    for one, words in found:
        named = any(sign in "".join(one.value.split()).partition(words)[2][:3] for sign in "(（:：")
        yield Judgement(
            Outcome.REVIEW if named else Outcome.FAIL, "vague-materials", Confidence.LIKELY if named else Confidence.CERTAIN,
            cause=f"vague:{page.template}:{words}", args={"name": guide.name, "words": words},
            evidence={"guide": guide.name, "materials": one.value[:500]}, spots=(Spot(one.offset, words),),
        )  # fmt: skip
    if not found:
        yield PASS
