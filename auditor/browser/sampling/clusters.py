"""Pages of one template found together by their skeletons, whatever their contents add or lack."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

ALIKE = 0.7
"""Share of blocks that two skeletons of one cluster have in common (Jaccard), apart from those that all pages have ..."""
HELD, HALF_ALIKE = 0.85, 0.4
"""... or the share of the smaller one that the larger one holds, when they are alike so far: what editors paste adds much."""
_EVERYWHERE = 0.6
_FREE = 2
"""Blocks in which skeletons may differ however small they are: an attachment box does not make another template."""
Skeleton = frozenset[str]


def clusters(skeletons: Iterable[Skeleton]) -> dict[Skeleton, str]:
    """Return the name of each skeleton's cluster; equal for equal pages in any order.

    The most frequent skeletons lead; each other one joins the leader it is most like, or leads a cluster of its own.
    """
    counts = Counter(skeletons)
    own = _own(counts)
    leaders: list[tuple[Skeleton, str]] = []
    having: dict[str, list[int]] = {}
    found: dict[Skeleton, str] = {}
    for skeleton in sorted(counts, key=lambda one: (-counts[one], name_of(one))):
        at = _nearest(own[skeleton], leaders, having)
        if at is None:
            at = len(leaders)
            leaders.append((own[skeleton], name_of(skeleton)))
            for block in own[skeleton]:
                having.setdefault(block, []).append(at)
        found[skeleton] = leaders[at][1]
    return found


def name_of(skeleton: Skeleton) -> str:
    """Return 16 hex digits that name a skeleton."""
    return blake2b("\n".join(sorted(skeleton)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _own(counts: Mapping[Skeleton, int]) -> dict[Skeleton, Skeleton]:
    """Skeletons without the blocks that most pages have, lest a common frame make all pages alike, nor those of one page.

    Classes and ids are compared as they are written, since templates may be told apart by a number; but a number that one
    page alone has is its own.
    """
    total = sum(counts.values())
    blocks: Counter[str] = Counter()
    for skeleton, count in counts.items():
        for block in skeleton:
            blocks[block] += count
    common = {block for block, count in blocks.items() if count > _EVERYWHERE * total}
    alone = {block for block, count in blocks.items() if count == 1}
    return {skeleton: skeleton - common - alone for skeleton in counts}


def _nearest(own: Skeleton, leaders: list[tuple[Skeleton, str]], having: Mapping[str, list[int]]) -> int | None:
    """The most similar leader that is similar enough, the earliest of equals."""
    shared: Counter[int] = Counter(at for block in own for at in having.get(block, ()))
    best, most = None, -1.0
    few = (at for at, (blocks, _) in enumerate(leaders) if len(blocks) <= _FREE) if len(own) <= _FREE else ()
    for at in sorted({*shared, *few}):
        union = len(own) + len(leaders[at][0]) - shared[at]
        alike = shared[at] / union if union else 1.0
        held = shared[at] / max(1, min(len(own), len(leaders[at][0])))
        close = alike >= ALIKE or union - shared[at] <= _FREE or (held >= HELD and alike >= HALF_ALIKE)
        if close and alike > most:
            best, most = at, alike
    return best
