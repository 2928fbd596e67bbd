"""The commands that make documents, as somebody types them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from tests.reports.conftest import finding, write_bundle


def run(*arguments: object, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "auditor.cli", *map(str, arguments)]
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60, cwd=cwd, env=os.environ | {"PYTHONPATH": root}
    )  # fmt: skip


def clear(done: "subprocess.CompletedProcess[str]", code: int, *words: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for part in words:
        assert part in done.stdout + done.stderr, done.stdout + done.stderr


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write_bundle(tmp_path / "bundle", [finding(n) for n in range(3)])


def test_several_formats_at_once_into_another_folder(bundle: Path, tmp_path: Path) -> None:
    done = run("report", bundle, "--format", "excel,word,html", "--out", tmp_path / "out", "--due", "2099-12-11")
    clear(done, 0)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "findings.xlsx",
        "report.html",
        "整改通知书.docx",
    ]
    assert "2099年12月11日" in "".join(
        one.text for one in Document(str(tmp_path / "out" / "整改通知书.docx")).paragraphs
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--format", "wps"), ("wps", "excel", "word", "pdf")),
        (("--format", "word", "--due", "12月11日"), ("12月11日", "2026-12-11")),
        (("--format", "word", "--due", "2020-01-01"), ("已经过去",)),
        (("--format", "word", "--template", "none.docx"), ("none.docx",)),
        (("--format", "word", "--settings", "none.toml"), ("none.toml",)),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(
    bundle: Path, options: tuple[str, ...], words: tuple[str, ...]
) -> None:
    clear(run("report", bundle, *options), 2, *words)


def test_a_card_appears_on_the_terminal_with_what_was_answered(bundle: Path, tmp_path: Path) -> None:
    done = run("show", "2", "--bundle", bundle, "--db", tmp_path / "office.db")
    clear(done, 0, "监测发现（待核实）", "访问记录(北京时间)", "findings.jsonl")
    number = done.stdout.split()[1]
    (tmp_path / "a.csv").write_text(f"编号,核实人,复核结论,申诉意见\n{number},赵六,属实,页面已下线\n", "utf-8")
    clear(run("replies", "import", tmp_path / "a.csv", "--db", tmp_path / "office.db"), 0)
    clear(run("show", number, "--bundle", bundle, "--db", tmp_path / "office.db"), 0, "经核实", "页面已下线")


def test_a_number_that_is_none_is_refused_in_a_sentence(bundle: Path, tmp_path: Path) -> None:
    clear(run("show", "99", "--bundle", bundle), 2, "99", "没有找到")
    clear(run("show", "1", "--bundle", tmp_path / "nowhere"), 2, "无法读取")
    clear(run("show", "1", "--runs", tmp_path / "nowhere"), 2, "没有找到")


def test_the_form_is_written_once_and_never_over_another(tmp_path: Path) -> None:
    clear(run("notice-form", tmp_path / "模板.docx"), 0, "模板.docx")
    clear(run("notice-form", tmp_path / "模板.docx"), 2, "已经存在")
    assert "{{ due }}" in "".join(one.text for one in Document(str(tmp_path / "模板.docx")).paragraphs)
