"""What became of a site when its aging-friendly retrofit was really used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgingRun:
    """The entry pressed, every function of the toolbar exercised, the mode followed to other pages."""
