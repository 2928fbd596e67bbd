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
    "en": """the of and to in is that it was for with as his he be this are from at by not you which have an they were i we she my your
        their our has had can will would there what who when where how all more about out up into some other than then them these only its
        over also new people live page text city if do no so or but one two may see""",
    "fr": """le la les des de du et est une un que qui dans pour pas sur au aux avec il elle vous nous je ce cette sont ne bonne plus par
        ou mais en se son sa ses leur tout tous comme fait être été ont avait sans peut aussi deux même entre très ville pays grande année
        bonjour où""",
    "de": """der die das und ist ein eine nicht mit von zu den dem auf für sich auch ich sie wir im des werden als es an er bei aus nach
        wie über einen einem einer oder aber wird sind war haben hat kann nur noch mehr durch vor zum zur unter was so wenn man""",
    "es": """el la los las de y es una un que en por con para del se no su lo como más pero al está a o sus le ya este sí porque esta
        entre cuando muy sin sobre también me hasta hay donde quien desde todo nos ciudad""",
    "nl": """de het een en van is dat op te niet zijn met voor hij ging ook aan er maar om bij naar werd in die als dan nog wel wij ik je
        zij was heeft hebben wordt door uit over deze dit kan geen meer worden tot""",
    "it": """il lo la i gli le di e è un una che in per con non si del della dei delle al alla sono ha come più anche ma se da nel nella
        questo questa suo sua loro tutti essere""",
    "pt": """o a os as de e é um uma que em por com para não se do da dos das no na nos nas ao mais como mas foi ele ela seu sua ou
        também são está tem pelo pela""",
    "da": """og i at det er en den til på de med han af for ikke der var jeg et som har ikke men kan vi fra du hun hvad eller blev
        efter meget også hvor""",
    "sv": """och i att det är en den till på de med han av för inte som jag ett har men kan vi från du hon vad eller blev ska
        efter mycket också""",
}
"""Words may be frequent in more than one language: the language that knows far more of a text's words than any other has it."""
_WORDS = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_FAMILIES = {
    "ar": {"ar", "fa", "ug", "ur", "kk", "ps"}, "ru": {"ru", "uk", "bg", "mn", "kk", "be", "sr", "ky"},
    "da": {"da", "no", "nb", "nn", "fo"}, "sv": {"sv", "no", "nb", "nn"}, "de": {"de", "lb", "gsw", "bar", "nds"},
    "nl": {"nl", "af", "fy", "nds"}, "fr": {"fr", "oc", "wa"}, "es": {"es", "ca", "gl", "ast", "oc"}, "pt": {"pt", "gl"},
    "it": {"it", "co", "scn", "vec"}, "en": {"en", "sco"},
}  # fmt: skip
"""Languages that share a script or most frequent words, which these alone do not tell apart."""
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
    # Little more than such words, and hardly one of another language: even a short phrase tells.
    pure = hits[first] >= _PURE_HITS and hits[first] >= 2.5 * hits[second] and hits[first] * 10 >= 6 * len(words)
    return Language(first, many or pure)
