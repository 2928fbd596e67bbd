"""``python -m bench.access``: accessibility tools on the same served pages in one run: pages a minute, CPU, memory, nodes.

pa11y-ci takes part when its program is named: ``npm install pa11y-ci`` somewhere without its browser
(``PUPPETEER_SKIP_DOWNLOAD=1``), then ``--pa11y .../node_modules/.bin/pa11y-ci``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from auditor.browser.launch import BROWSERS, BrowserSettings, programs
from bench.access_pages import generate
from bench.access_run import TOOLS
from bench.measure import Usage, measure

PA11Y = "pa11y-ci"
_DOT = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_TIMEOUT_MS = 120_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one tool cost and how many elements each rule accused, over all pages."""

    tool: str
    usage: Usage
    pages: int
    """Pages that it has a result for."""
    nodes: Mapping[str, int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print it; 1 when a tool lost a page."""
    options = _options(arguments)
    pages = generate(options.articles, options.rich)
    names = [*(name for name in TOOLS if name in options.tools), *([PA11Y] if options.pa11y else [])]
    with served(pages) as origin, TemporaryDirectory(prefix="bench-access-") as work:
        urls = [origin + path for path in pages]
        runs = []
        for number in range(options.runs):
            for name in names:
                folder = Path(work, f"{name}-{number}")
                folder.mkdir()
                runs.append(_run(name, urls, folder, options.pa11y))
                print(_line(runs[-1], None), file=sys.stderr, flush=True)
    print(table(runs, len(pages)))
    return int(any(run.pages < len(pages) for run in runs))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.access", description=__doc__)
    parser.add_argument("--articles", type=int, default=25)
    parser.add_argument("--rich", type=int, default=8, help="rich templates full of faults")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--tools", type=lambda text: text.split(","), default=list(TOOLS), help=f"of {','.join(TOOLS)}")
    parser.add_argument("--pa11y", help="path of the pa11y-ci program")
    return parser.parse_args(arguments)


@contextmanager
def served(pages: Mapping[str, bytes]) -> Iterator[str]:
    """Serve the pages, and a dot for every picture, on loopback; yields the origin."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = pages.get(self.path, _DOT)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif" if body is _DOT else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _run(name: str, urls: Sequence[str], folder: Path, pa11y: str) -> Run:
    list_file, report = folder / "urls.txt", folder / "report.json"
    list_file.write_text("\n".join(urls), "ascii")
    environ = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    if name == PA11Y:
        config = folder / "config.json"
        config.write_text(json.dumps(_pa11y_config(urls)), "utf-8")
        usage = measure([str(Path(pa11y).resolve()), "--json", "--config", str(config)], folder, environ)
        found = _pa11y_counts((folder / "stdout").read_text("utf-8"))
    else:
        root = str(Path(__file__).parents[1])
        command = [sys.executable, "-m", "bench.access_run", name, str(list_file), str(report)]
        usage = measure(command, folder, environ | {"PYTHONPATH": root})
        found = json.loads(report.read_text("utf-8")) if report.is_file() else {}
    if len(found) < len(urls):
        print((folder / "stderr").read_text("utf-8", "replace")[-2000:], file=sys.stderr)
    nodes: Counter[str] = Counter()
    for counts in found.values():
        nodes.update(counts)
    return Run(name, usage, sum(bool(counts) for counts in found.values()), nodes)


def _pa11y_config(urls: Sequence[str]) -> Mapping[str, object]:
    # The browser that its users give it: with the shell it waits for ever after some pages.
    usual = next(filter(shutil.which, BROWSERS[1:]), "")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    defaults = {
        "runners": ["axe"], "concurrency": 1, "timeout": _TIMEOUT_MS, "includeWarnings": True, "includeNotices": True,
        "chromeLaunchConfig": {"executablePath": programs(BrowserSettings(binary=usual))[0], "args": sandbox},
    }  # fmt: skip
    return {"defaults": defaults, "urls": list(urls)}


def _pa11y_counts(said: str) -> Mapping[str, Mapping[str, int]]:
    """Elements accused by each rule; what axe left open is told from it by ``needsFurtherReview``."""
    results = json.loads(said)["results"] if said.startswith("{") else {}
    return {
        url: Counter(
            one["code"] for one in issues if "code" in one and not one.get("runnerExtras", {}).get("needsFurtherReview")
        )
        for url, issues in results.items()
    }


def table(runs: Sequence[Run], pages: int) -> str:
    """Lay the costs out, and by which rules the tools differ in elements."""
    base = next((run for run in runs if run.tool == PA11Y), None)
    head = f"{'tool':10}{'pages':>6}{'wall s':>9}{'pages/min':>11}{'CPU s/page':>12}{'peak PSS MB':>13}{'nodes':>8}  x pa11y-ci"
    lines = [f"{pages} pages", head, *(_line(run, base) for run in runs)]
    first = runs[0]
    for other in runs[1:]:
        shared = sorted(first.nodes.keys() & other.nodes.keys())
        unlike = [
            f"{rule} {first.nodes[rule]}/{other.nodes[rule]}"
            for rule in shared
            if first.nodes[rule] != other.nodes[rule]
        ]
        same = sum(first.nodes[rule] for rule in shared if first.nodes[rule] == other.nodes[rule])
        alone = [f"{rule} {first.nodes[rule]}/0" for rule in sorted(first.nodes.keys() - other.nodes.keys())]
        alone += [f"{rule} 0/{other.nodes[rule]}" for rule in sorted(other.nodes.keys() - first.nodes.keys())]
        lines.append(
            f"{first.tool} and {other.tool}: {len(shared)} rules in both, {len(shared) - len(unlike)} with the same nodes "
            f"({same}); unlike: {', '.join(unlike) or '-'}; in one only: {', '.join(alone) or '-'}"
        )
    return "\n".join(lines)


def _line(run: Run, base: Run | None) -> str:
    usage = run.usage
    ratio = ""
    if base is not None and run.pages and base.pages:
        wall = (base.usage.wall / base.pages) / (usage.wall / run.pages)
        cpu = (base.usage.cpu / base.pages) / (usage.cpu / run.pages)
        ratio = f"  {wall:.1f} wall, {cpu:.1f} CPU"
    per_minute = run.pages / usage.wall * 60
    cpu_page = usage.cpu / max(run.pages, 1)
    nodes = sum(run.nodes.values())
    return f"{run.tool:10}{run.pages:6}{usage.wall:9.1f}{per_minute:11.0f}{cpu_page:12.2f}{usage.peak_mb:13.0f}{nodes:8}{ratio}"


if __name__ == "__main__":
    sys.exit(main())
