"""Typical problems: gravest and widest first, one for a whole platform, suppliers apart."""

from pathlib import Path

from tests.campaign.circular.conftest import Build
from tests.campaign.quarters_in_files import workbook

HEAD = ("网站名称", "网址", "承载平台", "检查结果", "单项否决", "存在问题", "供稿单位")


def sites(folder: Path) -> Path:
    hosted = [(f"集约{n}", f"h{n}.gov.cn", "省集约化平台", "不合格", "栏目不更新", "", "") for n in range(4)]
    alone = [
        ("独立", "x.gov.cn", "", "不合格", "栏目不更新", "", ""),
        ("民政", "m.gov.cn", "", "合格", "", "页脚要素缺失;错别字", "某街道"),
    ]
    return workbook(folder / "s.xlsx", ("网站", [HEAD, *hosted, *alone]))


def test_the_same_cause_on_one_platform_is_one_problem_with_its_owner(build: Build, tmp_path: Path):
    problems = build("2023Q1", sites(tmp_path)).problems
    assert [(one.name, one.veto, len(one.results), one.platform) for one in problems] == [
        ("栏目不更新", True, 4, "省集约化平台"), ("栏目不更新", True, 1, ""), ("错别字", False, 1, ""), ("页脚要素缺失", False, 1, ""),
    ]  # fmt: skip


def test_units_that_supplied_faulty_pages_are_listed_apart(build: Build, tmp_path: Path):
    assert build("2023Q1", sites(tmp_path)).suppliers == (("某街道", 1),)
