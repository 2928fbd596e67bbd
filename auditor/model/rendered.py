"""What a real browser showed of one page: facts without a verdict."""

from dataclasses import dataclass

from auditor.model.axe import AxeRun
from auditor.model.conduct import Conduct
from auditor.model.semantics import Semantics


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as the browser measured it. A part that is None was not measured."""

    url: str
    """As it was crawled."""
    final_url: str = ""
    error: str = ""
    """An ErrorKind: why it could not be measured; empty when it was."""
    axe: AxeRun | None = None
    semantics: Semantics | None = None
    conduct: Conduct | None = None
    shots: tuple[tuple[str, str], ...] = ()
    """Selector of an accused element, and the picture of it in the bundle's ``shots/``."""
    page_shot: str = ""
    """Picture of the whole page there; taken of the home page."""
    limits: tuple[str, ...] = ()
    """Names of the limits that bit."""
