"""What the scheduler has to know of a bundle to settle a site."""

from dataclasses import dataclass
from pathlib import Path

from auditor.model.campaign import Rate
from auditor.store import rates
from auditor.store.bundle import Bundle, BundleError


@dataclass(frozen=True, slots=True)
class Facts:
    """Why a site could not be measured (``kind`` as NotMeasurable has it), and what was asked of whom."""

    kind: str = ""
    message: str = ""
    walled: bool = False
    """A wall answered half of the site's addresses or more."""
    rates: tuple[Rate, ...] = ()


def read_facts(path: Path) -> Facts:
    """Read a bundle that nobody writes to any more; nothing is known of one that cannot be read."""
    try:
        bundle = Bundle.open(path)
    except BundleError as error:
        return Facts(message=str(error))
    try:
        kind = bundle.get("not_measurable_kind", "")
        message = bundle.get("not_measurable", "")
        walled = rates.walled(bundle) or kind.startswith("wall:")
        return Facts(kind, message, walled, tuple(rates.rates(bundle)))
    finally:
        bundle.close()
