"""What one page may cost in the browser; the name of a limit is reported when it bites."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrowserLimits:
    """Seconds, bytes and counts of one browser and of one page in it."""

    start_seconds: float = 30.0
    """Until a browser stands."""
    load_seconds: float = 30.0
    """Until the document of a page is read to its end."""
    settle_seconds: float = 5.0
    """Longest wait for a page that keeps changing."""
    quiet_seconds: float = 0.5
    """A page without change for so long is taken as it is."""
    call_seconds: float = 60.0
    """For one script in the page; a renderer that gives no answer for so long hangs."""
    answer_seconds: float = 10.0
    """How late the page may be with an answer that takes a known time, before it counts as hung."""
    page_seconds: float = 90.0
    """Wall clock for all that is done with one page, unless the caller grants another."""
    memory_bytes: int = 1_200 << 20
    """Of all processes of one browser together; beyond it they are killed."""
    recycle_bytes: int = 600 << 20
    """A browser that has grown so large is replaced before its next page."""
    recycle_pages: int = 50
    body_bytes: int = 32 << 20
    """Of one answer over plain HTTP; the rest is cut off."""
    media_bytes: int = 2 << 20
    """Of one video or sound over plain HTTP."""
    tunnel_bytes: int = 64 << 20
    """Of one connection over HTTPS or to a WebSocket."""
    connect_seconds: float = 10.0
    idle_seconds: float = 30.0
    """Silence after which a connection is given up."""
    header_bytes: int = 128 << 10
    connections: int = 6
    """Open at once to one server."""
