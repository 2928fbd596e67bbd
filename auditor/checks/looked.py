"""What a look in a browser changes about a block of links that its source calls hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.checks.strangers import domains
from auditor.model.finding import Judgement
from auditor.model.hidden import OutsideLink
from auditor.model.look import Looked, Sight
from auditor.model.outcome import Confidence, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.want import Want, WantKind

REASONS = {
    "shown-in-browser": "源代码中像是隐藏的链接,在浏览器中{how}可以看到,指向 {domains},请核实是否为本单位所加",
    "confirmed-hidden": "在浏览器中看不到的链接(逐像素与背景相同,或滚动、指向、点击后仍不出现),指向 {domains} 等互不相关的网站",
}
"""Chinese sentences of the reasons that this module gives; checks add them to their own."""
_HOW = {Sight.SHOWN: "", Sight.SCROLLED: "滚动后", Sight.HOVERED: "鼠标指向后", Sight.CLICKED: "点击后"}
_UNRELATED = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far a browser may settle a judgement."""

    by_sight: frozenset[str]
    """Reasons that are certain once it is: all that was open is whether anybody sees the links."""
    whatever: frozenset[str]
    """Reasons that stand wherever the links are seen: their words accuse them."""


def settled(
    judgement: Judgement, links: Sequence[OutsideLink], page: PageFacts, site: SiteContext, doubt: Doubt
) -> Iterator[Judgement | Want]:
    """Yield the judgement as a browser leaves it, and a want as long as nobody looked."""
    cause = f"look:{judgement.cause}"
    look = site.look_for(cause)
    if look is None:
        yield judgement
        yield Want(WantKind.LOOK, page.url, cause, tuple(dict.fromkeys(link.url for link in links))[:50])
        return
    sight = _sight(look, links)
    if sight is None:
        yield judgement
    elif sight is Sight.HIDDEN:
        yield _hidden(_noted(judgement, "browser-hidden"), links, doubt)
    elif judgement.reason in doubt.whatever:
        yield _noted(judgement, "browser-shown")
    else:
        yield _shown(_noted(judgement, "browser-shown"), sight)


def _sight(look: Looked, links: Sequence[OutsideLink]) -> Sight | None:
    """What holds for all of the links; None where they differ, some are not in the document any more, or the page was not
    drawn as it should be."""
    if not look.settled or look.unpainted:
        return None
    met = [look.sights(link.url) for link in links]
    if not all(met):
        return None
    if all(Sight.HIDDEN in sights for sights in met):
        return Sight.HIDDEN
    seen = {sight for sights in met for sight in sights}
    # The hardest way to see one of them is the way to see them all.
    return None if Sight.HIDDEN in seen else max(seen, key=list(Sight).index)


def _hidden(judgement: Judgement, links: Sequence[OutsideLink], doubt: Doubt) -> Judgement:
    """Two unrelated homes of links that nobody can see: by sight that is all there is to prove."""
    unrelated = domains(links)
    if judgement.outcome is not Outcome.REVIEW or judgement.reason not in doubt.by_sight or len(unrelated) < _UNRELATED:
        return judgement
    return replace(
        judgement, outcome=Outcome.FAIL, reason="confirmed-hidden", confidence=Confidence.CERTAIN, urgent=True,
        args={**judgement.args, "domains": "、".join(unrelated[:_SHOWN])},
    )  # fmt: skip


def _shown(judgement: Judgement, sight: Sight) -> Judgement:
    """A link that is seen hides nothing; where the source was certain a person decides whom to believe."""
    if judgement.outcome is Outcome.REVIEW:
        return Judgement(Outcome.PASS)
    return replace(
        judgement, outcome=Outcome.REVIEW, reason="shown-in-browser", confidence=Confidence.GUESS, urgent=False,
        args={**judgement.args, "how": _HOW[sight]},
    )  # fmt: skip


def _noted(judgement: Judgement, technique: str) -> Judgement:
    known: Mapping[str, object] = judgement.evidence
    techniques = known.get("techniques")
    before = list(techniques) if isinstance(techniques, list) else []
    return replace(judgement, evidence={**known, "techniques": [*before, technique]})
