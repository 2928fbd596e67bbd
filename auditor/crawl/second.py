"""A second HTTP client of another make (Python's own), asked before a transport error may accuse anyone.

It also walks redirects on one host with cookies, as a browser does: some portals send a visitor round in a circle
until a cookie comes back.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from auditor.crawl.lease import Lease, Mode
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.urls.guard import Guard
from auditor.urls.resolve import join

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass
class Answer:
    """What the second client received; the same facts a Transfer holds."""

    url: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: ErrorKind | None = None
    milliseconds: int = 0
    own_address: str = ""
    """Where the connection came from, as this machine sees it; empty when none stood."""


def fetch(lease: Lease, limits: Limits, guard: Guard, user_agent: str) -> Answer:
    """GET the lease's URL; with Mode.COOKIES follow redirects on the same host and keep cookies. Never raises."""
    started = time.monotonic()
    cookies: dict[str, str] = {}
    url, answer = lease.url, Answer(lease.url)
    for _ in range(limits.redirects if lease.mode is Mode.COOKIES else 1):
        answer = _once(url, lease, limits, guard, {"User-Agent": user_agent, "Cookie": _cookie_header(cookies)})
        cookies |= _set_cookies(answer.headers.get("set-cookie", ""))
        location = answer.headers.get("location", "")
        target = join(url, location) if answer.status in (301, 302, 303, 307, 308) and location else None
        if target is None or urlsplit(target).netloc != urlsplit(url).netloc:
            break
        url = target
    answer.milliseconds = int((time.monotonic() - started) * 1000)
    return answer


def _once(url: str, lease: Lease, limits: Limits, guard: Guard, headers: dict[str, str]) -> Answer:
    refusal = guard.refusal(lease.address, lease.mapped)
    if refusal is not None:
        return Answer(url, error=refusal)
    parts = urlsplit(url)
    answer = Answer(url)
    connection = _connection(lease, limits, answer)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # The socket's own time-out counts from byte to byte: a drip would hold us for ever.
    end = time.monotonic() + limits.total_seconds
    patience = threading.Timer(limits.total_seconds, _cut_off, [connection])
    patience.start()
    try:
        connection.request("GET", path, headers={name: value for name, value in headers.items() if value})
        response = connection.getresponse()
        patience.cancel()
        if time.monotonic() >= end:  # Cut off: http.client takes the end of the stream for the end of the headers.
            raise TimeoutError
        answer.status = response.status
        answer.headers = {name.lower(): value for name, value in response.getheaders()}
        answer.headers["set-cookie"] = "\n".join(response.headers.get_all("set-cookie") or [])
        cap = limits.look_bytes if lease.mode is Mode.SECOND else limits.page_bytes
        answer.body = _read(response, cap, end)
        if len(answer.body) < cap and response.length:
            answer.error = ErrorKind.TRUNCATED_BODY
        answer.body = _decoded(answer, cap)
    except zlib.error:
        answer.error = ErrorKind.BAD_ENCODING
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = TimeoutError() if time.monotonic() >= end else error
        answer.error = _kind(late) if answer.status is None else _kind_in_body(late)
    finally:
        patience.cancel()
        connection.close()
    return answer


def _cut_off(connection: http.client.HTTPConnection) -> None:
    """End a wait for headers from another thread: the reader sees the connection close."""
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse, cap: int, end: float) -> bytes:
    """At most ``cap`` bytes of the body; raises TimeoutError when they are not there by ``end``."""
    body = bytearray()
    while len(body) < cap and (data := response.read1(cap - len(body))):
        body += data
        if time.monotonic() >= end:
            raise TimeoutError
    return bytes(body)


def _decoded(answer: Answer, cap: int) -> bytes:
    """The body without its gzip or deflate dress, which some servers put on unasked; raises zlib.error."""
    if answer.headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return answer.body
    return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(answer.body, cap)


def _connection(lease: Lease, limits: Limits, answer: Answer) -> http.client.HTTPConnection:
    """A connection for the URL of the answer, which is told our address once it stands."""
    parts = urlsplit(answer.url)
    host, port = parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]
    target = (str(ip_address(lease.address)), lease.port or port)
    if parts.scheme == "https":
        context = ssl.create_default_context() if lease.verify else ssl._create_unverified_context()
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        secure = http.client.HTTPSConnection(host, port, timeout=limits.response_seconds, context=context)
        secure._create_connection = lambda *_args, **_kw: _connect(target, limits, answer)  # type: ignore[attr-defined]
        return secure
    plain = http.client.HTTPConnection(host, port, timeout=limits.response_seconds)
    plain._create_connection = lambda *_args, **_kw: _connect(target, limits, answer)  # type: ignore[attr-defined]
    return plain


def _connect(target: tuple[str, int], limits: Limits, answer: Answer) -> socket.socket:
    connected = socket.create_connection(target, timeout=limits.connect_seconds)
    connected.settimeout(limits.response_seconds)
    answer.own_address = str(connected.getsockname()[0])
    return connected


def _kind(error: Exception) -> ErrorKind:
    if isinstance(error, ssl.SSLCertVerificationError):
        return ErrorKind.TLS_CERTIFICATE
    if isinstance(error, ssl.SSLError):
        return ErrorKind.TLS_HANDSHAKE
    if isinstance(error, ConnectionRefusedError):
        return ErrorKind.CONNECT_REFUSED
    if isinstance(error, http.client.RemoteDisconnected):
        return ErrorKind.EMPTY_REPLY
    if isinstance(error, ConnectionError):
        return ErrorKind.CONNECTION_RESET
    if isinstance(error, TimeoutError):
        return ErrorKind.READ_TIMEOUT
    return ErrorKind.CONNECT_UNREACHABLE if isinstance(error, OSError) else ErrorKind.PROTOCOL


def _kind_in_body(error: Exception) -> ErrorKind:
    return ErrorKind.SLOW_BODY if isinstance(error, TimeoutError) else ErrorKind.TRUNCATED_BODY


def _set_cookies(header: str) -> dict[str, str]:
    pairs = (line.split(";")[0].partition("=") for line in header.split("\n") if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _cookie_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
