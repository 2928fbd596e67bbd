"""What the measurement of one page's conduct may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True, slots=True)
class ConductLimits:
    """Bounds; what bites is named."""

    seconds: float = 4.5
    """For everything together."""
    walk_seconds: float = 1.6
    presses: int = 80
    """Tab keys pressed on the way through the document."""
    unseen: int = 6
    """Elements whose focus is looked for in pictures."""
    texts: int = 60
    """Texts whose contrast is measured by pixels."""
    height: int = 2_000
    """CSS pixels from the top of the page in which it is."""
    listeners: int = 80
    """Elements with click listeners that are looked at."""


@dataclass(slots=True)
class Budget:
    """The clock of one page, and what it did not leave time for."""

    limits: ConductLimits
    bitten: list[str] = field(default_factory=list)
    ends: float = 0.0

    def __post_init__(self) -> None:
        self.ends = monotonic() + self.limits.seconds

    def left(self, name: str, need: float = 0.0) -> bool:
        """True while there is time for ``need`` seconds more; else the limit is noted by name."""
        if monotonic() + need < self.ends:
            return True
        self.bite(name)
        return False

    def bite(self, name: str) -> None:
        """Note a limit that bit, once."""
        if name not in self.bitten:
            self.bitten.append(name)
