"""What a check of the whole site is given: streams that may be walked more than once, nothing held in memory."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.model.aging import AgingRun
from auditor.model.columns import ColumnTree
from auditor.model.link import Link
from auditor.model.pagefacts import PageFacts
from auditor.model.sealed import Sealed
from auditor.model.search import SearchRun
from auditor.model.target import SiteContext, Target
from auditor.model.transport import TransportFacts
from auditor.model.view import View

Note = Callable[[PageFacts, SiteContext], Hashable]
"""What a check of the site wants to know of every page."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The evidence of one run. Every call of a stream starts it anew; pages come in crawl order."""

    context: SiteContext
    pages: Callable[[], Iterator[PageFacts]]
    """Crawled pages that were read as HTML, without what they hide: that is judged page by page."""
    targets: Callable[[], Iterator[tuple[Target, Sequence[Link]]]]
    """Link destinations with the distinct links to each; the links are read when first looked at."""
    probes: Callable[[], Iterator[tuple[View, ...]]]
    """Made-up addresses of the site, each with the views it was asked in."""
    transport: Callable[[], TransportFacts | None] = lambda: None
    """What was measured over IPv6 and of HTTPS; None when this run did not."""
    aging: Callable[[], AgingRun | None] = lambda: None
    """The aging-friendly retrofit as it was used; None when this run did not look."""
    sealed: Callable[[], Iterator[Sealed]] = lambda: iter(())
    """Pages with a mark of secrecy, of which nothing else is known."""
    search: Callable[[], SearchRun | None] = lambda: None
    """The site's own search as it was found and asked; None when this run did not."""
    called: Callable[[Callable[[str], bool]], Iterator[tuple[str, Target]]] = lambda _named: iter(())
    """Destinations of pages that an anchor calls by such a name, in order of discovery, each with the first such name. Costs one
    look at the distinct links, not one at every destination."""
    target: Callable[[str], Target | None] = lambda _url: None
    """One destination by its absolute URL; None for one that no page links to."""
    columns: Callable[[], ColumnTree | None] = lambda: None
    """The columns of the site and what stands in them; None when nobody put them together."""
    counted: Mapping[Note, Counter[Hashable]] = field(default_factory=dict)
    """Notes that were taken while the pages passed."""

    def noted(self, note: Note) -> Counter[Hashable]:
        """On how many pages a note says what; the pages are read for it where it was not taken before."""
        counted = self.counted.get(note)
        return Counter(note(page, self.context) for page in self.pages()) if counted is None else counted
