"""Slips that no list is needed for: doubled words, marks that do not pair, document numbers, dates that do not exist."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.model.prose import Slip

DOUBLED_WORD, DOUBLED_MARK = "doubled-word", "doubled-mark"
UNOPENED, UNCLOSED = "unopened-mark", "unclosed-mark"
NUMBER_BRACKETS, NUMBER_ORDINAL, NUMBER_YEAR, NUMBER_ZERO = (
    "number-brackets", "number-ordinal", "number-without-year", "number-zero",
)  # fmt: skip
IMPOSSIBLE_DATE = "impossible-date"

_DOUBLED = {
    "的的": re.compile("(?<![目标有中众打无端])的的(?![确喀士哥])"),
    "了了": re.compile("(?<![为除罢极不结终])了了(?![解然结望无事案却])"),
    "与与": re.compile("(?<![参给赠])与与(?!会)"),
    "及及": re.compile("(?<![普涉危提触顾论波遍推])及及(?![格时早])"),
    "是是": re.compile("(?<![国于但可还就也不若便总凡老正])是是(?![非否])"),
    "在在": re.compile("(?<![存现正实潜内外所])在在(?!处)"),
    **{
        word * 2: re.compile(word * 2)
        for word in "关于 进行 以及 根据 按照 加强 推进 落实 他们 我们 通过 为了 并且 或者 已经 必须 应当".split()
    },
}
_MARKS = re.compile("[，、；：。][，,、；：。]+")
_EXCLUDING = frozenset(
    "，， ，, 、、 ；； ：： ，。 、。 ；。 ：。 。， 。、 。； 。： ，、 ，； 、， 、； 。。".split()
)
"""Pairs of marks of which one is too much; three full stops are an ellipsis."""
_RUNNING = re.compile("[。；，]")
"""A block with such a mark is a text and not a label."""
_CUT = re.compile(r"(?:\.{2,}|…+|⋯)")
_BRACKET = re.compile("[()（）《》〈〉“”【】〔〕「」『』]")
_BRACKETS_AND_LINES = re.compile("[()（）《》〈〉“”【】〔〕「」『』\n]")
_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_ROUND = ("(（", ")）")
"""Brackets of both widths pair with each other."""
_CLOSING = {end: start for start, end in _PAIRS.items()}
_ENUMERATED = re.compile(r"(?:^|[\s。;；,，、:：(（])[a-zA-Z]?[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
_PATIENCE = {"“": 30}
"""Blocks after which an opening mark is given up; a quotation may run over many paragraphs."""
_ORDINARY_PATIENCE = 3
_MOST_OPEN = 200
_MOST_READ = 5_000
"""Brackets, dates and numbers of one text that are looked at."""
_AROUND = 1_000
"""Characters of a block that are looked at on either side of a mark."""
_SIGN = re.compile("[一-鿿]{1,10}[发函办字规政呈批任免令议复报纪](?:办|发|函|字|规)?\\s{0,2}$")
_NUMBER = re.compile(
    r"(?P<open>[\[［(（【﹝〔<〈])\s?(?P<year>(?:19|20)\d\d|\d\d|)年?\s?(?P<close>[\]］)）】﹞〕>〉])"
    r"\s{0,2}(?P<ordinal>第?)\s?(?P<number>\d{1,4})\s?号"
)
_LONGEST_SIGN = 14
_MONTH = re.compile(r"月(?:\s?(\d{1,2})\s?[日号])?")
"""Begins with a letter, which is found faster than any digit."""
_BEFORE_MONTH = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)\s?年\s?)?(?<!\d)(\d{1,2})\s?$")
_ISO = re.compile(r"((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_GLUED = frozenset("0123456789./-")
_LONGEST_DATE = 14
_LUNAR = re.compile("农历|阴历|旧历|闰|腊月|正月")
_LEAP = 2024


def doubled(text: str) -> Iterator[Slip]:
    """Yield words and marks that stand twice, and marks that exclude each other side by side."""
    for word, pattern in _DOUBLED.items():
        if word in text:
            for found in pattern.finditer(text):
                yield Slip(found.start(), found.end(), DOUBLED_WORD, word, word[: len(word) // 2])
    for found in _MARKS.finditer(text):
        if found[0] in _EXCLUDING:
            yield Slip(found.start(), found.end(), DOUBLED_MARK, found[0])


def unpaired(text: str) -> Iterator[Slip]:
    """Yield brackets and quotation marks of running text that have no partner in it or in the blocks beside it."""
    if _all_pair("".join(_BRACKETS_AND_LINES.findall(text))):
        return
    open_marks: list[tuple[str, int, int]] = []
    block, start = 0, 0
    for found in islice(_BRACKET.finditer(text), _MOST_READ):
        mark, at = found[0], found.start()
        breaks = text.count("\n", start, at)
        block, start = block + breaks, at
        if breaks:
            given_up = [item for item in open_marks if block - item[2] > _patience(item[0])]
            open_marks = [item for item in open_marks if item not in given_up] if given_up else open_marks
            yield from _unclosed(text, given_up)
        if mark in _PAIRS:
            if mark == "“" and not text[max(text.rfind("\n", at - 10, at) + 1, at - 10, 0) : at].strip():
                # Each paragraph of a long quotation opens anew, only the last one closes.
                open_marks = [item for item in open_marks if item[0] != mark]
            if len(open_marks) < _MOST_OPEN:
                open_marks.append((mark, at, block))
        elif mark in _CLOSING and not _closes(open_marks, mark) and _is_unopened(text, mark, at):
            yield Slip(at, at + 1, UNOPENED, mark)
    yield from _unclosed(text, open_marks)


def _all_pair(marks: str) -> bool:
    """True where every bracket closes in its own line: a quick look, which most texts pass."""
    before = ""
    while marks != before:
        before = marks
        for start, end in _PAIRS.items():
            marks = marks.replace(start + end, "")
    return not marks.strip("\n")


def _closes(open_marks: list[tuple[str, int, int]], mark: str) -> bool:
    """Take the partner from what is open; a bracket of the other width is one too."""
    wanted = {_CLOSING[mark], *(_ROUND[0] if mark in _ROUND[1] else "")}
    for at in range(len(open_marks) - 1, -1, -1):
        if open_marks[at][0] in wanted:
            del open_marks[at]
            return True
    return False


def _patience(mark: str) -> int:
    return _PATIENCE.get(mark, _ORDINARY_PATIENCE)


def _unclosed(text: str, marks: Sequence[tuple[str, int, int]]) -> Iterator[Slip]:
    for mark, at, _ in marks:
        line = _block(text, at)
        if _RUNNING.search(line) and not _CUT.search(line):
            yield Slip(at, at + 1, UNCLOSED, mark)


def _is_unopened(text: str, mark: str, at: int) -> bool:
    line = _block(text, at)
    low = max(0, at - _AROUND)
    before = text[max(text.rfind("\n", low, at) + 1, low) : at]
    enumerates = mark in _ROUND[1] and _ENUMERATED.search(before)
    return bool(_RUNNING.search(line)) and not enumerates and not _CUT.search(before)


def _block(text: str, at: int) -> str:
    low, high = max(0, at - _AROUND), at + _AROUND
    end = text.find("\n", at, high)
    return text[max(text.rfind("\n", low, at) + 1, low) : high if end < 0 else end]


def document_numbers(text: str) -> Iterator[Slip]:
    """Yield numbers of official documents in another form than 云政发〔2024〕12号 (GB/T 9704)."""
    for found in islice(_NUMBER.finditer(text), _MOST_READ):
        sign = _SIGN.search(text, max(0, found.start() - _LONGEST_SIGN), found.start())
        reason = _fault(found)
        if sign and reason:
            whole = len(found["year"]) == len("2024")
            right = f"{sign[0].strip()}〔{found['year']}〕{int(found['number'])}号" if whole else ""
            yield Slip(sign.start(), found.end(), reason, sign[0] + found[0], right)


def _fault(found: re.Match[str]) -> str:
    brackets = (found["open"], found["close"]) != ("〔", "〕")
    if len(found["year"]) != len("2024"):
        # Without a year only the proper brackets tell that a number was meant.
        return NUMBER_YEAR if not brackets or found["open"] in "[［﹝" else ""
    if brackets:
        return NUMBER_BRACKETS
    if found["ordinal"]:
        return NUMBER_ORDINAL
    return NUMBER_ZERO if found["number"].startswith("0") else ""


def impossible_dates(text: str) -> Iterator[Slip]:
    """Yield dates that no calendar has; the old calendar and unfilled templates have others."""
    for found in islice(_MONTH.finditer(text), _MOST_READ):
        before = _BEFORE_MONTH.search(text[max(0, found.start() - _LONGEST_DATE) : found.start()])
        if before and not _is_date(before[1], int(before[2]), found[1]):
            start = found.start() - len(before[0])
            if not _LUNAR.search(text, max(0, start - _LONGEST_DATE), found.end()):
                yield Slip(start, found.end(), IMPOSSIBLE_DATE, text[start : found.end()])
    for found in islice(_ISO.finditer(text), _MOST_READ):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        if (
            month
            and day
            and not _exists(year, month, day)
            and text[max(0, found.start() - 1) : found.start()] not in _GLUED
        ):
            yield Slip(found.start(), found.end(), IMPOSSIBLE_DATE, found[0])


def _is_date(year: str | None, month: int, day: str | None) -> bool:
    """True also for what is no date: months that are counted (18月龄), templates that are not filled in (00月00日)."""
    if (year is None and day is None) or not month or (day is not None and not int(day)):
        return True
    return _exists(int(year) if year else _LEAP, month, int(day or 1))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
