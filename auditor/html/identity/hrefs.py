"""Where identity links lead, read off the address as written."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from auditor.html.identity.layer import Link
from auditor.model.identity import HrefKind

_ELSEWHERE = ("url", "data-url", "data-href", "data-link", "_href", "data-src")
_HANDLER = re.compile(r"""["'](?P<url>(?:https?:)?//[^"'\s]{4,400})["']""")
_SCHEME = re.compile(r"(?:https?:)?//([^/?#\\]*)", re.I)
_POLICE_HOST = re.compile(r"(?:^|\.)beian\.(?:gov\.cn|mps\.gov\.cn)(?::\d+)?$", re.I)
_POLICE_CODE = re.compile(r"(?:recordcode|[?&]code)=\s*(\d{6,20})", re.I)
_POLICE_HOME = re.compile(
    r"^/*(?:portal(?:/(?:index|recordQuery)?(?:\.do)?)?/?)?(?:#/?(?:query/webSearch|home|index)?/?)?(?:[?].{0,40})?$",
    re.I,
)
_ICP_HOST = re.compile(r"^(?:www\.)?beian\.miit\.gov\.cn(?::\d+)?$", re.I)
_ICP_OLD = re.compile(
    r"^(?:www\.)?(?:miitbeian|miibeian|miit\.beian)\.gov\.cn(?::\d+)?$|^www\.beian\.miit\.gov\.cn", re.I
)
_CONAC_ID = re.compile(r"conac\.cn/sitename\?[^\"'\s>]*?\bid=([0-9A-Za-z]{8,40})", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """An address as written, of what kind it is, the number it names, and whether its host was given up."""

    href: str = ""
    kind: HrefKind = HrefKind.NONE
    code: str = ""
    outdated: bool = False


def written(link: Link | None) -> tuple[str, HrefKind | None]:
    """Return the address of an anchor; a kind already when there is none to judge."""
    if link is None:
        return "", HrefKind.NONE
    values = link.tag.values
    href = values.get("href", "").strip()
    low = href.lower()
    if href and not low.startswith(("#", "javascript:")) and low != "about:blank":
        return href, None
    for name in _ELSEWHERE:
        if "/" in values.get(name, ""):
            return values[name].strip(), HrefKind.ATTRIBUTE
    handler = _HANDLER.search(values.get("onclick", "") or href)
    if handler:
        return handler["url"], HrefKind.SCRIPT
    if low.startswith("javascript:") or "onclick" in values:
        return href, HrefKind.SCRIPT
    return href, HrefKind.HASH if "href" in values else HrefKind.NONE


def police(link: Link | None) -> Target:
    """Judge a link to the register of the public security organs."""
    href, known = written(link)
    code = _POLICE_CODE.search(href)
    number = code[1] if code else ""
    if known:
        return Target(href, known, number)
    host = _host(href)
    if not host:
        return Target(href, HrefKind.MALFORMED if "beian" in href.lower() else HrefKind.ELSEWHERE, number)
    if not _POLICE_HOST.search(host):
        return Target(href, HrefKind.ELSEWHERE, number)
    rest = href.partition("//")[2][len(host) :]
    if code and re.match(r"/+portal/registerSystemInfo\?|/*#/|/*\?", rest, re.I):
        return Target(href, HrefKind.RECORD, number)
    return Target(href, HrefKind.HOME if _POLICE_HOME.match(rest) else HrefKind.MALFORMED, number)


def icp(link: Link | None) -> Target:
    """Judge a link to the register of ICP filings; its front page is where it should lead."""
    href, known = written(link)
    if known:
        return Target(href, known)
    host = _host(href)
    if _ICP_OLD.search(host):
        return Target(href, HrefKind.HOME, outdated=True)
    if _ICP_HOST.search(host):
        return Target(href, HrefKind.HOME)
    return Target(href, HrefKind.MALFORMED if not host and "miit" in href.lower() else HrefKind.ELSEWHERE)


def conac(link: Link | None) -> Target:
    """Judge a link around a CONAC badge."""
    href, known = written(link)
    found = _CONAC_ID.search(href)
    if known:
        return Target(href, known, found[1].upper() if found else "")
    if found:
        return Target(href, HrefKind.RECORD, found[1].upper())
    return Target(href, HrefKind.HOME if "conac.cn" in _host(href).lower() else HrefKind.ELSEWHERE)


def page(link: Link | None) -> Target:
    """Judge a link to a page (site map, contact)."""
    href, known = written(link)
    return Target(href, known or HrefKind.RECORD)


def _host(href: str) -> str:
    found = _SCHEME.match(unquote(href) if href[:8].lower().startswith(("http%3a", "https%3a")) else href)
    return found[1] if found else ""
