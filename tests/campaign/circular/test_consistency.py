"""Slips of printed circulars are found by rules, whatever the figures are."""

from pathlib import Path

import pytest

from auditor.model.statistics import Circular
from tests.campaign.circular.conftest import Build
from tests.campaign.quarters_in_files import workbook

HEAD = (
    "统计表",
    "项目",
    "总数",
    "抽查数",
    "合格数",
    "不合格数",
    "合格率",
    "数量",
    "上季度",
    "增长率",
    "收到",
    "办结",
    "按期办结",
    "单项否决数",
    "计分数",
)


def line(table: str, name: str, **cells: object) -> list[object]:
    columns = {"总数": "", "抽查数": "", "合格数": "", "不合格数": "", "合格率": "", "数量": "", "上季度": "", "增长率": "", "收到": "",
               "办结": "", "按期办结": "", "单项否决数": "", "计分数": "", **cells}  # fmt: skip
    return [table, name, *columns.values()]


def wrong(circular: Circular) -> list[str]:
    return [note.text for note in circular.notes if note.wrong]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line("网站", "合计", 总数=100, 抽查数=120, 合格数=100)], "抽查数 120 大于总数 100"),
        ([line("网站", "合计", 抽查数=50, 合格数=30, 不合格数=25)], "合格数 30 + 不合格数 25 = 55,而抽查数为 50"),
        ([line("网站", "合计", 抽查数=50, 合格数=30, 合格率="62%")], "所列比率 62%,按 30/50 应为 60%"),
        ([line("网站", "合计", 抽查数=9, 合格数=8),
             line("网站按地区", "甲县", 抽查数=5, 合格数=5), line("网站按地区", "乙县", 抽查数=3, 合格数=3)],
         "有 1 个网站(其中不合格 1 个)未列入任何一行"),
        ([line("高分网站", "90 分及以上", 数量=11, 上季度=8, 增长率="27.3%")], "以上季度 8 为基数应为 37.5%,误以本期数为基数"),
        ([line("高分网站", "90 分及以上", 数量=11, 上季度=8, 增长率="40%")], "应为 37.5%"),
        ([line("留言", "合计", 收到=10, 办结=12)], "办结 12 大于收到 10"),
        ([line("网站", "合计", 抽查数=9, 不合格数=4), line("单项否决", "栏目不更新", 数量=3)], "1 个没有写明原因"),
        ([line("门户网站", "合计", 抽查数=9, 单项否决数=4, 计分数=4)], "其余 1 个没有得分"),
        ([line("门户网站", "合计", 抽查数=9, 单项否决数=4, 计分数=6)], "后两项之和多于门户网站数"),
        ([line("单项否决", "栏目不更新", 数量=3), line("单项否决", "合计", 数量=5)], "各项合计 3,所列总数 5"),
    ],
)  # fmt: skip
def test_slips_in_printed_lines_are_said(build: Build, tmp_path: Path, lines: list[list[object]], said: str):
    found = wrong(build("2023Q1", workbook(tmp_path / "s.xlsx", ("统计", [HEAD, *lines]))))
    assert len(found) == 1 and said in found[0], found


def test_lines_that_agree_at_their_own_precision_are_left_alone(build: Build, tmp_path: Path):
    lines = [
        line("网站", "合计", 总数=267, 抽查数=120, 合格数=53, 不合格数=67, 合格率="44.2%"),
        line("新媒体", "合计", 抽查数=146, 不合格数=59, 合格率="60%"),
        line("高分网站", "90 分及以上", 数量=11, 上季度=8, 增长率="38%"),
    ]
    assert wrong(build("2023Q1", workbook(tmp_path / "s.xlsx", ("统计", [HEAD, *lines])))) == []


def test_a_rate_as_spreadsheets_keep_it_is_understood(build: Build, tmp_path: Path):
    lines = [line("网站", "合计", 抽查数=120, 合格数=53, 合格率=0.441666666666)]
    assert wrong(build("2023Q1", workbook(tmp_path / "s.xlsx", ("统计", [HEAD, *lines])))) == []


def test_the_list_and_the_printed_figure_are_compared(build: Build, tmp_path: Path):
    sites = [
        ("网站名称", "网址", "地区", "检查结果"),
        ("甲", "a.gov.cn", "甲县", "合格"),
        ("乙", "b.gov.cn", "甲县", "不合格"),
    ]
    lines = [line("网站", "合计", 抽查数=2, 合格数=2), line("网站按地区", "甲县", 抽查数=2, 合格数=1)]
    circular = build("2023Q1", workbook(tmp_path / "s.xlsx", ("网站", sites), ("统计", [HEAD, *lines])))
    assert "政府网站总体情况「合计」合格数:所列 2,清单为 1" in wrong(circular)
    total = circular.table("site")
    assert total is not None and total.lines[0].counts["passed"] == 1  # What can be traced is printed.


def test_a_list_of_failures_alone_does_not_replace_the_printed_total(build: Build, tmp_path: Path):
    sites = [("网站名称", "网址", "检查结果", "单项否决"), ("甲", "a.gov.cn", "不合格", "首页不更新")]
    lines = [line("网站", "合计", 抽查数=200, 合格数=199)]
    circular = build("2023Q1", workbook(tmp_path / "s.xlsx", ("网站", sites), ("统计", [HEAD, *lines])))
    total = circular.table("site")
    assert total is not None and total.lines[0].counts["passed"] == 199 and wrong(circular) == []
    assert any("结果清单只有 1 行" in note.text for note in circular.notes)


def test_somebody_named_twice_is_said(build: Build, tmp_path: Path):
    names = [("平台", "账号名称", "不合格原因"), ("微信", "甲发布", "不更新"), ("微信", "甲发布", "查找不到")]
    lines = [line("新媒体", "合计", 抽查数=5, 不合格数=2)]
    circular = build("2023Q1", workbook(tmp_path / "s.xlsx", ("新媒体名单", names), ("统计", [HEAD, *lines])))
    assert any("重复出现:甲发布" in text for text in wrong(circular))
