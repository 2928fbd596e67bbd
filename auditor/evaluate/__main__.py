"""The assistant's side of ``auditor.evaluate.assistant``."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from auditor.checks.catalogue import discover
from auditor.evaluate.asking import Accused, PageAsker
from auditor.model.target import SiteContext
from auditor.sitecontext import home_facts
from auditor.store.bundle import Bundle
from auditor.store.openpage import numbered_page
from auditor.store.pagefacts import FactsReader
from auditor.store.places import PlaceFinder
from auditor.store.reader import Reader


def serve(channel: socket.socket) -> None:
    """Read pages for the judge at the other end of a channel until that closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 20, 100)  # What is remembered of pages lives long and holds no circles.
    pipe = Connection(channel.detach())
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        path, names, site, accused = pipe.recv()
        reader = Reader(Bundle.open(Path(path)))
        asker = _asker(reader, names, site, accused)
        while True:
            pipe.send([asker.ask(numbered_page(reader, page)) for page in pipe.recv()])


def _asker(reader: Reader, names: Sequence[str], site: SiteContext, accused: Accused) -> PageAsker:
    by_name = {check.id: check for check in discover()}
    look = FactsReader(reader).of
    site = replace(site, home_facts=home_facts(reader, site.home, look))
    return PageAsker([by_name[name] for name in names], site, look, accused, PlaceFinder(reader))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
