"""Reads a page's markup, then what its scripts write, its script files, its frames: all of it, nothing twice."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.html.identity import badges, numbers, pictures, sources, words, written
from auditor.html.identity.layer import Layer, Script, read, tail
from auditor.html.jslinks import MAX_CODE, UNKNOWN
from auditor.html.textual import uncommented
from auditor.model.identity import TRUST_ORDER, Element, Found, MetaTag, OpenSource, Source
from auditor.urls.resolve import join

_MOST_FOUND = 400
_DEPTH = 3
"""Scripts that write scripts, frames in frames."""
_LARGEST_CODE = 2_000_000
"""Code beyond this is not read at all."""
_NUMBERS = frozenset([Element.SITE_CODE, Element.POLICE, Element.ICP, Element.CONAC])
_AROUND = 700
"""Visible characters around a number that are taken for the footer when no element calls itself one."""
_COMPUTED = re.compile(rf"(?:标识码|公网安备|ICP\s?备?|主办单位|ICP备案号?)\s?[:：]?\s?{UNKNOWN}", re.I)
_SOURCES = {source: at for at, source in enumerate(Source)}


@dataclass(slots=True)
class Collected:
    """Everything found of one page; offsets are places in the page."""

    found: list[Found] = field(default_factory=list)
    metas: list[MetaTag] = field(default_factory=list)
    open: list[OpenSource] = field(default_factory=list)
    footers: list[tuple[int, int]] = field(default_factory=list)
    """Where in the page its own footer stands."""
    truncated: bool = False

    def ordered(self) -> tuple[Found, ...]:
        """By trust, footer first, then by source and place; equal occurrences once."""
        rows = dict.fromkeys(self.found)
        return tuple(
            sorted(rows, key=lambda it: (TRUST_ORDER[it.trust], not it.footer, _SOURCES[it.source], it.offset))
        )[:_MOST_FOUND]


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where markup came from; ``offset`` is its place in the page, None for the page itself."""

    source: Source
    base: str
    where: str = ""
    offset: int | None = None
    depth: int = 0


