"""PDF: text and links page by page."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, PyPdfError

from auditor.documents.content import Content, Damaged, Encrypted
from auditor.model.limits import Limits

_BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    AssertionError,
    OverflowError,
)
"""What a broken file makes the library raise."""


def read(data: bytes, limits: Limits) -> Content:
    """Return text and links; raises Damaged or Encrypted."""
    content = Content("pdf", limits)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted
        content.pages = len(reader.pages)
        for page in _pages(reader, content):
            _read_page(page, content)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Encrypted from error
    except _BROKEN as error:
        raise Damaged from error
    return content


def _pages(reader: PdfReader, content: Content) -> Iterator[PageObject]:
    for number, page in enumerate(reader.pages):
        if content.full or number >= content.limits.attachment_pages:
            content.limit = "attachment_characters" if content.full else "attachment_pages"
            return
        yield page


def _read_page(page: PageObject, content: Content) -> None:
    """One page; what is broken in it alone leaves the others to be read."""
    try:
        for line in page.extract_text().splitlines():
            content.add(line)
    except PdfReadError:
        raise
    except _BROKEN:
        content.limit = content.limit or "attachment_page_broken"
    content.pictures += _pictures(page)
    for url in _links(page):
        content.link(url)


def _pictures(page: PageObject) -> int:
    resources = _resolved(page.get("/Resources", {}))
    objects = _resolved(resources.get("/XObject", {})) if isinstance(resources, dict) else {}
    return len(objects) if isinstance(objects, dict) else 0


def _links(page: PageObject) -> Iterator[str]:
    annotations = _resolved(page.get("/Annots", []))
    for annotation in annotations if isinstance(annotations, list) else ():
        action = _resolved(_resolved(annotation).get("/A", {}))
        target = action.get("/URI") if isinstance(action, dict) else None
        if isinstance(target, (str, bytes)):
            yield target if isinstance(target, str) else target.decode("utf-8", "replace")


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
