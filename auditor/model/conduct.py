"""How a rendered page behaves when it is used: keys, focus, zoom, time, pixels."""

from dataclasses import dataclass

from auditor.model.node import Node


@dataclass(frozen=True, slots=True)
class Trap:
    """Elements among which the focus goes round and round."""

    nodes: tuple[Node, ...] = ()
    exit: str = ""
    """Keys named on the page that do lead out, such as ``Control+m``; empty: there is no way out."""


@dataclass(frozen=True, slots=True)
class Control:
    """An element that reacts to a click."""

    node: Node
    how: str = ""
    """``attribute``, ``listener``, or ``link`` and ``field`` for what is a control by its nature."""
    role: str = ""
    """Its role, given or by nature; empty: none."""
    focusable: bool = False
    pointer: bool = False
    """The pointer becomes a hand over it."""
    named: bool = False
    """It has words of its own or a name."""
    keys: bool = False
    """It listens to keys itself."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What the walk with the Tab key saw."""

    stops: int = 0
    ended: bool = False
    """It came to the end of the document within its budget."""
    traps: tuple[Trap, ...] = ()
    unseen: tuple[Node, ...] = ()
    """Elements that look the same, to the pixel, with and without the focus."""
    hidden: tuple[Node, ...] = ()
    """Elements kept from assistive software on which the focus rests."""
    handing: tuple[Node, ...] = ()
    """Elements kept from assistive software that hand the focus on at once."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Text over its real background."""

    node: Node
    ratio: float = 0.0
    """Of the worst tenth of its pixels."""
    size: float = 0.0
    bold: bool = False
    exact: bool = True
    """The colour of the text is known; False: it was read from the picture as well."""
    plain: bool = True
    """Nothing but plain colours behind it: axe decides that by itself."""


@dataclass(frozen=True, slots=True)
class Reflow:
    """The page at one zoom of the browser."""

    zoom: float = 1.0
    width: int = 0
    scroll_width: int = 0
    wide: tuple[Node, ...] = ()
    """What is too wide and neither table, map, nor picture."""
    fixed: Node | None = None
    """A bar that stays in place and takes the largest share of the window."""
    fixed_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Clip:
    """Text cut off by the box around it at 200 %."""

    node: Node
    way: str = "vertical"


@dataclass(frozen=True, slots=True)
class Target:
    """What can be hit of a control, measured by hit-testing."""

    node: Node
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Media:
    """A sound or film that starts by itself."""

    node: Node
    seconds: float | None = None
    """How long it plays; None: not known; below zero: without end."""
    sound: bool | None = None
    moving: bool = False
    control: bool = False
    """Its own controls, or a button of the page for it."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A printable key that does something while no field has the focus."""

    key: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """Text that changes or moves by itself."""

    node: Node
    kind: str = "text"
    """``text`` or ``moving``."""
    times: int = 0
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost of a form while nobody touched it."""

    node: Node
    kind: str = "reset"
    """``reset`` (of the form), ``value`` (of a field), or ``gone`` (the field)."""


@dataclass(frozen=True, slots=True)
class Idle:
    """The page while nobody touched it."""

    seconds: float = 0.0
    fields: int = 0
    """Fields that are seen."""
    lost: tuple[Loss, ...] = ()
    moved: bool = False
    """Its address became another one."""


@dataclass(frozen=True, slots=True)
class Enlarged:
    """A captcha's picture while the browser zoomed to 200 %."""

    node: Node
    factor: float = 0.0
    """Of its shorter growth, in the pixels of the screen."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """Seconds that go down in a captcha's form."""

    node: Node
    seconds: float = 0.0
    """When they were first read, soon after the page had loaded."""
    apart: float = 0.0
    """Seconds after which they were read again."""
    live: bool = False
    """It stands in a live region."""
    longer: bool = False
    """A control of the form speaks of more time."""


@dataclass(frozen=True, slots=True)
class Player:
    """A sound or film with something to start it by."""

    node: Node
    native: bool = True
    """The controls are the browser's."""
    loaded: bool = True
    """There is something to play."""
    elsewhere: bool = False
    """Something outside of it speaks of playing as well."""
    reached: bool | None = None
    """The Tab key came to it; None: not tried."""
    key: str = ""
    """What started or stopped it, ``Space`` or ``Enter``; empty: nothing did."""


@dataclass(frozen=True, slots=True)
class Inversion:
    """Two parts of one container that are read in another order than they are seen."""

    node: Node
    """The one read later, though it stands first."""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Conduct:
    """Facts measured by using the page; a part that is None was not measured."""

    viewports: tuple[str, ...] = ()
    """Contents of meta viewport."""
    refreshes: tuple[str, ...] = ()
    """Contents of meta refresh, in order."""
    rotated: tuple[Node, ...] | None = None
    """Elements turned by a right angle in one orientation of the window only."""
    controls: tuple[Control, ...] | None = None
    focus: Focus | None = None
    contrasts: tuple[Contrast, ...] | None = None
    reflows: tuple[Reflow, ...] | None = None
    clips: tuple[Clip, ...] | None = None
    targets: tuple[Target, ...] | None = None
    media: tuple[Media, ...] | None = None
    shortcuts: tuple[Shortcut, ...] | None = None
    shortcut_switch: bool = False
    """A control of the page speaks of shortcuts."""
    updates: tuple[Update, ...] | None = None
    pause_control: bool = False
    """A control of the page speaks of pausing, stopping or hiding."""
    inversions: tuple[Inversion, ...] | None = None
    idle: Idle | None = None
    enlarged: tuple[Enlarged, ...] | None = None
    countdowns: tuple[Countdown, ...] | None = None
    players: tuple[Player, ...] | None = None
    blocked: tuple[str, ...] | None = None
    """What the page prevents: ``contextmenu``, ``select``, ``copy``, or ``key:`` and its name."""
    motion: bool | None = None
    """It listens to how the device is shaken or tilted."""
    limits: tuple[str, ...] = ()
    """Names of the limits that bit."""
