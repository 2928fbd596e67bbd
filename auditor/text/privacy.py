"""Personal data in a text: where it stands, how sure it is, and the same text with it masked.

A number is personal by its own proof (check digit, region, date of birth; Luhn and issuer) or by the word before it.
Numbers that are partly masked already (4401**********1234) are lawful in public lists and match nothing here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a piece of personal data is."""

    IDENTITY = "identity-number"
    MOBILE = "mobile-number"
    SERVICE = "service-mobile"
    """A mobile that an office itself names for calls."""
    CARD = "bank-card"
    PASSPORT = "passport-number"
    ADDRESS = "home-address"


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece. ``certain``: nothing but a person's own number reads like this, and the text does not make it an example."""

    kind: Kind
    start: int
    end: int
    certain: bool = False


_STAR, _WIDE_STAR = "*", "＊"
_NEAR = 40
"""Characters before a number that say what it is."""
_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){9,21}(?:[ -]?[0-9Xx])?(?![\dA-Za-z*＊])")
_DIGITS = re.compile(r"[0-9][0-9 -]{9,}")
"""What may hold such a number; found faster."""
_GLUED = re.compile(r"[\w/.=*＊#%&+-]", re.ASCII)
_PART = re.compile(r"[\dXx]+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2040
_EXAMPLE = re.compile(r"(?:例如|格式|虚构|如[:：“])[^\d]*$")
"""Of the next number; a sample form makes examples of all its numbers."""
_SAMPLE = re.compile("示例|样例|样表|样本|范例|范本|举例|填写说明|填报说明|填表说明")
_FORM = 200
"""Characters before a number in which a sample form says that it is one."""
_MOBILE = re.compile(r"1[3-9]\d{9}")
_IDENTITY_WORDS = re.compile("身份证|证件号|公民身份")
_CARD = re.compile(r"62\d{14,17}|(?:4\d|5[1-5])\d{14}")
_CARD_WORDS = re.compile("银行|账号|帐号|账户|卡号|开户|储蓄|借记|一卡通|社保卡")
_OFFICIAL_ACCOUNT = re.compile("对公|专户|保证金|国库|财政|捐款|募捐|缴款")
_SERVICE = re.compile(
    "(?:咨询|举报|监督|热线|值班|客服|投诉|服务|报名|办公|政务|应急|救援|预约|招商|监管|防汛|维修|抢修|技术支持)[^。；\n]{0,12}$"
    "|联系(?:电话|方式|人)[^。；\n]{0,12}$"
)
_PASSPORT = re.compile(
    r"护照[^。；\n]{0,12}?(?<![A-Za-z0-9])([EGDPS]\d{8}|E[A-HJ-NP-Z]\d{7}|[1][45]\d{7})(?![A-Za-z0-9*])"
)
_ADDRESS = re.compile(
    r"(?:家庭|户籍|居住|现居住?|户口所在)(?:地址|住址|住所|地)[:：\s]{0,3}([^\s，。；;,*＊]{4,40}?\d{1,5}(?:号|室|单元|栋|幢|座|户|组)[^\s，。；;,*＊]{0,16})"
    r"|(?<![一-鿿])(?:住址|现住址)[:：\s]{1,3}([^\s，。；;,*＊]{4,40}?\d{1,5}(?:号|室|单元|栋|幢|座|户|组)[^\s，。；;,*＊]{0,16})"
)
_ADDRESS_WORDS = ("家庭", "户籍", "居住", "现居", "户口所在", "住址")
"""One of them stands in every address that ``_ADDRESS`` finds; looking for words is quicker than for patterns."""
_PLACE = re.compile("^.*?[省市县区旗]")


@lru_cache(maxsize=4)
def personal(text: str) -> tuple[Personal, ...]:
    """Return every piece of personal data in the order of its place."""
    found = [one for number in _numbers(text) for one in _of_numbers(text, *number.span())]
    if "护照" in text:
        found += [Personal(Kind.PASSPORT, one.start(1), one.end(1)) for one in _PASSPORT.finditer(text)]
    if any(word in text for word in _ADDRESS_WORDS):
        found += [
            Personal(Kind.ADDRESS, *one.span(1 if one[1] else 2))
            for one in _ADDRESS.finditer(text)
            if not _is_example(text, one.start())
        ]
    return tuple(sorted(_settled(text, found), key=lambda one: one.start))


def masked(text: str) -> str:
    """Return the text with every piece masked so that nobody can be found by it; also inside addresses and markup."""
    pieces, at = [], 0
    for one in _written(text):
        if one.start >= at:
            pieces += [text[at : one.start], _mask(one.kind, text[one.start : one.end])]
            at = one.end
    return "".join((*pieces, text[at:])) if pieces else text


def _written(text: str) -> Iterator[Personal]:
    glued = [
        Personal(Kind.IDENTITY, number.start(), number.end()) for number in _numbers(text) if is_identity(number[0])
    ]
    yield from sorted((*personal(text), *glued), key=lambda one: (one.start, -one.end))


def _mask(kind: Kind, piece: str) -> str:
    if kind is Kind.ADDRESS:
        place = _PLACE.match(piece)
        kept = place[0] if place else ""
        return kept + _WIDE_STAR * (len(piece) - len(kept))
    first = {Kind.IDENTITY: 4, Kind.CARD: 6, Kind.PASSPORT: 1}.get(kind, 3)
    last = 2 if kind in (Kind.MOBILE, Kind.SERVICE) else 0
    hidden = re.sub(r"\w", _STAR, piece[first : len(piece) - last])
    return piece[:first] + hidden + piece[len(piece) - last :]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for digits in _DIGITS.finditer(text):
        # Two characters more: an X, and what must not follow.
        yield from _NUMBER.finditer(text, digits.start(), digits.end() + 2)


def _of_numbers(text: str, start: int, end: int) -> Iterator[Personal]:
    """A number in groups of digits, or else several numbers side by side."""
    whole = _of_number(text, start, end)
    if whole is not None:
        yield whole
    elif " " in text[start:end]:
        for part in _PART.finditer(text, start, end):
            one = _of_number(text, *part.span())
            if one is not None:
                yield one


def _of_number(text: str, start: int, end: int) -> Personal | None:
    if start and _GLUED.match(text[start - 1]):
        return None
    digits = re.sub("[ -]", "", text[start:end])
    before = text[max(0, start - _NEAR) : start]
    if is_identity(digits):
        return Personal(Kind.IDENTITY, start, end, certain=not _is_example(text, start))
    if _MOBILE.fullmatch(digits):
        return Personal(Kind.SERVICE if _SERVICE.search(before) else Kind.MOBILE, start, end)
    if (
        _CARD.fullmatch(digits)
        and _luhn(digits)
        and _CARD_WORDS.search(before)
        and not _OFFICIAL_ACCOUNT.search(before)
    ):
        return Personal(Kind.CARD, start, end)
    if len(digits) == len("440102900307123") and _IDENTITY_WORDS.search(before) and _born(f"19{digits[6:12]}"):
        return Personal(Kind.IDENTITY, start, end)
    return None


def _is_example(text: str, start: int) -> bool:
    return bool(
        _EXAMPLE.search(text[max(0, start - _NEAR) : start]) or _SAMPLE.search(text, max(0, start - _FORM), start)
    )


def _settled(text: str, found: list[Personal]) -> list[Personal]:
    """Among numbers of another kind that look alike some have the right check digit by chance: then none is certain."""
    certain = sum(one.certain for one in found)
    if not certain or sum(map(_nearly, _numbers(text))) < certain:
        return found
    return [Personal(one.kind, one.start, one.end) for one in found]


def _nearly(number: re.Match[str]) -> bool:
    digits = re.sub("[ -]", "", number[0])
    return (
        len(digits) == len(_WEIGHTS) + 1
        and digits[:2] in _PROVINCES
        and _born(digits[6:14])
        and not is_identity(digits)
    )


def is_identity(number: str) -> bool:
    """Return True for a number of an identity card: region, date of birth and check digit are right."""
    digits = re.sub("[ -]", "", number)
    if len(digits) != len(_WEIGHTS) + 1 or digits[:2] not in _PROVINCES or not _born(digits[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECK[total % len(_CHECK)] == digits[-1].upper()


def _born(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _luhn(digits: str) -> bool:
    values = [int(digit) for digit in reversed(digits)]
    doubled = (sum(divmod(2 * value, 10)) for value in values[1::2])
    return (sum(values[0::2]) + sum(doubled)) % 10 == 0
