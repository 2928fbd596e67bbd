"""Why the browser could not measure a page: its own messages, named."""

import re

from auditor.model.error import ErrorKind

_NET_ERROR = re.compile(r"\b(ERR_[A-Z0-9_]+)")
_BY_START = (
    ("ERR_CERT", ErrorKind.TLS_CERTIFICATE),
    ("ERR_SSL", ErrorKind.TLS_HANDSHAKE),
    ("ERR_ECH", ErrorKind.TLS_HANDSHAKE),
    ("ERR_NAME", ErrorKind.DNS_UNPROVEN),
    ("ERR_DNS", ErrorKind.DNS_UNPROVEN),
    ("ERR_CONNECTION_REFUSED", ErrorKind.CONNECT_REFUSED),
    ("ERR_CONNECTION_TIMED_OUT", ErrorKind.CONNECT_TIMEOUT),
    ("ERR_CONNECTION", ErrorKind.CONNECTION_RESET),
    ("ERR_TIMED_OUT", ErrorKind.READ_TIMEOUT),
    ("ERR_EMPTY_RESPONSE", ErrorKind.EMPTY_REPLY),
    ("ERR_HTTP_RESPONSE_CODE_FAILURE", ErrorKind.EMPTY_REPLY),
    ("ERR_ADDRESS", ErrorKind.CONNECT_UNREACHABLE),
    ("ERR_INTERNET_DISCONNECTED", ErrorKind.NETWORK_TROUBLE),
    ("ERR_NETWORK", ErrorKind.NETWORK_TROUBLE),
    ("ERR_PROXY", ErrorKind.BROWSER_FAILED),
    ("ERR_TUNNEL", ErrorKind.CONNECT_UNREACHABLE),
    ("ERR_TOO_MANY_REDIRECTS", ErrorKind.REDIRECT_LOOP),
    ("ERR_UNSAFE_REDIRECT", ErrorKind.REDIRECT_INVALID),
    ("ERR_INVALID_REDIRECT", ErrorKind.REDIRECT_INVALID),
    ("ERR_CONTENT_DECODING", ErrorKind.BAD_ENCODING),
    ("ERR_CONTENT_LENGTH_MISMATCH", ErrorKind.TRUNCATED_BODY),
    ("ERR_INCOMPLETE_CHUNKED", ErrorKind.TRUNCATED_BODY),
    ("ERR_RESPONSE_HEADERS_TOO_BIG", ErrorKind.HEADERS_TOO_LARGE),
    ("ERR_ABORTED", ErrorKind.NOT_A_PAGE),
    ("ERR_INVALID_AUTH", ErrorKind.HTTP_AUTH),
    ("ERR_UNEXPECTED_PROXY_AUTH", ErrorKind.HTTP_AUTH),
    ("ERR_UNKNOWN_URL_SCHEME", ErrorKind.NOT_HTTP),
    ("ERR_UNSAFE_PORT", ErrorKind.NOT_HTTP),
)
_CRASHES = (
    "tab crashed",
    "target crashed",
    "invalid session id",
    "not connected to devtools",
    "disconnected",
    "not reachable",
)
_CLOSED = ("no such window", "target window already closed", "web view not found")


class BrowserTrouble(Exception):
    """A page, or all of them, cannot be measured; ``kind`` names the reason."""

    def __init__(self, kind: ErrorKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else str(kind))
        self.kind = kind
        self.detail = detail


def named(message: str) -> ErrorKind | None:
    """What a message of the driver says went wrong with the page or the browser; None = only with the command."""
    if found := _NET_ERROR.search(message):
        return next((kind for start, kind in _BY_START if found[1].startswith(start)), ErrorKind.PROTOCOL)
    low = message.lower()
    if any(words in low for words in _CRASHES):
        return ErrorKind.RENDERER_CRASH
    return ErrorKind.PAGE_GONE if any(words in low for words in _CLOSED) else None