class Collector:
    """Collects one page."""

    def __init__(
        self, scripts: Mapping[str, str], frames: Mapping[str, str], codes: Callable[[str], str | None]
    ) -> None:
        self._scripts = scripts
        self._frames = frames
        self._written = codes
        self._seen: set[str] = set()
        self.result = Collected()

    def page(self, text: str, url: str) -> Collected:
        """Read the document at ``url``."""
        layer = read(text)
        base = next((join(url, tag.get("href")) for tag in layer.tags if tag.name == "base" and tag.get("href")), url)
        self.result.truncated = layer.truncated
        self._layer(layer, _Origin(Source.OWN, base or url))
        self.result.footers = [(layer.offset(start), layer.offset(end)) for start, end in layer.footers]
        if not {Element.CONAC, Element.JIUCUO} <= {item.element for item in self.result.found}:
            self.result.open += pictures.neutral(text, self.result.footers, base or url)
        self.result.truncated = self.result.truncated or len(set(self.result.found)) > _MOST_FOUND
        return self.result

    def _layer(self, layer: Layer, origin: _Origin) -> None:
        found = [*numbers.found(layer), *badges.conac(layer), *badges.jiucuo(layer)]
        if self._mark_footer(layer, found, origin):
            found = [*numbers.found(layer), *badges.conac(layer), *badges.jiucuo(layer)]
        found = [*found, *numbers.in_attributes(layer), *words.found(layer), *words.prompt(layer.text)]
        self._take(found, origin, layer)
        self.result.metas += [
            meta_tag(tag.values, tag.offset) for tag in layer.metas if tag.get("name") and not origin.where
        ]
        self._frames_of(layer, origin)
        for script in layer.scripts:
            self._script(script, origin)

    def _mark_footer(self, layer: Layer, found: list[Found], origin: _Origin) -> bool:
        """Mark a footer that no element is named for: around its numbers, else the end of the page."""
        before = list(layer.footers)
        if origin.source is not Source.OWN:
            layer.footers = layer.footers or [(0, len(layer.text))]
            return not before
        late = [at for at in _placed(layer, found) if not layer.in_footer(at) and _is_late(layer, at)]
        if late:
            layer.footers.append((max(min(late) - _AROUND, 0), max(late) + _AROUND))
            layer.settle()
        elif not layer.footers:
            layer.footers.append(tail(layer))
        return layer.footers != before

    def _take(self, found: list[Found], origin: _Origin, layer: Layer) -> None:
        for item in found:
            footer = item.footer or (origin.source is Source.SCRIPT and layer.in_footer(0))
            offset = item.offset if origin.offset is None else origin.offset
            self.result.found.append(
                replace(item, source=origin.source, where=origin.where, offset=offset, footer=footer)
            )

    def _script(self, script: Script, origin: _Origin) -> None:
        if not sources.is_code(script):
            return
        offset = script.offset if origin.offset is None else origin.offset
        url = sources.file_of(script, origin.base)
        if url:
            self._file(url, replace(origin, offset=offset))
        elif script.code.strip() and "src" not in script.values:
            source = Source.SCRIPT if origin.source is Source.OWN else origin.source
            self._code(script.code, replace(origin, source=source, offset=offset, depth=origin.depth + 1))

    def _file(self, url: str, origin: _Origin) -> None:
        if url in self._seen:
            return
        self._seen.add(url)
        same = sources.bare_host(url) == sources.bare_host(origin.base)
        code = _looked_up(self._scripts, url)
        if code is None:
            self.result.open.append(OpenSource("script", url, origin.offset or 0, same))
        elif origin.depth < _DEPTH:
            self._code(code, replace(origin, source=Source.FILE, where=url, depth=origin.depth + 1))
        else:
            self.result.open.append(OpenSource("script", url, origin.offset or 0, same))

    def _code(self, code: str, origin: _Origin) -> None:
        if origin.depth > _DEPTH or len(code) > _LARGEST_CODE:
            self._computed(origin)
            return
        if len(code) > MAX_CODE:
            # Literals are taken of its beginning only.
            self._computed(origin)
        for request in written.loaded(code):
            self._request(request.url, origin)
        markup = self._written(code)
        if markup is None:
            return
        if len(markup) >= written.LONGEST:
            self._computed(origin)
        if _COMPUTED.search(markup):
            self._computed(origin)
        if markup:
            self._layer(read(markup), origin)
        plain = uncommented(code)
        known = {(item.element, item.code) for item in self.result.found}
        named = [item for item in badges.in_code(plain) if (item.element, item.code) not in known]
        self._take([*named, *words.prompt(plain)], origin, Layer())

    def _computed(self, origin: _Origin) -> None:
        """A script whose markup is not known, or not all of it."""
        self.result.open.append(OpenSource("computed", origin.where, origin.offset or 0))

    def _request(self, raw: str, origin: _Origin) -> None:
        if raw and sources.shows_nothing(raw):
            return
        url = join(origin.base, raw) if raw else None
        if not url:
            self._computed(origin)
        elif not sources.is_outside(url, origin.base):
            self._frame(url.partition("#")[0], origin)

    def _frames_of(self, layer: Layer, origin: _Origin) -> None:
        for url, at in sources.frames_of(layer, origin.base):
            self._frame(url, replace(origin, offset=at if origin.offset is None else origin.offset))
        for at in sources.plugins_of(layer):
            self.result.open.append(OpenSource("plugin", "", at if origin.offset is None else origin.offset))

    def _frame(self, url: str, origin: _Origin) -> None:
        if not url or url in self._seen:
            return
        self._seen.add(url)
        same = sources.bare_host(url) == sources.bare_host(origin.base)
        markup = _looked_up(self._frames, url)
        if markup is None:
            self.result.open.append(OpenSource("frame", url, origin.offset or 0, same))
        elif origin.depth < _DEPTH:
            frame = _Origin(Source.FRAME, url, url, origin.offset, origin.depth + 1)
            inner = read(markup)
            self.result.truncated = self.result.truncated or inner.truncated
            self._layer(inner, frame)
        else:
            self.result.open.append(OpenSource("frame", url, origin.offset or 0, same))


def _is_late(layer: Layer, at: int) -> bool:
    return at > min(len(layer.text) * 0.5, len(layer.text) - 2 * _AROUND)


def _placed(layer: Layer, found: list[Found]) -> Iterator[int]:
    """Places in the visible text of the numbers found."""
    for item in found:
        if item.element in _NUMBERS:
            run = _run_of(layer, item.offset)
            if run is not None:
                yield run


def _run_of(layer: Layer, offset: int) -> int | None:
    low, high = 0, len(layer.offsets)
    while low < high:
        middle = (low + high) // 2
        if layer.offsets[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return layer.starts[low - 1] if low else None


def meta_tag(values: Mapping[str, str], offset: int) -> MetaTag:
    """Make a page tag of the attributes of a ``meta`` element."""
    name, content = values.get("name", ""), values.get("content", "")
    return MetaTag(name.strip()[:100], " ".join(content.split())[:2_000], offset)


def _looked_up(texts: Mapping[str, str], url: str) -> str | None:
    """The text at an address, also when only the scheme differs."""
    if url in texts:
        return texts[url]
    parts = urlsplit(url)
    for scheme in ("http", "https"):
        other = parts._replace(scheme=scheme).geturl()
        if other in texts:
            return texts[other]
    return None
