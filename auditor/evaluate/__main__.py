"""The assistant's side of ``auditor.evaluate.assistant``."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
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
    pipe = Connection(int(sys.argv[1]))
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        path, names, site = pipe.recv()
        _walk(pipe, Bundle.open(Path(path)), names, site)
    os._exit(0)  # Nothing is left to be written; taking a large memo apart would only cost time.


def _walk(pipe: Connection, bundle: Bundle, names: tuple[str, ...], site: SiteContext) -> None:
    by_name = {check.id: check for check in discover()}
    reader = Reader(bundle)
    look = FactsReader(reader).of
    site = replace(site, home_facts=home_facts(reader, site.home, look))
    asker = PageAsker([by_name[name] for name in names], site, look)
    batch: list[tuple[int, Said]] = []
    for page in open_pages(reader):
        if page.is_html:
            batch.append((page.id, asker.ask(page)))
        if len(batch) >= _BATCH:
            pipe.send(batch)
            batch = []
    pipe.send(batch)


if __name__ == "__main__":
    main()
