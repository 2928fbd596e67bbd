"""What a written reference points at, decided from its text alone (standards: footer-and-links, section 4)."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from auditor.model.link import TargetKind
from auditor.urls.hosts import host_note, private_note
from auditor.urls.order import looks_like_asset
from auditor.urls.resolve import join
from auditor.urls.scope import Scope

MAX_RAW = 8_192
"""Longer references are cut before they are looked at."""


class Classified(NamedTuple):
    """The kind of a reference and where it leads.

    ``target`` is the absolute URL without fragment for kinds that are requested, for malformed addresses that still
    resolve to something the URL a browser would ask for, else the reference as written.
    """

    kind: TargetKind
    target: str
    fragment: str = ""
    note: str = ""
    suggestion: str = ""


# Plain addresses that none of the rules below can concern: most of all references, decided at once.
_ORDINARY = re.compile(
    r"(?:(?:https?://[a-z0-9][a-z0-9.-]{0,250}\.[a-z]{2,20}|\.{0,2})(?:/[\w.~-]{1,200}){1,20}/?"
    r"|(?:[\w~-]{1,200}/){0,20}[\w~-]{1,200}\.s?html?)(?:#[\w-]{1,100})?",
    re.ASCII,
)
_BLANKS = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DRIVE = re.compile(r"[a-zA-Z]:[\\/]")
# Bounded gaps keep every search linear on hostile references.
_RESIDUE = (
    ("template-braces", re.compile(r"\{\{.{0,300}?\}\}|%7[Bb]%7[Bb]|\{\{[^}]*$", re.DOTALL)),
    ("template-dollar", re.compile(r"[$#@]\{[^{}]{0,300}\}")),
    ("template-server", re.compile(r"<[%?].{0,300}?[%?]>|\{%.{0,300}?%\}|<#.{0,300}?>|<c:\w+", re.DOTALL)),
    (
        "template-cms",
        re.compile(
            r"\[!-{2,3}.{0,100}?--\]|\[field:[^\]]{0,100}\]|\{(?:dede|pboot|sr|eyou|cms|field)[:.][^}]{0,100}\}"
            r"|\{\$[\w.\[\]'>-]{1,100}\}"
        ),
    ),
    (
        "script-concatenation",
        re.compile(r"['\"]\s?\+.{0,100}?\+\s?['\"]|^\s*\+\s*\w+|['\"]\s?\+\s?[\w.$]{1,100}\s?$"),
    ),
)
_SUSPECT = re.compile(r"[{<\[+]|%7[Bb]")
_RESIDUE_WINDOW = 2_000
_UNSET = re.compile(r"(?:\./|/)*(?:undefined|null|nan|\[object object\]|%5bobject%20object%5d)/?$", re.IGNORECASE)
_UNSET_PARAMETER = re.compile(r"[?&][\w.\[\]-]+=(?:undefined|null|NaN|\[object Object\])(?=&|#|$)")
_IN_PAGE = re.compile(r"#(?:top|none|nogo|nolink|void|this|_|/.*|!.*)?$", re.IGNORECASE | re.DOTALL)
_HASHES = re.compile(r"#+$")
_TOP = re.compile(r"top$|[/!]", re.IGNORECASE)

_TWICE = re.compile(r"https?:[\\/]+(?=https?(?:[:：;；.,]?[\\/]|:))", re.IGNORECASE)
_NO_COLON = re.compile(
    r"https?\s*(?:(?:[：;；.,，。'\"]|%3a)\s*[\\/]{1,3}(?=[^\\/])|[\\/]{2,3}(?=[^\\/])|[\\/](?=www\d?\.))",
    re.IGNORECASE,
)
_FULL_COLON = re.compile(r"https?\s*(?:：|；|%ef%bc%9a)", re.IGNORECASE)
_FEW_SLASHES = re.compile(r"(https?):(?![\\/]{2})[\\/]?(.*)$", re.IGNORECASE | re.DOTALL)
_NO_SCHEME = re.compile(r":?//?:?(?=www\d?\.)|:/{0,2}(?=\w)", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?:www\d?\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:gov\.cn|edu\.cn|com\.cn|org\.cn|net\.cn|ac\.cn|com|net|org|cn|政务|公益|中国))"
    r"(?::\d{1,5})?(?=[/?#\\]|$)",
    re.IGNORECASE,
)
_HOST_PORT = re.compile(r"[\w-]+(?:\.[\w-]+)+:\d{1,5}(?:[/?#]|$)|localhost:\d{1,5}(?:[/?#]|$)", re.IGNORECASE)
# One or two wrong, missing or doubled letters of http and https.
_TYPO = re.compile(
    r"(?:h+t+p+s*|h?t?tps?|htt?s?|h?ttps?|hpt+ps?|hpp?ts?|hptt?s?|hth?ps?|tp|http[a-z]|https[a-z]|[a-z]ttps?|h[a-z]tps?|ht[a-z]ps?)$",
    re.IGNORECASE,
)
_NOT_LINKS = frozenset(["javascript", "vbscript", "data", "about", "blob"])
_SOON = re.compile("建设中|开发中|敬请期待|即将(?:上线|开放)")

_MAIL = re.compile(r"[\w.+%&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+$", re.ASCII)
_MAIL_INSIDE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_MAIL_TEMPLATE = re.compile(r"邮箱|邮件地址|收件人|test@|example\.|your|xxx", re.IGNORECASE)


def classify(raw: str, base: str, encoding: str, scope: Scope) -> Classified | None:
    """Say what the reference ``raw`` is on a page whose base address is ``base``; None when it is no link.

    None: ``javascript:`` and other schemes that fetch nothing, valid ``mailto:``, ``#top``, hash routes. A fragment
    of the same page comes back as kind PAGE with ``fragment`` set; ``encoding`` is the page's (see ``join``).
    """
    if _ORDINARY.fullmatch(raw) and "undefined" not in raw and "null" not in raw:
        target, _, fragment = _beside(base, raw).partition("#")
        return _requested(target, "" if fragment.lower() == "top" else fragment, "", scope)
    text = raw[:MAX_RAW].strip(_BLANKS)
    if any(char in text for char in "\t\n\r"):
        text = text.translate({9: None, 10: None, 13: None})
    early = _without_resolving(text, base)
    if early is not _UNDECIDED:
        return early
    url = join(base, text, encoding)
    if url is None:
        return Classified(TargetKind.MALFORMED, text, note="host-invalid", suggestion=_mended(text, base, encoding))
    return _resolved(url, _cosmetic(raw, text), scope)


def _beside(base: str, raw: str) -> str:
    """``join`` for ordinary references, most of which need no parser (a test holds the two together)."""
    if "xn--" not in raw:
        if raw.startswith(("http://", "https://")):
            if "/." not in raw:
                return raw
        elif raw.startswith("/"):
            if "/." not in raw:
                return base[: base.index("/", 8)] + raw
        elif found := _below(base, raw):
            return found
    return join(base, raw) or raw


def _below(base: str, raw: str) -> str:
    """A relative reference put behind its directory; empty when more than leading dots must be worked out."""
    if "?" in base or "#" in base:
        return ""
    end = base.rindex("/")
    rest = raw.removeprefix("./")
    while rest.startswith("../"):
        end, rest = base.rfind("/", 0, end), rest[3:]
    if end < 8 or rest.startswith(".") or "/." in rest or (rest is not raw and not rest):
        return ""
    return f"{base[: end + 1]}{rest}"


_UNDECIDED = Classified(TargetKind.PAGE, "")


def _without_resolving(text: str, base: str) -> Classified | None:
    if not text or _HASHES.match(text):
        return Classified(TargetKind.PLACEHOLDER, text)
    if _IN_PAGE.match(text):
        return None
    residue = _residue(text[:_RESIDUE_WINDOW]) if _SUSPECT.search(text) else ""
    scheme = _SCHEME.match(text)
    name = scheme[1].lower() if scheme else ""
    if name in _NOT_LINKS or name.startswith(("javas", "javac", "jscript")):
        return None
    if residue:
        return Classified(TargetKind.RESIDUE, text, note=residue)
    if _UNSET.match(text):
        return Classified(TargetKind.RESIDUE, text, note="unset-value")
    if name == "file" or _DRIVE.match(text):
        return Classified(TargetKind.PRIVATE, text, note="local-file")
    if name == "mailto":
        return _mail(text)
    found = _miswritten(text, name)
    if found is None:
        return _UNDECIDED if name in ("", "http", "https") else None
    note, suggestion = found
    return Classified(TargetKind.MALFORMED, join(base, text) or text, note=note, suggestion=suggestion)


def _residue(text: str) -> str:
    return next((name for name, pattern in _RESIDUE if pattern.search(text)), "")


def _miswritten(text: str, scheme: str) -> tuple[str, str] | None:
    """Return (note, what was probably meant) for an address no browser reads as its author meant."""
    if twice := _TWICE.match(text):
        return "scheme-twice", _as_http(text[twice.end() :])
    if scheme in ("http", "https"):
        few = _FEW_SLASHES.match(text)
        return ("scheme-slashes", f"{few[1].lower()}://{few[2]}") if few else None
    if _HOST_PORT.match(text):
        return "scheme-missing", "http://" + text
    if scheme:
        typo = _TYPO.match(scheme)
        return ("scheme-typo", _as_http(text)) if typo else None
    if _FULL_COLON.match(text):
        return "fullwidth-colon", _as_http(text)
    if _NO_COLON.match(text):
        return "colon-missing", _as_http(text)
    if (lead := _NO_SCHEME.match(text)) and not text.startswith("//"):
        return "scheme-missing", "http://" + text[lead.end() :]
    return ("scheme-missing", "http://" + text) if _BARE_HOST.match(text) else None


def _as_http(text: str) -> str:
    """Replace whatever stands for the scheme by a proper one."""
    scheme = "https" if re.match(r"[a-z]{1,9}s(?![a-z])", text, re.IGNORECASE) else "http"
    rest = re.sub(r"^[a-zA-Z]*\s*(?:[:：;；.,，。'\"]|%3a|%ef%bc%9a)*\s*[\\/]*", "", text, count=1, flags=re.IGNORECASE)
    return f"{scheme}://{rest}"


def _mail(text: str) -> Classified | None:
    address = text[len("mailto:") :].partition("?")[0].strip()
    if _MAIL_TEMPLATE.search(address):
        return Classified(TargetKind.RESIDUE, text, note="mail-template")
    if address and all(_MAIL.match(part.strip()) for part in re.split("[,;]", address.rstrip(",;"))):
        return None
    inside = _MAIL_INSIDE.search(address[:200])
    meant = f"mailto:{inside[0]}" if inside else ""
    return Classified(TargetKind.MALFORMED, text, note="mail-address", suggestion=meant)


def _mended(text: str, base: str, encoding: str) -> str:
    """What an invalid address becomes with full-width signs narrowed and blanks removed; empty if that is no URL."""
    narrow = "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())
    found = join(base, narrow, encoding) if narrow != text else None
    return found or ""


def _resolved(url: str, oddity: str, scope: Scope) -> Classified | None:
    target, _, fragment = url.partition("#")
    if fragment:
        fragment = fragment.partition(":~:")[0]
        if _TOP.match(fragment):
            fragment = ""
    return _requested(target, fragment, oddity, scope) if target.startswith(("http://", "https://")) else None


def _requested(target: str, fragment: str, oddity: str, scope: Scope) -> Classified:
    """What an absolute http(s) address without fragment is."""
    if scope.internal(target):
        kind = TargetKind.ASSET if looks_like_asset(target) else TargetKind.PAGE
        return Classified(kind, target, fragment, oddity)
    private, note = _host_notes(target[: target.find("/", 8)])
    if private:
        return Classified(TargetKind.PRIVATE, target, fragment, private)
    if note == "host-invalid":
        return Classified(TargetKind.MALFORMED, target, fragment, note)
    return Classified(TargetKind.EXTERNAL, target, fragment, oddity or note)


@lru_cache(maxsize=10_000)
def _host_notes(origin: str) -> tuple[str, str]:
    """Why a host is private, and what is odd about it; of ``scheme://host[:port]``."""
    parts = urlsplit(origin)
    return private_note(parts.hostname or ""), host_note(parts)


def _cosmetic(raw: str, text: str) -> str:
    """Name an oddity that browsers forgive, or say that the address itself announces an unfinished page."""
    if _UNSET_PARAMETER.search(text):
        return "unset-parameter"
    if _SOON.search(text):
        return "under-construction"
    if "\\" in text.partition("?")[0]:
        return "backslash"
    if raw[:MAX_RAW] != text:
        return "blanks"
    return "slashes" if re.match(r"https?:[\\/]{3}", text, re.IGNORECASE) else ""
