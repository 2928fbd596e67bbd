"""What axe-core said of one rendered page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AxeRun:
    """One run of axe-core over a page and its frames."""

    version: str = ""
