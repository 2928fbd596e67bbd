"""Processes as copies of one that has loaded everything, such as fetching workers: they start at once and share its memory."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

_POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Forked:
    """A copy that waits for its work at the other end of ``channel``."""

    channel: socket.socket
    pid: int

    async def wait(self) -> None:
        """Until it has ended."""
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            await asyncio.sleep(_POLL_SECONDS)

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)


def fork_worker() -> Forked:
    """Start a worker; see ``fork``."""
    from auditor.crawl.worker import serve

    return fork(serve)


def fork(serve: Callable[[socket.socket], None]) -> Forked:
    """Start a copy of this process that does nothing but serve a channel. Only while it has one thread and no reactor."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return Forked(ours, pid)
    code = 1
    try:
        ours.close()
        serve(theirs)
        code = 0
    finally:
        os._exit(code)  # What the process was to do after this is not the copy's business.
