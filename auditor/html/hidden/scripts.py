"""What a script does, read off its text and off whatever is coded in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from auditor.html.hidden import hiding
from auditor.html.hidden.decode import LITERAL, MAX_CODE, decoded, joined, literals
from auditor.html.hidden.outside import leaves
from auditor.html.tokens import TAG, attributes
from auditor.model.hidden import Load

# A script with none of these does nothing that is looked for; most scripts end here.
_ANY = re.compile(
    r"eval|unescape|atob|fromCharCode|\.write|\[[\"']write|userAgent|referrer|\\x[2-7]|\\u00|location|title|\.style|createElement|DropFileName|decodeURI|__encode|setTimeout|\.hide\(|innerHTML"
)
_SPIDERS = re.compile(
    r"baidu(?!box|browser)|sogou(?!mobile|search|mse)|360spider|haosou|yisou|googlebot|bingbot|slurp|bytespider|sm_?spider|spider|\.(?:google|bing|yahoo|so)\b"
)
_ENGINES = re.compile(r"baidu|sogou|soso|\bsm\b|m\.sm|\bso\b|haosou|google|bing|yahoo|yandex")
_MOBILE = re.compile(r"iphone|android|ipad|mobile|midp|ucweb|windows ce|symbian")
_TITLE = re.compile(r"document\s*+(?:\.\s*+title|\[\s*+[\"']title[\"']\s*+\])\s*+=(?!=)")
_GOES = re.compile(
    rf"location\s*+(?:(?:\.\s*+href|\[\s*+[\"']href[\"']\s*+\])?\s*+=(?!=)\s*+|\.\s*+(?:replace|assign)\s*+\(\s*+)({LITERAL}(?>(?:\s*+\+\s*+{LITERAL})*))?"
)
_SOURCE = re.compile(rf"\.\s*+src\s*+=(?!=)\s*+({LITERAL}(?>(?:\s*+\+\s*+{LITERAL})*))")
_MADE = re.compile(r"createElement\s*+\(\s*+[\"'](script|iframe|object|embed)", re.I)
_HIDES = re.compile(
    r"getElementById\(\s*+[\"']([^\"']{1,80})[\"']\s*+\)\s*+\.\s*+style\s*+\.\s*+(?:display\s*+=\s*+[\"']none|visibility\s*+=\s*+[\"'](?:hidden|collapse)|(?:left|top)\s*+=\s*+[\"']-\d{3})"
    r"|\$\(\s*+[\"']#([\w-]{1,80})[\"']\s*+\)\s*+\.\s*+hide\(\s*+\)"
)
_INFECTS = re.compile(r"DropFileName\s*+=|WriteData\s*+=\s*+\"4D5A")
_NEAR = 500
"""Characters within which a condition and what depends on it stand."""
_LOADERS = frozenset(["script", "iframe", "frame", "object", "embed", "param"])
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPENERS = frozenset(["div", "span", "p", "marquee", "font", "ul", "table", "section", "center"])
_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything known of one script's code, wherever it stands."""

    layers: tuple[str, ...] = ()
    decoded: str = ""
    branches: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    loads: tuple[Load, ...] = ()
    hides: tuple[str, ...] = ()
    opens: str = ""
    """Start tag of a hidden element that the script writes and does not close."""
    key: str = ""
    sheet: str = ""
    """What stands in the style elements that the script writes."""


NOTHING = Reading()


