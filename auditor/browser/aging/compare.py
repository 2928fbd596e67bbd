"""Text before and after: how much larger it is drawn, and whether any of it is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from auditor.browser.aging.scene import Run

GROWN = 1.05
"""From this factor on a run of text counts as larger."""
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Growth:
    """How text changed. Factors are those of widths on the screen, whatever the page did to reach them."""

    factor: float = 1.0
    grown: float = 0.0
    """Share of the runs that are larger."""
    lost: float = 0.0
    """Share of the runs that were seen and are not seen any more."""
    runs: int = 0
    typical: float = 1.0
    """Factor of those that grew."""
    size: float = 0.0
    """Pixels as which half of the characters are drawn at most; 0 where there are none."""


def growth(before: Mapping[str, Run], after: Mapping[str, Run], keys: Collection[str] = ()) -> Growth:
    """Compare a sample spread over the page; with ``keys``, only runs of these."""
    seen = [
        run
        for key, run in before.items()
        if run.shown and not run.clipped and run.width >= 4 and (not keys or key in keys)
    ]
    step = max(1, len(seen) // _SAMPLE)
    sample = seen[::step][:_SAMPLE]
    pairs = [(run, after[run.key]) for run in sample if run.key in after]
    kept = [(run, now) for run, now in pairs if now.shown and not now.clipped]
    if not sample:
        return Growth()
    lost = 1 - len(kept) / len(sample)
    if not kept:
        return Growth(lost=lost, runs=len(sample))
    factors = [now.width / run.width for run, now in kept]
    larger = [factor for factor in factors if factor >= GROWN]
    return Growth(
        round(median(factors), 3),
        len(larger) / len(factors),
        lost,
        len(sample),
        round(median(larger), 3) if larger else 1.0,
        _typical_size([now for _, now in kept]),
    )


def _typical_size(runs: Sequence[Run]) -> float:
    rest = sum(run.length for run in runs) / 2
    for run in sorted(runs, key=lambda one: one.size):
        rest -= run.length
        if rest <= 0:
            return round(run.size, 1)
    return 0.0
