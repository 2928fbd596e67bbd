"""Reads the pages of a site. What a token says is remembered, so a page of known parts is only put together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from auditor.html import css
from auditor.html.css import Stylesheets
from auditor.html.hidden import blocks, marks
from auditor.html.hidden.ancestry import Steps
from auditor.html.hidden.context import Context
from auditor.html.hidden.page import Document, Live, Page
from auditor.html.hidden.tokens import Part, Token
from auditor.html.hidden.tokens import read as read_token
from auditor.html.tokens import tokens as split
from auditor.model.hidden import HiddenBlock, HiddenFacts
from auditor.urls.resolve import join

MAX_TOKENS = 50_000
"""Tokens read of one page; no page that people wrote has a tenth of it."""
MEMO_CHARACTERS = 12_000_000
MEMO_TOKENS = 20_000
"""Tokens kept; what is known of one takes about a kilobyte."""
_LONG = 30_000
"""Tokens and blocks longer than this are not remembered."""
_LINKED, _SCRIPTED = "\0", "\1"
"""How the key of a sheet begins that is not written into the page itself."""


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


class Reader:
    """Reads the pages of one site; remembers tokens, blocks and sheets within ``MEMO_CHARACTERS``."""

    def __init__(self, sheets: Stylesheets | None = None) -> None:
        self._sheets = sheets or Stylesheets()
        self._forget()

    def _forget(self) -> None:
        self._tokens: dict[str, _Tokens] = {}
        self._steps = Steps()
        self._contexts: dict[tuple[str, ...], Context] = {}
        self._blocks: dict[tuple[Token, Context], list[tuple[str, HiddenBlock]]] = defaultdict(list)
        self._characters = 0

    def facts(self, text: str, url: str) -> HiddenFacts:
        """Return the facts of the document at ``url`` (where its redirects ended)."""
        tokens = self._memo(url)
        if len(tokens) > MEMO_TOKENS or tokens.characters + self._steps.characters + self._characters > MEMO_CHARACTERS:
            self._forget()
            tokens = self._memo(url)
        parts = split(text)[: 2 * MAX_TOKENS + 1]
        raws = parts[1::2]
        found = list(map(tokens.__getitem__, raws))
        distinct = set(found) - {None}
        context = self._context(found, distinct, url)
        names = frozenset(
            f"#{name}" for token in distinct if token and token.reading.hides for name in token.reading.hides
        )
        wanted = {token for token in distinct if token and (context.matters[token] or names & token.names)}
        starts = list(accumulate(map(len, parts)))[::2]
        live = [Live(token, starts[at], raws[at]) for at, token in enumerate(found) if token in wanted]
        visible = "\n".join(parts[0::2])
        features = reduce(or_, (token.features for token in wanted), marks.features(visible))
        document = Document(
            text, url, raws, starts, live, context, names, self._steps, features, len(visible), len(raws) >= MAX_TOKENS
        )
        return Page(document, self._block).facts()

    def _memo(self, url: str) -> _Tokens:
        # Only absolute references matter, so all pages of one host share what is known of a token.
        start = url[: url.find("/", 8) + 1] or url
        if start not in self._tokens:
            self._tokens[start] = _Tokens(start)
        return self._tokens[start]

    def _context(self, found: Sequence[Token | None], distinct: set[Token | None], url: str) -> Context:
        sheets = {token for token in distinct if token and token.part & Part.SHEET}
        key = tuple(
            _rules(token) or _LINKED + (join(url, token.values.get("href", "")) or "")
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
            if part.startswith(_LINKED):
                yield from self._sheets.linked(part[1:])
                continue
            sheet = css.parse(part.removeprefix(_SCRIPTED))
            sheet.scripted = part.startswith(_SCRIPTED)
            yield from self._sheets.imported(sheet, url)
            yield sheet

    def _block(self, document: Document, item: Live, opening: blocks.Opening) -> HiddenBlock:
        """Read the block that a token opens; one that stood on an earlier page is not walked again."""
        text = document.text
        known = self._blocks[item.token, document.context]
        for raw, made in known:
            if text.startswith(raw, item.offset):
                return made
        made, looked = blocks.block(text, opening, document.url)
        raw = text[item.offset : looked]
        if len(raw) <= _LONG and len(known) < 8 and looked < len(text):
            known.append((raw, made))
            self._characters += len(raw)
        return made


def _rules(token: Token) -> str:
    """The style rules that a token brings itself; a space for a style element without any, empty for one that links to them."""
    if token.name == "style":
        return token.body or " "
    return _SCRIPTED + token.reading.sheet if token.reading.sheet else ""


def facts(text: str, url: str, sheets: Stylesheets | None = None) -> HiddenFacts:
    """Return the facts of one document; for many of a site use a ``Reader``."""
    return Reader(sheets).facts(text, url)
