"""Words of the spam trade, from a data file of our own; more lists may be added by file."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

_LONGEST = 20_000
_SEPARATORS = re.compile(r"[-_+./?=&%,|~]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found, its group (gambling, adult …), and whether it is one that official text never has."""

    word: str
    group: str
    strong: bool


class Lexicon:
    """Finds the words of ``groups`` (group -> strong / trade -> words) in one pass."""

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._hits = {
            word.lower(): Hit(word.lower(), group, kind == "strong")
            for group, kinds in groups.items()
            for kind, words in kinds.items()
            for word in words
        }
        longest_first = sorted(self._hits, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(_whole, longest_first)) or r"(?!)")

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the distinct words of a text in order; full-width letters and case make no difference."""
        plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
        return tuple(dict.fromkeys(self._hits[found[0]] for found in self._pattern.finditer(plain)))

    def find_in_url(self, url: str) -> tuple[Hit, ...]:
        """Return the words of a URL, its separators read as blanks."""
        try:
            parts = urlsplit(url)
            plain = unquote(f"{parts.hostname or ''} {parts.path} {parts.query}", errors="replace")
        except ValueError:
            return ()
        return self.find(_SEPARATORS.sub(" ", plain))


def _whole(word: str) -> str:
    """A Latin word counts only as a whole; Chinese knows no such borders."""
    escaped = re.escape(word)
    start = r"(?<![a-z0-9])" if word[0].isascii() else ""
    end = r"(?![a-z0-9])" if word[-1].isascii() else ""
    return f"{start}{escaped}{end}"


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the program."""
    text = files("auditor.text").joinpath("lexicons", "spam.toml").read_text("utf-8")
    return Lexicon(tomllib.loads(text))
