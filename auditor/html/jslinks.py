"""Addresses and markup that can be read off a script without running it. Whatever is computed is left alone."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

UNKNOWN = "\ue000"
"""Stands for the value of an expression in ``markup``; a reference that holds it is not a literal."""
MAX_CODE = 400_000
MAX_PAGES = 1_000
"""Most paging addresses generated from one call."""

_LEX = re.compile(
    r"""(?P<string>"(?>(?:[^"\\\n]++|\\[\s\S])*)(?:"|(?=\n)|\\?\Z)|'(?>(?:[^'\\\n]++|\\[\s\S])*)(?:'|(?=\n)|\\?\Z)"""
    r"""|`(?>(?:[^`\\]++|\\[\s\S])*)(?:`|\\?\Z))"""
    r"|(?P<comment>//[^\n]*+|/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)|<!--[^\n]*+)"
    r"|(?P<regex>(?<=[=(,:!&|?;{}\[])\s*+/(?![*/])(?>(?:[^/\\\n\[]|\\.|\[(?>(?:[^\]\\\n]|\\.){0,100})\]){1,300})/)"
    r"|(?P<name>[A-Za-z_$][\w$]*+(?>(?:\s?\.\s?[A-Za-z_$][\w$]*+)*))|(?P<sign>[=!<>]=+|[-+*/%|&^]=|=>|\+\+|[^\s\w])|[\w.]++"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "\n": "", "0": ""}

_ASSIGNED = re.compile(r"(?:^|\.)location(?:\.href)?$")
_CALLED = re.compile(r"(?:^window\.open|^open|(?:^|\.)location\.(?:replace|assign))$")
_WRITTEN = re.compile(r"^[^\s<>\"'`{}|^\ue000]{1,2000}$")
_COMPLETE = re.compile(r"(?:https?:)?//[\w.\[\]:-]+|\.{0,2}/[\w%]")
_FILE = re.compile(
    r"[\w%./?=&;:,~-]*[\w%-]+\.(?:s?html?|jspx?|aspx?|php|do|action|pdf)(?:[?#]\S*)?$|\?[\w%]+=|\.{1,2}/"
)
_JSON_URL = re.compile(
    r"""\\{0,4}["'](?:\w*(?:url|link|href)|aU|common|path)\\{0,4}["']\s?:\s?\\{0,4}["']"""
    r"""((?:https?:)?(?:\\{0,4}/){1,2}[^"'\\\s<>{}]+(?>(?:\\{1,4}/[^"'\\\s<>{}]*)*))\\{0,4}["']""",
    re.IGNORECASE,
)
_PAGING = re.compile(r"\bcreatePageHTML\s*\(([^()]{1,300})\)")
_CDATA = re.compile(r"<!\[CDATA\[((?>(?:[^\]]++|\](?!\]>))*))(?:\]\]>|\Z)")
_CONDITION = re.compile(
    r"\bif\s*\(|\bswitch\s*\(|\?[^'\"]|&&|\|\||\bon(?:click|submit)\b|\baddEventListener\b|\bfor\s*\(|\bwhile\s*\("
)
_NAMED_FUNCTION = re.compile(r"\bfunction\s+\w")


class Word(NamedTuple):
    """One lexical unit: ``kind`` is string, name or sign; a string's ``value`` is decoded."""

    kind: str
    value: str


def words(code: str) -> list[Word]:
    """Split JavaScript into strings, dotted names and signs; comments and regular expressions are dropped."""
    found: list[Word] = []
    for match in _LEX.finditer(code[:MAX_CODE]):
        kind = match.lastgroup
        if kind == "string":
            closed = len(match[0]) > 1 and match[0][-1] == match[0][0]
            found.append(Word(kind, _decoded(match[0][1:-1])) if closed else Word("sign", ""))
        elif kind == "name":
            found.append(Word(kind, "".join(match[0].split())))
        elif kind == "sign":
            found.append(Word(kind, match[0]))
        elif kind is None:
            found.append(Word("number", match[0]))
    return found


