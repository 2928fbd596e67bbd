"""Words of the spam trade, from a data file of our own; more lists may be added by file."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

HOSTS = "hosts"
"""Group of the parts of host names; they are looked for inside a name, not as words."""
_LONGEST = 20_000
_SOLD = frozenset({"gambling", "adult", "replica", "money"})
"""Groups whose strong words nobody uses who does not sell; medicines, services and attacks are taught and warned of."""
_AGAINST = re.compile(
    "打击|整治|治理|禁止|严禁|禁赌|反赌|拒赌|抵制|杜绝|查处|查获|抓获|严惩|破获|涉赌|涉黄|扫黄|赌博案|赌博罪|犯罪|警惕|防范|切勿|骗局|诈骗|反诈"
    "|逢赌必输|十赌九输|如何识别|揭秘|曝光|危害|举报|通报|非法|违法|取缔|法律问题|警方|公安|法院|检察|判处|判决|福利彩票|体育彩票|福彩|体彩"
)
_REPORT = re.compile("案|判|刑|公告|通知|提醒|拒绝|宣传|新闻|记者")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found, its group (gambling, adult …), and whether it is one that official text never has."""

    word: str
    group: str
    strong: bool


class Lexicon:
    """Finds the words of ``groups`` (group -> strong / trade -> words) in one pass.

    Latin phrases are looked up word by word, because a pattern of hundreds of alternatives is slow on every character;
    words with other letters are one pattern, which skips what none of them begins with.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._parts = {
            part: Hit(part, HOSTS, kind == "strong") for kind, parts in groups.get(HOSTS, {}).items() for part in parts
        }
        hits = {
            word.lower(): Hit(word.lower(), group, kind == "strong")
            for group, kinds in groups.items()
            if group != HOSTS
            for kind, words in kinds.items()
            for word in words
        }
        self._hits = hits
        self._phrases = {tuple(_WORD.findall(word)): hit for word, hit in hits.items() if word.isascii()}
        self._longest = max(map(len, self._phrases), default=0)
        self._first = frozenset(phrase[0] for phrase in self._phrases)
        others = sorted((word for word in hits if not word.isascii()), key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, others)) or r"(?!)")
        self._strong = AhoCorasick([word for word, hit in hits.items() if hit.strong])

    def may_advertise(self, text: str) -> bool:
        """Return False for a text in which ``find`` cannot find two strong words, at a fraction of its cost."""
        plain = text.lower().encode("utf-8", "replace").decode()
        return len(set(self._strong.find_matches_as_strings(plain))) > 1

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the distinct words of a text in order of their kind; full-width letters and case make no difference."""
        plain = text[:_LONGEST].lower()
        found: list[Hit] = []
        if not plain.isascii():
            plain = unicodedata.normalize("NFKC", plain)
            found += [self._hits[match[0]] for match in self._pattern.finditer(plain) if _stands_alone(match)]
        words = _WORD.findall(plain)
        for at, word in enumerate(words):
            if word in self._first:
                sizes = range(self._longest, 0, -1)
                phrase = next((hit for size in sizes if (hit := self._phrases.get(tuple(words[at : at + size])))), None)
                found += [phrase] if phrase else []
        return tuple(dict.fromkeys(found))

    def find_in_url(self, url: str) -> tuple[Hit, ...]:
        """Return the words of a URL's host, path and query, whatever stands between them, and telling parts of its host."""
        rest = url.partition("://")[2]
        host = rest.partition("/")[0].lower()
        named = tuple(hit for part, hit in self._parts.items() if part in host)
        return named + self.find(unquote(rest, errors="replace") if "%" in rest else rest)


_WORD = re.compile(r"[a-z0-9]+")


def _stands_alone(found: re.Match[str]) -> bool:
    """A word that begins or ends with a Latin letter or digit counts only as a whole there; Chinese knows no such borders."""
    text, start, end = found.string, found.start(), found.end()
    glued = text[start].isascii() and start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    return not (glued or (text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the program."""
    text = files("auditor.text").joinpath("lexicons", "spam.toml").read_text("utf-8")
    return Lexicon(tomllib.loads(text))


def sold(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the words that only dealers use: alone they may prove something, others are for a person."""
    return tuple(hit for hit in hits if hit.strong and hit.group in _SOLD)


def reports(text: str) -> bool:
    """Return True for a text that reads like a headline of news or a notice, or speaks against the trade."""
    return bool(_REPORT.search(text)) or speaks_against(text)


def speaks_against(text: str) -> bool:
    """Return True for a text that names the trade in order to warn of it, fight it or report on it."""
    return bool(_AGAINST.search(text))
