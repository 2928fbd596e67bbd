"""Which crawled pages see the browser: few of each kind, and those whose mark-up has what their kind lacks.

Pages are told apart by their bytes alone (``sampling.page``). A page is worth measuring for what it would show that no
measured page has: that it is the first of its cluster, column or kind; *marks* (things rules are about, at their places)
and *traits* (any other shape of element) that no measured page of its cluster has, or what nearly all its peers have and
it lacks; and, by what its cluster has shown so far, the faults that bytes do not tell. How much a mark or trait is
worth is learnt from what pages chosen for such a thing brought. Batches decide, never the order in which results come.
"""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import urlsplit

from auditor.browser.sampling.clusters import clusters
from auditor.browser.sampling.page import SHARED, spot, traits
from auditor.browser.sampling.worth import LACK, MARK, TRAIT, Oddity, Worth, oddity
from auditor.model.node import Node
from auditor.model.sampling import SampleEstimate, Sampling
from auditor.urls.order import COLUMN, HOME, url_class

_SEARCH = re.compile(
    r"/(?:search|so|jsearch\w*|sousuo|ss)(?:/|$|[._-])|[/_]search\w*\.|[?&](?:q|qt|keywords?|searchword|wd)=", re.I
)
_SEARCH_TITLE = re.compile(r"搜索|检索")
_ANY_YEAR = 9999
_USUAL = 0.5
"""Share of a cluster's pages that have a trait which is then not worth a page of its own."""
_EXPECTED = 0.9
"""Share of a cluster's pages that have what it is then odd to lack ..."""
_PEERS = 5
"""... when the cluster has so many."""
_SHARED = frozenset(["header", "nav", "footer"])
_MUST = {"home": 8.0, "search": 4.0, "control": 2.0, "column": 1.0}
"""Always in, so far as pages are allowed; the more pressing first."""
_COLUMNS = 2
"""One part in so many of the allowed pages is for one article of each column, the largest columns first."""
_FAINT = 0.1
"""Worth below which an oddity is not counted as unseen: thousands of innocent ones must not add up to findings."""
_BATCHES = 20
"""Parts the allowed pages are measured in at most: what was learnt must be able to change the choice."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may be chosen, as its bytes describe it."""

    url: str
    skeleton: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    column: str = ""
    """The column it is an article of; empty for other pages."""
    home: bool = False
    search: bool = False


def candidate(url: str, text: str, title: str = "", home: bool = False) -> Candidate:
    """Describe a crawled page by its address and its decoded text: a pure function of them."""
    found = traits(text)
    kind = url_class(url, _ANY_YEAR)
    address = url.partition("//")[2].partition("/")[2]
    search = bool(_SEARCH.search("/" + address) or _SEARCH_TITLE.search(title))
    column = "" if kind in (HOME, COLUMN) or search or home else column_of(url)
    return Candidate(url, found.skeleton, found.marks, found.traits, column, home, search)


def pair(rule: str, node: Node, cluster: str) -> str:
    """Return what ``learn`` takes: a rule and the place of a node that breaks it; of a shared region in any cluster."""
    return f"{rule}|{node.place}" if node.region in _SHARED else f"{rule}|{cluster}|{node.place}"


def column_of(url: str) -> str:
    """Return the column that an article's address names: its first folder; ``/`` for those that lie in none."""
    folders = [part for part in urlsplit(url).path.split("/")[1:-1] if not part.isdigit()]
    return f"/{folders[0]}/" if folders else "/"


@dataclass(slots=True, eq=False)
class _Page:
    """A candidate while the choice goes on."""

    url: str
    cluster: str
    lot: bytes
    candidate: Candidate
    odd: dict[str, Oddity] = field(default_factory=dict)
    """Its marks, what it has that its peers lack, and the other way round."""
    left: Counter[Oddity] = field(default_factory=Counter)
    """Of these, what no chosen page has."""
    musts: frozenset[str] = frozenset()
    control: bool = False
    told: Counter[Oddity] = field(default_factory=Counter)
    """What was left when it was chosen."""
    first: bool = False
    """It was the first chosen of its cluster."""
    brought: frozenset[str] | None = None


