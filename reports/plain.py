"""Findings as plain sentences for terminals, logs and machines: bounded, on one line, no hostile address to click."""

import re
from urllib.parse import urlsplit

from auditor.model.finding import Finding
from reports.intrusion import FAMILY, presentable
from reports.standing import stand_of
from reports.visible import clip, visible

_ADDRESS = 300
_MESSAGE = 400
_LIVE = re.compile(r"\b(ht|f)tp(?=s?://)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def one_line(words: str, limit: int = _MESSAGE) -> str:
    """Words on one line, hidden characters shown, cut where they are too long."""
    return _BLANKS.sub(" ", visible(clip(words, limit))).strip()


def disarmed(words: str) -> str:
    """Addresses in words so written that nothing makes them a link: ``hxxp://``."""
    return _LIVE.sub(lambda found: f"{found[1]}xp" if found[1].lower() == "f" else "hxxp", words)


def address(finding: Finding) -> str:
    """The address accused; one that an attacker may have put there, or of another site, cannot be clicked."""
    target = one_line(finding.target or "", _ADDRESS)
    nowhere, own = stand_of(finding).nowhere, urlsplit(finding.page).netloc
    if nowhere and target.startswith(nowhere):
        return target.removeprefix(nowhere)
    foreign = finding.check.startswith(FAMILY) or not target.startswith((f"http://{own}/", f"https://{own}/"))
    return disarmed(target) if foreign else target


def page(finding: Finding) -> str:
    """The address of its page, which is the site's own: an address inside that address is not to be clicked."""
    scheme, colon, rest = one_line(finding.page, _ADDRESS).partition("://")
    return f"{scheme}{colon}{disarmed(rest)}" if scheme in ("http", "https") else disarmed(f"{scheme}{colon}{rest}")


def where(finding: Finding) -> str:
    """File or page."""
    return one_line(stand_of(finding).file) or page(finding)


def sentence(finding: Finding, title: str) -> str:
    """What was found, with the address accused: ``死链:目标页面不存在(HTTP 404) → http://…``."""
    words, target = brief(finding, title), address(finding)
    return f"{words} → {target}" if target and finding.target != finding.page and target not in words else words


def brief(finding: Finding, title: str) -> str:
    """What was found, without the address."""
    stand = stand_of(finding)
    said = disarmed(one_line(presentable(finding, finding.message).replace(stand.nowhere or "\0", "")))
    return said if said.startswith(title) else f"{title}:{said}"


def suggestion(finding: Finding) -> str:
    """What the author of a link probably meant, to be copied as it is; empty where the check could not tell."""
    return one_line(str(finding.evidence.get("suggestion") or ""), _ADDRESS)
