"""One page while its facts are put together out of what is known of its tokens."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from auditor.html.css import declared
from auditor.html.hidden import blocks, hiding, marks
from auditor.html.hidden.ancestry import Steps, ancestors
from auditor.html.hidden.context import Context, written
from auditor.html.hidden.head import head_of
from auditor.html.hidden.layout import Layout
from auditor.html.hidden.selectors import hiding_rules
from auditor.html.hidden.tokens import Part, Token
from auditor.html.hidden.tokens import read as read_token
from auditor.model.hidden import (
    FrameFact,
    HeadFacts,
    HiddenBlock,
    HiddenFacts,
    MarkFact,
    Method,
    Origin,
    OutsideFact,
    ScriptFact,
)
from auditor.text.vendors import vendor
from auditor.urls.scope import is_government

VERSION = 1
MAX_WALKED = 10_000
"""Hidden blocks of one page that are read."""
MAX_BLOCKS = 400
"""Hidden blocks of one page that are kept; those with outside links first."""
MAX_FACTS = 200
"""Scripts, frames and visible spam links of one page that are kept."""
MAX_TREE = 20_000
"""Tokens of a page of which a tree is built: one of a hostile depth costs more than a line."""
_SNIPPET = 500
_TAG_BEFORE = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)[^<>]*>[^<>]{0,80}\Z")
_NEVER = frozenset(["html", "body", "input", "img", "br", "option", "link", "meta", "script"])
"""Elements whose hiding by a sheet says nothing."""


_OPENS = Part.HIDDEN | Part.STYLED | Part.SCRIPT
"""What may open a hidden block."""


class Live(NamedTuple):
    """A token of the page that matters, with its place; a tuple, because a page has a hundred of them."""

    token: Token
    offset: int
    raw: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a page is made of. ``hides`` are the ids (``#id``) its scripts hide; ``starts`` are the offsets of ``tokens``."""

    text: str
    url: str
    tokens: Sequence[str]
    starts: Sequence[int]
    live: Sequence[Live]
    context: Context
    hides: frozenset[str]
    steps: Steps
    features: int
    """Marks that may stand in the text (``marks.features``)."""
    text_length: int
    truncated: bool


Walk = Callable[[Document, Live, blocks.Opening], HiddenBlock]
"""Reads the block that a token opens."""


class _Ranges:
    """Ranges of offsets that come in order and do not overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a range behind the others."""
        self._starts.append(start)
        self._ends.append(end)

    def holds(self, offset: int) -> bool:
        """Return True for an offset inside a range."""
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._ends[at - 1]


