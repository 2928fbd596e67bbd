"""What a reader of documents gathers, within the limits."""

from dataclasses import dataclass, field

from auditor.model.attachment import AttachmentLink
from auditor.model.limits import Limits


class Damaged(Exception):
    """The document does not open."""


class Encrypted(Exception):
    """The document asks for a password."""


class Unread(Exception):
    """Documents of this kind are not read."""


@dataclass(slots=True)
class Content:
    """Text and links of one document as they are found; what is beyond a limit is left out, and the limit named."""

    kind: str
    limits: Limits
    pages: int = 0
    pictures: int = 0
    macros: bool = False
    limit: str = ""
    links: list[AttachmentLink] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def full(self) -> bool:
        """There is no room for more text."""
        return self._length >= self.limits.attachment_characters

    @property
    def text(self) -> str:
        """One line a paragraph or row."""
        return "\n".join(self._lines)

    def add(self, line: str) -> None:
        """Add a line of text."""
        # Lone surrogates cannot be written as UTF-8.
        line = line.encode("utf-8", "replace").decode().strip()
        if not line:
            return
        if self.full:
            self.limit = "attachment_characters"
            return
        self._lines.append(line[: self.limits.attachment_characters - self._length])
        self._length += len(self._lines[-1]) + 1

    def link(self, url: str, text: str = "") -> None:
        """Add a link."""
        url = url.encode("utf-8", "replace").decode().strip()
        if len(self.links) >= self.limits.attachment_links:
            self.limit = "attachment_links"
        elif url and all(one.url != url for one in self.links):
            self.links.append(AttachmentLink(url[:2_000], text[:200]))
