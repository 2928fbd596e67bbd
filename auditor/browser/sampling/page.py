"""A page as the sampler sees it: its skeleton, its marks with their places, and all its traits.

Places are built as those of rendered nodes are (tags and stems of classes of up to eight ancestors), so that two marks
of one place will most likely be one finding, and two marks in different places two.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from auditor.browser.sampling.token import NEEDS_TEXT, VOID, Piece, read
from auditor.html.tokens import ELEMENT

MAX_TOKENS = 60_000
_NEST = 300
_PLACE = 8
_ROOT = "html"
_SKELETON_DEPTH = 9
SHARED = "@"
"""Begins every mark and trait of a region that the templates of a site share."""
BELOW = "\t"
"""Stands in a trait between the nearest step with a class and the shape below it."""
_SHARED = frozenset(["header", "nav", "footer"])
_BLOCKS = frozenset("body div section table form ul ol dl header nav main footer article aside fieldset".split())
_ATOMS = frozenset("script style link title textarea iframe noembed noframes xmp option a".split())
_CLOSES = {
    "li": ("li",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th"), "dt": ("dt", "dd"), "dd": ("dt", "dd"),
}  # fmt: skip
_PARENTS = {"li": ("ul", "ol", "menu"), "dt": ("dl", "div"), "dd": ("dl", "div")}
_CHILDREN = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd", "div")}
_STRUCTURAL = frozenset("li dt dd tr th h1 h2 h3 h4 h5 h6".split())
_HOLDERS = frozenset("ul ol dl".split())
_ACTS = frozenset(f"role {role}" for role in "button link checkbox radio switch tab menuitem option".split())
_CONTROLS = frozenset("a button select input".split())
_EXPECTED = ("html", "title", "h1", "main")
_HEADING = re.compile(r"h([1-6])$")
_LATIN = 160
"""Characters of a run of text without any letter beyond ASCII: another language than Chinese."""


def step_of(shape: str) -> str:
    """Return the tag and classes of a shape."""
    return shape.partition("[")[0].partition("{")[0]


def spot(place: str) -> str:
    """Return what is compared of a place: its last step and the nearest step above that has a class.

    The root element's place is empty; it stands for what only the whole page is at fault for.
    """
    *above, last = (place or _ROOT).split(">")
    return f"{next((step for step in reversed(above) if '.' in step), '')}{BELOW}{last}"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a page's mark-up shows, as words without positions."""

    skeleton: frozenset[str]
    """Its blocks with their parents, and the files it loads."""
    marks: frozenset[str]
    """``<mark>|<place>``."""
    traits: frozenset[str]
    """Shapes of its elements below the next element with a class."""


@dataclass(slots=True)
class _Open:
    name: str
    step: str
    near: str
    """The nearest step with a class, itself included."""
    region: str
    block: str
    acts: bool
    """It is a control itself: no other may stand in it."""
    heads: int = 0
    rows: int = 0


