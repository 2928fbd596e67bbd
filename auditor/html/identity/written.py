"""The markup that a script writes, as far as its literals tell; nothing is ever run."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from auditor.html.hidden.decode import decoded
from auditor.html.jslinks import MAX_CODE, UNKNOWN, Word, words

MARKS = re.compile(
    r"conac|[标標][识識][码碼号號]|[识識]别[码碼]|識別碼|公[网網]安[备備]|公安|[备備]案|ICP|jiucuo|找错|主办|承办|网站地图|站点地图|联系我们|支持\s?ipv6|您访问的链接|即将离开",
    re.I,
)
"""A script without one of these writes no footer."""
_CODED = re.compile(r"unescape|decodeURI|atob|eval\s?\(|fromCharCode|\\x[2-7e]|\\u[4-9][0-9a-f]{3}|%u[4-9]", re.I)
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_PERCENT = re.compile(r"%(?:3[CcEe]|u[0-9a-fA-F]{4}|[Ee][0-9A-Fa-f]%)")
_WRITES = re.compile(
    r"(?:^|\.)(?:write(?:ln)?|append|prepend|before|after|html|innerHTML|outerHTML|insertAdjacentHTML|text|push)$"
)
_LOADING = re.compile(r"(?:\b(?:load|get|getJSON|post|ajax|request|open|fetch|axios))\s{0,3}\(")
_LOADS = re.compile(r"(?:^|\.)load$")
_REQUESTS = re.compile(
    r"(?:^|\.)(?:ajax|fetch|axios)$|^(?:\$|jQuery|axios|\$http|this\.\$\w+)\.(?:get|getJSON|post|request)$"
)
_POSTS = re.compile(r"\.post$")
_PUTS = re.compile(
    r"(?:^|\.)(?:html|innerHTML|outerHTML|append|appendTo|prepend|before|after|insertAdjacentHTML|replaceWith|write|writeln)$"
)
_MARKUP_NAME = re.compile(r"\.s?html?(?:[?#]|$)|foot|bottom|copyright|banquan|dibu", re.I)
_REACH = 200
"""Words after the start of a request in which its answer is put into the page."""
_FRAGMENT = re.compile(r"\.(?:s?html?|jspx?|php|aspx?)\b|/")
LONGEST = 1_500_000
"""Most markup taken of one script."""


def has_marks(code: str) -> bool:
    """Return True when a script may write an identity element, in plain or coded letters."""
    return bool(MARKS.search(code) or (_CODED.search(code) and any(MARKS.search(text) for text in _plain(code))))


def _plain(code: str) -> Iterator[str]:
    for item in decoded(code):
        yield item.text
    if "\\u" in code or "\\x" in code:
        yield from (word.value for word in words(code) if word.kind == "string")


def written(code: str) -> str:
    """Return the markup that a script writes, pieces of one expression joined, an unknown operand as ``UNKNOWN``."""
    texts = [_of(code)]
    if _CODED.search(code):
        texts += [item.text if item.text.lstrip()[:1] == "<" else _of(item.text) for item in decoded(code)]
    return "\n".join(text for text in dict.fromkeys(texts) if text)[:LONGEST]


def _of(code: str) -> str:
    parts: list[str] = []
    for group, writes in _expressions(words(code)):
        text = "".join(group)
        if _PERCENT.search(text):
            text = unquote(_PERCENT_U.sub(lambda found: chr(int(found[1], 16)), text), "utf-8", "replace")
        if "<" in text or (writes and text.strip(UNKNOWN)):
            parts.append(text)
    return "\n".join(parts) if len(code) <= MAX_CODE else "\n".join(parts)[:LONGEST]


def _expressions(code: Sequence[Word]) -> Iterator[tuple[list[str], bool]]:
    """Yield the operands of every string expression, and whether it is handed to something that writes."""
    known = _literals(code)
    group: list[str] = []
    writes, joined, strings, callee = False, False, False, ""
    for word in code:
        if word.kind == "sign":
            if word.value == "+" and group:
                joined = True
                continue
            if word.value in ("(", "=", "+=") and not strings:
                writes = bool(_WRITES.search(callee)) or writes
                group = []
                continue
            if strings:
                yield group, writes
            group, strings, joined = [], False, False
            writes = writes and word.value in (",", "(")
            continue
        if group and not joined and strings:
            yield group, writes
            group, strings, writes = [], False, False
        is_string = word.kind == "string" or (joined and word.value in known)
        group.append(word.value if word.kind == "string" else known.get(word.value, UNKNOWN))
        strings = strings or is_string
        callee = word.value if word.kind == "name" else callee
        joined = False
    if strings:
        yield group, writes


def _literals(code: Sequence[Word]) -> dict[str, str]:
    """Variables that are assigned exactly one literal."""
    found: dict[str, str] = {}
    spoilt: set[str] = set()
    for at in range(len(code) - 2):
        name, sign, value = code[at], code[at + 1], code[at + 2]
        if name.kind != "name" or sign.value not in ("=", "+="):
            continue
        follows = code[at + 3].value if at + 3 < len(code) else ";"
        if sign.value == "=" and value.kind == "string" and follows != "+" and name.value not in found:
            found[name.value] = value.value
        else:
            spoilt.add(name.value)
    return {name: value for name, value in found.items() if name not in spoilt}


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a script fetches and puts into the page; ``url`` is empty when it is not a literal to GET."""

    url: str


@lru_cache(maxsize=500)
def loaded(code: str) -> tuple[Request, ...]:
    """Return what a script puts into the page from elsewhere: ``$("#foot").load("/foot.html")``, ``$.get``, ``fetch``."""
    return tuple(dict.fromkeys(_loaded(words(code)))) if _LOADING.search(code) else ()


def _loaded(code: Sequence[Word]) -> Iterator[Request]:
    for at in range(len(code) - 2):
        name, sign, value = code[at : at + 3]
        if name.kind != "name" or sign.value != "(":
            continue
        if _LOADS.search(name.value) and value.kind == "string":
            if _FRAGMENT.search(value.value):
                yield Request(value.value.split()[0])
        elif _REQUESTS.search(name.value) or (name.value.endswith(".open") and value.value.upper() in ("GET", "POST")):
            yield from _requested(name.value, code[at + 2 : at + _REACH])


def _requested(name: str, follows: Sequence[Word]) -> Iterator[Request]:
    opened = name.endswith(".open")
    at = 2 if opened else 0
    if follows[0].kind == "sign" and follows[0].value == "{":
        at = next((n + 2 for n, word in enumerate(follows[:60]) if word.value == "url"), len(follows))
    literal = at < len(follows) and follows[at].kind == "string" and follows[at + 1 : at + 2] != [Word("sign", "+")]
    url = follows[at].value.strip() if literal else ""
    posts = _POSTS.search(name) or any(word.kind == "string" and word.value.upper() == "POST" for word in follows[:60])
    if url and not posts and _MARKUP_NAME.search(url):
        yield Request(url)
    elif any(word.kind == "name" and _PUTS.search(word.value) for word in follows):
        yield Request("" if posts else url)
