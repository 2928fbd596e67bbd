"""What checks of rendered pages share: who was not looked at, and where a fault stands."""

from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts

_SHARED_REGIONS = {"header", "nav", "footer"}
_PART_MISSING = "render-part"


def unseen(page: PageFacts, part: object) -> Judgement | None:
    """Return what a check says without having seen the page, None when ``part`` of it was measured.

    A page that was not chosen for the browser raises no question; one that was and could not be measured is unmeasured,
    one finding for all pages of one reason.
    """
    if page.rendered is None:
        return Judgement(Outcome.NA)
    if page.rendered.error:
        return Judgement(Outcome.UNMEASURED, page.rendered.error, cause=page.rendered.error)
    return Judgement(Outcome.UNMEASURED, _PART_MISSING, cause=_PART_MISSING) if part is None else None


def place_cause(rule: str, page: PageFacts, node: Node) -> str:
    """Return the cause of a fault: the same rule at the same place of one template is one cause, in shared parts of the site's."""
    template = "" if node.region in _SHARED_REGIONS else page.template
    return "|".join((rule, template, node.place))


def shown(node: Node) -> dict[str, object]:
    """Return an element as evidence."""
    box = node.box
    return {
        "selector": node.selector,
        "excerpt": node.html,
        "text": node.text,
        "box": None if box is None else [box.x, box.y, box.width, box.height],
    }
