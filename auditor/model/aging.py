"""What became of a site when its aging-friendly retrofit was really used: facts, measured from outside the toolbar's code."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.model.axe import AxeRun
from auditor.model.node import Box, Node


class Function(StrEnum):
    """What a toolbar can offer."""

    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    SCHEME = "scheme"
    CURSOR = "cursor"
    GUIDE_LINE = "guide-line"
    CAPTION = "caption"
    READ_ALOUD = "read-aloud"
    PLAIN_TEXT = "plain-text"
    RESET = "reset"
    EXIT = "exit"
    PIN = "pin"
    HELP = "help"
    SHORTCUTS = "shortcuts"


class Verdict(StrEnum):
    """What exercising a function showed."""

    WORKS = "works"
    PARTIAL = "partial"
    NO_EFFECT = "no-effect"
    BREAKS_PAGE = "breaks-page"
    CANNOT_TELL = "cannot-tell"


class ModeKind(StrEnum):
    """What pressing an entry led to."""

    TOOLBAR = "toolbar"
    LARGER = "larger"
    """The page itself changed, without a toolbar."""
    SITE = "site"
    """A page or site of its own."""
    OTHER = "other"
    """Something changed, but nothing that is known as a retrofit."""
    DEAD = "dead"
    """Nothing changed within the time."""
    CANNOT_TELL = "cannot-tell"
    """Nothing changed, but scripts that may have been the toolbar could not be loaded; or it could not be pressed."""


class Kept(StrEnum):
    """Whether a mode was still on."""

    KEPT = "kept"
    PARTLY = "partly"
    """The toolbar is there, the size of text is not, or the other way round."""
    LOST = "lost"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something visible that offers the retrofit."""

    node: Node
    words: str
    """What it was recognised by."""
    by: str
    """text, title, alt, label, code or files."""
    where: str = "page"
    """page, frame or shadow."""
    first_view: bool = False
    """Seen without scrolling."""
    covered: bool = False
    opaque: bool = True
    keyboard: bool = False
    named: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a control leads that does nothing in the page."""

    kind: str
    """program (or another file), extension, application, browser (a page or setting of it), or words: something that was said instead."""
    to: str
    """The address, or what was said."""


@dataclass(frozen=True, slots=True)
class NonText:
    """Something without text, or a button, as reading aloud told it when the pointer rested on it."""

    node: Node
    kind: str
    """picture, image-link or button."""
    name: str
    """What it is called; empty for a picture without a name."""
    said: str = ""
    heard: str = ""
    """name, nothing, file (the name of a file), recording (its words are not known) or other."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One function as it was exercised."""

    function: Function
    verdict: Verdict
    detail: str = ""
    """Stable code: why not simply ``works``."""
    figure: float | None = None
    """Zoom: factor reached. Scheme: worst contrast ratio of the best scheme. Cursor: pixels. Caption: size of its text."""
    figures: tuple[tuple[str, float], ...] = ()
    label: str = ""
    """How its control is called."""
    control: Node | None = None
    before: str = ""
    """Picture."""
    after: str = ""
    said: tuple[tuple[str, str], ...] = ()
    """Reading aloud and captions: what the pointer rested on, what was attempted to be said or shown."""
    errors: tuple[str, ...] = ()
    """Errors of scripts while it was exercised."""
    led: Departure | None = None
    """Looked for where larger text or captions had no effect in the page."""
    nontext: tuple[NonText, ...] | None = None
    """Reading aloud, where it speaks of what the pointer rests on; None: not measured."""


@dataclass(frozen=True, slots=True)
class Persistence:
    """Whether the mode is still on elsewhere and later."""

    inner: Kept = Kept.UNKNOWN
    inner_url: str = ""
    reload: Kept = Kept.UNKNOWN
    new_tab: Kept = Kept.UNKNOWN
    next_day: Kept = Kept.UNKNOWN
    """Concluded from how long what the mode stored is kept."""
    stored: tuple[str, ...] = ()
    """Kinds and names of what the mode stored: ``cookie:zoom``."""


