"""Walks a hidden element to its end and says what stands in it."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from auditor.html.css import declared
from auditor.html.hidden import hiding, outside
from auditor.html.textual import folded, stripped
from auditor.html.tokens import ELEMENT, TAG, attributes, start_tag
from auditor.model.hidden import HiddenBlock, Method, Origin, OutsideLink

MAX_ELEMENTS = 30_000
"""Elements of one block that are looked at."""
MAX_LINKS = 500
MAX_TEXT = 4_000
RAW = 500

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPTIONAL = frozenset(["li", "dd", "dt", "p", "td", "th", "tr", "option"])
_ENDS_P = frozenset(
    "address article aside blockquote center div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main menu "
    "nav ol p pre section table ul".split()
)
_SIBLINGS = {
    "li": {"li"},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
    "option": {"option"},
    "p": _ENDS_P,
}
_CONTROLS = frozenset(["input", "select", "button", "form", "textarea", "option", "label"])
_RAW_NAMES = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"])
_DESIGN = frozenset(["ul", "ol", "dl", "table", "img", "nav", "section", "svg", "figure"])
_FRAMES = frozenset(["iframe", "frame", "object", "embed", "param"])
_END = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*)")
_LOOKS = frozenset(
    "style align valign dir lang width height border bgcolor color size face hidden "
    "behavior direction scrollamount scrolldelay loop title rel target href".split()
)
_SPACE = re.compile(r"\s+")


def is_bare(name: str, values: dict[str, str]) -> bool:
    """Return True for an element with nothing but looks: nothing can address it to show it again."""
    return name not in (
        "ul",
        "ol",
        "nav",
        "form",
        "section",
        "select",
        "dl",
        "table",
        "aside",
        "details",
        "svg",
    ) and _LOOKS.issuperset(values)


@dataclass(slots=True)
class _Walk:
    """What has been seen inside the block so far."""

    base: str
    links: list[OutsideLink] = field(default_factory=list)
    objects: list[OutsideLink] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    size: int = 0
    own: int = 0
    controls: int = 0
    dressed: int = 0
    undone: list[frozenset[Method]] = field(default_factory=list)
    """For each link the inherited methods that are undone where it stands."""
    resets: list[tuple[int, frozenset[Method]]] = field(default_factory=list)
    """Open elements that undo something, by their depth."""

    def hidden(self, methods: tuple[Method, ...]) -> list[OutsideLink]:
        """Return the links that these methods of the block hide: not those where all of them are undone."""
        whole = frozenset(methods)
        return [link for link, undone in zip(self.links, self.undone, strict=True) if not whole <= undone]

    def leave(self, depth: int) -> None:
        """Forget what elements undid that are closed."""
        while self.resets and self.resets[-1][0] > depth:
            self.resets.pop()

    def text(self, run: str) -> None:
        """Add a run of text."""
        plain = folded(run)
        if plain:
            self.size += len(plain)
            if self.size - len(plain) < MAX_TEXT:
                self.texts.append(plain)

    def anchor(self, token: str, values: dict[str, str], label: str) -> None:
        """Add an anchor with the text that belongs to it."""
        link = outside.link(values, label, self.base, "<img" in token.lower())
        if link is None:
            self.own += "href" in values
        elif len(self.links) < MAX_LINKS:
            self.links.append(link)
            inside = TAG.finditer(token[:2_000]) if "style" in token else ()
            own = [_undoes(attributes(tag["attributes"])) for tag in inside if tag["name"]]
            self.undone.append(frozenset().union(*(found for _, found in self.resets), *own))

    def element(self, name: str, values: dict[str, str]) -> None:
        """Add any other start tag."""
        if name in _DESIGN or "class" in values or "id" in values:
            self.dressed += 1
        if name in _CONTROLS or (name in ("li", "div") and "id" in values):
            self.controls += 1
        if name in _FRAMES:
            raw = (
                values.get("src")
                or values.get("data")
                or (values.get("value", "") if values.get("name", "").lower() in ("movie", "src") else "")
            )
            left = outside.leaves(raw, self.base)
            if left:
                self.objects.append(OutsideLink(left[0][:500], left[1], left[2], name, False, False))


def walk(text: str, start: int, opener: str, base: str) -> tuple[_Walk, int, int]:
    """Read the element that starts at ``start`` (``opener`` is its tag's name).

    Returns what stands in it, where it ends, and up to where the text was looked at to know that.
    """
    seen = _Walk(base)
    stack = [opener]
    counts = Counter(stack)
    first = ELEMENT.match(text, start)
    at = start
    if first is not None:
        at = first.end()
        if opener == "a":
            return _anchor_block(text, first, seen)
        if opener in _RAW_NAMES:
            _markup(first[0], seen)
            return seen, at, at
        if opener in _VOID:
            return seen, at, at
    return _body(text, at, stack, counts, seen)


def walk_from(text: str, start: int, opener: str, base: str) -> tuple[_Walk, int, int]:
    """Read what follows ``start`` as content of an element whose start tag is not in the text (a script writes it)."""
    return _body(text, start, [opener], Counter([opener]), _Walk(base))


def _body(text: str, at: int, stack: list[str], counts: Counter[str], seen: _Walk) -> tuple[_Walk, int, int]:
    opener = stack[0]
    for number, found in enumerate(ELEMENT.finditer(text, at)):
        if found.start() > at:
            seen.text(text[at : found.start()])
        if number >= MAX_ELEMENTS:
            return seen, found.start(), found.end()
        token = found[0]
        at = found.end()
        end = _END.match(token)
        if end:
            name = end[1].lower()
            if _closes(name, stack, counts):
                return seen, at if name == opener else found.start(), at
            seen.leave(len(stack))
            continue
        tag = start_tag(token)
        if tag is None:
            continue
        name = tag[0]
        if len(stack) == 1 and name in _SIBLINGS.get(opener, ()):
            return seen, found.start(), at
        values = _start(found, tag, text, seen)
        if name not in _VOID and name not in _RAW_NAMES and not (name == "a" and "</" in token) and name != "option":
            stack.append(name)
            counts[name] += 1
            if undone := _undoes(values):
                seen.resets.append((len(stack), undone))
    if at < len(text):
        seen.text(text[at:])
    return seen, len(text), len(text)


def _closes(name: str, stack: list[str], counts: Counter[str]) -> bool:
    """Take an end tag; True when the block ends with it."""
    if not counts[name]:
        return (
            stack[0] in _OPTIONAL
            and len(stack) == 1
            and name not in ("span", "font", "b", "strong", "i", "em", "p", "br")
        )
    while stack:
        gone = stack.pop()
        counts[gone] -= 1
        if gone == name:
            break
    return not stack


def _undoes(values: dict[str, str]) -> frozenset[Method]:
    return hiding.resets(declared(values["style"])) if values.get("style") else frozenset()


def _start(found: re.Match[str], tag: tuple[str, str, int], text: str, seen: _Walk) -> dict[str, str]:
    name, raw, length = tag
    token = found[0]
    values = attributes(raw) if raw.strip() else {}
    if name == "a":
        content = token[length:]
        if "</" in content:
            label = stripped(content.rpartition("</")[0])
            seen.text(label)
        else:
            after = text.find("<", found.end())
            label = text[found.end() : after if after >= 0 else len(text)][:300]
        seen.anchor(token, values, label)
    elif name == "option":
        seen.text(token[length:])
        seen.controls += 1
    elif name not in ("script", "style"):
        seen.element(name, values)
    return values


def _anchor_block(text: str, found: re.Match[str], seen: _Walk) -> tuple[_Walk, int, int]:
    tag = start_tag(found[0])
    if tag is not None:
        _start(found, tag, text, seen)
    return seen, found.end(), found.end()


def _markup(token: str, seen: _Walk) -> None:
    """Links that stand as text in an element which shows no markup."""
    tag = start_tag(token)
    content = token[tag[2] :] if tag else ""
    if "<" not in content:
        seen.text(content)
        return
    for found in ELEMENT.finditer(content[:200_000]):
        inner = start_tag(found[0])
        if inner is not None and inner[0] == "a":
            _start(found, inner, content, seen)


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of a hidden element: where, what, and by what it is hidden."""

    offset: int
    name: str
    values: dict[str, str]
    methods: tuple[Method, ...]
    origin: Origin
    style: str
    named: bool = False


def block(
    text: str, opening: Opening, base: str, walker: Callable[..., tuple[_Walk, int, int]] = walk
) -> tuple[HiddenBlock, int]:
    """Return the block that starts there, and up to where the text was read."""
    seen, end, looked = walker(text, opening.offset, opening.name, base)
    raw = text[opening.offset : end]
    names = [f".{part}" for part in opening.values.get("class", "").split()[:10]]
    if opening.values.get("id"):
        names.append("#" + opening.values["id"])
    made = HiddenBlock(
        offset=opening.offset, raw=raw[:RAW], key=key_of(raw), tag=opening.name, names=tuple(names), methods=opening.methods,
        origin=opening.origin, bare=is_bare(opening.name, opening.values), links=tuple(seen.hidden(opening.methods)), own_links=seen.own,
        controls=seen.controls, dressed=seen.dressed, text=" ".join(seen.texts)[:MAX_TEXT],
        text_length=seen.size, style=opening.style[:300],
        objects=tuple(seen.objects[:50]), length=end - opening.offset, named=opening.named,
    )  # fmt: skip
    return made, looked


def key_of(raw: str) -> str:
    """Return the hash of a block's markup, white space folded."""
    return blake2b(_SPACE.sub(" ", raw[:200_000]).strip().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def visible(markup: str) -> str:
    """Return the text of a piece of markup, scripts, styles and comments left out."""
    parts = []
    at = 0
    for found in ELEMENT.finditer(markup[:200_000]):
        parts.append(markup[at : found.start()])
        at = found.end()
        tag = start_tag(found[0])
        if tag is not None and tag[0] == "a":
            parts.append(stripped(found[0]))
    parts.append(markup[at:])
    return folded(" ".join(parts))
