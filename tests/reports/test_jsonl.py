"""The machine-readable files: one object a line, whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from reports.jsonl import write_lines, write_summary


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    colour: Colour
    parts: tuple[str, ...] = ()


def lines(path: Path) -> list[object]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_one_object_a_line_in_order(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    assert write_lines(path, [{"甲": 1}, Thing("乙\n丙", Colour.RED, ("a",))]) == 2
    assert lines(path) == [{"甲": 1}, {"name": "乙\n丙", "colour": "red", "parts": ["a"]}]
    assert "甲" in path.read_text("utf-8")


def test_nothing_is_an_empty_file(tmp_path: Path):
    assert write_lines(tmp_path / "x.jsonl", []) == 0
    assert (tmp_path / "x.jsonl").read_bytes() == b""


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    write_lines(path, [{"old": True}])

    def rows() -> Iterator[object]:
        yield {"new": True}
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        write_lines(path, rows())
    assert lines(path) == [{"old": True}]


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\u2028", "\x00", '"\\', "\U0001f600"])
def test_hostile_text_stays_one_valid_line(tmp_path: Path, text: str):
    path = tmp_path / "x.jsonl"
    write_lines(path, [Thing(text, Colour.RED), {"k": text}])
    raw = path.read_bytes()
    assert raw.count(b"\n") == 2
    assert [json.loads(line) for line in raw.splitlines()][1] == {"k": text}


def test_the_summary_is_for_people_and_machines(tmp_path: Path):
    path = tmp_path / "summary.json"
    summary = {"site": "云泽", "findings": {"links.dead": {Colour.RED: 2}}, "verdict": None}
    write_summary(path, summary)
    text = path.read_text("utf-8")
    assert json.loads(text) == {"site": "云泽", "findings": {"links.dead": {"red": 2}}, "verdict": None}
    assert "\n  " in text and "云泽" in text and list(tmp_path.iterdir()) == [path]
