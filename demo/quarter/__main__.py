"""``python -m demo.quarter``: the quarter of an office, command after command; the exit code tells whether all was as planted."""

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from demo.quarter.sites import State, sites
from demo.quarter.steps import Desk, Step, steps
from demo.quarter.world import world
from demo.serve import Demo

_FENCE = {"AUDITOR_ONLY": "127.0.0.0/8,::1/128"}
_BEIJING = timedelta(hours=8)
_MEANS = "$示例网络"
"""Stands for the long list of ``--map`` in what is printed."""


def main() -> int:
    """Run all steps; 0 when every figure is what the plants say, 1 when one is not or a command failed."""
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="quarter-", dir=_runs()))
    state = State()
    wrong: list[str] = []
    with Demo.start(world(state)) as demo:
        print(
            f"{len(sites())} 个示例网站,都在本机;材料在 {folder}\n{_MEANS} = {len(demo.maps)} 个 --map,{len(demo.resolvers)} 个 --resolver"
        )
        for number, step in enumerate(steps(Desk(folder, (datetime.now(UTC) + _BEIJING).date(), state)), 1):
            means = demo.options() if step.outside else []
            print(f"\n【{number}】{step.title}\n$ {_shown(step, folder)}", flush=True)
            code, told = _run([*step.words, *means, "--db", str(folder / "office.db")])
            found = [f"没有说“{text}”" for text in step.said if text not in told]
            found += [f"退出码 {code}"] if code else []
            found += step.work() if step.work and not code else []
            wrong += [f"【{number}】{step.title}:{text}" for text in found]
            if code:
                break
    print(f"\n用时 {time.monotonic() - started:.0f} 秒。材料:{folder}")
    print("\n".join(f"与预设不符 {text}" for text in wrong) or "全部数字与预设一致。")
    return 1 if wrong else 0


def _shown(step: Step, folder: Path) -> str:
    words = [word.replace(f"{folder}/", "") for word in step.words]
    return f"auditor {shlex.join(words)}" + (f" {_MEANS}" if step.outside else "")


def _run(words: Sequence[str]) -> tuple[int, str]:
    """Run one command, printing what it says as it says it; returns its exit code and its words."""
    command = [sys.executable, "-m", "auditor.cli", *words]
    told = []
    with subprocess.Popen(
        command, env=os.environ | _FENCE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(line)
            print(line, end="", flush=True)
    return process.returncode, "".join(told)


def _runs() -> Path:
    folder = Path(__file__).parents[2] / "var" / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
