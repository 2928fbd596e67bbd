"""Which site comes next: one at a time on each server and platform, the longest queue first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from auditor.model.campaign import Planned

Keys = Mapping[int, frozenset[str]]
"""Row of a site → the server it is at and the platform that hosts it: what it shares with other sites."""


def next_site(waiting: Iterable[Planned], keys: Keys, taken: Collection[str]) -> Planned | None:
    """The first site of the longest queue that shares nothing with those under way; None when there is none.

    A whole campaign takes as long as its longest queue, so that one must never stand still.
    """
    left = list(waiting)
    queues = Counter(key for one in left for key in keys[one.site])
    free = [one for one in left if keys[one.site].isdisjoint(taken)]
    return max(free, key=lambda one: (max(queues[key] for key in keys[one.site]), -one.number), default=None)
