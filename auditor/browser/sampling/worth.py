"""How many new findings a page is likely to bring, learnt from those that were measured.

An *oddity* (a mark, a trait, a lack) is of a kind: what it is, wherever it stands. Where a finding stands at the spot of
an oddity, that kind is guilty: pages of other clusters that have it are worth more. Kinds that were measured without
any finding at their spots are worth less and less.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from auditor.browser.sampling.page import BELOW, SHARED, spot, step_of

MARK, TRAIT, LACK = "mark", "trait", "lack"
_PRIOR = {MARK: 0.35, TRAIT: 0.05, LACK: 0.10}
_SURE = frozenset(
    "no alt,no title,no label,no name,no value,empty,tabindex positive,marquee,blink,role unknown,lang unusable,refresh,no zoom"
    ",hidden control,nested control,parent,child,pale,no html,frame,frameset".split(",")
)
"""Marks that hardly ever stand where no rule is broken ..."""
_HARMLESS = ("lang ", "role ", "empty alt", "accesskey ", "tabindex negative", "on", "style ", "no main", "media")
"""... and the beginnings of those that mostly do."""
_SURE_RATE, _HARMLESS_RATE = 0.7, 0.08
_FAMILY_STRENGTH = 12.0
"""Kinds that the prior of a family counts as."""
_KIND_STRENGTH = 1.5
"""Pages that what is known of the family counts as for one kind."""
_BLIND = 0.3
_BLIND_STRENGTH = 8.0
_CLUSTER_STRENGTH = 2.0
_FIRST = 4.0
_FIRST_STRENGTH = 2.0


@dataclass(frozen=True, slots=True)
class Oddity:
    """What a page has or lacks, apart from where."""

    family: str
    kind: str
    spot: str
    local: str = ""
    """The kind at such a spot: what is fair in one box is not in another."""


@lru_cache(maxsize=100_000)
def oddity(family: str, said: str) -> Oddity:
    """Return what a mark, trait or lack of a page is."""
    bare = said.removeprefix(SHARED)
    if family == TRAIT:
        near, _, shape = bare.partition(BELOW)
        return Oddity(family, f"{family} {shape}", f"{near}{BELOW}{step_of(shape)}", f"{family} {shape}{BELOW}{near}")
    if family == MARK:
        name, _, place = bare.partition("|")
        where = spot(place)
        return Oddity(family, f"{family} {name}", where, f"{family} {name}{BELOW}{where}")
    return Oddity(family, f"{family} {bare.partition(BELOW)[2] or bare}", "")


class Worth:
    """Expected new pairs: of an oddity; of the first page of a cluster; of what bytes do not tell."""

    def __init__(self) -> None:
        self._brought: defaultdict[str, float] = defaultdict(float)
        self._tried: defaultdict[str, float] = defaultdict(float)
        self._blind: defaultdict[str, float] = defaultdict(float)
        self._pages: defaultdict[str, int] = defaultdict(int)
        self._asked: defaultdict[str, int] = defaultdict(int)
        self._firsts = [_FIRST * _FIRST_STRENGTH, _FIRST_STRENGTH]

    def of(self, one: Oddity) -> float:
        """Of one oddity that no measured page of its cluster had."""
        anywhere = self._rate(one.kind, self._prior(one), _KIND_STRENGTH)
        return self._rate(one.local, anywhere, _KIND_STRENGTH) if one.local else anywhere

    def of_all(self, ones: Iterable[Oddity]) -> float:
        """Of all oddities of a page together: new kinds of traits come in crowds, from one hand, and count as few."""
        known, strange = 0.0, 0
        for one in ones:
            if one.family == TRAIT and one.kind not in self._tried:
                strange += 1
            else:
                known += self.of(one)
        crowd = self._rate(TRAIT, _PRIOR[TRAIT], _FAMILY_STRENGTH) * (1 + log(strange)) if strange else 0.0
        return known + crowd

    def _prior(self, one: Oddity) -> float:
        name = one.kind.partition(" ")[2]
        if one.family == MARK and name in _SURE:
            return _SURE_RATE
        if one.family == MARK and name.startswith(_HARMLESS):
            return _HARMLESS_RATE
        return self._rate(one.family, _PRIOR[one.family], _FAMILY_STRENGTH)

    def _rate(self, name: str, prior: float, strength: float) -> float:
        return (prior * strength + self._brought.get(name, 0.0)) / (strength + self._tried.get(name, 0.0))

    def first(self) -> float:
        """Of the first page of a cluster."""
        return self._firsts[0] / self._firsts[1]

    def blind(self, cluster: str) -> float:
        """Of one more page of a cluster, besides what its bytes promise; pages under way count as pages without."""
        total = sum(self._blind.values())
        rate = (_BLIND * _BLIND_STRENGTH + total) / (_BLIND_STRENGTH + sum(self._pages.values()))
        found, asked = self._blind.get(cluster, 0.0), self._asked.get(cluster, 0)
        return (rate * _CLUSTER_STRENGTH + found) / (_CLUSTER_STRENGTH + max(0, asked - 1))

    def asked(self, cluster: str) -> None:
        """One more page of a cluster is under way."""
        self._asked[cluster] += 1

    def learn(self, has: Collection[Oddity], spots: Collection[str]) -> None:
        """A page has these oddities and usual things, and findings at these spots.

        What stands at one spot shares the blame, by what is known of each: a plain paragraph is mostly innocent.
        """
        at: defaultdict[str, list[Oddity]] = defaultdict(list)
        for one in has:
            at[one.spot].append(one)
        for place, ones in sorted(at.items()):
            blame = dict.fromkeys(ones, 0.0)
            if place and place in spots:
                worths = {one: self.of(one) for one in ones}
                blame = {one: worth / sum(worths.values()) for one, worth in worths.items()}
            for one, share in blame.items():
                self._judge(one, share)

    def _judge(self, one: Oddity, share: float) -> None:
        if one.kind not in self._tried:
            self._tried[one.family] += 1
            self._brought[one.family] += share
        for name in filter(None, (one.kind, one.local)):
            self._tried[name] += 1
            self._brought[name] += share

    def learn_new(self, cluster: str, told: Collection[Oddity], new: Mapping[str, str], first: bool) -> list[str]:
        """A page chosen for these oddities brought new pairs (pair -> its spot); return those that none of them told."""
        if first:
            self._firsts[0] += len(new)
            self._firsts[1] += 1
            return []
        expected = {one.spot for one in told}
        untold = [pair for pair, where in new.items() if where not in expected]
        self._pages[cluster] += 1
        self._blind[cluster] += len(untold)
        return untold
