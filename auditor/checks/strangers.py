"""Whose is a link? Operators, known services and government homes are no strangers; everybody else is."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.model.hidden import HiddenBlock, OutsideLink
from auditor.model.target import SiteContext
from auditor.text.spam import HOSTS, Hit, lexicon, speaks_against
from auditor.text.vendors import UNTRUSTED, vendor
from auditor.urls.owners import PUBLIC_SERVICES, belongs
from auditor.urls.scope import is_government, registrable

_PUBLIC = re.compile(r"(?:^|\.)(?:gov|edu|ac|go|mil)(?:\.[a-z]{2})?$")
_ODD_PATH = re.compile(
    r"/(?:wp-(?:content|includes|admin)|tinymce|uploads?|plugins?|css|js|fonts?|images?|assets|vendor|includes?|\.tmb|-|tmp|cache|templates?|modules|admin|user)/|/(?:slot|judi|togel|casino)",
    re.I,
)
_BRAND = 5
_TEXT_LINK = 2
"""Characters of a link text from which it is meant to be read by search engines."""


def is_stranger(host: str, site: SiteContext) -> bool:
    """Return True when a host belongs neither to the operator nor to a known service nor to a Chinese government body."""
    known = vendor(host)
    if belongs(host, site.operators) or _brand(host) in _brands(site.operators):
        return False
    return not ((known is not None and known.kind not in UNTRUSTED) or is_government(host))


@lru_cache(maxsize=64)
def _brands(operators: frozenset[str]) -> frozenset[str]:
    """The operators' brands. A government's name is no brand: anybody may register it under another ending."""
    return frozenset(_brand(name) for name in operators - PUBLIC_SERVICES if not is_government(name))


def _brand(host: str) -> str:
    """``duowan`` of www.duowan.cn: one owner registers his name under several endings. Short names prove nothing."""
    name = registrable(host).partition(".")[0]
    return name if len(name) >= _BRAND and not name.isdigit() else host


def strangers(links: Iterable[OutsideLink], site: SiteContext) -> tuple[OutsideLink, ...]:
    """Return the links to strangers, and those into the inside of public sites (others' hacked ones)."""
    return tuple(link for link in links if is_stranger(link.host, site) or is_hacked_target(link, site))


def is_hacked_target(link: OutsideLink, site: SiteContext) -> bool:
    """Return True for a link into the program folders of a public body's site: nobody links there but who broke in."""
    if belongs(link.host, site.operators) or link.image or not _PUBLIC.search(link.host):
        return False
    path = urlsplit(link.url).path
    return bool(_ODD_PATH.search(path)) and path.endswith("/")


def domains(links: Iterable[OutsideLink]) -> tuple[str, ...]:
    """Return the distinct registrable domains, sorted."""
    return tuple(sorted({link.domain for link in links}))


def readable(links: Iterable[OutsideLink]) -> tuple[OutsideLink, ...]:
    """Return the links that have a text; pictures and empty anchors win nothing in a search engine."""
    return tuple(link for link in links if len(link.text) >= _TEXT_LINK and not link.image)


def spam(links: Iterable[OutsideLink]) -> tuple[tuple[OutsideLink, Hit], ...]:
    """Return each link that bears a word of the spam trade in its text or address, with its most telling word.

    Of a link that speaks against the trade only the name of its host counts.
    """
    found = []
    for link in links:
        against = speaks_against(link.text)
        in_url = (hit for hit in lexicon().find_in_url(link.url) if hit.group == HOSTS or not against)
        hits = sorted((*(() if against else lexicon().find(link.text)), *in_url), key=lambda hit: not hit.strong)
        if hits:
            found.append((link, hits[0]))
    return tuple(found)


def neighbours(blocks: Sequence[HiddenBlock]) -> tuple[tuple[HiddenBlock, ...], ...]:
    """Group blocks that follow each other closely and are hidden alike: one insertion, often one wrapper for each link."""
    groups: list[list[HiddenBlock]] = []
    for block in sorted(blocks, key=lambda block: block.offset):
        last = groups[-1][-1] if groups else None
        if (
            last
            and (last.tag, last.methods, last.bare) == (block.tag, block.methods, block.bare)
            and _close(last, block)
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(map(tuple, groups))


_GAP = 80


def _close(one: HiddenBlock, other: HiddenBlock) -> bool:
    return 0 <= other.offset - one.offset - one.length <= _GAP


def evidence(techniques: Iterable[str], links: Sequence[OutsideLink], decoded: str = "") -> dict[str, object]:
    """Return the evidence card of an intrusion: at most fifty anchors and addresses."""
    card: dict[str, object] = {
        "techniques": list(dict.fromkeys(techniques)),
        "anchors": [link.text for link in links[:50]],
        "domains": list(domains(links))[:50],
        "urls": [link.url for link in links[:50]],
        "links": len(links),
    }
    return {**card, "decoded": decoded[:1_000]} if decoded else card
