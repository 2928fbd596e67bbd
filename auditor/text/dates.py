"""Dates as Chinese pages write them.

A date that does not exist, or of the lunar calendar (农历), is none. Words such as 昨天 mean nothing without the time at which the
page was fetched, so they are read only by who gives it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_NUMERAL = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "O": "0",
}
_WIDE = str.maketrans("０１２３４５６７８９．／－—–‒", "0123456789./----")
_SEPARATOR = r"[-/.\\_]"
_M, _D = r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_DIGITS = re.compile(
    rf"(?<![\d.])((?:19|20)\d\d)\s?(?:年|{_SEPARATOR})\s?{_M}\s?(?:月|{_SEPARATOR})\s?{_D}(?![\d])\s?日?"
)
_SPLIT = re.compile(rf"(?<!\d){_D}\s{{0,3}}((?:19|20)\d\d)\s?{_SEPARATOR}\s?(1[0-2]|0[1-9])(?!\s?{_SEPARATOR}|\d)")
"""Day over year and month: 「06 2026-11」, as lists with big day numbers have it."""
_TWO = re.compile(
    r"(?<![\d-])(\d\d)(?:年|[-/.])(1[0-2]|0?[1-9])(?:月|[-/.])(3[01]|[12]\d|0?[1-9])(?![\d])\s?日?(?!\.\d)"
)
_CHINESE = re.compile(
    r"([一二][〇○零ＯO一二三四五六七八九]{3})\s?年\s?([正一二三四五六七八九十元]{1,2})\s?月\s?([一二三四五六七八九十]{1,3})\s?日"
)
_ENGLISH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}),? ((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT = re.compile(
    r"(?<![\d年-])(?<!\d[-/.])(1[0-2]|0?[1-9])(?:月(3[01]|[12]\d|0?[1-9])日|[-/](3[01]|[12]\d|0[1-9])(?![\d-]|[/.]\d))"
)
_SERIAL = re.compile(r"(?<![\d.])([34]\d{4})(?:\.\d+)?(?![\d])")
_RELATIVE = re.compile(r"(刚刚|今天|今日|昨天|昨日|前天|前日)|(\d{1,3})\s?(分钟|小时|个小时|天|日)\s?(?:之)?前")
_SIGN = re.compile(r"\d|[一二][〇○零一二三四五六七八九]{3}|今天|今日|昨天|昨日|前天|前日|刚刚")
"""Without any of these there is no date."""
_DIGIT = re.compile(r"\d")
_LABELS = re.compile(r"发布|发文|更新|时间|日期|来源.*|点击.*|浏览.*")
_WORDS = re.compile(r"[一-鿿]{2}")
"""Beside other words 今天 is one of a sentence, no date."""
_LUNAR = re.compile(r"(?:农历|阴历|夏历|旧历)[^,，。;；]{0,8}$")
_URL = (
    re.compile(r"/[tc]?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[_/.]"),
    re.compile(r"/((?:19|20)\d\d)[-/_](1[0-2]|0?[1-9])[-/_](3[01]|[12]\d|0?[1-9])(?=[/_.-]|$)"),
    re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/"),
    re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/"),
)
_BRACKETS = " []()（）【】〔〕|/·:"
_APART = tuple(_BRACKETS)
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
_BEFORE = 12
_LATEST_YEARS = 1


class DateForm(StrEnum):
    """How much a written date says by itself."""

    FULL = "full"
    SHORT_YEAR = "short-year"
    """23-07-05."""
    NO_YEAR = "no-year"
    """[07-05]: the year is that of the reference, or the one before it."""
    RELATIVE = "relative"
    """昨天: counted from the reference."""


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text."""

    day: date
    form: DateForm
    start: int
    written: str


def find_date(text: str) -> str:
    """Return the first complete date of a text as ``YYYY-MM-DD``; empty when there is none that exists."""
    return next((found.day.isoformat() for found in dates(text)), "")


def find_short_date(text: str) -> str:
    """Return the first date without a year as ``MM-DD``, or an empty string."""
    found = _SHORT.search(_narrow(text))
    return f"{int(found[1]):02d}-{int(found[2] or found[3]):02d}" if found else ""


def dates(text: str) -> list[Found]:
    """All complete dates of a text in their order; those of the lunar calendar and those that do not exist are left out."""
    text = _narrow(text)
    if not _bears(text):
        return []
    found = [one for one in _complete(text) if not _LUNAR.search(text[max(0, one.start - _BEFORE) : one.start])]
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=8_192)
def row_date(text: str, reference: date) -> Found | None:
    """The date of a list's row: the last complete one that stands there, else one with two digits for the year, none at all, or a
    word such as 昨天, each read as of ``reference``, the day on which the page was fetched.

    Of two dates in a row the later in time is when it was published: 发文 stands beside 发布, 开始 beside 截止 only in texts.
    """
    text = _narrow(text)
    if not _SIGN.search(text):
        return None
    whole = [one for one in dates(text) if one.day.year <= reference.year + _LATEST_YEARS]
    if whole:
        return max(whole, key=lambda one: (one.day <= reference, one.day))
    return _short_year(text, reference) or _without_year(text, reference) or relative(text, reference)