@dataclass(frozen=True, slots=True)
class Floating:
    """Something above the page while the mode was on."""

    kind: str
    """moving (飘窗) or overlay."""
    node: Node
    text: str = ""
    href: str = ""
    box: Box | None = None
    advert: bool = False
    """Its words or the host of its frame say that it is advertising."""
    late: bool = False
    """It was not there when the page had loaded."""
    close: str = ""
    """Where its close button is: top-left, top-right, bottom-centre, elsewhere, or empty: it has none."""
    close_width: float = 0.0
    close_height: float = 0.0
    closes: bool | None = None
    returns: bool | None = None
    """Closed, it was there again after a reload."""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a page reads in the mode."""

    width: int
    """Of the window, CSS pixels."""
    characters: int = 0
    large_share: float | None = None
    """Share of the characters of 18 pixels and more, footers apart."""
    median_size: float | None = None
    low_size: float | None = None
    """A tenth of the characters are not larger."""
    paragraphs: int = 0
    spacing: float | None = None
    """Line pitch by size of text: a tenth of the paragraphs are not wider."""
    narrow_share: float | None = None
    """Share of the paragraphs below 1.3."""
    targets: int = 0
    """Pressable things in the window, links within sentences apart."""
    below_44: int = 0
    main_targets: int = 0
    main_below_60: int = 0
    small: tuple[Node, ...] = ()
    """Some of those below 44."""
    main_below_48: int = 0
    target_side: float | None = None
    """Half of the targets have a shorter side that is not longer."""
    gaps: int = 0
    """Pairs of paragraphs that follow each other, one of them with several lines."""
    gap: float | None = None
    """Space between such paragraphs by the pitch of their lines, in half of the pairs not more."""
    stride: float | None = None
    """From the last line of one paragraph to the first of the next, by the pitch: 1 = as within a paragraph."""
    largest: bool = False
    """With the control for larger text pressed to the end."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that stands for itself."""

    node: Node
    colour: str
    """That of most of its pixels, ``#rrggbb``."""


@dataclass(frozen=True, slots=True)
class Surface:
    """How a page is painted."""

    boxes: int = 0
    """Visible boxes; the shares are taken of them."""
    shadowed: int = 0
    deep: int = 0
    """With perspective, or turned in space."""
    textured: int = 0
    """With a small picture repeated behind."""
    marked: int = 0
    """With any of these."""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Inducement:
    """A button that urges."""

    node: Node
    words: str
    file: bool = False
    """It leads to a program."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One entry pressed, and what followed."""

    entry: Entry
    kind: ModeKind
    url: str = ""
    detail: str = ""
    vendor: str = ""
    """Name of a known toolbar; empty for others."""
    changes: tuple[str, ...] = ()
    """What the press changed: url, controls, text, storage, marks, elements."""
    before: str = ""
    after: str = ""
    trials: tuple[Trial, ...] = ()
    unknown_controls: tuple[str, ...] = ()
    shortcuts: tuple[str, ...] = ()
    """Keys that the toolbar announces."""
    persistence: Persistence | None = None
    reading: tuple[Reading, ...] = ()
    observed: float | None = None
    """Seconds for which floating things were watched; None: not at all."""
    floating: tuple[Floating, ...] = ()
    windows: tuple[str, ...] = ()
    """Windows that the page opened by itself."""
    inducements: tuple[Inducement, ...] | None = None
    axe: AxeRun | None = None
    """With the mode on."""
    surface: Surface | None = None
    led: Departure | None = None
    """Where the entry leads when no mode came on."""

    def trial(self, function: Function) -> Trial | None:
        """Return what exercising a function showed; None where the toolbar does not offer it."""
        return next((one for one in self.trials if one.function is function), None)


@dataclass(frozen=True, slots=True)
class InnerEntry:
    """Whether an inner page offers the retrofit too."""

    url: str
    found: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """The entry as a phone-sized window shows it."""

    made: bool = True
    """The home page is laid out for phones."""
    found: bool = True
    node: Node | None = None
    words: str = ""
    first_view: bool = False
    works: bool | None = None
    """Pressing it changed something; None: not known."""
    unreadable: bool = False
    """A file that may hold the entry was not loaded."""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class AgingRun:
    """The entry pressed, every function of the toolbar exercised, the mode followed to other pages."""

    home: str = ""
    error: str = ""
    """Why the home page could not be measured; empty when it was."""
    entries: tuple[Entry, ...] = ()
    inner: tuple[InnerEntry, ...] = ()
    modes: tuple[Mode, ...] = ()
    unseen: str = ""
    """Words of an entry that stand in the home page where nobody sees them; asked when no entry is seen."""
    unreadable: tuple[str, ...] = ()
    """Scripts and frames that could not be loaded and may have held an entry or a toolbar."""
    vendors: tuple[str, ...] = ()
    """Known toolbars that the pages ask for, loaded or not."""
    picture: str = ""
    """The home page as it is."""
    axe: AxeRun | None = None
    """The home page as it is."""
    plain: Reading | None = None
    """How the home page reads as it is."""
    phone: PhoneEntry | None = None
    """Asked where an entry works on the desktop."""
    limits: tuple[str, ...] = ()
    seconds: float = 0.0
