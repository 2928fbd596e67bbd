"""Serves the desk on a loopback port: one page, one question. Whoever does not know its secret address gets nothing."""

import hashlib
import secrets
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from urllib.parse import parse_qs, urlsplit

import msgspec

from auditor.gate.manuscript import MOST_BYTES

Answer = Callable[[bytes, str], Mapping[str, object]]
"""What is said of an article, given its bytes and its name: ``lines``, ``code``, ``found``."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Desk(ThreadingHTTPServer):
    """The server; ``url`` is the only address it answers at."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.token = secrets.token_urlsafe(24)
        self.page, self.policy = _page()
        self.working = threading.Lock()
        """Articles are judged one after the other: an editor has one, and the machine is theirs."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The page, with its secret."""
        return f"{self.origin}/{self.token}/"


def serve(answer: Answer, said: Callable[[str], None]) -> None:
    """Serve until the user interrupts; ``said`` is told the address first."""
    with Desk(answer) as desk:
        said(desk.url)
        try:
            desk.serve_forever()
        except KeyboardInterrupt:
            return


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "xunwang"
    sys_version = ""
    timeout = 60
    server: Desk

    def do_GET(self) -> None:
        """The page."""
        if self._known("/"):
            self._send(HTTPStatus.OK, self.server.page, "text/html; charset=utf-8")
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """One article, answered in JSON."""
        if not self._known("/check"):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return
        if int(length) > MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        name = parse_qs(urlsplit(self.path).query).get("name", ["稿件"])[0][:200]
        data = self.rfile.read(int(length))
        with self.server.working:
            answer = self.server.answer(data, name)
        self._send(HTTPStatus.OK, msgspec.json.encode(answer), "application/json")

    def _known(self, path: str) -> bool:
        """True for who knows the secret and asks this machine by its address, from our own page: no other site can."""
        port = self.server.server_address[1]
        asked = urlsplit(self.path).path
        token, slash, rest = asked.removeprefix("/").partition("/")
        return (
            compare_digest(token.encode("utf-8", "replace"), self.server.token.encode())
            and f"{slash}{rest}" == path
            and self.headers.get("Host") in (f"127.0.0.1:{port}", f"localhost:{port}")
            and self.headers.get("Origin", self.server.origin) in (self.server.origin, f"http://localhost:{port}")
        )

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True  # What it still wanted to send is not read.
        self._send(status, status.phrase.encode(), "text/plain")

    def _send(self, status: HTTPStatus, body: bytes, media: str) -> None:
        self.send_response(status)
        fields = {
            "Content-Type": media,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": self.server.policy,
        }
        for name, value in {**_HEADERS, **fields}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the secret is in every line of a log."""


def _page() -> tuple[bytes, str]:
    """The page with its style and script inside, and the policy under which nothing else applies or is loaded."""
    style, script = _file("page.css"), _file("page.js")
    page = _file("page.html").replace("<!--style-->", style).replace("<!--script-->", script)
    hashes = [b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    policy = (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page.encode(), policy


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8").strip()
