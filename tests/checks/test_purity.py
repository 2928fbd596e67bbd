"""Checks are pure: what the import contracts cannot see (built-ins, the clock of datetime) is looked for here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKS = Path(__file__).resolve().parents[2] / "auditor" / "checks"
BUILTINS = {"__import__", "eval", "exec", "input", "open", "print"}
METHODS = {"fromtimestamp", "now", "read_bytes", "read_text", "today", "utcnow", "write_bytes", "write_text"}


def impure_calls(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in BUILTINS:
            yield called.id
        elif isinstance(called, ast.Attribute) and called.attr in METHODS:
            yield called.attr


@pytest.mark.parametrize("path", sorted(CHECKS.rglob("*.py")), ids=lambda path: str(path.relative_to(CHECKS)))
def test_no_check_reads_files_or_the_clock(path: Path) -> None:
    assert list(impure_calls(path.read_text("utf-8"))) == []


def test_impure_calls_are_seen() -> None:
    assert list(impure_calls("open('x')\ndatetime.now()\nre.compile('x')\n")) == ["open", "now"]
