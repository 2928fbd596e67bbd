"""Wall time, CPU seconds and peak memory of a command with all its descendants.

The command runs under a small launcher (this module as a script) that declares itself a child subreaper and waits until
it has no children left. So the kernel's own accounting (RUSAGE_CHILDREN) holds every descendant, also workers whose
parent died without waiting for them; only a parent that ignores SIGCHLD would hide its children's CPU time. Memory is
the sum of PSS over the tree, sampled from outside; what sampling costs is in nobody's account.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.2
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Usage:
    """What one command cost: wall seconds, CPU seconds (user + system), peak PSS in units of 10^6 bytes, exit code."""

    wall: float
    cpu: float
    peak_mb: float
    code: int


def measure(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Usage:
    """Run ``command`` in ``folder`` to its end; standard output and error go to ``stdout`` and ``stderr`` there.

    Descendants that outlive the command are waited for: a daemon would hang the measurement.
    """
    account = folder / "usage.json"
    started = time.perf_counter()
    with open(folder / "stdout", "wb") as out, open(folder / "stderr", "wb") as err:
        launcher = subprocess.Popen(
            [sys.executable, "-I", __file__, str(account), *command], cwd=folder, env=dict(env), stdout=out, stderr=err
        )
    peak = 0
    try:
        while launcher.poll() is None:
            peak = max(peak, sum(map(_pss, _descendants(launcher.pid))))
            time.sleep(INTERVAL)
    finally:
        if launcher.poll() is None:
            _kill(_descendants(launcher.pid))
            launcher.wait()
    usage = json.loads(account.read_text(encoding="ascii"))
    return Usage(usage["ended"] - started, usage["cpu"], peak * 1024 / 1e6, usage["code"])


def _descendants(ancestor: int) -> list[int]:
    """Ids of all living descendants of process ``ancestor``, itself left out."""
    children = defaultdict[int, list[int]](list)
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            children[int(stat.rpartition(")")[2].split()[1])].append(int(entry.name))
    found = list(children[ancestor])
    for process in found:
        found += children[process]
    return found


def _kill(processes: Sequence[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _pss(process: int) -> int:
    """Proportional set size in units of 1,024 bytes; 0 when the process is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _launch(account: Path, command: Sequence[str]) -> None:
    """Run ``command``, wait for every descendant, and write the account."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")
    try:
        code = subprocess.run(command, check=False).returncode
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        code = 127
    while _reap():
        pass
    ended = time.perf_counter()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    account.write_text(
        json.dumps({"ended": ended, "cpu": usage.ru_utime + usage.ru_stime, "code": code}), encoding="ascii"
    )


def _reap() -> bool:
    """Wait for one more descendant; False when there is none left."""
    try:
        os.wait()
    except ChildProcessError:
        return False
    return True


if __name__ == "__main__":
    _launch(Path(sys.argv[1]), sys.argv[2:])
