"""What a body is by its first bytes, the names that fragments may point at, and the facts of a page."""

import re
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from auditor.html.crumbs import column_path
from auditor.html.tokens import ELEMENT, inner_tags

__all__ = ["column_path", "has_fragment", "has_name", "ids", "sniff"]

_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"MZ\x90\x00", "exe"),
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"BM", "bmp"),
    (b"\x00\x00\x01\x00", "ico"), (b"\x00\x00\x02\x00", "ico"),
)  # fmt: skip
_HTML = re.compile(
    rb"(?:<!doctype\s+html|<html|<head|<script|<iframe|<h1|<div|<font|<table|<a[\s>]|<style|<title|<b>|<body|<br|<p[\s>]|<meta|<link)",
    re.IGNORECASE,
)
_TEXT_WINDOW = 1_024
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LEAD = re.compile(rb"(?:\s|<!--.*?-->|<\?xml.*?\?>|<!doctype\s+svg.*?>)+", re.DOTALL | re.IGNORECASE)


def sniff(body: bytes) -> str:
    """Return what the first bytes are: one of the values of ``FetchAttempt.sniffed``, never empty.

    html, pdf, zip, ole, exe, png, jpeg, gif, webp, bmp, ico, svg, text, empty, binary.
    """
    head = body[: 4 * _TEXT_WINDOW]
    for mark, name in _MAGIC:
        if head.startswith(mark):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:40:2].count(0) > 15:
        head = head.replace(b"\x00", b"")[2 if head[:1] in (b"\xff", b"\xfe") else 0 :]
    head = head.removeprefix(b"\xef\xbb\xbf")
    # Some servers send PDF after a few stray bytes; readers accept it within the first kilobyte.
    if b"%PDF-" in head[:_TEXT_WINDOW] and not _HTML.search(head):
        return "pdf"
    lead = _LEAD.match(head)
    start = head[lead.end() :] if lead else head
    if start[:4].lower() == b"<svg":
        return "svg"
    if _HTML.match(start):
        return "html"
    if not head.strip():
        return "empty"
    if _CONTROL.search(head[:_TEXT_WINDOW]):
        return "binary"
    return "html" if _HTML.search(head) else "text"


def ids(text: str) -> frozenset[str]:
    """Return every id of a document and every name of its anchors."""
    found: set[str] = set()
    for token in ELEMENT.findall(text):
        if token[1:2] in "/!?" or ("id" not in (low := token.lower()) and "name" not in low):
            continue
        for tag, values in inner_tags(token) if token[1:2] in "aA" else _own(token):
            found.update(values[key] for key in ("id", "name") if values.get(key) and (key == "id" or tag == "a"))
    return frozenset(found)


def _own(token: str) -> list[tuple[str, dict[str, str]]]:
    first = next(inner_tags(token), None)
    return [first] if first else []


def has_fragment(text: str, fragment: str) -> bool:
    """Return True when a browser would find something to scroll to for this fragment in this document."""
    plain = unquote(fragment)
    if not plain or plain.lower() == "top":
        return True
    # Names may be written with character references: only their absence makes the quick answer certain.
    if plain not in text and fragment not in text and "&" not in text:
        return False
    return _surely(text, plain) or has_name(ids(text), fragment)


def _surely(text: str, name: str) -> bool:
    """Return True when an attribute of live markup plainly carries the name: the common case, at little cost."""
    at = max(text.find(f' id="{name}"'), text.find(f" id='{name}'"))
    if at < 0 or text.rfind("<", 0, at) < text.rfind(">", 0, at):
        return False
    before = text[:at]
    return before.rfind("<!--") <= before.rfind("-->") and before.rfind("<script") <= before.rfind("</script")


def has_name(names: AbstractSet[str], fragment: str) -> bool:
    """Return True when a fragment, as written or percent-decoded, is one of these names (or means the top)."""
    plain = unquote(fragment)
    return not plain or plain.lower() == "top" or fragment in names or plain in names


def is_data(media: str) -> bool:
    """True for the media type of what a server answers to a script: JSON, also dressed as a call (JSONP)."""
    return media.endswith(("/json", "+json", "javascript"))
