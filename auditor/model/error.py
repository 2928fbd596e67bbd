"""The one taxonomy of why something could not be fetched or rendered."""

from enum import StrEnum


class Fault(StrEnum):
    """Whose fault an error is."""

    SITE = "site"
    NETWORK = "network"
    WALL = "wall"
    US = "us"


class ErrorKind(StrEnum):
    """A named reason; the value is the stable string used in files."""

    DNS_NXDOMAIN = "dns-nxdomain"
    DNS_UNPROVEN = "dns-unproven"
    DNS_RESERVED = "dns-reserved"
    CONNECT_REFUSED = "connect-refused"
    CONNECT_TIMEOUT = "connect-timeout"
    CONNECT_UNREACHABLE = "connect-unreachable"
    CONNECTION_RESET = "connection-reset"
    EMPTY_REPLY = "empty-reply"
    READ_TIMEOUT = "read-timeout"
    SLOW_BODY = "slow-body"
    TLS_HANDSHAKE = "tls-handshake"
    TLS_CERTIFICATE = "tls-certificate"
    PROTOCOL = "protocol-error"
    HEADERS_TOO_LARGE = "headers-too-large"
    BODY_TOO_LARGE = "body-too-large"
    DECOMPRESSION = "decompression-bomb"
    BAD_ENCODING = "bad-content-encoding"
    TRUNCATED_BODY = "truncated-body"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_LIMIT = "redirect-limit"
    REDIRECT_INVALID = "redirect-invalid"
    PRIVATE_ADDRESS = "private-address"
    GUARD = "address-not-allowed"
    WALL = "wall"
    ROBOTS = "robots-disallowed"
    NETWORK_TROUBLE = "network-trouble"
    OUTSIDE_UNPROVEN = "outside-unproven"
    BUDGET = "budget"
    INTERRUPTED = "interrupted"
    BROWSER_OFF = "browser-off"
    BROWSER_MISSING = "browser-missing"
    BROWSER_FAILED = "browser-failed"
    RENDERER_HANG = "renderer-hang"
    RENDERER_CRASH = "renderer-crash"
    RENDER_TIMEOUT = "render-timeout"
    RENDER_MEMORY = "render-memory"
    RENDER_SCRIPT = "render-script"
    PAGE_GONE = "page-gone"
    NOT_A_PAGE = "not-a-page"
    NOT_HTTP = "not-http"
    HTTP_AUTH = "http-auth"

    @property
    def permanent(self) -> bool:
        """True when a further attempt within the run cannot change the answer."""
        return self in _PERMANENT

    @property
    def fault(self) -> Fault:
        """Whose fault it is; ``site`` unless the kind says otherwise."""
        return _FAULT.get(self, Fault.SITE)


_PERMANENT = frozenset(
    {
        ErrorKind.DNS_RESERVED,
        ErrorKind.HEADERS_TOO_LARGE,
        ErrorKind.BODY_TOO_LARGE,
        ErrorKind.DECOMPRESSION,
        ErrorKind.REDIRECT_LOOP,
        ErrorKind.REDIRECT_LIMIT,
        ErrorKind.REDIRECT_INVALID,
        ErrorKind.PRIVATE_ADDRESS,
        ErrorKind.GUARD,
        ErrorKind.WALL,
        ErrorKind.ROBOTS,
        ErrorKind.BUDGET,
        ErrorKind.BROWSER_OFF,
        ErrorKind.BROWSER_MISSING,
        ErrorKind.NOT_A_PAGE,
        ErrorKind.NOT_HTTP,
        ErrorKind.HTTP_AUTH,
    }
)

_FAULT = {
    ErrorKind.DNS_UNPROVEN: Fault.US,
    ErrorKind.GUARD: Fault.US,
    ErrorKind.NETWORK_TROUBLE: Fault.US,
    ErrorKind.OUTSIDE_UNPROVEN: Fault.US,
    ErrorKind.BUDGET: Fault.US,
    ErrorKind.INTERRUPTED: Fault.US,
    ErrorKind.BROWSER_OFF: Fault.US,
    ErrorKind.BROWSER_MISSING: Fault.US,
    ErrorKind.BROWSER_FAILED: Fault.US,
    ErrorKind.RENDER_MEMORY: Fault.US,
    ErrorKind.RENDER_SCRIPT: Fault.US,
    ErrorKind.CONNECT_TIMEOUT: Fault.NETWORK,
    ErrorKind.CONNECT_UNREACHABLE: Fault.NETWORK,
    ErrorKind.READ_TIMEOUT: Fault.NETWORK,
    ErrorKind.WALL: Fault.WALL,
    ErrorKind.ROBOTS: Fault.WALL,
}
