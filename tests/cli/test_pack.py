"""``auditor pack``: what packs there are, what they say, what is wrong with one, and the way of a sheet there and back."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from auditor.cli.app import app
from auditor.policy.load import load


@pytest.fixture
def run(tmp_path: Path):
    def ask(*words: str) -> Result:
        result = CliRunner().invoke(app, ["pack", *words, "--packs", str(tmp_path / "packs")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return ask


def test_the_packs_are_listed(run) -> None:
    assert "national-2019  国家检查指标(2019)  随程序提供" in run("list").stdout


def test_what_is_shown_as_json_has_the_hash_of_the_verdict(run) -> None:
    shown = run("show", "national-2019", "--format", "json").stdout
    assert hashlib.sha256(shown.encode()).hexdigest() == load().sha256


def test_a_pack_is_shown_with_how_sure_it_is(run) -> None:
    shown = run("show").stdout
    assert "veto.home-stale  首页不更新(首页不更新,单项否决,自动,A)" in shown
    assert "一级栏目 6 个月没有更新 出现即扣(加):5 分(B;" in shown and "分值:未核实(U)" in shown


def test_a_check_says_what_is_unknown_and_what_this_release_lacks(run) -> None:
    said = run("check").stdout
    assert "自洽" in said and "未核实:功能设计 域名名称 分值" in said and "得分因此不能评定" in said
    assert "veto.site-unreachable:availability.site" in said or "本版本没有的检查项" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "none"), "没有名为「none」"),
        (("check", "../x"), "小写字母"),
        (("show", "--format", "xml"), "text 或 json"),
    ],
)
def test_what_is_not_there_is_a_usage_error(run, words, said) -> None:
    result = run(*words)
    assert result.exit_code == 2 and said in result.stderr


def test_a_sheet_goes_out_and_comes_back_as_a_pack(run, tmp_path: Path) -> None:
    path = tmp_path / "填报.xlsx"
    assert "没有核实的数值" in run("export", str(path)).stdout
    assert run("export", str(path)).exit_code == 2, "nothing is overwritten"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(row for row in range(1, 200) if sheet.cell(row, 1).value == "indicator/fn.domain/points")
    sheet.cell(row, 11).value = 2
    book.save(path)
    done = run("import", str(path), "--id", "yunze-2026", "--by", "张三")
    assert done.exit_code == 0 and "采用填报数值 1 个" in done.stdout, done.stderr
    assert "yunze-2026  yunze-2026  本单位" in run("list").stdout
    assert "填报:张三" in run("show", "yunze-2026").stdout
    assert run("import", str(path), "--id", "yunze-2026", "--by", "张三").exit_code == 2


def test_a_broken_pack_does_not_hide_the_others(run, tmp_path: Path) -> None:
    (tmp_path / "packs" / "broken").mkdir(parents=True)
    (tmp_path / "packs" / "broken" / "pack.toml").write_text("id = ", "utf-8")
    listed = run("list").stdout
    assert "broken  不能使用" in listed and "national-2019" in listed