@lru_cache(maxsize=4_000)
def read(code: str, base: str) -> Reading:
    """Read the code of an inline script of the page ``base``; equal code is read once."""
    code = code[:MAX_CODE]
    if not _ANY.search(code):
        return NOTHING
    inside = decoded(code)
    texts = [code, *(item.text for item in inside)]
    branches: dict[str, None] = {}
    does: dict[str, None] = {}
    for text in texts:
        branches.update(dict.fromkeys(_branches(text)))
        does.update(dict.fromkeys(_does(text)))
    loads = tuple(dict.fromkeys(load for text in texts for load in _loads(text, base)))[:50]
    if any(load.hidden and load.tag == "iframe" for load in loads) and any("document.cookie" in text for text in texts):
        branches["cookie-loader"] = None
    deepest = max(
        inside, key=lambda item: (len([name for name in item.layers if name != "quoted"]), len(item.text)), default=None
    )
    layers = tuple(name for name in deepest.layers if name != "quoted") if deepest else ()
    return Reading(
        layers, deepest.text[:_SHOWN] if deepest and layers else "", tuple(branches), tuple(does),
        tuple(dict.fromkeys(url for text in texts for url in _targets(text, base)))[:20], loads,
        tuple(dict.fromkeys(one or other for text in texts for one, other in _HIDES.findall(text)))[:20], _opens(code, texts),
        key_of(code), _sheet(item.text for item in inside) if "write" in does else "",
    )  # fmt: skip


