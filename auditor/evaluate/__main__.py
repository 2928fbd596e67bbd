"""The assistant's side of ``auditor.evaluate.assistant``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from auditor.checks.catalogue import discover
from auditor.evaluate.asking import PageAsker, Said
from auditor.model.target import SiteContext
from auditor.sitecontext import home_facts
from auditor.store.bundle import Bundle
from auditor.store.openpage import open_pages
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader

_BATCH = 32


def main() -> None:
    """Entry point of the process: the file descriptor of its pipe is the only argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 20, 100)  # What is remembered of pages lives long and holds no circles.
    pipe = Connection(int(sys.argv[1]))
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        path, names, site, theirs = pipe.recv()
        reader = Reader(Bundle.open(Path(path)))
        _walk(pipe, reader, _asker(reader, names, site), theirs)
    os._exit(0)  # Nothing is left to be written; taking a large memo apart would only cost time.


def _asker(reader: Reader, names: Sequence[str], site: SiteContext) -> PageAsker:
    by_name = {check.id: check for check in discover()}
    look = FactsReader(reader).of
    site = replace(site, home_facts=home_facts(reader, site.home, look))
    return PageAsker([by_name[name] for name in names], site, look)


def _walk(pipe: Connection, reader: Reader, asker: PageAsker, theirs: int) -> None:
    """Ask about all pages but for the first, which are the other's."""
    batch: list[tuple[int, Said]] = []
    for page in islice((page for page in open_pages(reader) if page.is_html), theirs, None):
        batch.append((page.id, asker.ask(page)))
        if len(batch) >= _BATCH:
            pipe.send(batch)
            batch = []
    pipe.send(batch)


if __name__ == "__main__":
    main()
