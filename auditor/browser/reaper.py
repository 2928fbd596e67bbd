"""A small child per browser: starts the driver, and when the auditor or the driver is gone leaves nothing of it behind.

Runs as a script of its own (``reaper.py PROFILE DRIVER ARGUMENT…``) and needs nothing but the standard library. Its
standard input is a pipe that only the auditor holds: end of file means that the auditor ended, however it did.
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_LOOK = 0.25
"""Seconds between two looks whether the driver still lives."""


def main() -> None:
    """Start the driver in a session of its own, wait for the end of it or of the auditor, kill what is left."""
    profile, *command = sys.argv[1:]
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    # HOME and TMPDIR lie in the profile: what Chromium leaves outside of its user data goes with it.
    surroundings = os.environ | {"HOME": profile, "TMPDIR": profile}
    driver = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=surroundings
    )
    with contextlib.suppress(BrokenPipeError):
        print(driver.pid, flush=True)
    while driver.poll() is None and not select.select([sys.stdin], [], [], _LOOK)[0]:
        pass
    kill_session(driver.pid, profile)
    driver.wait()
    shutil.rmtree(profile, ignore_errors=True)


def kill_session(leader: int, profile: str) -> None:
    """Kill the process group of ``leader`` and whatever else of its session or profile moved to a group of its own."""
    for _ in range(3):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
        left = {*members(leader), *strays(profile)}
        for process in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not left:
            return


def strays(profile: str) -> list[int]:
    """Processes that have the profile as their home, in whatever session: crash handlers start one of their own."""
    home = f"HOME={profile}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if home in words and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def members(leader: int) -> list[int]:
    """Living processes of the session of ``leader``."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[3]) == leader and words[0] != "Z":
            found.append(int(entry.name))
    return found


if __name__ == "__main__":
    main()
