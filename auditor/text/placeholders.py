"""Numbers that nobody was ever given: residue of templates."""

import re

_SAME = re.compile(r"(\d)\1+")
_ZEROS = re.compile(r"0{6,}")
_STAND_INS = re.compile(r"[xX×*○〇?？_#—]{2,}|[xX×*○?？]$")
_COUNTING = ("123456", "234567", "012345")
_LATE_COUNTING = "12345678"


def is_placeholder(value: str, zeros: bool = True) -> bool:
    """Return True for all digits equal, six zeros in a row, counting digits and letters that stand for digits.

    Source: footer standard, section 2. ``zeros`` False: six zeros are no sign (the code of a province ends in them).
    """
    digits = "".join(char for char in value if char.isdigit())
    if _STAND_INS.search(value):
        return True
    if len(digits) >= 4 and _SAME.fullmatch(digits):
        return True
    return digits.startswith(_COUNTING) or _LATE_COUNTING in digits or (zeros and bool(_ZEROS.search(digits)))


def is_placeholder_code(value: str) -> bool:
    """Return True for site codes that nobody was given: residue of templates, or the sequence number 0000."""
    return is_placeholder(value, zeros=False) or value.endswith("0000")


def is_placeholder_filing(number: str) -> bool:
    """Return True for the digits of ICP filings that nobody was given: of year and serial, the serial tells."""
    if len(number) == 10 and number[:2] in ("19", "20") and number.isdigit():
        return number.endswith("000000") or is_placeholder(number, zeros=False)
    return is_placeholder(number)
