"""What is known of a page that must not be kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """A page that bears a mark of secrecy: address, hash of its bytes and the place of the mark, nothing else."""

    url: str
    reason: str
    """A code of ``auditor.text.secrecy``."""
    sha256: str
    line: int
    column: int