def _decoded(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SIMPLE.get(match[3], match[3])


def navigation(code: Sequence[Word]) -> Iterator[str]:
    """Yield complete literals that are assigned to location or handed to window.open / location.replace.

    A literal followed by ``+`` is only the beginning of an address and is not yielded.
    """
    for at in range(len(code) - 2):
        word, sign, value = code[at], code[at + 1], code[at + 2]
        if word.kind != "name" or value.kind != "string":
            continue
        assigned = sign.value == "=" and _ASSIGNED.search(word.value)
        called = sign.value == "(" and _CALLED.search(word.value)
        if (assigned or called) and not _continues(code, at + 3) and _WRITTEN.match(value.value):
            yield value.value


def arguments(code: Sequence[Word]) -> Iterator[str]:
    """Yield literals in the arguments of any call of a handler that are complete URLs or rooted paths."""
    depth = 0
    for at, word in enumerate(code):
        if word.kind == "sign":
            depth += (word.value == "(") - (word.value == ")")
        if word.kind != "string" or depth <= 0 or at == 0 or code[at - 1].value not in ("(", ","):
            continue
        if not _continues(code, at + 1) and _COMPLETE.match(word.value) and _WRITTEN.match(word.value):
            yield word.value


def _continues(code: Sequence[Word], at: int) -> bool:
    return at < len(code) and code[at].value in ("+", ".", "?")


def markup(code: Sequence[Word]) -> Iterator[str]:
    """Yield the HTML that string expressions of a script spell; unknown operands appear as ``UNKNOWN``.

    ``'…'+x+'…'`` is joined, where ``x`` may be a variable that is assigned one literal in this script.
    """
    known = _variables(code)
    parts: list[str] = []
    joined = False
    for word in code:
        if word.value == "+" and word.kind == "sign":
            parts = parts or [UNKNOWN]
            joined = True
            continue
        operand = word.value if word.kind == "string" else known.get(word.value, UNKNOWN)
        if word.kind == "sign" or (parts and not joined):
            yield from _html(parts)
            parts = []
        if word.kind != "sign":
            parts.append(operand)
        joined = False
    yield from _html(parts)


def _html(parts: Sequence[str]) -> Iterator[str]:
    text = "".join(parts)
    if "%3C" in text and "<" not in text:
        text = unquote(text)
    if "<" in text:
        yield text


def _variables(code: Sequence[Word]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for at in range(len(code) - 2):
        name, sign, value = code[at : at + 3]
        if name.kind != "name" or sign.value not in ("=", "+="):
            continue
        simple = sign.value == "=" and value.kind == "string" and not _continues(code, at + 3)
        if name.value in found or not simple:
            twice.add(name.value)
        found[name.value] = value.value
    return {name: value for name, value in found.items() if name not in twice}


def listed(code: str) -> Iterator[str]:
    """Yield the addresses of JSON lists in a script: values of url/link/href keys that are URLs or rooted paths."""
    for found in _JSON_URL.finditer(code[:MAX_CODE]):
        value = found[1].replace("\\", "")
        if _WRITTEN.match(value):
            yield value


def paging(code: str) -> Iterator[str]:
    """Yield the further pages of a TRS list from ``createPageHTML(n, current, name, extension)``.

    The six-argument form ``(div, n, current, name, extension, rows)`` counts from 1 with ``name_2`` first; from the
    first page only ``_2`` is given, because nothing proves that this numbering is used before that page answers.
    """
    for call in _PAGING.finditer(code):
        args = [part.strip().strip("'\"") for part in call[1].split(",")]
        if len(args) >= 6 and args[1].isdigit() and args[2].isdigit():
            total, current, name, ext = int(args[1]), int(args[2]), args[3], args[4]
            last = total if current > 1 else min(total, 2)
            first = 2
        elif len(args) >= 4 and args[0].isdigit() and args[1].isdigit():
            name, ext, first, last = args[2], args[3], 1, int(args[0]) - 1
        else:
            continue
        if re.fullmatch(r"[\w./-]+", name) and re.fullmatch(r"\w{2,5}", ext):
            yield from (f"{name}_{page}.{ext}" for page in range(first, min(last, MAX_PAGES) + 1))


def cdata(code: str) -> Iterator[str]:
    """Yield the HTML records of a ``<script type="text/xml">`` list; calls of its data proxy are left out."""
    for found in _CDATA.finditer(code):
        if "dataproxy" not in found[1]:
            yield found[1]


def redirect(code: str) -> str:
    """Return the literal a script sends every visitor to, or an empty string when it does anything conditional."""
    if len(code) > 4_000 or _CONDITION.search(code) or _NAMED_FUNCTION.search(code):
        return ""
    return next((url for url in navigation(words(code)) if url.strip()), "")


def looks_like_address(value: str) -> bool:
    """Return True when a literal could be an address at all (URL, path or file name)."""
    return bool(_WRITTEN.match(value) and (_COMPLETE.match(value) or _FILE.match(value)))
