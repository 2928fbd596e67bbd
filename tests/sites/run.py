"""Runs the auditor as its user does, in a process of its own, and reads what it wrote."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ONLY = "127.0.0.0/8,::1/128"
QUICK = ["--profile", "links", "--delay", "0", "--retry-gap", "0.2", "--browser", "off"]
_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 120


@dataclass(slots=True)
class Run:
    """One finished run. ``peak`` is the largest sum of PSS over its processes, in MB (0 = not sampled)."""

    code: int
    out: str
    err: str
    peak: float = 0.0
    _cache: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """Everything the user saw."""
        return self.out + self.err

    @property
    def bundle(self) -> Path:
        """The first line printed."""
        return Path(self.out.splitlines()[0])

    @property
    def summary(self) -> dict[str, Any]:
        summary: dict[str, Any] = json.loads((self.bundle / "summary.json").read_text("utf-8"))
        return summary

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The objects of one of the bundle's .jsonl files."""
        if name not in self._cache:
            text = (self.bundle / f"{name}.jsonl").read_text("utf-8")
            self._cache[name] = [json.loads(line) for line in text.splitlines()]
        rows: list[dict[str, Any]] = self._cache[name]
        return rows

    def link(self, url: str) -> tuple[str, str]:
        """(outcome, reason) of one target."""
        (row,) = [row for row in self.rows("links") if row["url"] == url]
        return row["outcome"], row["reason"]

    def verdict(self, url: str, check: str = "links.dead") -> tuple[str, str]:
        """(outcome, reason) of one check about one linked target."""
        assert [row for row in self.rows("links") if row["url"] == url], url
        found = {
            (row["outcome"], row["reason"])
            for row in self.rows("findings")
            if (row["target"], row["check"]) == (url, check)
        }
        return found.pop() if found else ("pass", "")

    def finding(self, url: str, check: str = "links.dead") -> dict[str, Any]:
        """The one finding of a check about a target."""
        (row,) = [row for row in self.rows("findings") if row["target"] == url and row["check"] == check]
        return row


def command(*words: str) -> list[str]:
    """``auditor audit …``."""
    return [sys.executable, "-m", "auditor.cli", "audit", *words]


def environment(**more: str) -> dict[str, str]:
    """Confined to loopback, without colours."""
    return {**os.environ, "AUDITOR_ONLY": ONLY, "NO_COLOR": "1", "TERM": "dumb", **more}


def begin(*words: str, **env: str) -> "subprocess.Popen[str]":
    """Start ``auditor audit`` in a session of its own."""
    return subprocess.Popen(
        command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=_ROOT,
        env=environment(**env), start_new_session=True,
    )  # fmt: skip


def audit(*words: str, sample: bool = False, **env: str) -> Run:
    """Run ``auditor audit`` to its end, within a bounded time; ``sample`` measures its memory meanwhile."""
    process = begin(*words, **env)
    peak, over = [0.0], threading.Event()
    sampler = threading.Thread(target=_sample, args=(process.pid, peak, over))
    if sample:
        sampler.start()
    try:
        out, err = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    finally:
        over.set()
        if sample:
            sampler.join()
    assert "Traceback" not in out + err, out + err
    return Run(process.returncode, out, err, peak[0])


def members(session: int) -> list[int]:
    """Living processes of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _stat(folder)
            if fields and int(fields[3]) == session and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _sample(session: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(0.2):
        peak[0] = max(peak[0], sum(_pss(pid) for pid in members(session)))


def _pss(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def wait_until(condition: Any, seconds: float) -> bool:
    """Poll until ``condition()`` is true; False when it was not within ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return bool(condition())
