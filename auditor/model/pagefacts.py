"""Everything a check of one crawled page may know about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.model.hidden import HiddenFacts
from auditor.model.identity import IdentityFacts
from auditor.model.prose import Prose
from auditor.model.rendered import RenderedPage
from auditor.model.service import ServiceFacts
from auditor.model.view import View


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One crawled page that was read as HTML: pure functions of its body, and what the frontier knows of it."""

    url: str
    final_url: str
    """Where its redirects ended; what its references are resolved against."""
    title: str
    template: str
    """16 hex digits naming the DOM shape."""
    status: int | None
    hidden: HiddenFacts
    views: tuple[View, ...] = ()
    """The same page as other visitors see it; empty when it was not asked for as anybody else."""
    identify: Callable[[], IdentityFacts] = field(default=IdentityFacts, compare=False, repr=False)
    """Reads the identity elements when a check first asks; what it returned is kept as long as the page is."""
    rendered: RenderedPage | None = None
    """The page in a real browser; None when it was not among the pages looked at there."""
    serve: Callable[[], ServiceFacts] = field(default=ServiceFacts, compare=False, repr=False)
    """Reads what the page offers of services and interaction."""

    read: Callable[[], Prose] = field(default=Prose, compare=False, repr=False)
    """Reads the visible text, likewise."""

    @property
    def prose(self) -> Prose:
        """What a reader reads."""
        return self.read()

    @property
    def identity(self) -> IdentityFacts:
        """Identity elements and page tags."""
        return self.identify()

    @property
    def service(self) -> ServiceFacts:
        """The guide that the page is, and the messages it publishes."""
        return self.serve()
