"""What a document that is offered for download says, as far as it could be read."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a document could be read."""

    READ = "read"
    EMPTY = "empty"
    """It opens, and there is nothing in it."""
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    """It asks for a password."""
    UNREAD = "unread"
    """Of a kind that is not read here."""
    CUT = "cut"
    """A limit was met before anything was known of it; ``limit`` names it."""


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """A link inside a document; ``url`` as written there."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One document. ``text`` has one line a paragraph or row; empty for a sealed one, whose ``sealed`` says why."""

    kind: str
    """pdf, docx, xlsx, pptx, ofd, doc, xls, ole (another one of its family), zip, other."""
    state: State
    size: int = 0
    sha256: str = ""
    text: str = ""
    pages: int = 0
    pictures: int = 0
    links: tuple[AttachmentLink, ...] = ()
    macros: bool = False
    limit: str = ""
    """Name of the limit that cut text or links, where one did."""
    sealed: str = ""
