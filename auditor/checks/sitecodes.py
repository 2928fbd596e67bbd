"""What a site code says: is it one, of which province, and whose filings go with it."""

import re

from auditor.checks.footers import JIUCUO, SITE_CODE, first_value, stated
from auditor.model.identity import Found
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.placeholders import is_placeholder
from auditor.text.provinces import BY_DIGITS, Province, of_code

_CODE = re.compile(r"(?:bm\d{8}|\d{10})", re.IGNORECASE)
_CAPITAL = BY_DIGITS["11"]


def is_code(text: str) -> bool:
    """Return True for ten digits, or ``bm`` and eight digits."""
    return _CODE.fullmatch(text) is not None


def is_unfilled(code: str) -> bool:
    """Return True for codes nobody was given: the last four digits count a place's sites and begin at 0001."""
    return is_placeholder(code, zeros=False) or code.endswith("0000")


def filing(number: str) -> str:
    """Return an ICP number without its suffix, which counts the sites of one operator."""
    return number.partition("-")[0]


def printed_code(page: PageFacts, site: SiteContext) -> str:
    """Return the printed site code when it is one, in lower case, or an empty string."""
    return next((found.value.lower() for found in stated(page, site, SITE_CODE) if is_code(found.value)), "")


def meta_code(page: PageFacts) -> str:
    """Return the code of the page tag when it is one, or an empty string."""
    text = page.identity.tag("SiteIDCode").strip().lower()
    return text if is_code(text) else ""


def reported_code(page: PageFacts, site: SiteContext) -> str:
    """Return the code that the entrance for reporting faults names, or an empty string."""
    code = first_value(page, site, JIUCUO).lower()
    return code if is_code(code) else ""


def home_province(page: PageFacts, site: SiteContext) -> Province | None:
    """Return whose filings the page must show: None when its code does not tell.

    Units under vertical management (``bm`` codes) file where they are; only the organ itself (digits three and four
    are 00) files in Beijing. Source: footer standard, section 3 (measured; 57 of 57 and 58 of 59 agree).
    """
    code = printed_code(page, site) or meta_code(page)
    if code.startswith("bm"):
        return _CAPITAL if code[4:6] == "00" else None
    return of_code(code) if code else None


def belongs_to(found: Found, province: Province) -> bool:
    """Return True when a police number begins as those of a province do; the corps (兵团) files with Xinjiang."""
    digits = {"65", "66"} if province.digits in ("65", "66") else {province.digits}
    return found.value[:2] in digits
