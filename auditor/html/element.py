"""One token of the scanner taken apart, once, for all that want to know something of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.html import textual
from auditor.html.tokens import attributes, inner_tags, start_tag

Tag = tuple[str, dict[str, str]]

_LABEL = 200


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag with what belongs to its token.

    ``tags`` are (name, attributes) of the element itself and, for an anchor, of the tags inside it. ``content`` is the
    raw rest of the token. ``text`` is the visible text of an anchor, option or title, references not yet decoded.
    """

    name: str
    tags: Sequence[Tag]
    content: str
    text: str

    @property
    def values(self) -> dict[str, str]:
        """The attributes of the element itself."""
        return self.tags[0][1]

    @property
    def label(self) -> str:
        """What names the element: its visible text, else alt or title, folded, at most 200 characters."""
        text = textual.folded(self.text)
        if not text and self.name == "a":
            named = (values.get(key, "") for _, values in [*self.tags[1:], self.tags[0]] for key in ("alt", "title"))
            text = next((" ".join(value.split()) for value in named if value.strip()), "")
        return text[:_LABEL]

    @property
    def body(self) -> str:
        """The content of a raw-text element without its end tag."""
        return self.content.rpartition("</")[0] if self.content.rstrip().endswith(">") else self.content


def parse(token: str) -> Element | None:
    """Take a token apart; None when it is no complete start tag. Plain tags that follow the element do no harm."""
    start = start_tag(token)
    if start is None:
        return None
    name, raw, length = start
    content = token[length:]
    if name == "a":
        plain = content.find("<", 0, len(content) - 4) < 0
        tags = [(name, attributes(raw))] if plain else list(inner_tags(token))
        return Element(
            name, tags, content, content[:-4] if plain and content[-4:].lower() == "</a>" else textual.stripped(content)
        )
    text = ""
    if name == "option":
        text = content
    elif name == "title":
        text = textual.stripped(content.rpartition("</")[0] or content)
    return Element(name, [(name, attributes(raw) if raw else {})], content, text)
