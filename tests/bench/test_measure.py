"""The accounting holds every descendant. Lower bounds of CPU time are burnt, not timed."""

import os
import sys
from pathlib import Path

import pytest

from bench.measure import measure

BURN = "import time\nwhile time.process_time() < 0.3: pass\n"
REAPED = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}])\n"
ORPHANED = f"""
import os, signal, subprocess, sys
subprocess.Popen([sys.executable, '-c', {BURN!r}], start_new_session=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("code", [BURN, REAPED, ORPHANED], ids=["own", "reaped worker", "worker of a killed parent"])
def test_cpu_of_every_descendant_is_counted(code: str, tmp_path: Path) -> None:
    assert measure([sys.executable, "-c", code], tmp_path, os.environ).cpu >= 0.3


def test_memory_is_summed_over_the_tree(tmp_path: Path) -> None:
    hold = "import sys, time; data = bytearray(b'x' * 40_000_000); time.sleep(2)"
    both = f"import subprocess, sys\nw = [subprocess.Popen([sys.executable, '-c', {hold!r}]) for _ in '12']\n[p.wait() for p in w]"
    assert 80 < measure([sys.executable, "-c", both], tmp_path, os.environ).peak_mb < 200


def test_output_and_exit_code_are_kept(tmp_path: Path) -> None:
    usage = measure([sys.executable, "-c", "import sys; print('bundle'); sys.exit(3)"], tmp_path, os.environ)
    assert usage.code == 3
    assert (tmp_path / "stdout").read_text() == "bundle\n"


def test_missing_command_is_a_code_not_a_crash(tmp_path: Path) -> None:
    assert measure(["/nowhere/tool"], tmp_path, os.environ).code == 127
    assert "/nowhere/tool" in (tmp_path / "stderr").read_text()
