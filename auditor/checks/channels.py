"""What the checks of interaction share: the links of a site that lead to a channel or to figures about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.checks.answers import Answer, Life, answer_of
from auditor.checks.homes import is_home
from auditor.model.link import TargetKind
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext, Target

_KINDS = (TargetKind.PAGE, TargetKind.EXTERNAL)
_LONGEST = 16
"""Characters of a link that names a channel; longer ones are headlines that speak of one."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link by its words, and what became of its target."""

    name: str
    target: Target
    answer: Answer
    home: bool
    """It only leads back to the home page."""

    @property
    def opens(self) -> bool:
        """A visitor gets there."""
        return self.answer.life is Life.ALIVE and not self.home


def ways(view: SiteView, named: Callable[[str], bool]) -> Iterator[Way]:
    """Every target that a link of such a name leads to, in order of discovery."""
    for target, links in view.targets():
        if target.kind not in _KINDS:
            continue
        name = next(
            (link.text for link in links if link.tag == "a" and len(link.text) <= _LONGEST and named(link.text)), ""
        )
        if name:
            yield Way(name, target, answer_of(target, view.context), _leads_home(target, view.context))


def _leads_home(target: Target, site: SiteContext) -> bool:
    return len(target.chain) > 1 and is_home(target.final_url, site) and not is_home(target.url, site)
