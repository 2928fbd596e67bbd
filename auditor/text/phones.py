"""Telephone numbers as Chinese offices write them: which are well-formed, which lack their area code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_RUN = re.compile(r"(?<![\dA-Za-z.])[(（]?\+?\d[\d \-—–－()（）转#*]{1,28}\d(?![\d.]*[A-Za-z年月日:：时点%])")
_SPLIT = re.compile(r"(?:转|#|分机)\s*\d{1,6}$")
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_WHOLE = re.compile(rf"^(?:{_AREA})[2-9]\d{{6,7}}(?:\d{{1,5}})?$")
_AREA_FIRST = re.compile(
    rf"^[(（]?({_AREA})[)）]?[ \-—–－]*([2-9]\d{{2,3}}[ \-—–－]?\d{{4}}|[19]\d{{4}})(?:[ \-—–－]+\d{{1,6}})?$"
)
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=[ \-—–－]))[ \-—–－]*")
_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_SERVICE = re.compile(r"^(?:400|800)\d{7}$")
_HOTLINE = re.compile(r"^(?:1\d{2}|1[0-9]{4,5}|9\d{4,5})$")
_LOCAL = re.compile(r"^[2-9]\d{6,7}$")
_AREA_SAID = re.compile(rf"区号\D{{0,3}}{_AREA}|[(（]{_AREA}[)）]")
_NOT_PHONES = re.compile(
    r"\d{1,2}\s*[:：]\s*\d{2}|(?:https?://|www\.)\S+|\S+@\S+|(?:邮编|邮政编码|QQ群?|微信号?|QQ号码?|群号)\D{0,4}\d+|\d+(?=[楼室号层窗元份条件个人路])",
    re.IGNORECASE,
)
"""Times, addresses, postal codes, and numbers of rooms and things."""
_DATE = re.compile(r"^(?:19|20)\d{2}[\-—–.]?\d{1,2}[\-—–.]?\d{0,2}$")
_BARE_LOCAL = 7
_FEWEST = 6


class Flaw(StrEnum):
    """What is wrong with a number."""

    NO_AREA_CODE = "no-area-code"
    MALFORMED = "malformed"
    PLACEHOLDER = "placeholder"
    """The same digit all over, or counted up: somebody filled the field."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One number as written."""

    written: str
    flaw: Flaw | None


def phones(text: str) -> Iterator[Phone]:
    """The numbers of the text behind 联系电话 and the like, in their order. An area code also serves the numbers after it."""
    known = bool(_AREA_SAID.search(text))
    for found in _RUN.finditer(_NOT_PHONES.sub(" ", text)):
        for written in _apart(found[0]):
            flaw = _flaw(written, known)
            known = known or (flaw is None and bool(_AREA_FIRST.match(_COUNTRY.sub("", written))))
            yield Phone(written, flaw)


def _apart(run: str) -> Iterator[str]:
    """Two numbers that only a blank separates are two."""
    run = run.strip(" -—–－")
    pieces = re.split(r"\s{1,9}(?=(?:0\d{2,3}[ \-—–－(（]*)?\d{7,8}(?:\D|$)|1[3-9]\d{9}(?:\D|$))", run)
    glued: list[str] = []
    for piece in pieces:
        if glued and re.fullmatch(rf"[(（]?{_AREA}[)）]?", glued[-1]):
            glued[-1] += "-" + piece
        else:
            glued.append(piece)
    yield from (
        piece for piece in glued if not _DATE.match(piece) and (_digits(piece) >= _FEWEST or _HOTLINE.match(piece))
    )


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _flaw(written: str, area_known: bool) -> Flaw | None:
    bare = _COUNTRY.sub("", _SPLIT.sub("", written)).strip()
    digits = re.sub(r"\D", "", bare)
    body = re.sub(rf"^{_AREA}", "", digits)
    if len(body) >= _BARE_LOCAL and (len(set(body)) == 1 or body in ("12345678", "1234567", "87654321")):
        return Flaw.PLACEHOLDER
    if _MOBILE.match(digits) or _SERVICE.match(digits) or _HOTLINE.match(digits):
        return None
    if _AREA_FIRST.match(bare) or (_WHOLE.match(digits) and len(digits) <= 12 and digits == bare):
        return None
    local = re.sub(r"\D", "", re.split(r"[—–－-](?=\d{1,5}$)", bare)[0])
    if _LOCAL.match(digits) or _LOCAL.match(local):
        return None if area_known else Flaw.NO_AREA_CODE
    return Flaw.MALFORMED
