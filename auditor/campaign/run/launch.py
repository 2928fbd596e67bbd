"""Turns into one site run that is interrupted when the campaign dies, however it dies (Linux)."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_INTERRUPTED = 130


def main() -> None:
    """Arguments: the process of the campaign, then those of ``auditor audit``."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != int(sys.argv[1]):  # It died before we asked to be told.
        sys.exit(_INTERRUPTED)
    os.execv(sys.executable, [sys.executable, "-m", "auditor.cli", "audit", *sys.argv[2:]])


if __name__ == "__main__":
    main()
