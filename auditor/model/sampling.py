"""How many pages see the browser, and what is known of those that do not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sampling:
    """How pages are chosen; the numbers are ours, but the control share (WCAG-EM: a random tenth)."""

    mode: str = "auto"
    """``auto``: by the stop rule; ``all``: every page; digits: at most so many."""
    share: float = 0.05
    """Of the pages, at most, in the mode ``auto`` ..."""
    least: int = 30
    """... but so many are allowed on any site."""
    batch: int = 10
    """Pages chosen at once; what they show decides the next batch."""
    control: float = 0.1
    """Of the pages that are allowed: drawn by lot, to know what the choice overlooks."""
    gain: float = 0.08
    """New findings that one more page must promise in the mode ``auto``."""

    def most(self, pages: int) -> int:
        """Pages that may be measured at most, of so many."""
        if self.mode == "all":
            return pages
        if self.mode == "auto":
            return min(pages, max(self.least, int(pages * self.share)))
        return min(pages, int(self.mode))


@dataclass(frozen=True, slots=True)
class SampleEstimate:
    """What was measured, and how much of the rest is likely still unseen.

    A pair is a rule that is broken at a place; the places of regions that a site's templates share are counted once.
    """

    pages: int = 0
    """Pages there were to choose from."""
    chosen: int = 0
    measured: int = 0
    clusters: int = 0
    """Kinds of pages, by their skeleton ..."""
    clusters_seen: int = 0
    """... and those of which a page was measured."""
    pairs: int = 0
    """Distinct pairs seen."""
    singletons: int = 0
    """Pairs seen on a single page."""
    unseen: float | None = None
    """Estimated share of all distinct pairs that no measured page shows, rather too small than too large; None = nothing measured."""
    control_pages: int = 0
    control_pairs: int = 0
    """Distinct pairs on pages drawn by lot ..."""
    control_new: int = 0
    """... and those that no other page showed, nor anything in the bytes told."""
    stopped: str = ""
    """Why no further page was measured: ``complete``, ``nothing-new`` or ``budget``; empty while going on."""
