"""Another process that reads pages of a bundle and asks the checks of pages about them.

It is told which pages, and says what would be said here, so nobody can tell from the outputs whether there was one. It
ends when its pipe closes.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from auditor.checks.catalogue import discover
from auditor.crawl.forked import fork
from auditor.evaluate.asking import Accused, Told
from auditor.model.target import SiteContext

WORTH = 400
"""Pages below which starting a process costs more than it saves."""


class Process(Protocol):
    """What is asked of a process, however it was started."""

    def kill(self) -> None:
        """End it at once."""

    def wait(self) -> object:
        """Until it has ended."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A process that was forked."""

    pid: int

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        os.waitpid(self.pid, 0)


class Assistant:
    """The process as seen from the judge; once it is gone (killed, out of memory) it has nothing more to say."""

    def __init__(self, start: Callable[[], tuple[Process, socket.socket]] | None = None) -> None:
        self._process, channel = (start or _started)()
        self._pipe = Connection(channel.detach())

    @classmethod
    def copied(cls) -> Assistant:
        """One that has loaded everything, for a judge to come. Only while this process has one thread, no reactor and no
        bundle open: a database must not be opened again in a copy of a process that has it open."""
        discover()
        return cls(_copied)

    def begin(self, bundle: Path, checks: tuple[str, ...], site: SiteContext, accused: Accused) -> None:
        """Tell it what there is to judge; until then it makes itself ready."""
        with suppress(OSError):
            # The facts of the home page are read there anew: they hold what cannot be sent.
            self._pipe.send((str(bundle), checks, replace(site, home_facts=None), accused))

    def ask(self, pages: Sequence[int]) -> None:
        """Let it read pages, by their rows. Each time later ones in crawl order."""
        with suppress(OSError):
            self._pipe.send(pages)

    def ready(self) -> bool:
        """True when ``told`` would not wait."""
        return self._pipe.poll()

    def told(self) -> list[Told] | None:
        """What is said of the pages asked first and not told yet, in their order; None when the assistant is gone."""
        try:
            told: list[Told] = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return told

    def close(self) -> None:
        """End it, whether or not it has said everything; it has nothing to save."""
        if not self._pipe.closed:
            self._pipe.close()
            self._process.kill()
            self._process.wait()


def _started() -> tuple[Process, socket.socket]:
    ours, theirs = socket.socketpair()
    command = (sys.executable, "-m", __package__, str(theirs.fileno()))
    try:
        return subprocess.Popen(command, pass_fds=(theirs.fileno(),)), ours
    finally:
        theirs.close()


def _copied() -> tuple[Process, socket.socket]:
    from auditor.evaluate.__main__ import serve

    forked = fork(serve)
    return _Copy(forked.pid), forked.channel
