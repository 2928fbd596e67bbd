"""Which language a text is in, by its script and its most frequent words; silent where that does not settle it."""

import re
from dataclasses import dataclass

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile("[a-z\u00df-\u024f]+")
_FREQUENT = {
    "en": "the of and to in is that it was for with as his he be this are from at by not you which have an they were",
    "fr": "le les des et est une que qui dans pour pas sur au avec il elle vous nous je ce cette sont du ne bonne",
    "de": "der die das und ist ein eine nicht mit von zu den dem auf für sich auch ich sie wir im des werden als",
    "es": "el los las y es una que en por con para del se no su lo como más pero al está",
    "nl": "de het een en van is dat op te niet zijn met voor hij ging ook aan er maar om bij naar werd",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_FAMILIES = {"ar": {"ar", "fa", "ug", "ur", "kk", "ps"}, "ru": {"ru", "uk", "bg", "mn", "kk", "be", "sr", "ky"}}
"""Languages that share a script, which the script alone does not tell apart."""
_CHINESE = {"zh", "ja", "ko", "yue", "wuu", "nan", "hak", "cmn", "lzh"}
_SHARE = 0.7
_LETTERS, _CERTAIN_LETTERS = 12, 60
_PURE_LETTERS, _PURE_SHARE = 20, 0.95
"""A sentence in one script and nothing else cannot be in a language of another."""
_HITS, _PURE_HITS, _CERTAIN_HITS = 3, 5, 8


@dataclass(frozen=True, slots=True)
class Language:
    """A guess."""

    tag: str
    certain: bool

    def contradicts(self, declared: str) -> bool:
        """Whether a text in this language cannot be in the declared one."""
        primary = declared.lower().partition("-")[0].partition("_")[0]
        same = _CHINESE if self.tag == "zh" else _FAMILIES.get(self.tag, {self.tag})
        return bool(primary) and primary not in same


def detect(text: str) -> Language | None:
    """Return the language that most of a text is in, None where it is short or mixed."""
    counts = {tag: len(found.findall(text)) for tag, found in _SCRIPTS}
    # Kana stand among Chinese characters; a few of them make the whole Japanese.
    if counts["ja"] * 5 > counts["zh"]:
        counts["ja"], counts["zh"] = counts["ja"] + counts["zh"], 0
    latin = len(_LATIN.findall(text))
    whole = sum(counts.values()) + latin
    if not whole:
        return None
    tag = max(counts, key=lambda one: counts[one])
    # A Chinese character says as much as some letters do.
    if counts[tag] >= _LETTERS and counts[tag] >= _SHARE * whole:
        pure = counts[tag] >= _PURE_LETTERS and counts[tag] >= _PURE_SHARE * whole
        return Language(tag, pure or counts[tag] >= _CERTAIN_LETTERS)
    return _latin(text) if latin >= _SHARE * whole else None


def _latin(text: str) -> Language | None:
    words = _WORD.findall(text.lower())
    hits = {tag: sum(word in known for word in words) for tag, known in _WORDS.items()}
    first, second = sorted(hits, key=lambda one: -hits[one])[:2]
    if hits[first] < _HITS or hits[first] < 2 * hits[second] or hits[first] * 6 < len(words):
        return None
    many = hits[first] >= _CERTAIN_HITS and hits[first] > 3 * hits[second]
    # Little more than such words, and not one of another language: even a short phrase tells.
    pure = hits[first] >= _PURE_HITS and not hits[second] and hits[first] * 10 >= 6 * len(words)
    return Language(first, many or pure)
