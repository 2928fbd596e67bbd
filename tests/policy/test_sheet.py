"""The office fills in a sheet; what comes of it is a pack of its own, and nothing that is wrong gets in."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from auditor.model.options import UsageError
from auditor.policy.load import load
from auditor.policy.numbers import numbers
from auditor.policy.pack import Certainty
from auditor.policy.sheet import Filling, read_sheet, write_sheet
from auditor.policy.table import PackError

FILLING = Filling("yunze-2026", "云泽市 2026 年指标", "张三", "2026-11-26T10:00:00+08:00")
TAGS = "indicator/info.tags/points"


@pytest.fixture
def own(tmp_path: Path, made: SimpleNamespace) -> Path:
    """A folder with the small pack, the points of one indicator unknown."""
    known = 'points = { value = 40, certainty = "A" }\nrule = [{ text = "齐全"'
    unknown = 'points = { certainty = "M", hint = "四十分" }\nrule = [{ text = "齐全"'
    return made.pack(tmp_path / "packs", made.text.replace(known, unknown))


def filled(own: Path, tmp_path: Path, values: Mapping[str, object], base: str = "small", why: str = "") -> Path:
    """The sheet of a pack with figures put in by hand."""
    path = tmp_path / "填报.xlsx"
    path.unlink(missing_ok=True)
    write_sheet(load(base, own), path)
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    keys = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for key, value in values.items():
        row = keys.get(key) or sheet.max_row + 1
        for column, cell in ((1, key), (11, value), (12, why)):
            sheet.cell(row, column).value = cell
    book.save(path)
    return path


def test_what_is_filled_in_becomes_a_pack_over_the_one_it_was_asked_for(own: Path, tmp_path: Path) -> None:
    before = (own / "small" / "pack.toml").read_bytes()
    pack, taken = read_sheet(
        filled(own, tmp_path, {TAGS: 40, "score//fail_below": "70"}, why="省政办\n函 5 号"), FILLING, own
    )
    assert taken == 2 and pack == load("yunze-2026", own)
    tags = next(one for one in pack.indicators if one.id == "info.tags")
    assert tags.points and (tags.points.value, tags.points.certainty) == (40, Certainty.OFFICE)
    assert tags.points.source == "张三 2026-11-26 填报:省政办 函 5 号"
    assert pack.scoring.fail_below.value == 70 and pack.extends == "small"
    assert (pack.filled["by"], pack.filled["base_sha256"]) == ("张三", load("small", own).sha256)
    assert (own / "small" / "pack.toml").read_bytes() == before


def test_every_number_of_every_pack_finds_its_place_again(tmp_path: Path) -> None:
    own = tmp_path / "packs"
    pack = load("national-2019")
    values = {one.key: float(one.number.value) for one in numbers(pack) if one.number.value is not None}
    again, taken = read_sheet(filled(own, tmp_path, values, "national-2019"), FILLING, own)
    assert taken == len(values) > 20
    before, after = ({one.key: one.number.value for one in numbers(one)} for one in (pack, again))
    assert before == after


def test_unknown_numbers_come_first(own: Path, tmp_path: Path) -> None:
    write_sheet(load("small", own), tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0]
    assert [sheet.cell(4, column).value for column in (1, 7, 8, 10)] == [TAGS, "", "M 凭记忆", "四十分"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({TAGS: "约 40 分,待定"}, r"第 4 行\(标签\)的填报数值应为数字"),
        ({TAGS: "40%"}, "应为数字"),
        ({TAGS: -40}, "应为数字"),
        ({TAGS: "=1+1"}, "没有填报任何数值|应为数字"),
        ({TAGS: 41}, "合计 61,应为 60"),
        ({TAGS: 40, "indicator/no.such/points": 3}, "「indicator/no.such/points」不在指标包中"),
        ({"score//fail_below": 70, "heading/服务/points": 50}, "合计 110,应为 100"),
        ({}, "没有填报任何数值"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_nothing_is_written(
    own: Path, tmp_path: Path, values: Mapping[str, object], said: str
) -> None:
    with pytest.raises(PackError, match=said):
        read_sheet(filled(own, tmp_path, values), FILLING, own)
    assert not (own / "yunze-2026").exists()


def test_a_row_twice_with_other_figures_is_a_contradiction(own: Path, tmp_path: Path) -> None:
    path = filled(own, tmp_path, {TAGS: 40})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column, value in ((1, TAGS), (11, 30)):
        sheet.cell(sheet.max_row + (column == 1), column).value = value
    book.save(path)
    with pytest.raises(PackError, match="与前面填报的 40 不一致"):
        read_sheet(path, FILLING, own)


def test_a_pack_that_is_there_is_never_changed(own: Path, tmp_path: Path) -> None:
    path = filled(own, tmp_path, {TAGS: 40})
    read_sheet(path, FILLING, own)
    with pytest.raises(PackError, match="已有名为「yunze-2026」"):
        read_sheet(path, FILLING, own)
    with pytest.raises(PackError, match="已有名为「national-2019」"):
        read_sheet(path, Filling("national-2019", "", "张三", FILLING.at), own)


@pytest.mark.parametrize("identity", ["../evil", "A B", ""])
def test_a_new_pack_stays_in_its_folder(own: Path, tmp_path: Path, identity: str) -> None:
    with pytest.raises(PackError, match="小写字母"):
        read_sheet(filled(own, tmp_path, {TAGS: 40}), Filling(identity, "", "张三", FILLING.at), own)


def test_nobody_fills_in_without_a_name(own: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="填报人"):
        read_sheet(filled(own, tmp_path, {TAGS: 40}), Filling("yunze-2026", "", " ", FILLING.at), own)


def test_other_files_are_refused_in_words(own: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("代号,填报数值\nx,1\n", "utf-8")
    with pytest.raises(PackError, match="不是由 auditor pack export 导出"):
        read_sheet(tmp_path / "a.csv", FILLING, own)
    with pytest.raises(UsageError, match="无法读取"):
        read_sheet(tmp_path / "none.xlsx", FILLING, own)


@pytest.mark.parametrize("text", ['@HYPERLINK("http://x")"\\', "\x7f 甲 \u202e", "'''\"\"\" # [x]"])
def test_whatever_a_reason_says_the_file_stays_a_pack(own: Path, tmp_path: Path, text: str) -> None:
    pack, _ = read_sheet(filled(own, tmp_path, {TAGS: 40}, why=text), FILLING, own)
    tags = next(one for one in load("yunze-2026", own).indicators if one.id == "info.tags")
    assert tags.points and tags.points.source.endswith(":" + text.strip("\x7f\u202e ")) and pack.id == "yunze-2026"