class Page:
    """One page while its facts are put together."""

    def __init__(self, document: Document, walk: Walk) -> None:
        self._document, self._walk = document, walk
        self.text, self.live = document.text, document.live
        framework = [
            (item.token.name, item.offset, item.offset + len(item.raw))
            for item in self.live
            if item.token.part & Part.FRAMEWORK
        ]
        self.layout = Layout(framework, self.text)
        self._walked = 0
        self._counts: dict[str, int] = {}
        self._scripts_raw: list[str] | None = None

    def facts(self) -> HiddenFacts:
        """Put everything together."""
        found, covered = self._blocks()
        visible = [item for item in self.live if item.token.spam and not covered.holds(item.offset)]
        styled = self._by_surroundings(visible)
        found = sorted([*found, *styled], key=lambda made: made.offset)
        concealed = {made.offset for made in styled}
        spam = [item for item in visible if item.offset not in concealed]
        domains = frozenset(item.token.domain for item in self.live if item.token.domain)
        return HiddenFacts(
            version=VERSION, blocks=tuple(found), head=self._head(), scripts=tuple(islice(self._scripts(), MAX_FACTS)),
            frames=tuple(islice(self._frames(covered), MAX_FACTS)), outside=tuple(self._outside()), marks=tuple(self._marks()),
            spam=tuple(item.token.link for item in spam[:MAX_FACTS] if item.token.link), spam_offset=spam[0].offset if spam else 0,
            text_length=self._document.text_length, domains=domains, truncated=self._is_cut(),
        )  # fmt: skip

    def _is_cut(self) -> bool:
        return self._document.truncated or self._document.context.truncated or self._walked >= MAX_WALKED

    def _head(self) -> HeadFacts:
        items = [item for item in self.live if item.token.part & Part.HEAD]
        titles = ((item.token.body, item.offset) for item in items if item.token.name == "title")
        links = (item.token.values.get("href", "") for item in items if item.token.name == "link")
        metas = ((item.token.meta, item.offset) for item in items if item.token.meta)
        return head_of(next(titles, None), metas, next(links, ""))

    def _blocks(self) -> tuple[list[HiddenBlock], _Ranges]:
        """Return the hidden blocks and the ranges they cover; a hidden element inside another belongs to it."""
        found: list[tuple[int, HiddenBlock]] = []
        covered = _Ranges()
        until = 0
        for item in self.live:
            if item.offset < until or not item.token.part & _OPENS or self._walked >= MAX_WALKED:
                continue
            made = self._block(item)
            if made is None:
                continue
            end = (
                item.offset + len(item.raw) + made.length
                if made.origin is Origin.SCRIPT and item.token.name == "script"
                else item.offset + made.length
            )
            until = max(until, end)
            if _is_idle(made):
                continue
            if len(found) < MAX_BLOCKS or made.links or made.objects:
                found.append((item.offset, made))
                covered.add(item.offset, end)
        # Where there are too many, those with outside links are kept: the sort is stable.
        kept = sorted(found, key=lambda made: not (made[1].links or made[1].objects))[:MAX_BLOCKS]
        placed = [self._placed(offset, made) for offset, made in kept]
        return self._with_ancestors(sorted(placed, key=lambda made: made.offset)), covered

    def _by_surroundings(self, suspects: Sequence[Live]) -> list[HiddenBlock]:
        """Suspicious links that a rule with combinators hides, each as a block of its own."""
        few = len(self._document.tokens) <= MAX_TREE
        offsets = [item.offset for item in suspects[:MAX_FACTS] if item.token.name == "a" and few]
        rules = hiding_rules(self.text, offsets, self._document.context.complex) if offsets else {}
        found = []
        for item in suspects:
            rule = rules.get(item.offset)
            if rule is not None:
                style = f"{rule.selector} {{{written(rule.declarations)}}}"
                opening = blocks.Opening(
                    item.offset, "a", item.token.values, hiding.methods(rule.declarations), Origin.SHEET, style
                )
                found.append(self._placed(item.offset, self._walk(self._document, item, opening)))
        return found

    def _placed(self, offset: int, made: HiddenBlock) -> HiddenBlock:
        named = made.named or (
            made.origin is not Origin.SCRIPT and bool(made.links) and not made.bare and self._is_named(made)
        )
        return replace(made, offset=offset, place=self.layout.place(offset), named=named)

    def _block(self, item: Live) -> HiddenBlock | None:
        token = item.token
        if token.reading.opens:
            return self._written_block(item)
        opening = self._opening(item)
        if opening is None:
            return None
        self._walked += 1
        return self._walk(self._document, item, opening)

    def _opening(self, item: Live) -> blocks.Opening | None:
        token = item.token
        if token.part & Part.HIDDEN:
            origin = Origin.ELEMENT if token.methods[0] is Method.INERT else Origin.INLINE
            style = token.values.get("style", "") if origin is Origin.INLINE else token.name
            return blocks.Opening(item.offset, token.name, token.values, token.methods, origin, style)
        if not token.part & Part.STYLED:
            return None
        hide = self._document.context.hide(token)
        if hide is not None and token.name not in _NEVER:
            origin = Origin.SCRIPT if hide.scripted else Origin.SHEET
            return blocks.Opening(item.offset, token.name, token.values, hide.methods, origin, hide.style, hide.named)
        ids = token.names & self._document.hides
        if ids and token.name not in ("html", "body", "input"):
            named = any(self._count(name[1:]) > 2 for name in ids)
            return blocks.Opening(
                item.offset, token.name, token.values, (Method.DISPLAY,), Origin.SCRIPT, "script", named
            )
        return None

    def _count(self, name: str) -> int:
        if name not in self._counts:
            self._counts[name] = self.text.count(name) if len(self._counts) < MAX_FACTS else 0
        return self._counts[name]

    def _written_block(self, item: Live) -> HiddenBlock | None:
        """A hidden element that a script opens and that plain markup goes on with."""
        opener = read_token(item.token.reading.opens, self._document.url)
        if opener is None or not opener.methods:
            return None
        start = item.offset + len(item.raw)
        opening = blocks.Opening(
            start, opener.name, opener.values, opener.methods, Origin.SCRIPT, opener.values.get("style", "")
        )
        self._walked += 1
        made, _ = blocks.block(self.text, opening, self._document.url, blocks.walk_from)
        return replace(made, raw=(item.raw + made.raw)[:_SNIPPET])

    def _is_named(self, made: HiddenBlock) -> bool:
        if self._scripts_raw is None:
            self._scripts_raw = [raw for raw in self._document.tokens if raw[1:7].lower() == "script"]
        return any(name[1:] in script for script in self._scripts_raw for name in made.names)

    def _with_ancestors(self, found: list[HiddenBlock]) -> list[HiddenBlock]:
        wanted = [made.offset for made in found if _may_accuse(made)]
        if not wanted:
            return found
        document = self._document
        known = ancestors(document.tokens, document.starts, wanted, document.steps)
        return [replace(made, ancestors=known[made.offset]) if made.offset in known else made for made in found]

    def _scripts(self) -> Iterator[ScriptFact]:
        for item in self.live:
            token = item.token
            if not token.part & Part.SCRIPT or token.name != "script":
                continue
            reading = token.reading
            yield ScriptFact(
                offset=item.offset, raw=item.raw[:_SNIPPET], key=reading.key, src=token.url, domain=token.domain,
                parent=self._parent(item), place=self.layout.place(item.offset), layers=reading.layers,
                decoded=reading.decoded, branches=reading.branches, does=reading.does, targets=reading.targets,
                loads=reading.loads, hides=reading.hides,
            )  # fmt: skip

    def _parent(self, item: Live) -> str:
        """The element whose text a script stands in; ``/title`` beside an end tag of title that closes nothing.

        That end tag is how a text stored in a database breaks out of the title it will be printed in.
        """
        before = self.text[max(item.offset - 400, 0) : item.offset]
        end = item.offset + len(item.raw)
        if self.text[end : end + 8].lower() == "</title>":
            return "/title"
        if before.rstrip()[-8:].lower() == "</title>" and "<title" not in before.lower():
            return "/title"
        found = _TAG_BEFORE.search(before)
        return found[1].lower() if found else ""

    def _frames(self, covered: _Ranges) -> Iterator[FrameFact]:
        sizes: list[str] = []
        for item in self.live:
            token = item.token
            if token.name == "frameset":
                sizes = (token.values.get("rows") or token.values.get("cols", "")).split(",")
            elif token.part & Part.FRAME:
                size = sizes.pop(0).strip() if sizes and token.name == "frame" else ""
                shape = "zero" if size in ("0", "0%", "0px", "1") else _shape(token, covered.holds(item.offset))
                before = self.text[max(item.offset - 120, 0) : item.offset].rstrip().lower()
                if token.url:
                    yield FrameFact(
                        item.offset, item.raw[: item.raw.find(">") + 1][:_SNIPPET], token.name, token.url, token.domain, shape,
                        self.layout.place(item.offset), before.endswith("<noscript>"),
                    )  # fmt: skip

    def _outside(self) -> Iterator[OutsideFact]:
        for start, end, place in self.layout.outside:
            inside = [item for item in self.live if start <= item.offset < end]
            links = [item.token.link for item in inside if item.token.link is not None]
            words = blocks.visible(self.text[start:end])
            if links or len(words) >= 20:
                yield OutsideFact(
                    start, self.text[start:end].strip()[:_SNIPPET], place, words[:_SNIPPET], tuple(links[:MAX_FACTS])
                )

    def _marks(self) -> Iterator[MarkFact]:
        kinds: dict[str, list[Live]] = defaultdict(list)
        for item in self.live:
            if item.token.mark:
                kinds[item.token.mark].append(item)
        for kind, items in kinds.items():
            if kind != "random-tag" or _is_random(items):
                domains = tuple(sorted({item.token.domain for item in items if item.token.domain}))
                yield MarkFact(kind, len(items), items[0].offset, items[0].raw[:300], domains)
        yield from marks.text_marks(self.text, self._document.features)


