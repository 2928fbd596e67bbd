"""Pages that want to bring the browser down: each bounded and named, and the next page is measured as if nothing happened."""

import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

import pytest

from auditor.browser.launch import BrowserSettings
from auditor.browser.limits import BrowserLimits
from auditor.browser.pool import PoolSettings, measure_all
from auditor.browser.tab import Tab
from auditor.model.error import ErrorKind
from tests.browser.conftest import Serve
from tests.sites.browsers import needs_browser

pytestmark = [pytest.mark.slow, needs_browser]
LIMITS = BrowserLimits(
    load_seconds=2, settle_seconds=1, call_seconds=4, answer_seconds=2, page_seconds=12, memory_bytes=700 << 20
)
GOOD = "<title>good</title><p>good</p><script>1</script>"


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A document that never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(b"<p>begun</p>" + b" " * 5000)
        for _ in range(100):
            handler.wfile.write(b"<i>x</i>")
            time.sleep(0.2)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(4)


def nothing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(204)
    handler.end_headers()


def typed(kind: str, body: bytes, *more: tuple[str, str], status: int = 200) -> object:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in more:
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


WORKER = """
addEventListener("fetch", (event) => {
  event.respondWith(new Response("hijacked", { headers: { "Content-Type": "text/html" } }));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
skipWaiting();
"""
SCRIPTS = {
    "alerts": "while (true) { alert(1); confirm(2); prompt(3); }",
    "print": "print(); onload = () => print();",
    "unload": "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'stay'; });",
    "scroll": """
        const more = () => {
          for (let i = 0; i < 50; i += 1) document.body.append(document.createElement("p"));
          scrollTo(0, 1e9);
          setTimeout(more, 50);
        };
        more();""",
    "worker": "navigator.serviceWorker.register('/worker.js')",
    "close": "window.close(); top.close();",
    "popups": "for (let i = 0; i < 200; i += 1) window.open('/good?' + i);",
    "detach": """
        setInterval(() => {
          document.querySelector("iframe")?.remove();
          document.body.append(Object.assign(document.createElement("iframe"), { srcdoc: "x" }));
        }, 30)""",
    "builtins": """
        const refuse = () => { throw 1; };
        Array.prototype.map = Array.prototype.push = JSON.parse = JSON.stringify = Object.keys = refuse;
        Function.prototype.call = refuse;
        speechSynthesis.speak = null;
        window.axe = 1;
        window.xunwang = 2;
        Object.prototype.toJSON = () => "x";""",
    "stuck-image": "document.write('<img src=/silent>')",
    "to-chrome": "setTimeout(() => { location.href = 'chrome://crash' }, 20)",
    "to-file": "location.href = 'file:///etc/passwd'",
    "to-app": "location.href = 'weixin://dl/business'",
    "permissions": """
        navigator.geolocation.getCurrentPosition(() => 1);
        Notification.requestPermission();
        navigator.mediaDevices.getUserMedia({ video: true });
        document.documentElement.requestFullscreen();""",
}
SITE = {
    **{
        f"/{name}": f"<body style='height:100vh'><p>measured</p><script>{words}</script>"
        for name, words in SCRIPTS.items()
    },
    "/good": GOOD,
    "/hang": "<p>x</p><script>while (true) {}</script>",
    "/hang-later": "<p>x</p><script>setTimeout(() => { while (true) {} }, 100)</script>",
    "/memory": "<p>x</p><script>const all = []; while (true) all.push(new Array(1e6).fill(all.length));</script>",
    "/round": "<script>location.replace('/round?' + Math.random())</script>",
    "/nodes": "<p>measured" + "<b>x</b>" * 100_000,
    "/worker.js": typed("text/javascript", WORKER.encode()),
    "/endless": endless,
    "/silent": silent,
    "/nothing": nothing,
    "/login": typed("text/html", b"<p>who", ("WWW-Authenticate", 'Basic realm="x"'), status=401),
    "/paper.pdf": typed("application/pdf", b"%PDF-1.4\n%%EOF"),
    "/archive.zip": typed("application/zip", b"PK", ("Content-Disposition", "attachment")),
    "/picture.png": typed("image/png", b"\x89PNG"),
}
MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Case:
    path: str
    expected: tuple[str | ErrorKind, ...] = (MEASURED,)


CASES = [
    *(Case(f"/{name}") for name in SCRIPTS),
    Case("/hang", (ErrorKind.RENDERER_HANG,)),
    Case("/hang-later", (ErrorKind.RENDERER_HANG,)),
    Case("/endless", ("begun",)),
    Case("/silent", (ErrorKind.RENDER_TIMEOUT,)),
    Case("/nothing", (ErrorKind.NOT_A_PAGE,)),
    Case("/login", (ErrorKind.HTTP_AUTH,)),
    Case("/paper.pdf", (ErrorKind.NOT_A_PAGE,)),
    Case("/archive.zip", (ErrorKind.NOT_A_PAGE,)),
    Case("/picture.png", (ErrorKind.NOT_A_PAGE,)),
    Case("/round", (ErrorKind.PAGE_GONE, ErrorKind.RENDERER_HANG, "")),
    Case(
        "/memory",
        (ErrorKind.RENDERER_CRASH, ErrorKind.RENDERER_HANG, ErrorKind.RENDER_MEMORY, ErrorKind.RENDER_TIMEOUT),
    ),
]


def read(tab: Tab, url: str) -> str:
    """What a page says, after a real click into it."""
    tab.open(url)
    tab.click(5, 5)
    return str(tab.run("() => document.querySelector('p, body')?.innerText ?? ''")).partition("x")[0].strip()[:20]


def test_each_is_bounded_and_named_and_the_next_page_is_measured(serve: Serve) -> None:
    origin = serve(SITE)
    urls = [origin + path for case in CASES for path in (case.path, "/good")]
    settings = PoolSettings(BrowserSettings(limits=LIMITS), count=1)
    results = [result for _, result in measure_all(urls, read, settings)]
    named = {case.path: result for case, result in zip(CASES, results[::2], strict=True)}
    wrong = {case.path: named[case.path] for case in CASES if named[case.path] not in case.expected}
    assert wrong == {}
    assert set(results[1::2]) == {"good"}


def test_a_hundred_thousand_nodes_are_measured(tab: Tab, serve: Serve) -> None:
    origin = serve(SITE)
    assert tab.open(origin + "/nodes").status == 200
    assert tab.run("() => document.querySelectorAll('b').length") == 100_000
