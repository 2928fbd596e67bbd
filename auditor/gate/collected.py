"""What was collected before anything is said of it."""

from dataclasses import dataclass
from pathlib import Path

from auditor.gate.folder import Folder

FAMILIES = ("links", "hidden", "identity", "content", "words", "privacy", "secrecy", "attachments", "access")
"""What a release can be judged by before it is out; those that this version has are used."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A judged bundle, what it was made of, and the folder behind it where there is one."""

    bundle: Path
    what: str
    """In the user's words."""
    folder: Folder | None = None
    unmeasurable: str = ""
    """Why nothing could be judged at all."""