def _is_idle(made: HiddenBlock) -> bool:
    """Nearly every page has a noscript or a wrapper that a script writes; without outside links they say nothing."""
    return not made.links and (made.methods == (Method.INERT,) or (made.origin is Origin.SCRIPT and not made.names))


def _may_accuse(made: HiddenBlock) -> bool:
    """Whatever is designed, controlled, named or well known accuses nobody by its surroundings."""
    if made.dressed or made.controls or made.named:
        return False
    hosts = [link.host for link in (*made.links, *made.objects)]
    return any(vendor(host) is None and not is_government(host) for host in hosts)


def _is_random(items: Sequence[Live]) -> bool:
    """Many rare elements, several of which share an id: written by a program that wants no two pages alike."""
    ids = [item.token.values["id"] for item in items]
    names = {item.token.name for item in items}
    return len(ids) >= 5 and len(ids) - len(set(ids)) >= 2 and len(names) >= 3


def _shape(token: Token, inside: bool) -> str:
    sizes = [token.values.get(side, "").strip().removesuffix("px").rstrip("%") for side in ("width", "height")]
    numbers = [float(size) if size.replace(".", "", 1).isdigit() and len(size) < 9 else None for size in sizes]
    if any(number == 0 for number in numbers):
        return "zero"
    if all(number is not None and number <= 2 for number in numbers):
        return "tiny"
    if token.methods or inside:
        return "hidden"
    sides: dict[str, str] = {side: token.values[side] for side in ("width", "height") if side in token.values}
    style = {name: value for name, (value, _) in declared(token.values.get("style", "")).items()}
    if any(hiding.pixels(style.get(side, "")) == 0 for side in ("width", "height")):
        return "zero"
    return "cover" if hiding.covers({**sides, **style}) else ""
