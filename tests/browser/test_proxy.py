"""The browser's only way out: what passes it, what does not, and how much."""

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from auditor.browser.launch import BrowserSettings, browser
from auditor.browser.limits import BrowserLimits
from auditor.browser.proxy import Proxy, proxy
from auditor.browser.trouble import BrowserTrouble
from auditor.crawl.destination import Destinations
from auditor.model.error import ErrorKind
from auditor.probe.dns import Names
from auditor.urls.guard import Guard, networks
from tests.browser.conftest import Serve
from tests.sites.browsers import needs_browser

NOWHERE = ("127.0.0.1:1",)
LIMITS = BrowserLimits(media_bytes=100_000, body_bytes=1_000_000, tunnel_bytes=1_000_000, idle_seconds=5)


def destinations(*maps: str, allowed: tuple[str, ...] = ()) -> Destinations:
    return Destinations(maps, Names(servers=NOWHERE), Guard(allowed=networks(allowed)))


def port(origin: str) -> str:
    return origin.rpartition(":")[2]


def fetch(address: str, url: str) -> tuple[int, bytes]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://{address}"}))
    try:
        with opener.open(url, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture
def site(serve: Serve) -> Iterator[tuple[Proxy, str]]:
    """A proxy that knows ``www.site.gov.cn``, and that name's origin."""
    origin = serve({"/": "<p>home</p>", "/video.mp4": endless_video, "/login": login, "/chunks": chunks}, "127.0.0.3")
    with proxy(destinations(f"www.site.gov.cn=127.0.0.3:{port(origin)}").find, LIMITS) as (running, address):
        yield running, address


def endless_video(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "video/mp4")
    handler.send_header("Content-Length", str(4 << 30))
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(bytes(10_000))
    except OSError:
        pass


def login(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(401)
    handler.send_header("WWW-Authenticate", 'Basic realm="x"')
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<p>who are you</p>")


def chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"3;x=y\r\n<p>\r\n5\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n")


def test_a_mapped_name_is_reached_and_logged(site: tuple[Proxy, str]) -> None:
    running, address = site
    assert fetch(address, "http://www.site.gov.cn/") == (200, b"<p>home</p>")
    assert fetch(address, "http://www.site.gov.cn/chunks") == (200, b"<p>hello")
    assert running.log[0].url == "http://www.site.gov.cn/"
    assert (running.log[0].address, running.log[0].error) == ("127.0.0.3", None)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1/", ErrorKind.PRIVATE_ADDRESS),
        ("http://localhost/", ErrorKind.PRIVATE_ADDRESS),
        ("http://[::1]/", ErrorKind.PRIVATE_ADDRESS),
        ("http://169.254.169.254/latest/meta-data", ErrorKind.PRIVATE_ADDRESS),
        ("http://10.0.0.1:8080/", ErrorKind.PRIVATE_ADDRESS),
        ("http://name.invalid/", ErrorKind.DNS_RESERVED),
    ],
)
def test_what_the_guard_refuses_is_not_reached(site: tuple[Proxy, str], url: str, kind: ErrorKind) -> None:
    running, address = site
    status, _ = fetch(address, url)
    assert status >= 400
    assert running.reason(url) is kind
    assert running.log[-1].error is kind


