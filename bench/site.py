"""A generated government-like site on disk, with planted faults and their truth.

The tree is ``<root>/<host>/<path>``: any static server with one document root per host serves it. Every page has its
own text; images, attachments and outside pages, whose content no tool compares, are symbolic links to a few bodies.
No target hangs, refuses or fails with 5xx: such faults only measure time-outs and belong to the accuracy run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import frame, pages
from bench.frame import OUTSIDE, SITE
from bench.plan import Fault, Plan, plan
from bench.wording import COLUMNS, SENTENCES

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636001000000050001"
    "0d0a2db40000000049454e44ae426082"
)
_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
_HTML = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{0}</title></head><body>{1}</body></html>'


@dataclass(frozen=True, slots=True)
class Site:
    """What was generated. ``list_file`` names every page, one URL a line; ``urls`` counts distinct URLs."""

    root: Path
    home: str
    hosts: tuple[str, ...]
    pages: int
    urls: int
    list_file: Path
    faults: tuple[Fault, ...]


def generate(root: Path, size: int, seed: int = 2) -> Site:
    """Write a site of ``size`` pages (one fewer when list pages do not come out even) below ``root``."""
    planned = plan(size, seed)
    written = []
    for path, body in _pages(planned):
        _write(root / SITE / (path + "index.html" if path.endswith("/") else path).lstrip("/"), body)
        written.append(f"http://{SITE}{path}")
    assets = _write_assets(root)
    others = _link_others(root, planned)
    dead = {fault.target for fault in planned.faults if fault.kind != "fragment"}
    list_file = root / "pages.txt"
    list_file.write_text("\n".join(written) + "\n", encoding="ascii")
    urls = len(written) + assets + others + len(dead) + len(OUTSIDE)
    return Site(root, written[0], (SITE, *OUTSIDE), len(written), urls, list_file, planned.faults)


def _pages(planned: Plan) -> Iterator[tuple[str, bytes]]:
    """Path and body of each page, the home page first."""
    yield "/", pages.home(planned)
    for column in range(len(COLUMNS)):
        yield from pages.lists(planned, column)
    for number, row in enumerate(planned.articles):
        yield row.path, pages.article(planned, number)


def _write_assets(root: Path) -> int:
    """The assets that every page links, and robots.txt; returns how many are linked."""
    static = root / SITE / "static"
    for name in frame.STYLES:
        _write(static / "css" / name, b"body{margin:0}\n" * 200)
    for name in frame.SCRIPTS:
        _write(static / "js" / name, b"var ready=true;\n" * 500)
    for name in frame.ICONS:
        _write(static / "img" / name, _PNG)
    _write(root / SITE / "robots.txt", b"User-agent: *\nDisallow:\n")
    return len(frame.STYLES) + len(frame.SCRIPTS) + len(frame.ICONS)


def _link_others(root: Path, planned: Plan) -> int:
    """Give each image, attachment, outside page and soft 404 a body; returns how many the first three are."""
    bodies = {".png": root / "body.png", ".pdf": root / "body.pdf"}
    _write(bodies[".png"], _PNG)
    _write(bodies[".pdf"], _PDF)
    _write(
        root / "gone.html",
        _HTML.format("页面不存在", "<h1>页面不存在</h1><p>您访问的页面不存在或已删除。</p>").encode(),
    )
    for n, host in enumerate(OUTSIDE):
        text = f"<h1>协作信息{n}</h1><p>{'</p><p>'.join(SENTENCES[n * 31 : n * 31 + 12])}</p>"
        _write(root / host / "index.html", _HTML.format(f"协作信息{n}", text).encode())
    count = 0
    for number in range(len(planned.articles)):
        for path in pages.files(number):
            count += _symlink(root / SITE / path[1:], bodies[path[-4:]])
        for url in pages.outside(number):
            path = url.removeprefix("http://")
            count += _symlink(root / path, root / path.partition("/")[0] / "index.html")
    for fault in planned.faults:
        if fault.kind == "soft-404":
            _symlink(root / fault.target.removeprefix("http://"), root / "gone.html")
    return count


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _symlink(path: Path, body: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(body)
    return 1
