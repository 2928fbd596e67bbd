"""What one page offers of services and of interaction."""

import re

from auditor.html.crumbs import column_path
from auditor.html.guide import guide
from auditor.html.messages import messages
from auditor.model.service import Entry, ServiceFacts
from auditor.text import messagewords

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_HEAD = 100_000
_TEXTAREA = re.compile(r"<textarea[^>]{0,300}>", re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^>]{0,300}type\s{0,3}=\s{0,3}[\"']?password[^>]{0,300}>", re.IGNORECASE)


def service_facts(text: str, url: str) -> ServiceFacts:
    """The facts of a document at ``url`` (where its redirects ended)."""
    title = _TITLE.search(text[:_HEAD])
    channel = messagewords.leads_to_channel(title[1]) if title else False
    if not channel and not (title and messagewords.is_excluded(title[1])):
        channel = messagewords.leads_to_channel(column_path(text))
    if not channel:
        return ServiceFacts(guide(text, url))
    return ServiceFacts(guide(text, url), messages(text, url), _entry(text), channel=True)


def _entry(text: str) -> Entry | None:
    for pattern, login in ((_TEXTAREA, False), (_PASSWORD, True)):
        found = pattern.search(text)
        if found is not None:
            return Entry(login, found.start(), found[0])
    return None
