"""One site run as a process of its own: it ends with us, and while it lives nobody else can run the same site."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.model.campaign import Planned

_STILL_HELD = 60.0
"""Seconds that a site run of a killed campaign is given to write down what it has."""
_KILLED_AFTER = 60.0
_LAST_WORDS = 400


class Busy(Exception):
    """Another process runs this site."""


@dataclass(slots=True)
class Child:
    """A site run under way."""

    planned: Planned
    process: "subprocess.Popen[bytes]"
    output: Path
    errors: Path
    resumed: str = ""
    """The bundle it goes on with."""
    interrupted: bool = False
    """We asked it to stop."""

    @property
    def bundle(self) -> str:
        """The bundle, which its first line names; empty as long as it has said nothing."""
        if self.resumed:
            return self.resumed
        with contextlib.suppress(OSError):
            first, newline, _ = self.output.read_text("utf-8", "replace").partition("\n")
            return first if newline else ""
        return ""

    @property
    def last_words(self) -> str:
        """What it said last, for a person."""
        said = self.errors.read_text("utf-8", "replace").strip() or self.output.read_text("utf-8", "replace").strip()
        return said.splitlines()[-1][:_LAST_WORDS] if said else ""

    def interrupt(self) -> None:
        """Ask it to stop; what it has is kept and can be resumed."""
        if self.process.poll() is None and not self.interrupted:
            self.interrupted = True
            self.process.send_signal(signal.SIGINT)

    def join(self) -> int:
        """Wait until it is over; one that will not stop is killed, which loses nothing either."""
        try:
            return self.process.wait(_KILLED_AFTER)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.wait()


def start(planned: Planned, words: Sequence[str], folder: Path) -> Child:
    """Start ``auditor audit`` with these words; raises Busy when somebody else runs the same site."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / f"{planned.number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _hold(lock)
        output, errors = folder / f"{planned.number}.out", folder / f"{planned.number}.err"
        with output.open("wb") as out, errors.open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "auditor.campaign.run.launch", str(os.getpid()), *words],
                stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True, pass_fds=(lock,),
            )  # fmt: skip
    finally:
        os.close(lock)  # The child keeps it: the lock lasts as long as it lives, not as long as we do.
    resumed = words[words.index("--resume") + 1] if "--resume" in words else ""
    return Child(planned, process, output, errors, resumed)


def _hold(lock: int) -> None:
    end = time.monotonic() + _STILL_HELD
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise Busy from error
            time.sleep(0.2)