@lru_cache(maxsize=8_192)
def edge_date(label: str, reference: date) -> Found | None:
    """The date that stands before or behind a title in one label, set apart by a bracket, a blank or its figures: not
    「2026年7月5日召开…」, which speaks of the day."""
    text = _narrow(label)
    if not _bears(text):
        return None
    found = [_short_year(text, reference), _without_year(text, reference), *dates(text)]
    for one in found:
        if one is None or one.day.year > reference.year + _LATEST_YEARS:
            continue
        before, behind = text[: one.start], text[one.start + len(one.written) :]
        leads = (
            not before.strip(_BRACKETS)
            and (behind[:1] in _APART or "年" not in one.written)
            and behind[:1] not in "至到-~"
        )
        trails = not behind.strip(_BRACKETS) and (before[-1:] in _APART or "年" not in one.written)
        if (leads or trails) and (one.form is not DateForm.NO_YEAR or before[-1:] in _APART or behind[:1] in _APART):
            return one
    return None


def relative(text: str, reference: date) -> Found | None:
    """A date said in words that need the time of saying: 今天, 昨天, 3天前."""
    found = _RELATIVE.search(text)
    if not found or _WORDS.search(_LABELS.sub(" ", text.replace(found[0], " ", 1))):
        return None
    word, number, unit = found.groups()
    days = int(number) if unit in ("天", "日") else {"昨": 1, "前": 2}.get((word or " ")[0], 0)
    return Found(reference - timedelta(days=days), DateForm.RELATIVE, found.start(), found[0])


def serial_date(value: str) -> str:
    """The day behind a number that a spreadsheet left in the place of a date (45236); empty when it is none of 1982 to 2036."""
    found = _SERIAL.fullmatch(value.strip())
    return (_EPOCH + timedelta(days=int(found[1]))).isoformat() if found else ""


def url_date(url: str) -> str:
    """The date that an address carries by the custom of publishing systems; empty when it carries none."""
    for pattern in _URL:
        found = pattern.search(url)
        if found and (day := _day(found[1], found[2], found[3])):
            return day.isoformat()
    return ""


def _complete(text: str) -> Iterator[Found]:
    for match in _DIGITS.finditer(text):
        yield from _found(match, match[1], match[2], match[3])
    for match in _CHINESE.finditer(text) if "年" in text and "月" in text else ():
        year = "".join(_NUMERAL.get(char, "") for char in match[1])
        yield from _found(match, year, _tens(match[2].translate(str.maketrans("正元", "一一"))), _tens(match[3]))
    for match in _ENGLISH.finditer(text) if " 20" in text or " 19" in text else ():
        yield from _found(match, match[3], str(_MONTHS.index(match[1].lower()) + 1), match[2])
    for match in _SPLIT.finditer(text):
        yield from _found(match, match[2], match[3], match[1])


def _found(match: re.Match[str], year: str, month: str, day: str) -> Iterator[Found]:
    if found := _day(year, month, day):
        yield Found(found, DateForm.FULL, match.start(), match[0])


def _short_year(text: str, reference: date) -> Found | None:
    for match in _TWO.finditer(text):
        found = _day(f"{reference.year // 100}{match[1]}", match[2], match[3])
        if found and found.year <= reference.year + _LATEST_YEARS and not _is_lunar(text, match):
            return Found(found, DateForm.SHORT_YEAR, match.start(), match[0])
    return None


def _without_year(text: str, reference: date) -> Found | None:
    """In this year, or in the last one when it would lie ahead."""
    for match in _SHORT.finditer(text):
        month, day = match[1], match[2] or match[3]
        for year in (reference.year, reference.year - 1):
            found = _day(str(year), month, day)
            if found and found <= reference and not _is_lunar(text, match):
                return Found(found, DateForm.NO_YEAR, match.start(), match[0])
    return None


def _is_lunar(text: str, match: re.Match[str]) -> bool:
    return bool(_LUNAR.search(text[max(0, match.start() - _BEFORE) : match.start()]))


def _bears(text: str) -> bool:
    """A quick look: every date has a digit or is written out with 年."""
    return "年" in text or bool(_DIGIT.search(text))


def _narrow(text: str) -> str:
    return text if text.isascii() else text.translate(_WIDE)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _tens(text: str) -> str:
    """Return a Chinese number up to 99 in digits."""
    head, ten, tail = text.partition("十")
    if not ten:
        return _NUMERAL.get(text, "0")
    return (_NUMERAL.get(head, "1") if head else "1") + (_NUMERAL.get(tail, "0") if tail else "0")
