"""Which documents of the site are read, and which of the links inside them are asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from auditor.crawl.lease import Mode
from auditor.model.link import TargetKind
from auditor.store.attachments import attachments, received
from auditor.store.bundle import Bundle
from auditor.store.frontier import Frontier
from auditor.store.state import Role, State
from auditor.urls.order import extension

BATCHES = 10
"""Steps in which documents are fetched: after each it is seen how much room is left."""
_READ = frozenset("pdf doc docx docm dot dotx xls xlsx xlsm ppt pptx pptm pps ppsx wps et dps ofd".split())


def fetch_attachments(bundle: Bundle, frontier: Frontier) -> None:
    """Mark the next documents that answered well, in the order of discovery; inside a transaction."""
    limits = frontier.rules.limits
    if "attachments" not in bundle.options.families or received(bundle) >= limits.attachments_bytes:
        return
    rows = bundle.db.execute(
        "SELECT u.id, u.url FROM url u LEFT JOIN attachment a ON a.url = u.id WHERE u.kind = ? AND u.state = ? AND u.role = ?"
        " AND u.status IN (200, 206) AND u.error IS NULL AND u.wall = '' AND u.location = '' AND u.mode <> ? AND a.url IS NULL"
        " ORDER BY u.parent, u.position, u.id",
        (TargetKind.ASSET, State.DONE, Role.LINK, Mode.ATTACHMENT),
    )
    waiting = [identity for identity, url in rows if extension(url) in _READ]
    frontier.ask_again(waiting[: max(limits.attachments // BATCHES, 1)], Mode.ATTACHMENT)


def ask_linked(bundle: Bundle, frontier: Frontier) -> None:
    """Mark what the documents link to and nobody asked for yet; inside a transaction."""
    room = frontier.rules.limits.attachment_links
    for _, document in attachments(bundle):
        for link in document.links:
            url = link.url.partition("#")[0]
            if room > 0 and _is_web(url) and frontier.add_linked(url):
                room -= 1


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