def key_of(code: str) -> str:
    """Return the hash of a script's code, white space folded."""
    return blake2b(" ".join(code[:MAX_CODE].split()).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _sheet(texts: Iterable[str]) -> str:
    """The rules of style elements in what a script puts together; each text is walked once."""
    found: dict[str, None] = {}
    for text in texts:
        low, at = text.lower(), 0
        while (start := low.find("<style", at)) >= 0 and (start := low.find(">", start)) >= 0:
            at = low.find("</style", start)
            at = len(text) if at < 0 else at
            found[text[start + 1 : at]] = None
    return "\n".join(found)[:MAX_CODE]


def _branches(text: str) -> Iterator[str]:
    """What the code makes depend on the visitor: only conditions that stand near a change of title, page or content."""
    low = text.lower()
    acts = [found.start() for found in _TITLE.finditer(text)][:50]
    for at in acts:
        before = low[max(at - _NEAR, 0) : at]
        if "useragent" in before and _SPIDERS.search(before):
            yield "spider-title"
        if "referrer" in before and _ENGINES.search(before):
            yield "referrer-title"
    for found in islice(_GOES.finditer(text), _ACTS):
        before = low[max(found.start() - 3 * _NEAR, 0) : found.start()]
        if "referrer" not in before and "useragent" not in before:
            continue
        before = _governing(before)
        if not _ASKS.search(before):
            continue
        if "referrer" in before and _ENGINES.search(before):
            yield "referrer"
        if "useragent" in before and _MOBILE.search(before):
            # Lists of phones name the apps of search engines too.
            yield "mobile"
        elif "useragent" in before and _SPIDERS.search(before):
            yield "spider"
    if '"referrer"' in low and '"href"' in low and len(set(_ENGINES.findall(low))) >= 3:
        # Obfuscators keep all names of a program in one list of strings.
        yield "referrer"
    yield from _conditional_loader(low)


_ASKS = re.compile(r"\b(?:if|switch|while|for)\b|\?|&&|\|\|")
_CLOSED = re.compile(r"(?:(?<=[{};\n])|\A)[^{};\n]*+\s*+\{[^{}]*+\}(?:\s*+else\b[^{};]*+\{[^{}]*+\})*+")
"""A block without blocks inside, with the line that heads it and what else happens."""
_NAMED_FUNCTION = re.compile(r"function\s+(\w+)|(\w+)\s*=\s*function")
_FLAT = str.maketrans("{};\n", "()  ")
_DEEPEST = 8
_ACTS = 20
"""Redirects of one script of which the condition is looked for."""


def _governing(before: str) -> str:
    """The code before an act without the closed blocks, on which it cannot depend.

    What stays: a block that leaves early, one with an ``else`` behind it, a function that is called later.
    """
    for _ in range(_DEEPEST):
        shorter = _CLOSED.sub(_closed, before)
        if shorter == before:
            break
        before = shorter
    return before


def _closed(found: re.Match[str]) -> str:
    block, rest = found[0], found.string[found.end() :]
    named = _NAMED_FUNCTION.search(block)
    if "function" in block or "=>" in block:
        stays = named is not None and f"{named[1] or named[2]}(" in rest
        return block.translate(_FLAT) + ";" if stays else ";"
    if rest.lstrip()[:4] == "else":
        return block.translate(_FLAT)
    return block.translate(_FLAT) + ";" if "return" in block or "throw" in block else ";"


_LOADER_CONDITION = re.compile(r"(?:\.test\(|indexof\(|match\()\s*+[^;{}]{0,80}")


def _conditional_loader(low: str) -> Iterator[str]:
    """A script or frame that is only written on some addresses, to some browsers, or once per cookie."""
    for found in re.finditer(r"(?:document\s*+\.\s*+write(?:ln)?|\[\"write\"\])\s*+\(", low):
        before = low[max(found.start() - _NEAR // 2, 0) : found.start()]
        after = low[found.end() : found.end() + 300]
        if "<scr" not in after and "<ifr" not in after:
            continue
        if "window.location" in before and _LOADER_CONDITION.search(before):
            yield "location-loader"
        if "cookie" in before and "if" in before:
            yield "cookie-loader"
        if "useragent" in before and (_SPIDERS.search(before) or _MOBILE.search(before)):
            yield "agent-loader"
        if "referrer" in before and _ENGINES.search(before):
            yield "referrer-loader"


def _does(text: str) -> Iterator[str]:
    if _TITLE.search(text):
        yield "title"
    if _INFECTS.search(text):
        yield "infect"
    if re.search(r"document\s*+[.\[]\s*+[\"']?write", text):
        yield "write"


def _targets(text: str, base: str) -> Iterator[str]:
    for found in _GOES.finditer(text):
        left = leaves(joined(found[1]), base) if found[1] else None
        if left:
            yield left[0][:500]


def _loads(text: str, base: str) -> Iterator[Load]:
    """Scripts and frames that the code writes as markup or makes as elements."""
    markup = [text] if text.lstrip()[:1] == "<" else [value for value in literals(text) if "<" in value]
    for piece in markup[:200]:
        yield from _written(piece, base)
    made = _MADE.search(text)
    if made:
        for found in _SOURCE.finditer(text):
            left = leaves(joined(found[1]), base)
            if left:
                yield Load(made[1].lower(), left[0][:500], left[2], False)


def _written(markup: str, base: str) -> Iterator[Load]:
    concealed = False
    for found in TAG.finditer(markup[:100_000]):
        name = (found["name"] or "").lower()
        if not name:
            continue
        values = attributes(found["attributes"])
        hidden = bool(hiding.inline(values.get("style", ""))) or "hidden" in values
        concealed = concealed or (hidden and name in _OPENERS)
        if name in _LOADERS:
            raw = values.get("src") or values.get("data") or values.get("value") or ""
            left = leaves(raw, base)
            small = name != "script" and any(
                values.get(side, "9").strip(" px") in ("0", "1") for side in ("width", "height")
            )
            if left or (name == "iframe" and concealed):
                yield Load(name, left[0][:500] if left else "", left[2] if left else "", hidden or small or concealed)


def _opens(code: str, texts: Sequence[str]) -> str:
    """Return the hidden start tag that is written without its end tag (the links follow as plain markup)."""
    if "write" not in code:
        return ""
    for text in texts:
        for value in literals(text) if text.lstrip()[:1] != "<" else (text,):
            if "<" in value and "</" not in value and (tag := _hidden_opener(value[:2_000])):
                return tag
    return ""


def _hidden_opener(value: str) -> str:
    for found in TAG.finditer(value):
        name = (found["name"] or "").lower()
        if name in _OPENERS and hiding.inline(attributes(found["attributes"]).get("style", "")):
            return found[0]
    return ""
