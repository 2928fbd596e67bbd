"""One browser for the tests of a file, and pages served on loopback."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from auditor.browser.launch import Browser, browser
from auditor.browser.tab import Tab
from tests.sites.browsers import missing_browser

Content = str | bytes | Callable[[BaseHTTPRequestHandler], None]
Serve = Callable[..., str]


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    """A browser; tests that kill theirs start one of their own."""
    if missing_browser():
        pytest.skip(missing_browser())
    with browser() as started:
        yield started


@pytest.fixture
def tab(running: Browser) -> Tab:
    """The tab of the shared browser, at the size of a desktop."""
    running.tab.window(1280, 800)
    return running.tab


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve({path: html | bytes | callable(handler)}, host="127.0.0.1")`` -> origin, e.g. ``http://127.0.0.1:4711``."""
    with ExitStack() as servers:

        def start(pages: Mapping[str, Content], host: str = "127.0.0.1") -> str:
            server = ThreadingHTTPServer((host, 0), _handler(pages))
            server.daemon_threads = True
            servers.callback(server.server_close)
            servers.callback(server.shutdown)
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            return f"http://{host}:{server.server_address[1]}"

        yield start


def _handler(pages: Mapping[str, Content]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = pages.get(self.path.partition("?")[0])
            if callable(content):
                self.close_connection = True
                content(self)
                return
            body = content.encode() if isinstance(content, str) else content or b""
            kind = "text/html; charset=utf-8" if isinstance(content, str) else _kind(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _kind(path: str) -> str:
    kinds = {
        "js": "text/javascript",
        "css": "text/css",
        "png": "image/png",
        "svg": "image/svg+xml",
        "pdf": "application/pdf",
    }
    return kinds.get(path.partition("?")[0].rpartition(".")[2], "application/octet-stream")
