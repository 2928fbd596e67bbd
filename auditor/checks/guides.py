"""What the checks of services share: the eight elements in Chinese, what a guide lacks, and how surely."""

from collections.abc import Iterator

from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Element, Guide, Unread

NAMES = {
    Element.NAME: "事项名称", Element.BASIS: "设定依据", Element.CONDITIONS: "申请条件", Element.MATERIALS: "办理材料",
    Element.PLACE: "办理地点", Element.HOURS: "办理时间", Element.PHONE: "联系电话", Element.PROCESS: "办理流程",
}  # fmt: skip
MANY = 4
"""Element classes a guide must lack to count for the veto (indicators 1.2: amount M, from memory)."""
_READ = 2
"""Elements besides the name that must have been read before anything is called missing for certain. Our own choice."""

TEXTS = {
    "script": "办事指南的内容由脚本填写,本工具没有读到,无法判断",
    "attachment": "办事指南以附件形式提供,要素在附件中,请打开核对",
    "picture": "办事指南的内容是图片,请查看图片核对",
}
"""Chinese sentences of every reason this module can give; checks add them to their own."""


def missing(guide: Guide, near: bool = True) -> tuple[Element, ...]:
    """The classes of which a guide says nothing; without ``near`` also those it names in nearly the same words only."""
    return tuple(element for element in Element if not guide.stated(element, near))


def named(elements: tuple[Element, ...]) -> str:
    """The classes in Chinese."""
    return "、".join(NAMES[element] for element in elements)


def is_sure(guide: Guide) -> bool:
    """True when enough of the guide was read to say that the rest is not there."""
    return sum(guide.stated(element) for element in Element if element is not Element.NAME) >= _READ


def spot(page: PageFacts, guide: Guide) -> Spot:
    """Where a guide begins."""
    return Spot(guide.offset, guide.name, page.url)


def unread(page: PageFacts, guide: Guide) -> Iterator[Judgement]:
    """What is said of a guide that the page does not hold, or that was not read."""
    if guide.unread is Unread.ELSEWHERE:
        yield Judgement(Outcome.NA, "elsewhere")
    elif guide.unread is Unread.SCRIPT:
        yield Judgement(Outcome.UNMEASURED, "script", cause="guide-script", spots=(spot(page, guide),))
    elif guide.unread is not None:
        evidence = {"guide": guide.name, "where": guide.where}
        yield Judgement(
            Outcome.REVIEW,
            str(guide.unread),
            cause=f"guide-{guide.unread}",
            evidence=evidence,
            spots=(spot(page, guide),),
        )
