"""``python -m demo``: what it prints and how it ends."""

import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from demo import __main__ as command
from demo import truth
from demo.compare import Comparison

ROOT = Path(__file__).parents[2]


def test_serve_prints_an_audit_command_and_stops_at_an_interrupt():
    command = [sys.executable, "-u", "-m", "demo", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = iter(process.stdout.readline, "")
    printed = next(line for line in lines if "auditor.cli audit" in line)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    words = shlex.split(printed)
    assert words[0] == "AUDITOR_ONLY=127.0.0.0/8,::1/128"
    assert words.count("--resolver") == 2 and words.count("--map") > 30
    assert process.returncode == 0 and errors == ""


def test_an_unknown_argument_is_a_usage_error():
    done = subprocess.run(
        [sys.executable, "-m", "demo", "nonsense"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2 and "用法" in done.stderr


def test_each_capability_has_its_own_table(capsys):
    for known in map(truth.load, truth.capabilities()):
        first, *others = (*known.faults, *known.unmeasured)
        command.show(known, Comparison(found=others, missed=[(first, "未报告")], pages=7))
    titles = "|".join(re.escape(truth.load(name).title) for name in truth.capabilities()[1:])
    links, *others = re.split(f"(?=^(?:{titles})$)", capsys.readouterr().out, flags=re.MULTILINE)
    hidden = next(table for table in others if table.startswith("暗链"))
    assert len(others) == len(truth.capabilities()) - 1
    assert "链接可用性" in links and "hidden." not in links and "links." not in hidden
    assert "漏报 1,误报 0" in links and "漏报 1,误报 0" in hidden
    assert "漏报 none-second-body:hidden.hidden_link 行内 display:none" in hidden
