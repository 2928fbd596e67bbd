"""Another process that reads a bundle's pages ahead and asks the checks of pages about them.

It walks the pages in the same order and streams what is said of each; a full pipe makes it wait. What it says is what
would be said here, so nobody can tell from the outputs whether there was one. It ends when its pipe closes.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from auditor.evaluate.asking import Said
from auditor.model.target import SiteContext

WORTH = 400
"""Pages below which starting a process costs more than it saves."""


class Assistant:
    """The process as seen from the judge; once it is gone (killed, out of memory) it has nothing more to say."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        command = (sys.executable, "-m", __package__, str(theirs.fileno()))
        try:
            self._process = subprocess.Popen(command, pass_fds=(theirs.fileno(),))
        finally:
            theirs.close()
        self._pipe = Connection(ours.detach())
        self._pages = self._receive()

    def begin(self, bundle: Path, checks: tuple[str, ...], site: SiteContext, ours: int) -> None:
        """Let it walk the pages but for the first of them, which are ``ours``; until then it makes itself ready."""
        with suppress(OSError):
            # The facts of the home page are read there anew: they hold what cannot be sent.
            self._pipe.send((str(bundle), checks, replace(site, home_facts=None), ours))

    def said(self, page: int) -> Said | None:
        """What is said of a page; None when the assistant is gone. Ask in crawl order."""
        found = next(self._pages, None)
        return found[1] if found is not None and found[0] == page else None

    def _receive(self) -> Iterator[tuple[int, Said]]:
        with suppress(EOFError, OSError):
            while True:
                yield from self._pipe.recv()

    def close(self) -> None:
        """End it, whether or not it has said everything; it has nothing to save."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()
