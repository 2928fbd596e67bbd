"""Links as a page writes them, and what kind of thing each points at."""

from enum import StrEnum
from typing import NamedTuple


class TargetKind(StrEnum):
    """What a link points at, decided from its text alone; only the first three are ever requested."""

    # That of Enum is written in Python and asked for with every link.
    __hash__ = str.__hash__

    PAGE = "page"
    """http(s) on the audited site, may be an HTML page."""
    ASSET = "asset"
    """http(s) on the audited site, an image, script, style or attachment by its tag or extension."""
    EXTERNAL = "external"
    """http(s) on another site."""
    MALFORMED = "malformed"
    """Cannot be what its author meant (``htp://``, ``http//www``, invalid host)."""
    RESIDUE = "residue"
    """An unfilled template: ``{{url}}``, ``${x}``, ``undefined``."""
    PLACEHOLDER = "placeholder"
    """Empty, ``#`` or similar under visible text."""
    PRIVATE = "private"
    """Loopback, private or ``file:`` address, or an intranet name."""


class LinkForm(StrEnum):
    """How sure we are that a browser would go there."""

    __hash__ = str.__hash__

    PLAIN = "plain"
    """An ordinary URL attribute."""
    SCRIPT = "script"
    """A literal in a handler, a ``javascript:`` URL or an inline script."""
    OPTION = "option"
    """The value of an option in a jump menu."""
    DATA = "data"
    """A data-url style attribute."""
    GENERATED = "generated"
    """Computed from a paging call; never accused."""


class Link(NamedTuple):
    """One link as written in one element, already resolved in the context of its page.

    A tuple, because a crawl makes millions of them and sends them on as they are.

    ``raw`` is the attribute value after entity decoding, untrimmed. ``target`` is the absolute URL without
    fragment for requestable kinds, else the best description of what is meant (``raw`` itself for residue
    and placeholders). ``suggestion`` is what the author probably meant, for malformed links. ``bare`` is
    True when the element has no id, class, data-*, role or handler (a script cannot easily bind to it).
    ``text`` is the visible text (or alt/title) inside an anchor, white space folded, at most 200 characters.
    """

    raw: str
    tag: str
    attr: str
    text: str
    kind: TargetKind
    target: str
    fragment: str = ""
    form: LinkForm = LinkForm.PLAIN
    bare: bool = False
    suggestion: str = ""
    note: str = ""
    """Why it is malformed/residue/private, as a stable code (``scheme-typo``, ``backslash`` …) or empty."""
