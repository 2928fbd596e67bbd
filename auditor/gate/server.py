"""Serves a folder to the audit on a loopback address, over HTTP and HTTPS at one port, as its web server would."""

from __future__ import annotations

import mimetypes
import multiprocessing
import os
import re
import signal
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auditor.gate.folder import PAGES, Folder

_TLS_HANDSHAKE = b"\x16"
_RANGE = re.compile(r"bytes=0-(\d{1,12})")
_CHUNK = 1 << 16


@contextmanager
def serving(folder: Folder) -> Iterator[int]:
    """Serve from a process of its own until the block ends, or this process does; yields the port on 127.0.0.1."""
    server = _Server(folder)
    ended, alive = os.pipe()
    # A copy of this process: it has everything loaded, and nothing runs in it yet besides.
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(server, ended, alive), daemon=True)
    process.start()
    os.close(ended)
    server.socket.close()
    try:
        yield int(server.server_address[1])
    finally:
        os.close(alive)
        process.join()


def _serve(server: _Server, ended: int, alive: int) -> None:
    """Answer until the other end of the pipe is closed, which the system does for a process that was killed."""
    os.close(alive)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=server.serve_forever, name="folder", daemon=True).start()
    os.read(ended, 1)
    os._exit(0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # Idle connections of the crawl end with the process.
    request_queue_size = 128

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.base = urlsplit(folder.base)
        self.tls = _tls(self.base.hostname or "")
        super().__init__(("127.0.0.1", 0), _Handler)

    def finish_request(self, request: socket.socket | tuple[bytes, socket.socket], address: object) -> None:
        """Speak TLS with whoever begins so. Who hangs up in the middle is nobody's trouble: the crawl does."""
        assert isinstance(request, socket.socket)
        with suppress(OSError):
            if request.recv(1, socket.MSG_PEEK) != _TLS_HANDSHAKE:
                _Handler(request, address, self)
                return
            with closing(self.tls.wrap_socket(request, server_side=True)) as secure:
                _Handler(secure, address, self)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "folder"
    sys_version = ""
    wbufsize = _CHUNK
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file, from its beginning."""
        path = self.path.partition("?")[0]
        found = self.server.folder.find(path)
        if elsewhere := self._elsewhere():
            self._begin(HTTPStatus.MOVED_PERMANENTLY, {"Location": elsewhere, "Content-Length": "0"})
        elif found.file is not None:
            self._file(found.file)
        elif found.location:
            self._begin(HTTPStatus.MOVED_PERMANENTLY, {"Location": found.location, "Content-Length": "0"})
        else:
            body = b"<!DOCTYPE html><title>404</title><p>404 Not Found"
            self._begin(HTTPStatus.NOT_FOUND, {"Content-Type": "text/html", "Content-Length": str(len(body))})
            if self.command != "HEAD":
                self.wfile.write(body)

    do_HEAD = do_GET

    def _elsewhere(self) -> str:
        """The same address on the base's own host and scheme, where it was asked by another name."""
        base = self.server.base
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        host = self.headers.get("Host", base.netloc)
        return (
            "" if (scheme, host.lower()) == (base.scheme, base.netloc) else f"{base.scheme}://{base.netloc}{self.path}"
        )

    def _file(self, file: Path) -> None:
        page = file.suffix.lower() in PAGES
        media = "text/html" if page else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        with file.open("rb") as opened:
            size = file.stat().st_size
            wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
            end = min(int(wanted[1]) + 1, size) if wanted and size else size
            headers = {"Content-Type": media, "Content-Length": str(end)}
            if wanted and size:
                headers["Content-Range"] = f"bytes 0-{end - 1}/{size}"
            self._begin(HTTPStatus.PARTIAL_CONTENT if wanted and size else HTTPStatus.OK, headers)
            while self.command != "HEAD" and end > 0 and (piece := opened.read(min(end, _CHUNK))):
                self.wfile.write(piece)
                end -= len(piece)

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: every answer is in the evidence."""


def _tls(host: str) -> ssl.SSLContext:
    """A context with a certificate of a day for this host; the key is on the disk only while it is being loaded."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(pem)
        context.load_cert_chain(file)
    return context
