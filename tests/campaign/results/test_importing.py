"""Results as offices hand them in: odd sheets are understood or named, nothing is overwritten in silence."""

from pathlib import Path

import pytest

from auditor.campaign.results.importing import Entry, import_results
from auditor.campaign.results.reading import read_results
from auditor.model.options import UsageError
from auditor.model.result import Conclusion, Named, Result, Stated
from auditor.store.office import results as stored
from auditor.store.office.database import Office, OfficeError
from tests.campaign.quarters_in_files import workbook

HEAD = ("序号", "网站名称", "网址", "主办单位", "检查结果", "得分", "单项否决")
MINE = Entry("2026Q4", "张三")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path / "office.db")


def file(folder: Path, *rows: tuple[object, ...], name: str = "r.xlsx") -> Path:
    return workbook(folder / name, ("网站", [("2026年第四季度网站检查结果",), HEAD, *rows]))


def test_a_sheet_below_its_title_is_read(tmp_path: Path):
    read = read_results(
        file(tmp_path, (1, "甲网", "www.a.gov.cn", "甲局", "合格", 88.5, ""), ("", "合计", "", "", "", "", ""))
    )
    (one,) = read.rows
    assert isinstance(one, Result)
    assert (one.name, one.key, one.unit, one.conclusion, str(one.score)) == (
        "甲网",
        "http://www.a.gov.cn/",
        "甲局",
        Conclusion.PASS,
        "88.5",
    )
    assert one.origin == "r.xlsx 第 3 行" and read.unused == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [("合格", "pass"), ("不合格", "fail"), ("否", "fail"), ("未达标", "fail"), ("待核实", "pending"),
     ("未能检测", "unmeasured"), ("通过", "pass")],
)  # fmt: skip
def test_what_offices_write_as_a_result(tmp_path: Path, said: str, meant: str):
    (one,) = read_results(file(tmp_path, (1, "甲网", "a.gov.cn", "", said, "", ""))).rows
    assert isinstance(one, Result) and one.conclusion == meant


def test_without_a_result_the_veto_or_the_score_decides_and_nothing_is_guessed(tmp_path: Path):
    rows = ((1, "甲", "a.gov.cn", "", "", 59.5, ""), (2, "乙", "b.gov.cn", "", "", 60, ""), (3, "丙", "c.gov.cn", "", "", "", "首页不更新"),
            (4, "丁", "d.gov.cn", "", "", "", ""))  # fmt: skip
    read = read_results(file(tmp_path, *rows))
    assert [one.conclusion for one in read.rows if isinstance(one, Result)] == ["fail", "pass", "fail"]
    assert "丁" in read.unused[0].text and "第 6 行" in read.unused[0].place


def test_two_vetoes_in_one_cell_are_two_but_the_official_name_is_one(tmp_path: Path):
    (one,) = read_results(
        file(tmp_path, (1, "甲", "a.gov.cn", "", "不合格", "", "安全、泄密事故等严重问题、栏目不更新"))
    ).rows
    assert isinstance(one, Result) and one.causes == ("安全、泄密事故等严重问题", "栏目不更新")


def test_a_site_twice_in_a_sheet_counts_once_and_is_said(tmp_path: Path):
    read = read_results(
        file(tmp_path, (1, "甲", "http://a.gov.cn", "", "合格", "", ""), (2, "甲", "a.gov.cn/", "", "不合格", "", ""))
    )
    assert len(read.rows) == 1 and "重复" in read.unused[0].text


def test_a_list_without_results_names_failures(tmp_path: Path):
    path = workbook(
        tmp_path / "n.xlsx",
        ("不合格政务新媒体名单", [("平台", "账号名称", "原因"), ("新浪微博", "甲发布", "不更新")]),
        ("空", []),
    )
    (one,) = read_results(path).rows
    assert isinstance(one, Named) and (one.kind, one.platform, one.name, one.cause) == (
        "account",
        "微博",
        "甲发布",
        "不更新",
    )


def test_a_table_by_region_finds_its_place_by_its_headings(tmp_path: Path):
    rows = [
        ("各地区网站抽查情况",),
        ("地区", "抽查数", "合格数", "合格率"),
        ("甲县", "5个", 4, "80%"),
        ("合计", 5, 4, "80%"),
        ("乙县", "五", 1, ""),
    ]
    read = read_results(workbook(tmp_path / "t.xlsx", ("表1", rows)))
    lines = [(one.table, one.line, dict(one.counts)) for one in read.rows if isinstance(one, Stated)]
    assert lines[0] == ("site-region", "甲县", {"sampled": 5, "passed": 4}) and lines[1][:2] == ("site", "合计")
    assert "「五」不是数目" in read.unused[0].text


def test_importing_again_changes_nothing_and_what_contradicts_is_shown(office: Office, tmp_path: Path):
    first = file(tmp_path, (1, "甲", "a.gov.cn", "甲局", "合格", "", ""))
    import_results(office, first, MINE)
    assert import_results(office, first, MINE).conflicts == ()
    other = file(tmp_path, (1, "甲", "a.gov.cn", "甲局", "不合格", "", "首页不更新"), name="other.xlsx")
    done = import_results(office, other, MINE)
    assert len(done.conflicts) == 1 and "甲" in done.conflicts[0]
    assert stored.results(office, "2026Q4")[0].conclusion is Conclusion.PASS
    import_results(office, other, Entry("2026Q4", "李四", replacing=True))
    assert stored.results(office, "2026Q4")[0].conclusion is Conclusion.FAIL


def test_who_imported_what_is_written_down(office: Office, tmp_path: Path):
    import_results(office, file(tmp_path, (1, "甲", "a.gov.cn", "", "合格", "", "")), MINE)
    row = office.db.execute("SELECT operator, change FROM change WHERE subject = 'campaign:2026Q4'").fetchone()
    assert row["operator"] == "张三" and "r.xlsx" in row["change"]


def test_what_the_register_knows_is_filled_in_and_strangers_are_named(office: Office, tmp_path: Path):
    with office.transaction() as db:
        db.execute("INSERT INTO unit (name, region) VALUES ('甲局', '甲县')")
        db.execute("INSERT INTO site (number, name, url, unit, portal) VALUES ('0001', '甲', 'http://a.gov.cn/', 1, 1)")
    rows = ((1, "甲", "a.gov.cn", "", "合格", 90, ""), (2, "乙", "b.gov.cn", "", "合格", "", ""))
    done = import_results(office, file(tmp_path, *rows), MINE)
    one = stored.results(office, "2026Q4")[0]
    assert (one.unit, one.region, one.portal) == ("甲局", "甲县", True) and done.strangers == ("乙",)


def test_a_closed_campaign_takes_no_more_results(office: Office, tmp_path: Path):
    path = file(tmp_path, (1, "甲", "a.gov.cn", "", "合格", "", ""))
    import_results(office, path, MINE)
    with office.transaction() as db:
        db.execute("UPDATE campaign SET closed = '2026-12-20T10:00:00+08:00'")
    with pytest.raises(OfficeError, match="已定稿"):
        import_results(office, path, MINE)


def test_a_file_that_is_none_is_refused_in_words(office: Office, tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UsageError, match="结果表"):
        import_results(office, tmp_path / "x.xlsx", MINE)
