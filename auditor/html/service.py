"""What one page offers of services and of interaction."""

import re
from collections.abc import Iterator

from auditor.html.crumbs import column_path
from auditor.html.guide import guide
from auditor.html.messages import messages
from auditor.model.service import Entry, ServiceFacts
from auditor.text import messagewords

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_HEAD = 100_000
_CRUMB, _HINTS = 1_200, 8
_TAG = re.compile(r"<[^<>]{0,400}>")
_TEXTAREA = re.compile(r"<textarea[^>]{0,300}>", re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^>]{0,300}type\s{0,3}=\s{0,3}[\"']?password[^>]{0,300}>", re.IGNORECASE)


def service_facts(text: str, url: str) -> ServiceFacts:
    """The facts of a document at ``url`` (where its redirects ended)."""
    title = _TITLE.search(text[:_HEAD])
    channel = messagewords.leads_to_channel(title[1]) if title else False
    if not channel and not (title and messagewords.is_excluded(title[1])):
        channel = any(
            messagewords.speaks_of_channel(window) for window in _crumbs(text)
        ) and messagewords.leads_to_channel(column_path(text[:_HEAD]))
    if not channel:
        return ServiceFacts(guide(text, url))
    return ServiceFacts(guide(text, url), messages(text, url), _entry(text), channel=True)


def _crumbs(text: str) -> Iterator[str]:
    """Where a breadcrumb may stand: a quick look, before it is read. The first such words may be those of a style sheet."""
    for mark in ("位置", "crumb"):
        at = -1
        for _ in range(_HINTS):
            at = text.find(mark, at + 1, _HEAD)
            if at < 0:
                break
            yield _TAG.sub("", text[at : at + _CRUMB])


def _entry(text: str) -> Entry | None:
    for pattern, login in ((_TEXTAREA, False), (_PASSWORD, True)):
        found = pattern.search(text)
        if found is not None:
            return Entry(login, found.start(), found[0])
    return None
