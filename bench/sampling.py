"""How much of a full run the choice of pages finds: ``python -m bench.sampling [--browser]``.

Without a browser what each page is at fault for is what was planted; with one it is what axe-core says of every page
(about a third of a second each; kept below ``var/bench``, so that it is done once). The bound is what somebody who knew
the result of the full run could find with as many loads, control pages included.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from auditor.browser.sample import Candidate, Sampler, candidate, pair
from auditor.model.node import Node
from auditor.model.sampling import SampleEstimate, Sampling
from bench.sampling_site import HOME, Found, Plan, Size, page, plan

RESULTS = Path(__file__).parent.parent / "var" / "bench"
_SITE = "http://www.sampled-shi.gov.cn"
_SIZE = Size()
_SHARED = ("header", "nav", "footer")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One site sampled."""

    site: Plan
    estimate: SampleEstimate
    pairs: Counter[str]
    """Distinct pairs of the full run -> on how many pages."""
    found: frozenset[str]
    bound: float
    told: float
    """Seconds of processor time to describe a page."""
    chose: float
    """Seconds of processor time to choose them all."""

    @property
    def share(self) -> float:
        """Of the distinct pairs, those that the chosen pages show."""
        return len(self.found) / len(self.pairs)

    @property
    def missed(self) -> list[str]:
        """The rest."""
        return sorted(self.pairs.keys() - self.found)


def sample(site: Plan, accused: Mapping[str, Found], budget: Sampling) -> Outcome:
    """Choose pages of a site whose full run is known."""
    begun = time.process_time()
    candidates = described(site)
    ready = time.process_time()
    sampler = Sampler(candidates, budget)
    judged = {path: frozenset(_pair(site, path, one) for one in found) for path, found in accused.items()}
    loaded: list[str] = []
    while batch := sampler.next_pages():
        for one in batch:
            path = one.url.removeprefix(_SITE)
            loaded.append(path)
            sampler.learn(
                one.url,
                [pair(rule, _node(place, region), sampler.cluster(one.url)) for rule, place, region in accused[path]],
            )
    done = time.process_time()
    pairs = Counter(one for found in judged.values() for one in found)
    return Outcome(
        site, sampler.estimate(), pairs, frozenset().union(*(judged[path] for path in loaded)),
        _bound(judged, len(loaded), [path for path in loaded if sampler.drawn(_SITE + path)]),
        (ready - begun) / len(candidates), done - ready,
    )  # fmt: skip


def described(site: Plan) -> list[Candidate]:
    """The pages of a site as the sampler is given them."""
    return [candidate(_SITE + path, page(site, path), home=path == HOME) for path in site.paths]


def _node(place: str, region: str) -> Node:
    return Node("", place, region, "")


def _pair(site: Plan, path: str, found: tuple[str, str, str]) -> str:
    """Judged by the true template of the page, not by the cluster it was taken for."""
    rule, place, region = found
    return f"{rule}|{place}" if region in _SHARED else f"{rule}|{site.template[path]}|{place}"


def _bound(judged: Mapping[str, frozenset[str]], loads: int, drawn: Sequence[str]) -> float:
    """What somebody who knows all would find: always the page that shows most of what is left."""
    every = frozenset().union(*judged.values())
    covered = frozenset().union(judged[HOME], *(judged[path] for path in drawn))
    for _ in range(loads - len({HOME, *drawn})):
        covered |= max((found - covered for found in judged.values()), key=len)
    return len(covered) / len(every)


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes for people."""
    lines = [
        "| seed | pages | loads | pairs | found | share | bound | on one page only: missed | estimated unseen | truly unseen"
        " | control: overlooked | ms a page to describe | s to choose |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in outcomes:
        said = one.estimate
        singles = [name for name, count in one.pairs.items() if count == 1]
        lines.append(
            f"| {one.site.seed} | {said.pages:,} | {said.measured} ({said.measured / said.pages:.1%}) | {len(one.pairs)}"
            f" | {len(one.found)} | **{one.share:.1%}** | {one.bound:.1%}"
            f" | {len(set(singles) - one.found)} of {len(singles)} | {said.unseen or 0:.1%} | {1 - one.share:.1%}"
            f" | {said.control_new} of {said.control_pairs} | {one.told * 1e3:.2f} | {one.chose:.1f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Sample generated sites and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.sampling", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--templates", type=int, default=_SIZE.templates)
    parser.add_argument("--singles", type=int, default=_SIZE.singles, help="faults on a single page")
    parser.add_argument("--late", type=int, default=_SIZE.late, help="faults that no page's bytes show")
    parser.add_argument("--pasted", type=int, default=_SIZE.pasted, help="most things pasted into a page by editors")
    parser.add_argument("--sample", default="auto")
    parser.add_argument(
        "--browser", action="store_true", help="the full run is measured, not taken from what was planted"
    )
    parser.add_argument("--missed", action="store_true", help="also print what was missed")
    options = parser.parse_args(arguments)
    outcomes = []
    for seed in options.seeds:
        size = Size(options.pages, options.templates, options.singles, options.late, options.pasted)
        site = plan(seed, size)
        name = "-".join(map(str, ("sampling", seed, *astuple(size)))) + ".jsonl"
        accused = (
            _measured(site, RESULTS / name) if options.browser else {path: site.truth(path) for path in site.paths}
        )
        outcomes.append(sample(site, accused, Sampling(options.sample)))
        if options.missed:
            print(*(f"{outcomes[-1].pairs[one]:4} {one}" for one in outcomes[-1].missed), sep="\n")
    print(table(outcomes))
    return 0


def _measured(site: Plan, path: Path) -> dict[str, Found]:
    from bench.sampling_reference import reference

    return reference(site, path)


if __name__ == "__main__":
    sys.exit(main())
