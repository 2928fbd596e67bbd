"""Finds a page's search: a form, or a script that builds an address from what was typed. Nothing is run or submitted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from auditor.html.element import Element, parse
from auditor.html.tokens import ELEMENT
from auditor.model.search import Means, SearchEntry
from auditor.urls.resolve import join

_WORDS = re.compile(
    r"search|sousuo|souso|ssuo|jiansuo|chaxun|keywords?\b|\bso\b|\bq\b|\bkw\b|\bwd\b|query|搜索|检索|搜一搜|站内|查找|请输入.{0,6}关键[字词]",
    re.IGNORECASE,
)
_HINT = re.compile(r"搜索|检索|搜一搜|sousuo|jiansuo|search", re.IGNORECASE)
_TEXT_TYPES = ("", "text", "search")
_NOT_SEARCH = re.compile(r"login|user(?:name|id)|passw|captcha|yzm|验证码|手机|邮箱|mail|subscribe", re.IGNORECASE)
_LITERAL = r"(?P<quote>[\"'])(?P<before>[^\"'\s<>]{1,300}[=/])(?P=quote)"
_BUILT = re.compile(
    r"(?:location(?:\.href)?\s*=|\.href\s*=|window\.open\s*\(|location\.(?:assign|replace)\s*\(|\.action\s*=|[uU]rl\s*="
    rf"|\bfetch\s*\(|\$\.get(?:JSON)?\s*\(|axios\.get\s*\()\s*{_LITERAL}\s*\+\s*(?P<value>[^;\n]{{1,160}})"
)
_AFTER = re.compile(r"\+\s*([\"'])([&?][^\"'\s]{1,200})\1\s*[,;)]?\s*$")
_MORE = re.compile(r"[\"'][&?]")
"""A further parameter whose value only the script knows."""
_AFTERWARDS = re.compile(r"\)\s*\.(?:then|done)\b")
"""What becomes of the answer is no part of the address."""
_POSTED = re.compile(r"\bpost\b", re.IGNORECASE)
_PARAMETER = re.compile(r"[?&]([\w.-]+)=$")
_FOR_WORDS = re.compile(
    r"\w*(?:key|word|search|query|text|title|content|term)\w*|q|qt|wd|kw|w|s|k|so|sw|str|val|name", re.IGNORECASE
)
_LINK_TEXT = re.compile(r"^(?:站内|全站|全文|智能|高级|政务)?(?:搜索|检索)$")
_MOST_CODE = 300_000


@dataclass(slots=True)
class _Form:
    element: Element
    offset: int
    raw: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    box: str = ""
    """The name of its text field."""
    texts: int = 0
    words: str = ""
    """What it and its fields are called."""
    secret: bool = False


def has_hint(text: str) -> bool:
    """True when anything in a document speaks of searching."""
    return _HINT.search(text) is not None


def writes_search(code: str) -> bool:
    """True when a script may write a search into the page; ``location.search`` is no sign of one."""
    return any(word in code for word in ("搜索", "检索", "sousuo"))


def search_entry(text: str, url: str, encoding: str, scripts: Iterable[str] = ()) -> SearchEntry | None:
    """The search of a page: the first that can be asked, else the first at all; ``scripts`` are the files it loads."""
    found = [*_of_forms(text, url, encoding), *_of_scripts(text, url, scripts)]
    if not any(entry.askable for entry in found):
        found += _of_boxes(text, url)
    return next((entry for entry in found if entry.askable), next(iter(found), None))


def address(entry: SearchEntry, words: str) -> str:
    """The address that asks for some words; characters that its encoding does not have are asked as ``?``."""
    return entry.before + quote(words.encode(entry.encoding, "replace")) + entry.after


def search_page(text: str, url: str) -> tuple[str, int, str] | None:
    """(address, offset, raw) of the first link to a page of search alone."""
    for found in ELEMENT.finditer(text):
        if found[0][:2].lower() == "<a" and (element := parse(found[0])) is not None and element.name == "a":
            target = join(url, element.values.get("href", ""))
            if _LINK_TEXT.match(element.label) and target and target.startswith("http"):
                return target.partition("#")[0], found.start(), found[0][:300]
    return None


def _of_forms(text: str, url: str, encoding: str) -> Iterator[SearchEntry]:
    for form in _forms(text):
        if (
            not form.box
            or form.secret
            or form.texts > 1
            or not _WORDS.search(form.words)
            or _NOT_SEARCH.search(form.box)
        ):
            continue
        values = form.element.values
        written = values.get("action", "").strip()
        action = join(url, written) if written and not written.startswith("#") else None
        if not action or not action.startswith("http"):
            # Without an address of its own a form is sent by a script; what it would ask is this very page.
            yield SearchEntry(Means.HIDDEN, url, form.offset, form.raw)
            continue
        if values.get("method", "get").strip().lower() == "post":
            yield SearchEntry(Means.POST, url, form.offset, form.raw)
            continue
        charset = values.get("accept-charset", "").split(",")[0].strip() or encoding
        yield SearchEntry(Means.GET, url, form.offset, form.raw, _asking(action, form, charset), "", _known(charset))


def _asking(action: str, form: _Form, charset: str) -> str:
    """As browsers do: the query of the action is dropped, the fields take its place."""
    hidden = urlencode(form.fields, encoding=_known(charset), errors="replace")
    return f"{action.partition('#')[0].partition('?')[0]}?{hidden}{'&' if hidden else ''}{quote(form.box)}="


def _known(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "utf-8"


def _forms(text: str) -> Iterator[_Form]:
    current: _Form | None = None
    for found in ELEMENT.finditer(text):
        token = found[0]
        if token[:6].lower() == "</form":
            if current is not None:
                yield current
            current = None
            continue
        element = parse(token) if token[1:2].isalpha() else None
        if element is None:
            continue
        if element.name == "form" and current is None:
            current = _Form(element, found.start(), token[:300])
            current.words = " ".join(element.values.values())
        elif current is not None:
            _take(current, element)
    if current is not None:
        yield current


def _take(form: _Form, element: Element) -> None:
    values, name = element.values, element.values.get("name", "")
    kind = values.get("type", "").lower()
    if element.name == "textarea" or kind == "password" or kind == "file":
        form.secret = True
    elif element.name == "input" and kind in _TEXT_TYPES:
        form.texts += 1
        form.box = form.box or name
        form.words += " " + " ".join(values.values())
    elif element.name == "input" and kind in ("hidden", "radio", "checkbox") and name:
        if kind == "hidden" or "checked" in values:
            form.fields.append((name, values.get("value", "")))
    elif element.name in ("input", "button"):
        form.words += " " + " ".join(values.values())


def _of_scripts(text: str, url: str, scripts: Iterable[str]) -> Iterator[SearchEntry]:
    """Addresses that a script puts together from a literal and a value, in a document or in its files."""
    for found in ELEMENT.finditer(text):
        token = found[0]
        if (token[:7].lower() == "<script" and "+" in token) or "onclick" in token or "onsubmit" in token:
            yield from _built(token, url, found.start())
    for code in scripts:
        yield from _built(code, url, 0)


def _built(code: str, url: str, offset: int) -> Iterator[SearchEntry]:
    for found in _BUILT.finditer(code[:_MOST_CODE]):
        before = found["before"]
        near = code[max(0, found.start() - 300) : found.start()] + before
        target = join(url, before)
        if (
            not target
            or not target.startswith("http")
            or "#" in before
            or not _WORDS.search(before)
            or not _WORDS.search(near)
        ):
            continue
        value = _AFTERWARDS.split(found["value"].split("\n")[0], maxsplit=1)[0].rstrip()
        tail = _AFTER.search(value)
        if _POSTED.search(value) or not _takes_words(before) or _MORE.search(value[: tail.start()] if tail else value):
            continue  # The words go elsewhere, or something we cannot know goes with them.
        where = offset + (found.start() if offset else 0)
        yield SearchEntry(Means.SCRIPT, url, where, found[0][:300], target, tail[2] if tail else "")


def _takes_words(before: str) -> bool:
    """True when the parameter that the address ends with is one for words, not for a page or a site."""
    name = _PARAMETER.search(before)
    return name is None or _FOR_WORDS.fullmatch(name[1]) is not None


def _of_boxes(text: str, url: str) -> Iterator[SearchEntry]:
    """Fields outside any form, and links to a page of search."""
    for found in ELEMENT.finditer(text):
        token = found[0]
        if token[:6].lower() != "<input":
            continue
        element = parse(token)
        if element is not None and element.values.get("type", "").lower() in _TEXT_TYPES:
            words = " ".join(element.values.values())
            if _HINT.search(words) and not _NOT_SEARCH.search(words):
                yield SearchEntry(Means.HIDDEN, url, found.start(), token[:300])
    linked = search_page(text, url)
    if linked is not None:
        yield SearchEntry(Means.LINK, url, linked[1], linked[2], linked[0])


def host_of(entry: SearchEntry) -> str:
    """The host that answers."""
    return urlsplit(entry.before or entry.page).hostname or ""
