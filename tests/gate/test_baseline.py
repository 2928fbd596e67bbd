"""What was there before, and what somebody answers for."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.gate.baseline import Baseline
from auditor.gate.request import GateError
from auditor.gate.waivers import read_waivers

BASE = "http://www.anhe.gov.cn/"


def found(**changed):
    facts = {"check": "links.dead", "fingerprint": "f1", "page": f"{BASE}old/a.html", "target": f"{BASE}gone.html"}
    return SimpleNamespace(**{**facts, **changed})


def test_a_baseline_knows_what_it_was_written_with(tmp_path: Path):
    path = tmp_path / "b.json"
    Baseline(BASE, {"links.dead": {"f1": BASE, "f2": BASE}}).write(path)
    again = Baseline.read(path, BASE)
    assert again.has(found()) and not again.has(found(fingerprint="f3"))
    assert not again.has(found(check="links.empty"))
    assert '"count": 2' in path.read_text("utf-8")


def test_what_is_mended_leaves_it(tmp_path: Path):
    less = Baseline(BASE, {"links.dead": {"f1": BASE}, "links.empty": {"e": BASE, "g": BASE}}).without(
        {"links.dead": ["f1"], "links.empty": ["e"]}
    )
    assert less.checks == {"links.empty": {"g": BASE}}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}', '{"version": 1, "base": "x", "checks": {"a": 1}}'])
def test_a_broken_baseline_is_said_and_left_alone(tmp_path: Path, text: str):
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(GateError, match="不完整"):
        Baseline.read(path, BASE)
    assert path.read_text("utf-8") == text


def test_a_baseline_of_another_site_is_refused(tmp_path: Path):
    Baseline("http://other.gov.cn/", {}).write(tmp_path / "b.json")
    with pytest.raises(GateError, match=r"other\.gov\.cn"):
        Baseline.read(tmp_path / "b.json", BASE)


WAIVER = '[[waiver]]\ncheck = "links.dead"\npage = "http://www.anhe.gov.cn/old/*"\nreason = "历史专题"\n'


def waivers(tmp_path: Path, text: str):
    (tmp_path / "w.toml").write_text(text, "utf-8")
    return read_waivers(tmp_path / "w.toml")


def test_a_waiver_covers_what_fits_all_its_conditions(tmp_path: Path):
    (waiver,) = waivers(tmp_path, WAIVER + 'approver = "张三"\nuntil = 2026-12-31\n')
    assert waiver.covers(found()) and waiver.until == date(2026, 12, 31)
    assert not waiver.covers(found(page=f"{BASE}new/a.html"))
    assert not waiver.covers(found(check="links.empty"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WAIVER + "until = 2026-12-31\n", "approver"),
        (WAIVER + 'approver = " "\nuntil = 2026-12-31\n', "approver"),
        (WAIVER + 'approver = "张三"\n', "until"),
        (WAIVER + 'approver = "张三"\nuntil = "永久"\n', "until"),
        (WAIVER + 'approver = "张三"\nuntil = 2026-12-31\nforever = true\n', "forever"),
        ('[[waiver]]\nreason = "x"\napprover = "y"\nuntil = 2026-12-31\n', "没有说明豁免什么"),
        ("[[waiver]\n", "TOML"),
        ('waiver = "x"\n', "waiver"),
    ],
)
def test_an_unfinished_waiver_is_refused_with_what_it_lacks(tmp_path: Path, text: str, said: str):
    with pytest.raises(GateError, match=said):
        waivers(tmp_path, text)


def test_a_missing_file_is_said(tmp_path: Path):
    with pytest.raises(GateError, match="无法读取"):
        read_waivers(tmp_path / "none.toml")
