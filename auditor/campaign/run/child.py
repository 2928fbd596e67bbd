"""One site run as a process of its own: it ends with us, and while it lives nobody else can run the same site."""

import contextlib
import os
import signal
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from auditor.campaign.run.order import Order, carry_out
from auditor.model.campaign import Planned
from auditor.model.options import RunOptions
from auditor.model.verdict import Subject

SHARED = "shared"
"""Folder of a campaign for what its site runs share."""
_KILLED_AFTER = 60.0
_LAST_WORDS = 400
_CONTEXT = get_context("forkserver")


@dataclass(slots=True)
class Child:
    """A site run under way."""

    planned: Planned
    process: ForkServerProcess
    order: Order
    interrupted: bool = False
    """We asked it to stop."""

    @property
    def code(self) -> int | None:
        """Its exit code once it is over."""
        return self.process.exitcode

    @property
    def bundle(self) -> str:
        """The bundle, which its first line names; empty as long as it has said nothing."""
        if self.order.resume:
            return self.order.resume
        first, newline, _ = self._said().partition("\n")
        return first if newline and os.sep in first and Path(first).is_dir() else ""

    @property
    def last_words(self) -> str:
        """What it said last, for a person."""
        said = self._said().strip()
        return said.splitlines()[-1][:_LAST_WORDS] if said else ""

    def _said(self) -> str:
        with contextlib.suppress(OSError):
            return self.order.output.read_text("utf-8", "replace")
        return ""

    def interrupt(self) -> None:
        """Ask it to stop; what it has is kept and can be resumed."""
        if self.process.is_alive() and not self.interrupted and self.process.pid:
            self.interrupted = True
            os.kill(self.process.pid, signal.SIGINT)

    def join(self) -> None:
        """Wait until it is over; one that will not stop is killed, which loses nothing either."""
        self.process.join(_KILLED_AFTER)
        if self.process.is_alive() and self.process.pid:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a site run is to do: begin with these options or go on with a bundle, and judge it so."""

    options: RunOptions
    resume: str
    pack: str
    subject: Subject


def get_ready() -> None:
    """Let the process whose copies the site runs are load everything, while others do something else."""
    _CONTEXT.set_forkserver_preload(["auditor.campaign.run.preload"])
    forkserver.ensure_running()


def start(planned: Planned, wanted: Wanted, folder: Path) -> Child:
    """Start a site run: a copy of a process that has loaded everything already."""
    folder.mkdir(parents=True, exist_ok=True)
    output, lock = folder / f"{planned.number}.log", folder / f"{planned.number}.lock"
    order = Order(wanted.options, wanted.resume, output, lock, folder.parent / SHARED, wanted.pack, wanted.subject)
    output.unlink(missing_ok=True)
    process = _CONTEXT.Process(target=carry_out, args=(order,))
    process.start()
    return Child(planned, process, order)
