"""One document read: what it is decides its first bytes; whatever is wrong with it is an answer, not an error."""

import hashlib
from dataclasses import replace

from auditor.documents import ole, ooxml, pdf
from auditor.documents.content import Content, Damaged, Encrypted, Unread
from auditor.model.attachment import Attachment, State
from auditor.model.limits import Limits
from auditor.text.secrecy import secrecy_mark

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
_STRAY = 1_024
"""Bytes that may stand before a PDF."""


def read(data: bytes, limits: Limits) -> Attachment:
    """Return what a document says; of one with a mark of secrecy no more than its hash."""
    kind = kind_of(data)
    known = Attachment(kind, State.READ, len(data), hashlib.sha256(data).hexdigest())
    try:
        content = _content(data, kind, limits)
    except Encrypted:
        return replace(known, state=State.ENCRYPTED)
    except Unread:
        return replace(known, state=State.UNREAD)
    except Damaged:
        return replace(known, state=State.DAMAGED)
    return _told(replace(known, kind=content.kind), content)


def kind_of(data: bytes) -> str:
    """Return pdf, zip, ole or other."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    return "pdf" if _PDF in data[:_STRAY] else "other"


def _content(data: bytes, kind: str, limits: Limits) -> Content:
    if kind == "pdf":
        return pdf.read(data, limits)
    if kind == "zip":
        return ooxml.read(data, limits)
    if kind == "ole":
        return ole.read(data, limits)
    raise Unread


def _told(known: Attachment, content: Content) -> Attachment:
    text = content.text
    mark = secrecy_mark(text)
    if mark is not None:
        return replace(known, sealed=mark.reason)
    something = text.strip() or content.pictures or content.links or content.macros
    # What a limit kept from being read need not be empty.
    state = State.READ if something else State.CUT if content.limit else State.EMPTY
    return replace(
        known, state=state, text=text, pages=content.pages, pictures=content.pictures,
        links=tuple(content.links), macros=content.macros, limit=content.limit,
    )  # fmt: skip
