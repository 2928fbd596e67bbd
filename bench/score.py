"""What a run is worth: cost, recall of the planted faults, false alarms; medians and ratios over several runs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Usage
from bench.site import Site
from bench.tools import Report


@dataclass(frozen=True, slots=True)
class Score:
    """One run of one tool on one site; ``failed`` says why there is no report, and then only the cost counts."""

    tool: str
    usage: Usage
    pages: int = 0
    targets: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    """Planted faults that the tool accuses, by kind."""
    missed: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    failed: str = ""


def score(tool: str, usage: Usage, report: Report, site: Site) -> Score:
    """Compare ``report`` with the truth: a soft 404 under review counts as found, other reviews as nothing."""
    truth = {fault.target: fault.kind for fault in site.faults}
    seen = report.accused | {target for target in report.suspected if truth.get(target) == "soft-404"}
    found = Counter(kind for target, kind in truth.items() if target in seen)
    missed = tuple(sorted(target for target in truth if target not in seen))
    return Score(
        tool, usage, report.pages, report.targets, dict(found), missed, tuple(sorted(report.accused - truth.keys()))
    )


def planted(site: Site) -> Mapping[str, int]:
    """How many faults of each kind the site has."""
    return dict(Counter(fault.kind for fault in site.faults))


def medians(scores: Sequence[Score]) -> Usage | None:
    """The median cost of the runs that ended with a report, None without any."""
    good = [item.usage for item in scores if not item.failed]
    if not good:
        return None
    wall, cpu, peak = (
        median(values) for values in zip(*((use.wall, use.cpu, use.peak_mb) for use in good), strict=True)
    )
    return Usage(wall, cpu, peak, max(use.code for use in good))


def table(site: Site, scores: Sequence[Score]) -> str:
    """The figures of all tools on one site, ratios to the first tool with a report, and recall by kind."""
    lines = [f"{site.pages:,} pages, {site.urls:,} distinct URLs, {len(site.faults)} planted faults", _HEAD]
    base: Usage | None = None
    for name in dict.fromkeys(item.tool for item in scores):
        runs = [item for item in scores if item.tool == name]
        cost = medians(runs)
        base = base or cost
        lines.append(f"{name:<9}failed: {runs[-1].failed}" if cost is None or base is None else _row(runs, cost, base))
    return "\n".join([*lines, *_by_kind(site, scores)])


_HEAD = (
    f"{'':<9}{'runs':>5}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'wall x':>8}{'CPU x':>7}{'MB x':>7}"
    f"{'pages':>10}{'targets':>10}{'missed':>8}{'false':>7}"
)


def _row(runs: Sequence[Score], cost: Usage, base: Usage) -> str:
    """Median cost, its ratios to ``base``, and the worst answers of the runs of one tool."""
    good = [item for item in runs if not item.failed]
    worst = max(good, key=lambda item: len(item.missed) + len(item.false))
    return (
        f"{worst.tool:<9}{len(good):>5}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.peak_mb:>9.0f}"
        f"{cost.wall / base.wall:>8.2f}{cost.cpu / base.cpu:>7.2f}{cost.peak_mb / base.peak_mb:>7.2f}"
        f"{worst.pages:>10,}{worst.targets:>10,}{len(worst.missed):>8}{len(worst.false):>7}"
    )


def _by_kind(site: Site, scores: Sequence[Score]) -> Iterator[str]:
    """How many faults of each kind the last good run of each tool found."""
    kinds = planted(site)
    width = max(map(len, kinds)) + 2
    yield "planted  " + "".join(f"{kind:>{width}}" for kind in kinds)
    yield f"{'':<9}" + "".join(f"{count:>{width}}" for count in kinds.values())
    for item in {item.tool: item for item in scores if not item.failed}.values():
        yield f"{item.tool:<9}" + "".join(f"{item.found.get(kind, 0):>{width}}" for kind in kinds)
