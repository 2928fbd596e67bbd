"""One page to ``HiddenFacts``. What a token says is remembered, so a page of known parts is only put together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate
from operator import or_

from auditor.html import css
from auditor.html.css import Stylesheets
from auditor.html.hidden import blocks, marks
from auditor.html.hidden.ancestry import ancestors
from auditor.html.hidden.context import Context
from auditor.html.hidden.head import head_of, start_of
from auditor.html.hidden.layout import Layout
from auditor.html.hidden.outside import host_of
from auditor.html.hidden.tokens import Part, Token
from auditor.html.hidden.tokens import read as read_token
from auditor.html.tokens import TOKEN
from auditor.model.hidden import FrameFact, HiddenBlock, HiddenFacts, MarkFact, Method, Origin, OutsideFact, ScriptFact
from auditor.urls.resolve import join
from auditor.urls.scope import registrable

VERSION = 1
MAX_TOKENS = 250_000
MAX_BLOCKS = 400
"""Hidden blocks of one page that are kept; those with outside links first."""
MAX_FACTS = 200
"""Scripts, frames and visible spam links of one page that are kept."""
MEMO_CHARACTERS = 12_000_000
_LONG = 30_000
"""Tokens and blocks longer than this are not remembered."""
_SNIPPET = 500
_TAG_BEFORE = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)[^<>]*>[^<>]{0,80}\Z")


@dataclass(frozen=True, slots=True)
class _Live:
    """A token of the page that matters, with its place."""

    token: Token
    offset: int
    raw: str


class _Tokens(dict[str, Token | None]):
    def __init__(self, base: str) -> None:
        self._base = base
        self.characters = 0

    def __missing__(self, raw: str) -> Token | None:
        token = read_token(raw, self._base)
        if len(raw) <= _LONG:
            self[raw] = token
            self.characters += len(raw)
        return token


class _Runs(dict[str, int]):
    """Text run -> which marks may stand in it (``marks.features``)."""

    def __init__(self) -> None:
        self.characters = 0

    def __missing__(self, run: str) -> int:
        value = marks.features(run)
        if len(run) <= _LONG:
            self[run] = value
            self.characters += len(run)
        return value


class Reader:
    """Reads the pages of one site; remembers tokens, blocks and sheets within ``MEMO_CHARACTERS``."""

    def __init__(self, sheets: Stylesheets | None = None) -> None:
        self._sheets = sheets or Stylesheets()
        self._forget()

    def _forget(self) -> None:
        self._tokens: dict[str, _Tokens] = {}
        self._runs = _Runs()
        self._contexts: dict[tuple[str, ...], Context] = {}
        self._blocks: dict[tuple[Token, Context], list[tuple[str, HiddenBlock]]] = defaultdict(list)
        self._characters = 0

    def facts(self, text: str, url: str) -> HiddenFacts:
        """Return the facts of the document at ``url`` (where its redirects ended)."""
        tokens = self._memo(url)
        if tokens.characters + self._runs.characters + self._characters > MEMO_CHARACTERS:
            self._forget()
            tokens = self._memo(url)
        parts = TOKEN.split(text, MAX_TOKENS)
        raws = parts[1::2]
        found = list(map(tokens.__getitem__, raws))
        distinct = set(found) - {None}
        context = self._context(found, distinct, url)
        names = frozenset(f"#{name}" for token in distinct if token and token.reading.hides for name in token.reading.hides)
        wanted = {token for token in distinct if token and (context.matters[token] or names & token.names)}
        offsets = list(accumulate(map(len, parts)))
        live = [_Live(token, offsets[2 * at], raws[at]) for at, token in enumerate(found) if token in wanted]
        features = reduce(or_, map(self._runs.__getitem__, set(parts[0::2])), 0)
        features = reduce(or_, (token.features for token in wanted), features)
        return _Page(text, url, live, context, self, names).facts(features, len(raws) >= MAX_TOKENS)

    def _memo(self, url: str) -> _Tokens:
        # Only absolute references matter, so all pages of one host share what is known of a token.
        start = url[: url.find("/", 8) + 1] or url
        if start not in self._tokens:
            self._tokens[start] = _Tokens(start)
        return self._tokens[start]

    def _context(self, found: Sequence[Token | None], distinct: set[Token | None], url: str) -> Context:
        sheets = {token for token in distinct if token and token.part & Part.SHEET}
        key = tuple(
            token.body if token.name == "style" else "\0" + (join(url, token.values.get("href", "")) or "")
            for token in (found if sheets else ())
            if token in sheets and token
        )
        if key not in self._contexts:
            if len(self._contexts) >= 200:
                self._contexts.clear()
            self._contexts[key] = Context(self._sheets_of(key, url))
        return self._contexts[key]

    def _sheets_of(self, key: tuple[str, ...], url: str) -> Iterator[css.Sheet]:
        for part in key[:200]:
            if part.startswith("\0"):
                yield from self._sheets.linked(part[1:])
            else:
                sheet = css.parse(part)
                yield from self._sheets.imported(sheet, url)
                yield sheet

    def block(self, text: str, item: _Live, context: Context, opening: blocks.Opening, url: str) -> HiddenBlock:
        """Return the block that a token opens; one that stood on an earlier page is not walked again."""
        known = self._blocks[item.token, context]
        for raw, made in known:
            if text.startswith(raw, item.offset):
                return made
        made, looked = blocks.block(text, opening, url)
        raw = text[item.offset : looked]
        if len(raw) <= _LONG and len(known) < 8 and looked < len(text):
            known.append((raw, made))
            self._characters += len(raw)
        return made


def facts(text: str, url: str, sheets: Stylesheets | None = None) -> HiddenFacts:
    """Return the facts of one document; for many of a site use a ``Reader``."""
    return Reader(sheets).facts(text, url)


class _Page:
    """One page while its facts are put together."""

    def __init__(self, text: str, url: str, live: list[_Live], context: Context, reader: Reader, names: frozenset[str]) -> None:
        self.text, self.url, self.live, self.context, self.reader = text, url, live, context, reader
        framework = [(item.token.name, item.offset, item.offset + len(item.raw)) for item in live if item.token.part & Part.FRAMEWORK]
        self.layout = Layout(framework, text)
        self._by_script = names

    def facts(self, features: int, truncated: bool) -> HiddenFacts:
        """Put everything together; ``features`` says which marks may stand in the text."""
        found, covered = self._blocks()
        spam = [item for item in self.live if item.token.spam and not any(start <= item.offset < end for start, end in covered)]
        domains = frozenset(item.token.domain for item in self.live if item.token.domain)
        return HiddenFacts(
            version=VERSION, blocks=tuple(found), head=head_of(self._head()), scripts=tuple(self._scripts())[:MAX_FACTS],
            frames=tuple(self._frames(covered))[:MAX_FACTS], outside=tuple(self._outside()), marks=tuple(self._marks(features)),
            spam=tuple(item.token.link for item in spam[:MAX_FACTS] if item.token.link), spam_offset=spam[0].offset if spam else 0,
            domains=domains, truncated=truncated or self.context.truncated or len(found) >= MAX_BLOCKS,
        )  # fmt: skip

    def _head(self) -> Iterator[tuple[Token, int, str]]:
        for item in self.live:
            if item.token.part & Part.HEAD:
                yield item.token, item.offset, start_of(item.raw) if item.token.name == "meta" else item.raw

    def _blocks(self) -> tuple[list[HiddenBlock], list[tuple[int, int]]]:
        """Return the hidden blocks and the ranges they cover; a hidden element inside another belongs to it."""
        found: list[HiddenBlock] = []
        covered: list[tuple[int, int]] = []
        until = 0
        for item in self.live:
            if item.offset < until:
                continue
            made = self._block(item)
            if made is None:
                continue
            end = item.offset + len(item.raw) + made.length if made.origin is Origin.SCRIPT and item.token.name == "script" else item.offset + made.length
            until = max(until, end)
            if len(found) < MAX_BLOCKS or made.links:
                found.append(made)
                covered.append((item.offset, end))
        telling = [made for made in found if made.links or made.objects]
        found = (telling + [made for made in found if not (made.links or made.objects)])[:MAX_BLOCKS] if len(found) > MAX_BLOCKS else found
        return self._with_ancestors(sorted(found, key=lambda made: made.offset)), covered

    def _block(self, item: _Live) -> HiddenBlock | None:
        token = item.token
        if token.reading.opens:
            return self._written_block(item)
        opening = self._opening(item)
        if opening is None:
            return None
        made = self.reader.block(self.text, item, self.context, opening, self.url)
        if Method.INERT in made.methods and len(made.methods) == 1 and not made.links:
            return None
        named = made.named or (made.origin is not Origin.SCRIPT and bool(made.links) and not made.bare and self._is_named(made))
        return replace(made, offset=item.offset, place=self.layout.place(item.offset), named=named)

    def _opening(self, item: _Live) -> blocks.Opening | None:
        token = item.token
        if token.part & Part.HIDDEN:
            origin = Origin.ELEMENT if token.methods[0] is Method.INERT else Origin.INLINE
            style = token.values.get("style", "") if origin is Origin.INLINE else token.name
            return blocks.Opening(item.offset, token.name, token.values, token.methods, origin, style)
        if not token.part & Part.STYLED:
            return None
        hide = self.context.hide(token)
        if hide is not None and token.name not in ("html", "body", "input", "img", "br", "option", "link", "meta", "script"):
            return blocks.Opening(item.offset, token.name, token.values, hide.methods, Origin.SHEET, hide.style, hide.named)
        ids = token.names & self._by_script
        if ids and token.name not in ("html", "body", "input"):
            named = self.text.count(next(iter(ids))[1:]) > 2
            return blocks.Opening(item.offset, token.name, token.values, (Method.DISPLAY,), Origin.SCRIPT, "script", named)
        return None

    def _written_block(self, item: _Live) -> HiddenBlock | None:
        """A hidden element that a script opens and that plain markup goes on with."""
        opener = read_token(item.token.reading.opens, self.url)
        if opener is None or not opener.methods:
            return None
        start = item.offset + len(item.raw)
        opening = blocks.Opening(start, opener.name, opener.values, opener.methods, Origin.SCRIPT, opener.values.get("style", ""))
        made, _ = blocks.block(self.text, opening, self.url, blocks.walk_from)
        if not made.links:
            return None
        return replace(made, offset=item.offset, raw=(item.raw + made.raw)[:_SNIPPET], place=self.layout.place(item.offset))

    def _is_named(self, made: HiddenBlock) -> bool:
        scripts = [item.token.body for item in self.live if item.token.name == "script" and item.token.body]
        return any(name[1:] in body for name in made.names for body in scripts)

    def _with_ancestors(self, found: list[HiddenBlock]) -> list[HiddenBlock]:
        # Whatever is designed, controlled or named accuses nobody by its surroundings: no need to know them.
        loose = (made for made in found if not (made.dressed or made.controls or made.named))
        wanted = [made.offset for made in loose if made.links or made.objects]
        if not wanted:
            return found
        known = ancestors(self.text, wanted[:MAX_BLOCKS])
        return [replace(made, ancestors=known[made.offset]) if made.offset in known else made for made in found]

    def _scripts(self) -> Iterator[ScriptFact]:
        for item in self.live:
            token = item.token
            if not token.part & Part.SCRIPT or token.name != "script":
                continue
            reading = token.reading
            before = _TAG_BEFORE.search(self.text[max(item.offset - 400, 0) : item.offset])
            yield ScriptFact(
                offset=item.offset, raw=item.raw[:_SNIPPET], key=reading.key, src=token.url, domain=token.domain,
                parent=before[1].lower() if before else "", place=self.layout.place(item.offset), layers=reading.layers,
                decoded=reading.decoded, branches=reading.branches, does=reading.does, targets=reading.targets,
                loads=reading.loads, hides=reading.hides,
            )  # fmt: skip

    def _frames(self, covered: list[tuple[int, int]]) -> Iterator[FrameFact]:
        for item in self.live:
            token = item.token
            if token.part & Part.FRAME:
                inside = any(start < item.offset < end for start, end in covered)
                before = self.text[max(item.offset - 120, 0) : item.offset].rstrip().lower()
                yield FrameFact(
                    item.offset, start_of(item.raw)[:_SNIPPET], token.name, token.url, token.domain, _shape(token, inside),
                    self.layout.place(item.offset), before.endswith("<noscript>"),
                )  # fmt: skip

    def _outside(self) -> Iterator[OutsideFact]:
        for start, end, place in self.layout.outside:
            inside = [item for item in self.live if start <= item.offset < end]
            links = [item.token.link for item in inside if item.token.link is not None]
            words = blocks.visible(self.text[start:end])
            if links or len(words) >= 20:
                yield OutsideFact(start, self.text[start:end].strip()[:_SNIPPET], place, words[:_SNIPPET], tuple(links[:MAX_FACTS]))

    def _marks(self, features: int) -> Iterator[MarkFact]:
        kinds: dict[str, list[_Live]] = defaultdict(list)
        for item in self.live:
            if item.token.mark:
                kinds[item.token.mark].append(item)
        for kind, items in kinds.items():
            if kind != "random-tag" or _is_random(items):
                yield MarkFact(kind, len(items), items[0].offset, items[0].raw[:300])
        yield from marks.text_marks(self.text, features)


def _is_random(items: Sequence[_Live]) -> bool:
    """Many rare elements, several of which share an id: written by a program that wants no two pages alike."""
    ids = [item.token.values["id"] for item in items]
    return len(ids) >= 5 and len(ids) - len(set(ids)) >= 2


def _shape(token: Token, inside: bool) -> str:
    sizes = [token.values.get(side, "").strip().removesuffix("px").rstrip("%") for side in ("width", "height")]
    numbers = [float(size) if size.replace(".", "", 1).isdigit() and len(size) < 9 else None for size in sizes]
    if any(number == 0 for number in numbers):
        return "zero"
    if all(number is not None and number <= 2 for number in numbers):
        return "tiny"
    if token.methods or inside:
        return "hidden"
    style = token.values.get("style", "").replace(" ", "").lower()
    if "width:0" in style or "height:0" in style:
        return "zero"
    wide = token.values.get("width") == "100%" or "width:100%" in style or "width:100vw" in style
    high = token.values.get("height") == "100%" or "height:100%" in style or "height:100vh" in style
    return "cover" if wide and high and ("position:fixed" in style or "position:absolute" in style) else ""


def same_site(url: str, domain: str) -> bool:
    """Return True when a URL belongs to a registrable domain."""
    return registrable(host_of(url)) == domain
