"""English words that no dictionary has and one letter would mend; names in pinyin are no English."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from spellchecker import SpellChecker

from auditor.model.prose import Slip

MISSPELT = "misspelt"
_LINE = re.compile(r"^[ \t]*([A-Z][A-Za-z'’]+(?:[ ,&/|·-]{1,3}(?:[A-Za-z'’]+)){0,14})[ .\t]*$", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z]{1,30}(?:['’][a-z]+)?")
_SHORTEST = 5
_MOST_LINES = 60
_FEWEST = 2
"""Words of a line that is read: one alone may be anybody's name."""
_NO_WORDS = frozenset("wechat weibo douyin copyright ipv icp app wap html qq tiktok email".split())
_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v"
_PINYIN = re.compile(rf"(?:(?:{_INITIAL})?(?:{_FINAL})){{1,8}}", re.IGNORECASE)
_DISTANCE = 1


def misspelt(text: str) -> Iterator[Slip]:
    """Yield words of lines that are English alone: names of sites, entries of menus, headings."""
    for line in islice(_LINE.finditer(text), _MOST_LINES):
        words = list(_WORD.finditer(text, line.start(1), line.end(1)))
        if len(words) < _FEWEST:
            continue
        for word in words:
            if right := _mended(word[0]):
                yield Slip(word.start(), word.end(), MISSPELT, word[0], right)


def _mended(word: str) -> str:
    """The word that was meant, or nothing where this one is right, a name, or not to be told."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if len(plain) < _SHORTEST or (word.isupper() and len(word) < _SHORTEST + 1) or plain in _NO_WORDS:
        return ""
    return "" if any(map(str.isupper, word[1:])) and not word.isupper() else _spelt(plain)


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> str:
    if _PINYIN.fullmatch(word):
        return ""
    spelling = _dictionary()
    if word in spelling:
        return ""
    near = spelling.known(spelling.edit_distance_1(word))
    return max(sorted(near), key=spelling.word_usage_frequency, default="")


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=_DISTANCE)