class Sampler:
    """Chooses pages batch by batch: ``next_pages``, ``learn`` for each that was measured, until no page comes."""

    def __init__(self, pages: Iterable[Candidate], budget: Sampling) -> None:
        self._budget = budget
        unique = sorted({page.url: page for page in pages}.values(), key=lambda page: page.url)
        names = clusters(page.skeleton for page in unique)
        self._pages = {page.url: _Page(page.url, names[page.skeleton], _lot(page.url), page) for page in unique}
        self._most = budget.most(len(unique))
        self._waiting = dict(self._pages)
        self._chosen: list[_Page] = []
        self._batch: list[_Page] = []
        self._done: list[_Page] = []
        self._by: dict[str, _Page] = {}
        self._begun: set[str] = set()
        self._seen: Counter[str] = Counter()
        self._untold: list[str] = []
        self._worth = Worth()
        self._stopped = ""
        self._describe(unique)
        self._demand(unique)

    def cluster(self, url: str) -> str:
        """Return the name of a page's cluster: the template that places of its pages belong to."""
        return self._pages[url].cluster

    def drawn(self, url: str) -> bool:
        """Return True for a control page: drawn by lot."""
        return self._pages[url].control

    def next_pages(self) -> list[Candidate]:
        """Return the pages to measure next, the most promising first; none when it is enough."""
        self._digest()
        room = self._most - len(self._chosen)
        if self._budget.mode != "all":
            room = min(room, max(self._budget.batch, self._most // _BATCHES))
        self._batch = [] if self._stopped else self._choose(room)
        self._chosen += self._batch
        if not self._batch and not self._stopped:
            self._stopped = "complete" if not self._waiting else "budget" if room <= 0 else "nothing-new"
        return [page.candidate for page in self._batch]

    def learn(self, url: str, pairs: Iterable[str]) -> None:
        """Take in what a page of the last batch showed; a page that could not be measured is not reported."""
        self._pages[url].brought = frozenset(pairs)

    def estimate(self) -> SampleEstimate:
        """Return what is known without the batch that is under way: all, once no page comes any more."""
        measured = [page for page in self._done if page.brought is not None]
        drawn = [page for page in measured if page.control]
        shown = {pair for page in drawn for pair in page.brought or ()}
        return SampleEstimate(
            pages=len(self._pages), chosen=len(self._chosen), measured=len(measured),
            clusters=len({page.cluster for page in self._pages.values()}),
            clusters_seen=len({page.cluster for page in measured}),
            pairs=len(self._seen), singletons=sum(count == 1 for count in self._seen.values()),
            unseen=self._unseen(bool(measured)), control_pages=len(drawn), control_pairs=len(shown),
            control_new=len(self._overlooked(measured)), stopped=self._stopped,
        )  # fmt: skip

    def _overlooked(self, measured: Sequence[_Page]) -> set[str]:
        """Pairs of pages drawn by lot that no other page of their cluster shows, though nothing in their bytes told."""
        sizes = Counter(page.cluster for page in measured)
        elsewhere = {pair for page in measured if not page.control for pair in page.brought or ()}
        missed: set[str] = set()
        for page in measured:
            if page.control and sizes[page.cluster] > 1:
                told = {one.spot for one in page.odd.values()}
                missed.update(pair for pair in (page.brought or frozenset()) - elsewhere if _spot(pair) not in told)
        return missed

    def _unseen(self, any_measured: bool) -> float | None:
        """Estimate the share of distinct pairs still unseen: what uncovered oddities promise, and what bytes do not tell.

        The latter as Chao does after Good and Turing: of pairs that nothing in the bytes told, those seen on one page
        against those seen on two say how many were seen on none. It is a lower bound.
        """
        if not any_measured:
            return None
        left = {key: one for page in self._waiting.values() for key, one in page.odd.items() if key not in self._by}
        worths = [self._worth.of(left[key]) for key in sorted(left)]
        told = sum(worth for worth in worths if worth > _FAINT)
        strange = len({page.cluster for page in self._waiting.values()} - self._begun)
        once, twice = (sum(self._seen[pair] == count for pair in self._untold) for count in (1, 2))
        hidden = told + once * (once - 1) / (2 * (twice + 1)) + self._worth.first() * strange
        return hidden / (hidden + len(self._seen)) if hidden else 0.0

    # What makes a page worth measuring.

    def _describe(self, candidates: Sequence[Candidate]) -> None:
        """Find what each page has that its cluster lacks, and what it lacks."""
        by_cluster: dict[str, list[Candidate]] = defaultdict(list)
        for one in candidates:
            by_cluster[self._pages[one.url].cluster].append(one)
        self._having: dict[str, list[_Page]] = defaultdict(list)
        for name, peers in by_cluster.items():
            counts: Counter[str] = Counter()
            for one in peers:
                counts.update(one.marks)
                counts.update(one.traits)
            usual = {trait for trait, count in counts.items() if count > _USUAL * len(peers)}
            due = {trait for trait, count in counts.items() if len(peers) >= _PEERS and count >= _EXPECTED * len(peers)}
            for one in peers:
                self._describe_page(one, name, usual, due)

    def _describe_page(self, one: Candidate, cluster: str, usual: set[str], due: set[str]) -> None:
        page = self._pages[one.url]
        for mark in sorted(one.marks):
            page.odd[_key(mark, cluster)] = oddity(MARK, mark)
        for trait in sorted(one.traits - usual):
            page.odd[_key(trait, cluster)] = oddity(TRAIT, trait)
        for trait in sorted(due - one.traits - one.marks):
            page.odd[_key(f"without {trait}", cluster)] = oddity(LACK, trait)
        page.left = Counter(page.odd.values())
        for key in page.odd:
            self._having[key].append(page)

    def _demand(self, candidates: Sequence[Candidate]) -> None:
        """Say which pages are always in: home, search, one article of each column, and those drawn by lot."""
        sizes = Counter(one.column for one in candidates if one.column)
        columns = sorted(sizes, key=lambda column: (-sizes[column], column))[: max(1, self._most // _COLUMNS)]
        for one in candidates:
            asked = {"home": one.home, "search": one.search, f"column {one.column}": one.column in columns}
            self._pages[one.url].musts = frozenset(name for name, wanted in asked.items() if wanted)
        count = max(1, round(self._budget.control * self._most)) if self._most else 0
        for page in sorted(self._pages.values(), key=lambda page: (page.lot, page.url))[:count]:
            page.control = True
            page.musts |= {f"control {page.url}"}
        self._met: set[str] = set()

    # Choosing.

    def _choose(self, room: int) -> list[_Page]:
        """Take the page of the greatest value again and again; values only fall while pages are taken."""
        ranked = [(self._rank(page), page.lot, page.url) for page in self._waiting.values()]
        heapq.heapify(ranked)
        chosen: list[_Page] = []
        while len(chosen) < room and ranked:
            (_, _, url), page = ranked[0], self._waiting[ranked[0][2]]
            now = self._rank(page)
            if now > ranked[0][0]:
                heapq.heapreplace(ranked, (now, page.lot, url))
                continue
            if self._budget.mode == "auto" and not now[0] and -now[1] < self._budget.gain:
                break
            heapq.heappop(ranked)
            self._take(page)
            chosen.append(page)
        return chosen

    def _rank(self, page: _Page) -> tuple[float, float]:
        """Smaller is better: what must be in, then what promises most."""
        must = max((_MUST[name.partition(" ")[0]] for name in page.musts - self._met), default=0.0)
        told = self._worth.of_all(one for one, count in page.left.items() if count)
        first = page.cluster not in self._begun
        return -must, -(told + (self._worth.first() if first else self._worth.blind(page.cluster)))

    def _take(self, page: _Page) -> None:
        del self._waiting[page.url]
        page.told, page.first = +page.left, page.cluster not in self._begun
        self._begun.add(page.cluster)
        self._met |= page.musts
        self._worth.asked(page.cluster)
        for key, kind in page.odd.items():
            if key not in self._by:
                self._by[key] = page
                for other in self._having[key]:
                    other.left[kind] -= 1

    def _digest(self) -> None:
        """Learn from the last batch, in the order it was chosen in."""
        for page in self._batch:
            if page.brought is None:
                self._give_back(page)
                continue
            new = {pair: _spot(pair) for pair in sorted(page.brought) if not self._seen[pair]}
            self._seen.update(page.brought)
            self._untold += self._worth.learn_new(page.cluster, page.told, new, page.first)
            self._worth.learn(_all_of(page), {_spot(pair) for pair in page.brought})
        self._done += self._batch
        self._batch = []

    def _give_back(self, page: _Page) -> None:
        """What a page promised that could not be measured, another may show."""
        if page.first:
            self._begun.discard(page.cluster)
        self._met -= page.musts
        for key, kind in page.odd.items():
            if self._by.get(key) is page:
                del self._by[key]
                for other in self._having[key]:
                    other.left[kind] += 1


def _key(said: str, cluster: str) -> str:
    """Regions that templates share are one place on all pages; any other belongs to its cluster."""
    return said if said.startswith((SHARED, f"without {SHARED}")) else f"{cluster} {said}"


def _all_of(page: _Page) -> list[Oddity]:
    """Everything that a finding of a page may be due to, in a fixed order."""
    has = [oddity(MARK, mark) for mark in sorted(page.candidate.marks)]
    has += [oddity(TRAIT, trait) for trait in sorted(page.candidate.traits)]
    return has + [one for _, one in sorted(page.odd.items()) if one.family == LACK]


def _spot(pair: str) -> str:
    return spot(pair.rpartition("|")[2])


def _lot(url: str) -> bytes:
    return blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest()
