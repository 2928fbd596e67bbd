"""Undoes the codings that loaders hide in, by computing what they would compute: nothing is ever run.

Known codings: Dean Edwards' packer, string escapes, fromCharCode, unescape and decodeURIComponent, atob, hex pairs,
reversed strings, joined literals. Depth, number and size of what comes out are bounded, so a bomb ends early.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

MAX_DEPTH = 6
MAX_TEXTS = 40
"""Decoded texts of one script."""
MAX_CHARACTERS = 1_000_000
"""Of everything decoded from one script."""
MAX_CODE = 1_000_000
"""Characters of one script that are looked at."""

# A quote behind a backslash opens none: after an open string no later quote of its kind is tried again, so a scan is linear.
LITERAL = r"""(?<!\\)(?:"(?>(?:[^"\\\n]++|\\[\s\S])*)"|'(?>(?:[^'\\\n]++|\\[\s\S])*)'|`(?>(?:[^`\\]++|\\[\s\S])*)`)"""
_JOINED = re.compile(rf"{LITERAL}(?>(?:\s*+\+\s*+{LITERAL})*)")
_ONE = re.compile(LITERAL)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{1,3})|([\s\S]))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": ""}
_CODED_LETTER = re.compile(r"\\x[2-7][0-9a-fA-F]|\\u00[2-7][0-9a-fA-F]")
_PERCENT_LETTER = re.compile(r"%(?:u00)?(?:[46][1-9a-fA-F]|[57][0-9aA]|3[0-9])")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_CALL = re.compile(
    rf"(unescape|decodeURIComponent|decodeURI|atob)\s*+[\])]?\s*+\(\s*+({LITERAL}(?>(?:\s*+\+\s*+{LITERAL})*))"
)
_NUMBER = r"(?:0[xX][0-9a-fA-F]{1,6}|\d{1,7})"
_CHARCODES = re.compile(rf"fromCharCode[\"'\]]*+\s*+\(\s*+({_NUMBER}(?>(?:\s*+,\s*+{_NUMBER}){{3,}}))\s*+\)")
_NUMBERS = re.compile(rf"\[\s*+({_NUMBER}(?>(?:\s*+,\s*+{_NUMBER}){{15,}}))\s*+\]")
_PACKED = re.compile(
    rf"\}}\s*+\(\s*+({LITERAL})\s*+,\s*+(\d{{1,3}}|\[\])\s*+,\s*+(\d{{1,6}})\s*+,\s*+({LITERAL})\s*+\.\s*+split\s*+\("
)
_PACKER = re.compile(r"\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,?\s*[rd]?\s*\)|m?\(d\(p,a,c,k,e", re.I)
_WORD = re.compile(r"\b\w+\b", re.ASCII)
_HEX = re.compile(r"(?>(?:[0-9a-fA-F]{2}){40,})")
_TRIES = 200
"""Literals of digits in one script that are tried."""
_DIGITS = re.compile(r"(?>(?:\d\d){5,2000})")
_PLAIN_WORDS = re.compile(r"position\s?:|display\s?:|absolute|^style$|<script|<iframe|https?://|document\.")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}+={0,2}")
_LOOKS_LIKE_CODE = re.compile(
    r"<\s*(?:script|iframe|div|html|a\s|meta|style|object|img)|document|window|function|https?:|eval|location|String\.",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text that a script's codings hold, and by which codings, outermost first."""

    text: str
    layers: tuple[str, ...]


def decoded(code: str) -> tuple[Decoded, ...]:
    """Return every text that hides in the codings of a script, in the order found; the code itself is not among them."""
    found: list[Decoded] = []
    queue = [Decoded(code[:MAX_CODE], ())]
    seen = {code}
    left = MAX_CHARACTERS
    while queue:
        current = queue.pop(0)
        for name, text in _undone(current.text, left):
            if text in seen or len(found) >= MAX_TEXTS or left <= 0:
                continue
            seen.add(text)
            text = text[:left]
            left -= len(text)
            item = Decoded(text, (*current.layers, name))
            found.append(item)
            if len(item.layers) < MAX_DEPTH:
                queue.append(item)
    return tuple(found)


def literals(code: str) -> Iterator[str]:
    """Yield the value of every string literal, ``'a' + 'b'`` as one."""
    for found in _JOINED.finditer(code):
        yield joined(found[0])


def joined(source: str) -> str:
    """Return the value of one or several literals with plus signs between."""
    return "".join(unescaped(part[1:-1]) for part in _ONE.findall(source))


def unescaped(text: str) -> str:
    """Undo the escapes of a JavaScript string."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    if found[4]:
        return chr(int(found[4], 8))
    return _SIMPLE.get(found[5], found[5])


def _undone(text: str, left: int) -> Iterator[tuple[str, str]]:
    if _PACKER.search(text):
        for found in _PACKED.finditer(text):
            yield "packer", _unpacked(found, left)
    for found in _CALL.finditer(text):
        yield from _called(found[1], joined(found[2]))
    for found in (*_CHARCODES.finditer(text), *(_NUMBERS.finditer(text) if "fromCharCode" in text else ())):
        value = _charcodes(found[1])
        if _LOOKS_LIKE_CODE.search(value):
            yield "charcode", value
    yield from _escaped(text)
    yield from _blobs(text)


def _escaped(text: str) -> Iterator[tuple[str, str]]:
    """The whole text with its escapes undone, when letters were written as escapes."""
    coded = len(_CODED_LETTER.findall(text))
    if coded >= 8:
        yield "escapes", unescaped(text)


def _called(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "atob":
        text = _base64(value)
        if text:
            yield "atob", text
        return
    text = unquote(_PERCENT_U.sub(lambda found: chr(int(found[1], 16)), value), "utf-8", "replace")
    letters = len(_PERCENT_LETTER.findall(value))
    # Coding the brackets of a tag is an old custom of counters; coding its letters has no use but to hide.
    yield ("unescape" if letters >= 8 and letters * 3 > len(text) // 2 else "quoted"), text


def _blobs(text: str) -> Iterator[tuple[str, str]]:
    based = "base64" in text.lower() or "atob" in text
    numbers, tries = "fromCharCode" in text, 0
    backwards = re.search(r"\.\s*reverse\s*\(\s*\)", text) is not None
    for found in _ONE.finditer(text):
        value = found[0][1:-1]
        if len(value) < 10:
            continue
        if _HEX.fullmatch(value):
            yield from _code("hex", bytes.fromhex(value).decode("utf-8", "replace"))
        elif based and _BASE64.fullmatch(value):
            yield from _code("atob", _base64(value))
        if numbers and _DIGITS.fullmatch(value):
            tries += 1
            numbers = tries < _TRIES
            yield from _shifted(value)
        if backwards:
            yield from _code("reverse", unescaped(value)[::-1])


def _shifted(value: str) -> Iterator[tuple[str, str]]:
    """Pairs of digits that are character codes less a number known only to the program: every number is tried."""
    pairs = [int(value[at : at + 2]) for at in range(0, len(value), 2)]
    for shift in range(64):
        text = "".join(chr(pair + shift) for pair in pairs)
        if _PLAIN_WORDS.search(text):
            yield "shift", text
            return


def _code(name: str, value: str) -> Iterator[tuple[str, str]]:
    if _LOOKS_LIKE_CODE.search(value):
        yield name, value


def _base64(value: str) -> str:
    value = "".join(value.split())
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _charcodes(numbers: str) -> str:
    values = (int(part.strip(), 16 if part.strip()[:2].lower() == "0x" else 10) for part in numbers.split(","))
    return "".join(chr(value) if value < 0x110000 else "\ufffd" for value in values)


def _unpacked(found: re.Match[str], left: int) -> str:
    """What the packer's own function returns: each word of the text is a number that stands for a keyword."""
    text, words = joined(found[1]), joined(found[4]).split("|")
    base = 62 if found[2] == "[]" else min(max(int(found[2]), 2), 95)
    names = {_numeral(at, base): word for at, word in enumerate(words[:50_000]) if word}
    parts: list[str] = []
    at = size = 0
    for word in _WORD.finditer(text):
        value = names.get(word[0], word[0])
        parts += (text[at : word.start()], value)
        size += word.start() - at + len(value)
        at = word.end()
        if size > left:
            return "".join(parts)[:left]
    return "".join((*parts, text[at:]))


def _numeral(number: int, base: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, base)
        digits = (chr(digit + 29) if digit > 35 else "0123456789abcdefghijklmnopqrstuvwxyz"[digit]) + digits
        if number == 0:
            return digits