@dataclass(slots=True)
class _Walk:
    """The elements that are open, and what was seen so far."""

    open: list[_Open] = field(default_factory=lambda: [_Open("", "", "", "", "", False)])
    skeleton: set[tuple[str, str]] = field(default_factory=set)
    traits: set[tuple[str, str, str]] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    ids: Counter[str] = field(default_factory=Counter)
    refers: list[tuple[str, str]] = field(default_factory=list)
    unnamed: list[tuple[str, str]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def mark(self, said: str, step: str = "") -> None:
        """Keep a mark of an element below the open ones; without a step, of the innermost of these."""
        top = self.open[-1]
        steps = [one.step for one in self.open[1:] if one.name != "html"]
        place = ">".join([*steps, step][-_PLACE:] if step else steps[-_PLACE:])
        self.marks.add(f"{SHARED if top.region in _SHARED else ''}{said}|{place}")

    def see(self, piece: Piece) -> None:
        """Take in a start tag; what has content of its own stays open."""
        name, step = piece.name, piece.step
        if name in _CLOSES:
            self._close_before(name)
        elif name in _BLOCKS and self.open[-1].name == "p":
            self._pop()
        parent = self.open[-1]
        if not piece.step:
            self.skeleton.add(("", piece.shape))
        region = piece.region or parent.region
        shared = SHARED if region in _SHARED else ""
        self.traits.add((shared, parent.near, piece.shape))
        if name in _EXPECTED:
            self.names.add(name)
        for said in piece.marks:
            self.mark(said, step)
        if name in _STRUCTURAL or parent.name in _HOLDERS or parent.acts:
            self._structure(piece, parent)
        if piece.ids or piece.refers or piece.names:
            self._identify(piece, parent)
        for shape, marks in piece.inner:
            self.traits.add((shared, step if "." in step else parent.near, shape))
            for said in marks:
                self.mark(said, f"{step}>{step_of(shape)}")
        if name in _BLOCKS and len(self.open) < _SKELETON_DEPTH:
            self.skeleton.add((parent.block, piece.block))
        if name not in VOID and name not in _ATOMS and len(self.open) < _NEST:
            near = step if "." in step else parent.near
            acts = name == "button" or not _ACTS.isdisjoint(piece.marks)
            self.open.append(_Open(name, step, near, region, piece.block, acts))

    def _structure(self, piece: Piece, parent: _Open) -> None:
        name, step = piece.name, piece.step
        if name in _PARENTS and parent.name not in _PARENTS[name]:
            self.mark("parent", step)
        if parent.name in _CHILDREN and name not in _CHILDREN[parent.name] and name not in ("script", "template"):
            self.mark("child")
        if parent.acts and (name in _CONTROLS or "tabindex" in piece.shape):
            self.mark("nested control")
        if name in ("tr", "th"):
            for one in reversed(self.open):
                if one.name == "table":
                    one.rows += name == "tr"
                    one.heads += name == "th"
                    break
        if found := _HEADING.match(name):
            level = int(found[1])
            if level > (self.headings[-1] if self.headings else 0) + 1:
                self.mark("jump" if self.headings else "first heading", step)
            if level == 1 and 1 in self.headings:
                self.mark("second h1", step)
            self.headings.append(level)

    def _identify(self, piece: Piece, parent: _Open) -> None:
        for identity in piece.ids:
            self.ids[identity] += 1
            if self.ids[identity] == 2:
                self.mark("same id", piece.step)
        place = f"{SHARED if parent.region in _SHARED else ''}%s|" + ">".join([parent.near, piece.step])
        self.refers += [(one, place) for one in piece.refers]
        if piece.name == "label":
            self.labels.update(piece.refers)
        if piece.names and not any(one.name == "label" for one in self.open[-5:]):
            self.unnamed.append((piece.ids[0] if piece.ids else "", place))

    def _close_before(self, name: str) -> None:
        while self.open[-1].name in _CLOSES[name]:
            self._pop()

    def close(self, name: str) -> None:
        """Take in an end tag; what nobody opened is ignored."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name == name:
                while len(self.open) > at:
                    self._pop()
                return

    def _pop(self) -> None:
        last = self.open.pop()
        if last.name == "table" and last.rows > 1 and not last.heads:
            self.mark("no th", last.step)

    def result(self) -> Traits:
        """Settle what only the whole page can tell."""
        marks = self.marks
        marks.update(
            place % "no label" for identity, place in self.unnamed if identity not in self.labels or not identity
        )
        marks.update(place % "lost id" for identity, place in self.refers if identity not in self.ids)
        marks.update(f"no {name}|" for name in _EXPECTED if name not in self.names)
        traits = {f"{shared}{near}{BELOW}{shape}" for shared, near, shape in self.traits}
        return Traits(frozenset(f"{up}>{step}" for up, step in self.skeleton), frozenset(marks), frozenset(traits))


def traits(text: str) -> Traits:
    """Return what the decoded text of a page shows: a pure function of it."""
    walk = _Walk()
    wanting: tuple[Piece, int] | None = None
    at = 0
    for found in islice(ELEMENT.finditer(text), MAX_TOKENS):
        start = found.start()
        if start - at > _LATIN and text[at:start].isascii() and not text[at:start].isspace():
            walk.mark("latin")
        at = found.end()
        piece = read(found[0])
        if piece.end:
            if wanting and piece.name == wanting[0].name and not text[wanting[1] : start].strip("\xa0 \r\n\t"):
                walk.mark("empty")
            walk.close(piece.name)
        elif piece.name:
            walk.see(piece)
        wanting = (piece, at) if piece.name in NEEDS_TEXT and not piece.end else None
    return walk.result()