def test_the_confined_process_reaches_nothing_else(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if who finds the way forgets to ask: the proxy asks for itself."""
    origin = serve({"/": "home"}, "127.0.0.4")
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.3/32")
    careless = Destinations((f"a.gov.cn=127.0.0.4:{port(origin)}",), Names(servers=NOWHERE), Guard())
    with proxy(careless.find, LIMITS) as (running, address):
        assert fetch(address, "http://a.gov.cn/")[0] == 403
        assert running.reason("http://a.gov.cn/") is ErrorKind.GUARD


def test_an_endless_video_is_cut_and_not_begun_again(site: tuple[Proxy, str]) -> None:
    _, address = site
    with pytest.raises(Exception, match="IncompleteRead"):
        fetch(address, "http://www.site.gov.cn/video.mp4")
    assert fetch(address, "http://www.site.gov.cn/video.mp4")[0] == 403


def test_nobody_is_asked_for_a_password(site: tuple[Proxy, str]) -> None:
    _, address = site
    request = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://{address}"}))
    with pytest.raises(urllib.error.HTTPError) as raised:
        request.open("http://www.site.gov.cn/login", timeout=10)
    assert raised.value.code == 401
    assert "WWW-Authenticate" not in raised.value.headers


def test_a_dead_server_is_told_from_a_silent_one(serve: Serve) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.5", 0))
        with proxy(destinations(f"dead.gov.cn=127.0.0.5:{bound.getsockname()[1]}").find, LIMITS) as (running, address):
            assert fetch(address, "http://dead.gov.cn/")[0] == 502
            assert running.reason("http://dead.gov.cn/") is ErrorKind.CONNECT_REFUSED


def test_tunnels_are_guarded_and_bounded() -> None:
    with socket.create_server(("127.0.0.6", 0)) as server:
        threading.Thread(target=flood, args=(server,), daemon=True).start()
        with proxy(destinations(f"s.gov.cn=127.0.0.6:{server.getsockname()[1]}").find, LIMITS) as (running, address):
            assert tunnel(address, "s.gov.cn:443")[0].startswith(b"HTTP/1.1 200")
            assert 0 < tunnel(address, "s.gov.cn:443")[1] <= LIMITS.tunnel_bytes
            assert tunnel(address, "127.0.0.6:443")[0].startswith(b"HTTP/1.1 403")
            assert [passage.error for passage in running.log] == [None, None, ErrorKind.PRIVATE_ADDRESS]


def flood(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        try:
            while True:
                connection.sendall(bytes(50_000))
        except OSError:
            connection.close()


def tunnel(address: str, target: str) -> tuple[bytes, int]:
    host, number = address.split(":")
    with socket.create_connection((host, int(number)), 10) as connection:
        connection.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += connection.recv(1)
        received = 0
        while piece := connection.recv(100_000):
            received += len(piece)
        return head.partition(b"\r\n")[0], received


PAGE = """<img src="http://127.0.0.1:{own}/secret.png"><iframe src="http://localhost:{own}/frame"></iframe>
<script>
fetch("http://127.0.0.1:{own}/fetch", {{ mode: "no-cors" }}).catch(() => 0);
new WebSocket("ws://127.0.0.1:{own}/socket");
fetch("/away", {{ mode: "no-cors" }}).catch(() => 0);
</script><p>x</p>"""


@needs_browser
def test_nothing_a_page_asks_for_gets_around_it(serve: Serve) -> None:
    visits: list[str] = []
    own = serve(
        {path: lambda handler: visits.append(handler.path) for path in ("/secret.png", "/frame", "/fetch", "/x")}
    )

    def away(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", own + "/x")
        handler.end_headers()

    site = serve({"/": PAGE.format(own=port(own)), "/away": away, "/to": away}, "127.0.0.3")
    with proxy(destinations(f"www.site.gov.cn=127.0.0.3:{port(site)}").find, LIMITS) as (running, address):
        with browser(BrowserSettings(proxy=address, reason=running.reason)) as started:
            opened = started.tab.open("http://www.site.gov.cn/")
            assert (opened.status, opened.settled) == (200, True)
            refused = {passage.host for passage in running.log if passage.error is not None}
            for url, kind in (
                ("http://www.site.gov.cn/to", ErrorKind.PRIVATE_ADDRESS),
                ("http://nosuch.invalid/", ErrorKind.DNS_RESERVED),
                ("https://127.0.0.1/", ErrorKind.PRIVATE_ADDRESS),
            ):
                with pytest.raises(BrowserTrouble) as raised:
                    started.tab.open(url)
                assert raised.value.kind is kind
        assert {"127.0.0.1", "localhost"} <= refused
        assert visits == []
        assert {passage.host for passage in running.log if passage.error is None} == {"www.site.gov.cn"}
        own_calls = [passage for passage in running.log if passage.host.endswith(("google.com", "googleapis.com"))]
        assert all(passage.error is ErrorKind.GUARD for passage in own_calls)
