"""By what entries, controls and known toolbars are recognised: words.toml made ready."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from auditor.model.aging import Function

_NAMES = ("text", "title", "alt", "label")
_LONGEST_NAME = 30
_LONGEST_ENTRY = 16
_NOISE = re.compile(r"[\s·|/、,,.。:：!！()()\[\]【】<>《》\"'“”+\-]+")
_KEYS = re.compile(
    r"\b((?:Alt|Shift|Ctrl|Control)(?:\s*\+\s*(?:Alt|Shift|Ctrl))?)\s*\+\s*([A-Za-z0-9`~↑↓])(?![A-Za-z])", re.I
)


@dataclass(frozen=True, slots=True)
class _Words:
    whole: re.Pattern[str]
    core: re.Pattern[str]
    unlike: re.Pattern[str]
    code: re.Pattern[str]
    files: re.Pattern[str]
    elder: re.Pattern[str]
    address: re.Pattern[str]
    title: re.Pattern[str]
    functions: tuple[tuple[Function, re.Pattern[str]], ...]
    codes: tuple[tuple[Function, re.Pattern[str]], ...]
    vendors: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    advert: tuple[re.Pattern[str], re.Pattern[str]]
    apart: re.Pattern[str]
    beyond: tuple[tuple[str, re.Pattern[str]], ...]
    said: re.Pattern[str]
    asked: re.Pattern[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    entry = data["entry"]
    either = "|".join
    free = either(core for core in entry["cores"] if core not in entry["bound"])
    around, bound, endings = either(entry["around"]), either(entry["bound"]), either(entry["endings"])
    core = f"(?:{free}|(?:{bound})(?:服务)?(?:{endings}))"
    return _Words(
        whole=re.compile(f"(?:{around})*(?:{core}(?:{around})*)+"),
        core=re.compile(core), unlike=re.compile(either(entry["not_an_entry"])),
        code=re.compile(entry["code"], re.I), files=re.compile(entry["files"], re.I), elder=re.compile(entry["elder"], re.I),
        address=re.compile(entry["address"], re.I), title=re.compile(entry["title"]),
        functions=_patterns(data["functions"]), codes=_patterns(data["code"]),
        vendors=tuple(
            (name, re.compile(one["scripts"], re.I), re.compile(one["ids"])) for name, one in data["vendors"].items()
        ),
        advert=(re.compile(data["advert"]["words"]), re.compile(data["advert"]["frames"], re.I)),
        apart=re.compile(data["apart"]["scripts"], re.I),
        beyond=tuple((kind, re.compile(one, re.I)) for kind, one in data["reliance"]["addresses"].items()),
        said=re.compile(data["reliance"]["said"], re.I), asked=re.compile(data["reliance"]["asked"], re.I),
    )  # fmt: skip


def _patterns(table: Mapping[str, str]) -> tuple[tuple[Function, re.Pattern[str]], ...]:
    return tuple((Function(name), re.compile(pattern, re.I)) for name, pattern in table.items())


def entry_words(names: Mapping[str, str]) -> tuple[str, str] | None:
    """Return by what something is recognised as an entry (text, title, alt, label, code, files) and the words; else None.

    A visible text must consist of the wording entirely: 无障碍 in the title of an article is no entry.
    """
    words = _words()
    text = _NOISE.sub("", names.get("text", ""))
    if len(text) <= _LONGEST_ENTRY and words.whole.fullmatch(text):
        return "text", names["text"]
    if len(text) > _LONGEST_ENTRY:
        return None
    for by in ("title", "alt", "label"):
        name = names.get(by, "")
        if not text and len(name) <= _LONGEST_NAME and words.core.search(name) and not words.unlike.search(name):
            return by, name
        if text and text in "开启进入切换点击" and words.core.search(name):
            return by, name
    shown = text or names.get("title", "") or names.get("alt", "")
    if words.unlike.search(shown):
        return None
    for by, pattern in (("code", words.code), ("files", words.files)):
        found = pattern.search(names.get(by, ""))
        if found and (by == "code" or not text):
            return by, found.group(0)
    return None


def is_elder(words: str) -> bool:
    """True for an entry to an elders' version, False for one to a toolbar for everybody."""
    return bool(_words().elder.search(words))


def is_for_elders(url: str, title: str) -> bool:
    """True for a page that its address or title calls an elders' version."""
    words = _words()
    return bool(words.address.search(url) or words.title.search(title))


def function_of(names: Mapping[str, str]) -> tuple[Function, str] | None:
    """Return the function that a control is named after, and the name; None for others."""
    words = _words()
    for by in _NAMES:
        name = names.get(by, "").strip()
        if not name or len(name) > _LONGEST_NAME:
            continue
        for function, pattern in words.functions:
            if pattern.search(name):
                return function, name
    if any(len(names.get(by, "")) > _LONGEST_NAME for by in _NAMES):
        return None
    for function, pattern in words.codes:
        if pattern.search(names.get("code", "")):
            return function, names.get("text") or names.get("title") or names["code"][:_LONGEST_NAME]
    return None


def shortcut_of(names: Mapping[str, str]) -> tuple[tuple[str, ...], str] | None:
    """Return the keys announced in the names of a control: those held, and the one pressed."""
    for by in _NAMES:
        found = _KEYS.search(names.get(by, ""))
        if found:
            held = tuple(part.strip().capitalize().replace("Ctrl", "Control") for part in found.group(1).split("+"))
            return held, found.group(2).lower()
    return None


def vendors_of(scripts: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    """Return the names of known toolbars that a page asks for or carries."""
    scripts, ids = tuple(scripts), tuple(ids)
    return tuple(
        name
        for name, script, mark in _words().vendors
        if any(script.search(url) for url in scripts) or any(mark.search(one) for one in ids)
    )


def is_advert(text: str, frames: Iterable[str]) -> bool:
    """True when something above the page says that it is advertising."""
    words, hosts = _words().advert
    return bool(words.search(text)) or any(hosts.search(url) for url in frames)


def is_apart(script: str) -> bool:
    """True for scripts that have nothing to do with a retrofit, whether they load or not."""
    return bool(_words().apart.search(script))


def beyond_the_page(address: str) -> str:
    """Return what an address is of that no page can be: program, extension, application, browser; empty for others."""
    return next((kind for kind, pattern in _words().beyond if pattern.search(address)), "")


def sends_away(text: str, asked: bool = False) -> bool:
    """True for words that tell to install something or to use the browser's own settings; ``asked``: in a window of its own."""
    words = _words()
    return bool(words.said.search(text)) or (asked and bool(words.asked.search(text)))
