"""Everything that is said of one call of the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.gate.baseline import Baseline
from auditor.gate.collected import Collected
from auditor.gate.request import Request
from auditor.gate.verdict import GateView, Tally

CLEAN, FOUND, USAGE, UNMEASURED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Result:
    """What was collected, how it was counted, and what became of the baseline."""

    request: Request
    collected: Collected
    view: GateView
    counted: Tally
    article: bool = False
    gaps: tuple[str, ...] = ()
    """Sentences about what was declared and not measured."""
    fixed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Check to fingerprints of the baseline that are mended."""
    had: Baseline | None = None
    """The baseline it was judged against."""
    written: Path | None = None
    """Where a baseline was written."""

    @property
    def complete(self) -> bool:
        """Everything that was declared was measured."""
        return not self.gaps and not self.counted.unmeasured.total()

    @property
    def accepted(self) -> bool:
        """The user took what is there for the new baseline."""
        return self.written is not None and self.request.update_baseline

    @property
    def code(self) -> int:
        """The exit code (DESIGN section 7)."""
        if self.counted.blocking and not self.accepted:
            return FOUND
        return CLEAN if self.complete else UNMEASURED
