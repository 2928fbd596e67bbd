"""Quarters among each other: growth on the quarter before, regions at 100 % for four quarters running."""

from pathlib import Path

import pytest

from auditor.campaign.circular.history import before, quarter_of
from auditor.model.statistics import TOTAL
from reports.circular.frame import read_frame
from reports.circular.wording import body
from tests.campaign.circular.conftest import Build
from tests.campaign.quarters_in_files import SITES, workbook


@pytest.mark.parametrize(
    ("name", "meant"), [("2026Q4", (2026, 4)), ("2022年第四季度", (2022, 4)), ("2023q1", (2023, 1)), ("试运行", None)]
)
def test_a_quarter_is_known_by_its_name(name: str, meant: tuple[int, int] | None):
    assert quarter_of(name) == meant


def test_the_quarter_before_the_first_is_last_years_fourth():
    assert before("2023Q1", ["2022Q3", "2022Q4"]) == "2022Q4" and before("2023Q1", ["2022Q3"]) == ""


def quarter(folder: Path, name: str, high: int, failing: str = "") -> Path:
    portals = [(f"门户{n}", f"p{n}.gov.cn", "甲县", "是", "合格", 95 if n < high else 80, "") for n in range(12)]
    others = [
        ("乙网", "b.gov.cn", "乙县", "", "不合格" if failing == "乙县" else "合格", "", "首页不更新" if failing else "")
    ]
    return workbook(folder / f"{name}.xlsx", ("网站", [SITES, *portals, *others]))


def test_growth_stands_on_the_quarter_before(build: Build, tmp_path: Path):
    build("2022Q4", quarter(tmp_path, "a", 8))
    circular = build("2023Q1", quarter(tmp_path, "b", 11))
    table = circular.table("high")
    assert table is not None and table.lines[0].counts == {"count": 11, "last": 8}
    told = "".join(block.text for block in body(circular, read_frame(None)))
    assert "上季度 8 个,增加 3 个,增长 37.5%(以上季度 8 个为基数)" in told


def test_without_a_quarter_before_nothing_is_said_of_growth(build: Build, tmp_path: Path):
    circular = build("2023Q1", quarter(tmp_path, "b", 11))
    assert "上季度" not in "".join(block.text for block in body(circular, read_frame(None)))


def test_regions_at_a_hundred_per_cent_for_four_quarters(build: Build, tmp_path: Path):
    for name, failing in (("2022Q2", ""), ("2022Q3", "乙县"), ("2022Q4", "")):
        build(name, quarter(tmp_path, name, 8, failing))
    circular = build("2023Q1", quarter(tmp_path, "now", 8))
    assert circular.full == {"site": ("乙县", "甲县")} and circular.lasting == {"site": ("甲县",)}


def test_three_quarters_are_not_four(build: Build, tmp_path: Path):
    for name in ("2022Q3", "2022Q4"):
        build(name, quarter(tmp_path, name, 8))
    circular = build("2023Q1", quarter(tmp_path, "now", 8))
    assert circular.lasting == {} and circular.table("site").line(TOTAL) is not None


def test_the_pass_rate_stands_beside_that_of_the_quarter_before(build: Build, tmp_path: Path):
    build("2022Q4", quarter(tmp_path, "a", 8, failing="乙县"))
    better = build("2023Q1", quarter(tmp_path, "b", 8))
    told = "".join(block.text for block in body(better, read_frame(None)))
    assert "合格率 100%。上季度合格率 92.31%,提高 7.69 个百分点。" in told
    same = build("2023Q2", quarter(tmp_path, "c", 8))
    assert "上季度合格率 100%,持平。" in "".join(block.text for block in body(same, read_frame(None)))
