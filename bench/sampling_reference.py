"""What a full run finds: every page of the generated site once in a real browser with axe-core.

Takes about a third of a second a page. The result is appended page by page to a file, so that a run that was ended goes
on where it was.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from auditor.browser.launch import browser
from auditor.browser.tab import ScriptError, Tab
from bench.sampling_site import Found, Plan, files, page

AXE = Path(os.environ.get("AXE_JS") or Path(__file__).parent.parent / ".tools" / "axe" / "axe.min.js")
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636001000000050001"
    "0d0a2db40000000049454e44ae426082"
)
_SECONDS, _RATE = 6, 8_000
_RUN = """async () => {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await axe.run(document, {
    resultTypes: ["violations"], elementRef: true, iframes: false, runOnly: {type: "tag", values}, rules: {tabindex: {enabled: true}} });
  return found.violations.flatMap((one) => one.nodes.map((node) => {
    const at = node.element ?? document.documentElement;
    return [one.id, xunwang.place(at), xunwang.region(at)];
  }));
}"""


def reference(site: Plan, path: Path) -> dict[str, Found]:
    """What each page of a site is accused of; pages that the file lacks are measured first."""
    known = _read(path)
    missing = [one for one in site.paths if one not in known]
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file, _served(site) as root:
            for name, found in _measured(root, missing):
                file.write(json.dumps([name, found], ensure_ascii=False) + "\n")
                file.flush()
        known = _read(path)
    return known


def _read(path: Path) -> dict[str, Found]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {name: [(rule, place, region) for rule, place, region in found] for name, found in map(json.loads, lines)}


def _measured(root: str, names: list[str]) -> Iterator[tuple[str, Found]]:
    with browser() as running:
        running.tab.boot(AXE.read_text("utf-8"), world="xunwang")
        for name in names:
            yield name, _page(running.tab, root + name)


def _page(tab: Tab, url: str) -> Found:
    for again in (True, False):
        try:
            tab.open(url)
            return [(rule, place, region) for rule, place, region in tab.run(_RUN)]
        except (ScriptError, WebDriverException):
            if not again:
                raise
    return []


@contextmanager
def _served(site: Plan) -> Iterator[str]:
    static = dict(files(site))
    sound = _sound()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0]
            if name in site.template:
                self._send("text/html; charset=utf-8", page(site, name).encode())
            elif name in static:
                kind = {"css": "text/css", "js": "text/javascript"}.get(
                    name.rpartition(".")[2], "text/html; charset=utf-8"
                )
                self._send(kind, static[name])
            elif name.endswith(".png"):
                self._send("image/png", _PICTURE)
            elif name.endswith(".mp3"):
                self._send("audio/wav", sound)
            else:
                self._send("text/plain", b"", 404)

        def _send(self, kind: str, body: bytes, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _sound() -> bytes:
    """Silence long enough that playing it unasked is a fault."""
    data = bytes([128]) * (_SECONDS * _RATE)
    head = b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    shape = (1, 2), (1, 2), (_RATE, 4), (_RATE, 4), (1, 2), (8, 2)
    return (
        head
        + b"".join(n.to_bytes(size, "little") for n, size in shape)
        + b"data"
        + len(data).to_bytes(4, "little")
        + data
    )
