"""``python -m bench.stages``: CPU milliseconds per page of each stage that a page passes, on a generated site.

``scan, all new`` is a page whose elements were never seen, ``scan, in a crawl`` the average of the site read in order,
``scan, all seen`` the same pages once more; ``hidden`` likewise, for the facts of what pages hide. ``resolve`` is ``join`` on every
distinct reference of the crawl. ``columns`` is what is noted of a page for the tree of columns, ``words`` its prose with all rules, the
built-in list and personal data, ``services`` its guides and messages; ``content`` is the three of one page after another, which take
its text apart only once: what content and columns add.
"""

import argparse
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from backports import zstd

from auditor.columntree.notes import has_lists
from auditor.crawl.digest import Digest, Received
from auditor.crawl.lease import Lease, Mode
from auditor.html.charset import decode
from auditor.html.hidden import Reader
from auditor.html.listing import listing
from auditor.html.prose import prose
from auditor.html.scanner import Scan, Scanner
from auditor.html.service import service_facts
from auditor.model.limits import Limits
from auditor.model.options import RunOptions
from auditor.store.bundle import Bundle
from auditor.store.evidence import EvidenceWriter
from auditor.text.english import misspelt
from auditor.text.lexicon import builtin, finder
from auditor.text.privacy import personal
from auditor.text.slips import document_numbers, doubled, impossible_dates, unpaired
from auditor.urls.resolve import join
from auditor.urls.scope import Scope, origin
from bench.site import Site, generate

_TYPE = "text/html"
_FRESH = 100
_BATCH = 64

T = TypeVar("T")
Document = tuple[str, bytes]


def main() -> int:
    """Print one line a stage."""
    parser = argparse.ArgumentParser(prog="python -m bench.stages", description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    size = parser.parse_args().pages
    with TemporaryDirectory(prefix="bench-stages-") as work:
        site = generate(Path(work, "site"), size)
        documents = list(_documents(site))
        print(
            f"{len(documents):,} pages of {sum(len(body) for _, body in documents) / len(documents) / 1000:.0f} KB; CPU ms a page"
        )
        for name, milliseconds in _stages(site, documents, Path(work, "runs")):
            print(f"{name:<18}{milliseconds:>8.3f}", flush=True)
    return 0


def _documents(site: Site) -> Iterator[Document]:
    for url in site.list_file.read_text(encoding="ascii").split():
        path = site.root / url.removeprefix("http://")
        yield url, (path / "index.html" if url.endswith("/") else path).read_bytes()


def _stages(site: Site, documents: list[Document], runs: Path) -> Iterator[tuple[str, float]]:
    scope = Scope(frozenset({origin(site.home)}))
    yield "decode", _cost(lambda document: decode(document[1], _TYPE), documents)
    texts = [(url, *decode(body, _TYPE)) for url, body in documents]
    yield "scan, all new", _cost(lambda page: _scan(Scanner(scope), page), texts[-_FRESH:])
    scanner = Scanner(scope)
    yield "scan, in a crawl", _cost(lambda page: _scan(scanner, page), texts)
    yield "scan, all seen", _cost(lambda page: _scan(scanner, page), texts)
    scanner = Scanner(scope)
    scans = (_scan(scanner, page) for page in texts)
    references = {(scan.base, link.raw) for scan in scans for new in scan.new for link in new.links}
    yield "resolve", _cost(lambda pair: join(*pair), references) * len(references) / len(documents)
    yield "hidden, all new", _cost(lambda page: Reader().facts(page[1], page[0]), texts[-_FRESH:])
    reader = Reader()
    yield "hidden, in a crawl", _cost(lambda page: reader.facts(page[1], page[0]), texts)
    yield "hidden, all seen", _cost(lambda page: reader.facts(page[1], page[0]), texts)
    yield from _content(texts)
    yield "sha256", _cost(lambda document: sha256(document[1]), documents)
    yield "zstd-1", _cost(lambda document: zstd.compress(document[1], level=1), documents)
    yield from _record(scope, documents, runs)


def _content(texts: list[tuple[str, str, str]]) -> Iterator[tuple[str, float]]:
    """What columns and content add to the judging of a page whose tags have been met before."""
    today, ours = date.today(), finder(builtin())
    rules = (ours.slips, doubled, unpaired, document_numbers, impossible_dates, misspelt, personal)

    def columns(page: tuple[str, str, str]) -> None:
        listing(page[1], page[0], today, partial(has_lists, page[0]), menu=False)

    def words(page: tuple[str, str, str]) -> None:
        shown = prose(page[1]).text
        for rule in rules:
            deque(rule(shown), maxlen=0)

    def services(page: tuple[str, str, str]) -> None:
        service_facts(page[1], page[0])

    def content(page: tuple[str, str, str]) -> None:
        for reader in (columns, words, services):
            reader(page)

    readers = {"columns": columns, "words": words, "services": services, "content": content}
    for name, reader in readers.items():
        _cost(reader, texts[:_FRESH])
        yield name, _cost(reader, texts)


def _record(scope: Scope, documents: list[Document], runs: Path) -> Iterator[tuple[str, float]]:
    """What a worker does with an answer all in, and what the one writer does with the worker's results."""
    digest, results = Digest(Limits(), scope), list[dict[str, Any]]()
    yield (
        "worker, all in",
        _cost(lambda item: results.append(_result(digest, *item)), list(enumerate(documents, start=1))),
    )
    runs.mkdir()
    bundle = Bundle.create(RunOptions(documents[0][0], out=str(runs)))
    writer = EvidenceWriter(bundle)
    batches = [results[n : n + _BATCH] for n in range(0, len(results), _BATCH)]
    yield "store", _cost(lambda batch: writer.write(0, batch, 0.0), batches) * len(batches) / len(documents)
    bundle.close()


def _result(digest: Digest, number: int, document: Document) -> dict[str, Any]:
    url, body = document
    lease = Lease(number, url, Mode.PAGE, 0, "127.0.0.1", 0, True, "127.0.0.1", False, True)
    got = Received(lease, "GET", "curl", "2026-11-21T00:00:00+08:00", 1, url, 200, {"content-type": _TYPE}, body, None)
    attempt = digest.attempt(got)
    return {"id": number, "attempts": [attempt], "page": digest.page(got, attempt), "document": None}


def _scan(scanner: Scanner, page: tuple[str, str, str]) -> Scan:
    url, text, encoding = page
    return scanner.scan(text, url, encoding)


def _cost(work: Callable[[T], object], items: Iterable[T]) -> float:
    """Mean CPU milliseconds of ``work`` on one item."""
    started, count = time.process_time(), 0
    for item in items:
        work(item)
        count += 1
    return (time.process_time() - started) / max(count, 1) * 1000


if __name__ == "__main__":
    sys.exit(main())
