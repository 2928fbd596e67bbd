"""What a rendered page says to somebody who does not see it: texts, names, languages, alternatives."""

from dataclasses import dataclass

from auditor.model.node import Node


@dataclass(frozen=True, slots=True)
class Passage:
    """Text under one declaration of its language."""

    node: Node
    lang: str = ""
    """As declared; empty when nothing is."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A link, control, frame or heading with what it is called."""

    node: Node
    kind: str = ""
    """link, control (made as such or by its role), button (of a form's inputs), frame, heading or field."""
    name: str = ""
    visible: str = ""
    """The text seen in it, empty where none is."""
    relabelled: bool = False
    """Its name comes from aria-label or aria-labelledby."""
    symbolic: bool = False
    """Its text is drawn with a font of icons."""
    target: str = ""
    context: str = ""
    """Text of the sentence, list item or cell that holds it, and its description."""
    around: str = ""
    """Text of the block around it, which no program connects with it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of some size that is seen."""

    node: Node
    name: str = ""
    source: str = ""
    exposed: bool = True
    """It is in the accessibility tree."""
    backed: bool = False
    """Text beside it, in the same control or figure, can say what it shows."""
    silenced: bool = False
    """Its author keeps it from assistive software."""
    drawn: str = ""
    """Words drawn on a canvas that stand nowhere else on the page."""


@dataclass(frozen=True, slots=True)
class Medium:
    """An audio or video element."""

    node: Node
    kind: str = ""
    tracks: tuple[str, ...] = ()
    seen: bool = True
    beside: int = 500
    """Characters of the page that assistive software is told, counted to some hundreds: no others can stand for it."""
    shown: int = 500
    """Those of them that are seen as well."""
    ways: int = 1
    """Links, buttons, frames and other players that may lead to what stands for it."""
    sound: bool | None = None
    """A film has a track of sound; None: not known."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Spacing that its style attribute makes important, as a share of the size of the text."""

    node: Node
    what: str = ""
    ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class Captcha:
    """A picture whose characters are to be typed."""

    node: Node
    typed: bool = False
    """A field that asks for its characters stands in the same form."""
    other: bool = False
    """Its form speaks of a sound or a message to a telephone."""
    enlarge: str = ""
    """What a control of its form is called that enlarges; empty: there is none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element with something to be said of it, and the word for it."""

    node: Node
    what: str = ""


@dataclass(frozen=True, slots=True)
class Framed:
    """What a frame shows."""

    selector: str
    """Of the frame's element, as its node has it."""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Semantics:
    """Facts read from the rendered document without touching it."""

    title: str = ""
    text: str = ""
    """Text in the language of the page, at most some thousand characters."""
    passages: tuple[Passage, ...] = ()
    """First that of the page, whose node is the root element."""
    named: tuple[Named, ...] = ()
    frames: tuple[Framed, ...] = ()
    """Documents of frames that could be read and are no error pages."""
    pictures: tuple[Picture, ...] = ()
    media: tuple[Medium, ...] = ()
    spacings: tuple[Spacing, ...] = ()
    captchas: tuple[Captcha, ...] = ()
    prohibited: tuple[Mark, ...] = ()
    """Elements with an ARIA attribute that their role does not allow."""
    headers: tuple[Mark, ...] = ()
    """Header cells of tables without a cell."""
    errors: tuple[Mark, ...] = ()
    """Fields marked as wrong with no text tied to them."""
    references: tuple[Mark, ...] = ()
    """Sentences that send the reader to a place or shape."""
    concealed: tuple[Mark, ...] = ()
    """Most of the text that is seen, kept from assistive software while no dialog is open."""
    coloured: tuple[Mark, ...] = ()
    """What differs in colour alone: ``label`` or ``border`` of a field, or ``words`` that give a colour a meaning."""
    manifest: str = ""
    """Address of the web manifest that the page names."""
    bypass: Mark | None = None
    """Nothing to skip what repeats was found."""
    full: bool = False
    """More elements were there than were read."""
