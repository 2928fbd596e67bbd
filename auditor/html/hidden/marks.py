"""Marks in the text of a page that certain tools and trades leave: banners of intruders, interference text."""

import re
from collections.abc import Iterator

from auditor.html.textual import folded
from auditor.model.hidden import MarkFact
from auditor.text.spam import lexicon

BANNER, PINYIN, BAR, SPAM = 1, 2, 4, 8
"""Bits of ``features``."""
_RAW = 300
# Searched for before anything else is done: a page without them costs a few microseconds.
_BANNER_HINTS = ("acked", "4cked", "ack3d", "4ck3d", "efaced", "3faced", "wned", "wn3d", "被黑", "被入侵", "黑客")
_VERB = r"(?:h[a4]ck(?:3|e)d|def[a4]c(?:3|e)d|[o0]wn3d|0wned|pwn(?:3|e)d|h[a4]x(?:0|o)r(?:3|e)d)"
_BANNER = re.compile(
    r"\W{0,12}(?:(?:this (?:site|website|page)|your (?:site|website|server|system|security)|the (?:site|website)|site|website|sorry)?"
    r"[\s,!]*(?:has been|have been|was|got|is|been)?\s*)?"
    rf"{_VERB}\s*by\b[\s:.~\-|]*\W{{0,6}}(\S.{{0,60}}?)?\W{{0,12}}",
    re.I,
)
_BANNER_BARE = re.compile(
    rf"\W{{0,12}}(?:(?:this|your|ur|the|our)\s+)?(?:site|website|server|system|you|u)\s+(?:has|have|had|got|was|were|is|are|been|\s)*{_VERB}\W{{0,12}}",
    re.I,
)
_BANNER_CHINESE = re.compile(
    r"\W{0,12}(?:本站|此站|该站|贵站|你的(?:网站|服务器)|网站|本网站|此网站)?(?:已经?)?(?:被|遭)(?!黑龙江|黑山|黑河|黑土|黑社会|黑恶|黑心|黑名单)(?:\S{0,20}?)(?:黑了|入侵了?|攻陷|黑掉|黑客\S{0,12}入侵|黑站)\W{0,12}"
)
_TEXT_RUN = re.compile(r">([^<>]{4,200})(?=<)")
_PINYIN = re.compile(
    r"\((?<=[\u3400-\u9fff]\()(?=[a-zü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹêɑ])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹêɑ]{1,7}\)"
)
_BAR = re.compile(r"(?>[^\s<>I|]{2,24} I ){4,}")
_PLACEHOLDER = re.compile(r"[#{\[$%@]{1,2}[a-zA-Z_]{3,30}[#}\]$%@]{1,2}")


def features(run: str) -> int:
    """Return which marks may stand in a text, as bits; a page is asked about as a whole."""
    found = BANNER if _may_boast(run) else 0
    if "(" in run and not run.isascii() and _PINYIN.search(run):
        found |= PINYIN
    if not run.isascii() and lexicon().may_advertise(run):
        found |= SPAM
    return found | (BAR if run.count(" I ") >= 4 and not run.isascii() else 0)


def _is_advertising(run: str) -> bool:
    """Two brands of the trade in one line: nobody but a dealer writes so."""
    return len({hit.word for hit in lexicon().find(run) if hit.strong}) >= 2


def _may_boast(run: str) -> bool:
    low = run.lower()
    return any(hint in low for hint in _BANNER_HINTS)


def text_marks(text: str, features: int) -> Iterator[MarkFact]:
    """Yield the marks that stand in the text rather than in a tag."""
    if features & BANNER:
        yield from _banners(text)
    if features & SPAM:
        runs = [found for found in _TEXT_RUN.finditer(text) if _is_advertising(found[1])]
        if runs:
            yield MarkFact("spam-text", len(runs), runs[0].start(1), runs[0][1].strip()[:_RAW])
    if features & PINYIN:
        found = [match.start() for match in _PINYIN.finditer(text)]
        if len(found) >= 3:
            yield MarkFact("pinyin", len(found), found[0], text[max(found[0] - 20, 0) : found[0] + 60])
    if features & BAR:
        bar = _BAR.search(text, 0, 20_000)
        if bar and not bar[0].isascii():
            yield MarkFact("keyword-bar", bar[0].count(" I "), bar.start(), bar[0][:_RAW])


def _banners(text: str) -> Iterator[MarkFact]:
    """Text runs that are nothing but the boast of an intruder; one that stands in a sentence is news."""
    count, first, raw = 0, 0, ""
    for found in _TEXT_RUN.finditer(text):
        run = found[1]
        if _may_boast(run) and is_banner(folded(run)):
            count += 1
            if count == 1:
                first, raw = found.start(1), run.strip()[:_RAW]
    if count:
        yield MarkFact("banner", count, first, raw)


def is_banner(run: str) -> bool:
    """Return True for a text that as a whole says who broke in."""
    if len(run) > 140:
        return False
    found = _BANNER.fullmatch(run)
    if found:
        return not _NEWS.search(found[1] or "")
    return bool(_BANNER_BARE.fullmatch(run) or _BANNER_CHINESE.fullmatch(run))


_NEWS = re.compile(
    r"\b(?:hackers|attackers|criminals|after|says?|police|chinese|russian|iranian|state|the|unknown|group that|who|in \d{4})\b",
    re.I,
)


def placeholder(text: str) -> bool:
    """Return True for a text that is nothing but a mark to be filled in by a program."""
    return bool(_PLACEHOLDER.fullmatch(text.strip()))
