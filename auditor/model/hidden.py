"""What one page hides or carries in odd places: facts without a verdict.

Everything is a pure function of the page's decoded text, its address and the site's style sheets. Offsets count
characters of the decoded text. Texts are shortened; what was cut is said by ``truncated`` of the whole.
"""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """By what an element is hidden."""

    DISPLAY = "display-none"
    VISIBILITY = "visibility"
    OPACITY = "opacity"
    OFFSCREEN = "off-screen"
    INDENT = "text-indent"
    TINY_TEXT = "tiny-text"
    TINY_BOX = "tiny-box"
    COLLAPSED = "collapsed"
    """A box of no height or width that cuts off what stands in it: panels that open are closed so."""
    TINY_MARQUEE = "tiny-marquee"
    BEHIND = "behind"
    CLIP = "clip"
    SCALE = "scale"
    COLOUR = "colour"
    COVER = "transparent-cover"
    """Fixed over the whole window and not seen."""
    ATTRIBUTE = "hidden-attribute"
    INERT = "inert-element"
    """Content of an element that shows no markup: noscript, textarea, xmp, noframes."""


class Origin(StrEnum):
    """Where the hiding is written."""

    INLINE = "inline"
    SHEET = "sheet"
    """A rule in a ``<style>`` element or a linked style sheet."""
    SCRIPT = "script"
    """A script hides the element, or writes the tag that opens it."""
    ELEMENT = "element"


class Place(StrEnum):
    """Part of the document in which something stands."""

    ORDINARY = "ordinary"
    BEFORE_DOCTYPE = "before-doctype"
    SECOND_BODY = "second-body"
    AFTER_HTML = "after-html"
    NO_DOCUMENT = "no-document"
    """The page has neither html nor body tag."""


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link to another registrable domain. ``account``: its rel says that it leads to the body's own account elsewhere."""

    url: str
    host: str
    domain: str
    text: str
    account: bool
    image: bool


@dataclass(frozen=True, slots=True)
class HiddenBlock:
    """One hidden element with what stands in it.

    ``key`` is the hash of the block's normalised markup, equal on every page that carries it. ``bare``: a wrapper with
    nothing but looks (no id, class, role, handler). ``ancestors`` are ``tag#id.class`` from the inside outwards, at most
    twelve, and only known for blocks with outside links. ``named``: a script or another CSS rule of the page speaks of
    the wrapper's id or class, so it may be shown again.
    """

    offset: int
    raw: str
    key: str
    tag: str
    names: tuple[str, ...]
    methods: tuple[Method, ...]
    origin: Origin
    bare: bool
    links: tuple[OutsideLink, ...]
    own_links: int
    controls: int
    """Form fields, buttons and list items with an id: parts of a menu or dialogue."""
    dressed: int
    """Elements inside that bear a class or id or belong to a list, table or picture: somebody designed them."""
    text: str
    text_length: int
    place: Place = Place.ORDINARY
    ancestors: tuple[str, ...] = ()
    named: bool = False
    style: str = ""
    """The text that hides it: style attribute or rule."""
    objects: tuple[OutsideLink, ...] = ()
    """Outside frames, plug-in objects inside."""
    length: int = 0
    """Characters of the whole block."""


@dataclass(frozen=True, slots=True)
class MetaFact:
    """A meta element that names something. ``coded``: letters or ideographs are written as numeric references."""

    name: str
    content: str
    coded: bool
    offset: int
    raw: str


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Title and meta elements, before (``raw``) and after decoding (``title``, ``content``)."""

    title: str = ""
    title_raw: str = ""
    title_coded: bool = False
    title_offset: int = 0
    metas: tuple[MetaFact, ...] = ()
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """Something a script fetches: ``tag`` is script, iframe, object …; ``url`` absolute."""

    tag: str
    url: str
    domain: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ScriptFact:
    """A script that does something worth knowing.

    ``layers`` names each coding that was undone, outermost first (``packer``, ``escapes``, ``charcode``, ``atob``,
    ``unescape``, ``hex``, ``reverse``, ``shift``); ``decoded`` is the innermost text. ``branches``: what depends on the
    visitor: a redirect (``spider``, ``referrer``, ``mobile``), the title (``spider-title``, ``referrer-title``), or what
    is loaded (``location-loader``, ``cookie-loader``, ``agent-loader``, ``referrer-loader``).
    ``does``: ``title``, ``redirect``, ``write``, ``infect``.
    """

    offset: int
    raw: str
    key: str
    src: str
    domain: str
    parent: str
    place: Place = Place.ORDINARY
    layers: tuple[str, ...] = ()
    decoded: str = ""
    branches: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Absolute outside addresses the code sends visitors to."""
    loads: tuple[Load, ...] = ()
    hides: tuple[str, ...] = ()
    """Ids of elements the code hides."""


@dataclass(frozen=True, slots=True)
class FrameFact:
    """A frame or plug-in object of another domain. ``shape``: ``zero``, ``tiny``, ``hidden``, ``cover`` or empty."""

    offset: int
    raw: str
    tag: str
    url: str
    domain: str
    shape: str
    place: Place = Place.ORDINARY
    noscript: bool = False


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """Visible content before the doctype or after the end of the document."""

    offset: int
    raw: str
    place: Place
    text: str
    links: tuple[OutsideLink, ...]


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark in markup or text that a certain tool or trade leaves: ``kind`` says which, ``count`` how often."""

    kind: str
    count: int
    offset: int
    raw: str
    domains: tuple[str, ...] = ()
    """Outside registrable domains that the marked links lead to, sorted."""


@dataclass(frozen=True, slots=True)
class HiddenFacts:
    """Everything of the page; ``domains`` are the outside registrable domains it links or loads from."""

    version: int
    blocks: tuple[HiddenBlock, ...] = ()
    head: HeadFacts = HeadFacts()
    scripts: tuple[ScriptFact, ...] = ()
    frames: tuple[FrameFact, ...] = ()
    outside: tuple[OutsideFact, ...] = ()
    marks: tuple[MarkFact, ...] = ()
    spam: tuple[OutsideLink, ...] = ()
    """Visible outside links whose text or address bears words of the spam trade."""
    spam_offset: int = 0
    text_length: int = 0
    """Characters outside of tags, anchors' texts left out: how much of a page there is."""
    domains: frozenset[str] = frozenset()
    truncated: bool = False
