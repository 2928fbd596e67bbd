"""Finds the wrong words of lists in a text, whatever their number, in one pass."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from auditor.model.lexicon import Lexicon, LexiconEntry
from auditor.model.prose import Slip

WRONG_WORD = "wrong-word"
_NAMED = re.compile(
    r"误(?:写|作|为|用|将|把|称)|错(?:写|别字|误)|写[成作]|应(?:为|作|是|写)|改为|更正|勘误|不规范|规范(?:表述|用语|写法)|不能?说|禁用"
)
"""A sentence about words names them; it does not use them."""
_QUOTES = {"“": "”", "‘": "’", '"': '"', "「": "」", "『": "』", "【": "】"}
_WINDOW = 60
_ADDRESS = re.compile(r"(?:https?://|www\.|ftp://)[\x21-\x7e一-鿿]*$|[\w.+-]+@[\w.]*$")


class Finder:
    """Looks for the words of one list."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = lexicon.entries
        self._words = AhoCorasick([one.wrong for one in lexicon.entries], matchkind=MatchKind.LeftmostLongest)

    def slips(self, text: str) -> Iterator[Slip]:
        """Yield every wrong word that is used, not merely spoken of."""
        for number, start, end in self._words.find_matches_as_indexes(text):
            entry = self._entries[number]
            if not (_is_right(text, start, entry) or _is_part(text, start, end) or _is_mentioned(text, start, end)):
                yield Slip(start, end, WRONG_WORD, entry.wrong, entry.right, entry.kind, _origin(entry))


@lru_cache(maxsize=4)
def finder(lexicon: Lexicon) -> Finder:
    """Return what finds a list's words; built once."""
    return Finder(lexicon)


@lru_cache(maxsize=1)
def builtin() -> Lexicon:
    """Return the modest list that comes with the program: slips that are right nowhere."""
    data = tomllib.loads(files("auditor.text").joinpath("lexicons", "slips.toml").read_text("utf-8"))
    entries = tuple(
        LexiconEntry(wrong, right, group["kind"], data["source"], data["version"], tuple(group.get("unless", {}).get(wrong, ())))
        for group in data["group"]
        for wrong, right in group["words"].items()
    )  # fmt: skip
    return Lexicon(data["source"], entries)


def _origin(entry: LexiconEntry) -> str:
    return " ".join(part for part in (entry.source, entry.version) if part)


def _is_right(text: str, start: int, entry: LexiconEntry) -> bool:
    """True where the right form, or a longer word in which this one is right, covers the place."""
    return any(_covered(text, start, entry.wrong, longer) for longer in (entry.right, *entry.unless))


def _covered(text: str, start: int, wrong: str, longer: str) -> bool:
    at = longer.find(wrong)
    while at >= 0:
        if start >= at and text.startswith(longer, start - at):
            return True
        at = longer.find(wrong, at + 1)
    return False


def _is_part(text: str, start: int, end: int) -> bool:
    """True inside a Latin word, a number or an address."""
    first, last = text[start], text[end - 1]
    glued = first.isascii() and first.isalnum() and start > 0 and _is_latin(text[start - 1])
    glued = glued or (last.isascii() and last.isalnum() and _is_latin(text[end : end + 1]))
    return glued or bool(_ADDRESS.search(text, max(0, start - _WINDOW), start))


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """True where the word stands alone between quotation marks, or its sentence is about how words are written."""
    if start and _QUOTES.get(text[start - 1]) == text[end : end + 1] != "":
        return True
    return bool(_NAMED.search(_around(text, start, end)))


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    cut = max(before.rfind(mark) for mark in "。\n")
    stops = [at for mark in "。\n" if (at := after.find(mark)) >= 0]
    return before[cut + 1 :] + "\0" + after[: min(stops, default=len(after))]
