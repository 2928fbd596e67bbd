"""What an office may choose for its circular."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rules:
    """Choices of one circular; the defaults are the commonest of published ones."""

    digits: int = 2
    """Decimals of rates at most."""
    ranking: int = 0
    """So many best and worst portals are named; 0: none. Off unless the office wants it."""
    edges: tuple[int, ...] = (100, 90, 80, 70, 60)
    """Edges of the score bands; the highest band is above the first edge, every other one begins at its own."""
    examples: int = 3
    """Sites named as examples of a typical problem."""
    shared: int = 3
    """So many sites of one platform with the same problem make it the platform's."""

    @property
    def bands(self) -> tuple[str, ...]:
        """Names of the bands, the highest first."""
        pairs = zip(self.edges[1:], self.edges, strict=False)
        return (f"{self.edges[0]} 分以上", *(f"{low}—{high} 分" for low, high in pairs), f"{self.edges[-1]} 分以下")

    @property
    def high(self) -> Mapping[str, int]:
        """Names of what counts as a high score, and from how many points on."""
        return {f"{edge} 分及以上": edge for edge in sorted(self.edges[:2])}

    def band(self, score: Decimal) -> str:
        """The band of a score: a whole hundred is not above it."""
        if score > self.edges[0]:
            return self.bands[0]
        passed = sum(score < edge for edge in self.edges[1:])
        return self.bands[passed + 1]
