"""One libcurl handle and what it received: limits are enforced while bytes arrive."""

import socket
from ipaddress import ip_address

import pycurl

from auditor.crawl.dress import DRESSES, Dress
from auditor.crawl.errors import kind_of
from auditor.crawl.lease import ASKED, FILES, Lease, Mode
from auditor.html.content import is_data
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.probe.authorities import authorities
from auditor.urls.guard import Guard

_HTML = ("text/html", "application/xhtml+xml", "")
_HEADERS = ("Accept: text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language: zh-CN,zh;q=0.9")
_ONE_MEGABYTE = 1 << 20
_WHOLE = FILES | ASKED | {Mode.PAGE, Mode.DOCUMENT, Mode.SITEMAP, Mode.ATTACHMENT}
"""Modes that are given time for a whole body."""
_READ_AT_ONCE = 64 << 10
"""Bytes libcurl takes from a socket at a time: most pages come in one piece."""


class Transfer:
    """A reusable handle. ``begin`` sets it up for a lease; the fields then hold the answer as far as it came."""

    def __init__(self, limits: Limits, guard: Guard, user_agent: str) -> None:
        self.limits = limits
        self.guard = guard
        self.curl = pycurl.Curl()
        self.lease: Lease
        self.method = "GET"
        self.clock = ""
        self._user_agent = user_agent
        self._asked = ""
        self._chosen: dict[int, int | str] = {}
        self._reset()
        self._configure()

    def _reset(self) -> None:
        self.body = bytearray()
        self.head = bytearray()
        self.limit = ""
        self.refused: ErrorKind | None = None
        self._body_cap = 0
        self._cap_name = ""
        self._headers: dict[str, str] | None = None

    def _configure(self) -> None:
        curl, limits = self.curl, self.limits
        self._dress("")
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.BUFFERSIZE, _READ_AT_ONCE)
        curl.setopt(pycurl.PATH_AS_IS, 1)
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
        curl.setopt(pycurl.PROXY, "")
        curl.setopt(pycurl.CONNECTTIMEOUT_MS, int(limits.connect_seconds * 1000))
        # Not a byte for this long: no headers, or a body that stands still.
        curl.setopt(pycurl.LOW_SPEED_LIMIT, 1)
        curl.setopt(pycurl.LOW_SPEED_TIME, max(1, int(limits.response_seconds)))
        curl.setopt(pycurl.SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0")
        curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1)
        if bundle := authorities():
            curl.setopt(pycurl.CAINFO, bundle)
        curl.setopt(pycurl.WRITEFUNCTION, self._on_body)
        curl.setopt(pycurl.HEADERFUNCTION, self._on_header)
        curl.setopt(pycurl.OPENSOCKETFUNCTION, self._on_socket)

    def _dress(self, name: str) -> None:
        """Appear as ourselves (no name) or as somebody else."""
        self._dressed = name
        dress = DRESSES[name] if name else Dress(self._user_agent)
        self.curl.setopt(pycurl.USERAGENT, dress.user_agent)
        self.curl.setopt(pycurl.HTTPHEADER, [*_HEADERS, *([f"Referer: {dress.referer}"] if dress.referer else [])])

    def begin(self, lease: Lease, method: str, at: str) -> None:
        """Set the handle up; ``method`` is HEAD, GET or RANGE; ``at`` the time of the start as text."""
        self._reset()
        self.lease, self.method, self.clock = lease, method, at
        if lease.dress != self._dressed:
            self._dress(lease.dress)
        limits = self.limits
        self.curl.setopt(pycurl.URL, lease.url)
        address = f"[{lease.address}]" if ":" in lease.address else lease.address
        self._choose(pycurl.CONNECT_TO, f"::{address}:{lease.port or ''}")
        self._choose(pycurl.SSL_VERIFYPEER, int(lease.verify))
        self._choose(pycurl.SSL_VERIFYHOST, 2 if lease.verify else 0)
        whole = lease.mode in _WHOLE
        seconds = limits.total_seconds if whole else limits.response_seconds
        self._choose(pycurl.TIMEOUT_MS, int(seconds * 1000))
        if method != self._asked:
            self._asked = method
            self._set_method(method)

    def _choose(self, option: int, value: int | str) -> None:
        """Set an option that most requests share with the one before; libcurl is only told what changes."""
        if self._chosen.get(option) == value:
            return
        self._chosen[option] = value
        self.curl.setopt(option, [value] if option == pycurl.CONNECT_TO else value)

    def _set_method(self, method: str) -> None:
        curl = self.curl
        curl.setopt(pycurl.NOBODY, int(method == "HEAD"))
        if method != "HEAD":
            curl.setopt(pycurl.HTTPGET, 1)
        if method == "RANGE":
            curl.setopt(pycurl.RANGE, f"0-{self.limits.sniff_bytes - 1}")
        else:
            curl.unsetopt(pycurl.RANGE)
        if method == "GET":
            curl.setopt(pycurl.ACCEPT_ENCODING, "gzip, deflate, br")
        else:
            curl.unsetopt(pycurl.ACCEPT_ENCODING)

    def _on_socket(self, purpose: int, address: tuple[int, int, int, tuple[str, int]]) -> socket.socket | int:
        family, kind, protocol, (host, *_) = address
        self.refused = self.guard.refusal(host, self.lease.mapped)
        if self.refused is not None or ip_address(host) != ip_address(self.lease.address):
            self.refused = self.refused or ErrorKind.GUARD
            return int(pycurl.SOCKET_BAD)
        return socket.socket(family, kind, protocol)

    def _on_header(self, line: bytes) -> int | None:
        if line.startswith(b"HTTP/"):
            self.head.clear()
        self._headers = None
        self.head += line
        if len(self.head) > self.limits.header_bytes:
            self.limit = "header_bytes"
            self.refused = ErrorKind.HEADERS_TOO_LARGE
            return -1
        return None

    def _on_body(self, data: bytes) -> int | None:
        if not self.body:
            self._cap_name = self._which_cap()
            self._body_cap = int(getattr(self.limits, self._cap_name))
        self.body += data
        if len(self.body) < self._body_cap:
            return None
        self.limit = self._cap_name
        del self.body[self._body_cap :]
        return -1

    def _which_cap(self) -> str:
        mode = self.lease.mode
        if mode in (Mode.DOCUMENT, Mode.SITEMAP):
            return "page_bytes"
        if mode is Mode.ATTACHMENT:
            return "attachment_bytes"
        if mode in FILES:
            return "resource_bytes"
        media = self.content_type
        looks_html = media in _HTML or (media == "text/plain" and mode is Mode.PAGE)
        looks_html = looks_html or (mode is Mode.RESULTS and is_data(media))
        if not looks_html or self.method == "RANGE" or mode is Mode.FIRST_BYTES:
            return "sniff_bytes"
        if mode in ASKED:
            return "view_bytes"
        return "look_bytes" if mode in (Mode.LOOK, Mode.HEAD) else "page_bytes"

    def _exploded(self) -> bool:
        """Judged once the transfer is over (libcurl tells no sizes before); until then the caps hold what it writes."""
        if len(self.body) < _ONE_MEGABYTE or b"content-encoding" not in self.head.lower():
            return False
        received = int(self.curl.getinfo(pycurl.SIZE_DOWNLOAD_T))
        return len(self.body) > max(received, 1) * self.limits.expansion

    @property
    def content_type(self) -> str:
        """The media type received so far, lower case, without parameters."""
        return self.headers().get("content-type", "").split(";")[0].strip().lower()

    def headers(self) -> dict[str, str]:
        """Response headers by lower-case name; the last of repeated ones counts, Set-Cookie values are joined."""
        if self._headers is None:
            self._headers = self._read_headers()
        return self._headers

    def _read_headers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.head.split(b"\r\n" if b"\r\n" in self.head else b"\n"):
            name, colon, value = line.partition(b":")
            if not colon:
                continue
            key, text = name.decode("latin-1").strip().lower(), _text(bytes(value))
            found[key] = found[key] + "; " + text if key == "set-cookie" and key in found else text
        return found

    @property
    def status(self) -> int | None:
        """The HTTP status, None when no status line came."""
        return int(self.curl.getinfo(pycurl.RESPONSE_CODE)) or None

    @property
    def own_address(self) -> str:
        """Where the connection came from, as this machine sees it; empty when none stood."""
        return str(self.curl.getinfo(pycurl.LOCAL_IP) or "")

    @property
    def milliseconds(self) -> int:
        """From the start of the request to its end."""
        return int(self.curl.getinfo(pycurl.TOTAL_TIME) * 1000)

    def error(self, code: int) -> ErrorKind | None:
        """The error of a finished transfer; our own stops (a limit reached after a good answer) are none."""
        if self.refused is not None:
            return self.refused
        if self._exploded():
            self.limit = "expansion"
            return ErrorKind.DECOMPRESSION
        if self.limit == "page_bytes" and self.lease.mode is Mode.PAGE:
            return ErrorKind.BODY_TOO_LARGE
        if code == 0 or (self.limit and code == pycurl.E_WRITE_ERROR):
            return None
        # A connection used again has no connect time, but a request was sent on it.
        connected = self.curl.getinfo(pycurl.CONNECT_TIME) > 0 or self.curl.getinfo(pycurl.REQUEST_SIZE) > 0
        return kind_of(code, int(self.curl.getinfo(pycurl.OS_ERRNO)), connected, self.status is not None)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace").strip()
