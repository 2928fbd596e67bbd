"""Ledgers as offices keep them: read, kept, counted by working days; whatever is not known is said and not guessed."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from auditor.campaign.complaints.figures import Deadlines, Fate, figures
from auditor.campaign.complaints.reading import Ledger, read_ledger
from auditor.model.complaint import Channel, Complaint
from auditor.model.options import UsageError
from tests.campaign.made import auditor, registered, said

TODAY = date(2026, 11, 26)
HEADS = "编号,网站名称,网址,留言标题,提交时间,办结时间,办理状态"
SITES = (
    "甲市政府网,http://www.jia.gov.cn/,4400000001,甲市人民政府,甲市,市级,是,",
    "乙县政府网,http://www.yi.gov.cn/,4400000002,乙县人民政府,乙县,县级,是,",
)


def ledger(folder: Path, rows: Sequence[str], heads: str = HEADS, name: str = "找错台账.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([heads, *rows]), "utf-8")
    return path


def read(folder: Path, *rows: str, **changed: Any) -> Ledger:
    return read_ledger(ledger(folder, rows, **changed), None, TODAY)


def complaint(received: str, closed: str = "", **changed: Any) -> Complaint:
    values: dict[str, Any] = {
        "channel": Channel.ERROR_REPORT, "number": received, "place": "", "title": "", "received": received,
        "closed": closed, "is_closed": bool(closed),
    }  # fmt: skip
    return Complaint(**(values | changed))


def test_rows_are_read_in_every_form_of_date(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "1,甲市政府网,,错字,2026年7月1日,2026-07-03,已办结",
        "2,甲市政府网,,打不开,46204,,正在办理",
        "3,,www.yi.gov.cn,x,2026/7/1 8:30,,",
    )
    assert [(one.complaint.received, one.complaint.closed, one.complaint.is_closed) for one in found.entries] == [
        ("2026-07-01", "2026-07-03", True), ("2026-07-01", "", False), ("2026-07-01", "", False),
    ]  # fmt: skip
    assert {one.complaint.channel for one in found.entries} == {Channel.ERROR_REPORT} and not found.notes


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,甲,,x,2027年1月1日,,", "提交时间:日期 2027-01-01 在今天"),
        ("1,甲,,x,2026年2月30日,,", "提交时间:没有这一天"),
        ("1,甲,,x,昨天,,", "提交时间:看不出是哪一天"),
        ("1,甲,,x,,,", "没有提交时间"),
        ("1,甲,,x,2026-07-05,2026-07-01,", "办结时间早于提交时间"),
        ("1,甲,,x,2026-07-05,尽快,", "办结时间:看不出是哪一天"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_are_kept(tmp_path: Path, row: str, said: str) -> None:
    found = read(tmp_path, row, "2,甲,,好的,2026-07-05,,")
    assert [one.complaint.number for one in found.entries] == ["2"]
    ((note),) = found.notes
    assert note.row == 2 and said in note.text


def test_headings_may_stand_below_a_merged_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "2026 年第三季度曝光台办理台账"
    sheet.merge_cells("A1:E1")
    for row in (
        ["编号", "网站名称", "受理时间", "答复时间", "处理状态"],
        [7, "甲市政府网", date(2026, 7, 1), date(2026, 7, 2), "已答复"],
    ):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    found = read_ledger(tmp_path / "台账.xlsx", Channel.EXPOSURE, TODAY)
    (entry,) = found.entries
    assert (entry.complaint.number, entry.complaint.received, entry.complaint.closed) == (
        "7",
        "2026-07-01",
        "2026-07-02",
    )


def test_a_channel_nobody_names_is_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, "1,甲,,x,2026-07-05,,", name="a.csv")
    assert not found.entries and "--channel" in found.notes[0].text
    assert read_ledger(tmp_path / "a.csv", Channel.MESSAGE, TODAY).entries


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="台账的表头"):
        read_ledger(tmp_path / "a.csv", None, TODAY)


def test_the_state_goes_before_the_day_and_digits_of_persons_are_masked(tmp_path: Path) -> None:
    found = read(tmp_path, "1,甲,,电话13812345678,2026-07-05,2026-07-06,未办结", "2,甲,,x,2026-07-05,2026-07-06,超期")
    first, second = (one.complaint for one in found.entries)
    assert (first.is_closed, first.closed, first.title) == (False, "", "电话138********")
    assert second.is_closed and second.closed == "2026-07-06"


@pytest.mark.parametrize(
    ("received", "closed", "today", "fate"),
    [
        ("2026-09-30", "2026-10-10", "2026-11-26", Fate.ON_TIME),
        ("2026-09-30", "2026-10-12", "2026-11-26", Fate.LATE),
        ("2026-09-30", "", "2026-10-09", Fate.WAITING),
        ("2026-09-30", "", "2026-10-12", Fate.OVERDUE),
        ("2025-12-31", "2026-01-06", "2026-11-26", Fate.ON_TIME),
        ("2030-01-04", "2030-01-07", "2030-02-01", Fate.CLOSED),
        ("2030-01-04", "", "2030-02-01", Fate.OPEN),
    ],
)
def test_deadlines_are_working_days_over_holidays_and_year_ends(
    received: str, closed: str, today: str, fate: Fate
) -> None:
    deadlines = Deadlines({Channel.ERROR_REPORT: 3}, date.fromisoformat(today))
    assert deadlines.fate(complaint(received, closed)) is fate


def test_the_ledgers_own_deadline_goes_first() -> None:
    deadlines = Deadlines({Channel.ERROR_REPORT: 3}, TODAY)
    assert deadlines.fate(complaint("2026-07-01", "2026-07-20", due="2026-07-31")) is Fate.ON_TIME


def test_without_a_deadline_no_rate_on_time_is_told() -> None:
    lines, total = figures(
        [complaint("2026-07-01", "2026-07-02"), complaint("2026-07-03")], Deadlines({}, TODAY), "channel"
    )
    assert (total.closed, total.closing_rate, total.on_time_rate) == (1, 0.5, None)
    assert (total.fates[Fate.CLOSED], total.fates[Fate.OPEN]) == (1, 1) and len(lines) == 1


def test_nothing_received_has_no_rate() -> None:
    _, total = figures([], Deadlines({}, TODAY), "region")
    assert (total.received, total.closing_rate, total.on_time_rate) == (0, None, None)


def test_what_is_not_due_yet_is_not_late() -> None:
    deadlines = Deadlines({Channel.ERROR_REPORT: 3}, date(2026, 7, 3))
    found = [complaint("2026-07-02"), complaint("2026-06-01", "2026-06-02"), complaint("2026-06-02", "2026-06-30")]
    _, total = figures(found, deadlines, "region")
    assert (total.on_time_rate, total.closing_rate) == (0.5, 2 / 3)


def test_more_than_a_month_is_counted_for_the_yearly_assessment() -> None:
    found = [complaint("2026-01-31", "2026-02-28"), complaint("2026-01-31", "2026-03-01"), complaint("2026-06-01")]
    _, total = figures(found, Deadlines({}, TODAY), "region")
    assert (total.over_a_month, total.not_closed) == (2, 1)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return registered(tmp_path, *SITES)


def test_figures_per_region_with_the_list_behind_each_number(tmp_path: Path, db: Path) -> None:
    rows = [
        "A1,甲市政府网,,x,2026-07-01,2026-07-02,已办结", "A2,,http://www.jia.gov.cn/a/b.html,x,2026-07-01,2026-07-20,已办结",
        "A3,乙县政府网,,x,2026-07-01,,办理中", "A4,无此网,,x,2026-07-01,2026-07-02,已办结",
    ]  # fmt: skip
    told = said("complaints", "import", str(ledger(tmp_path, rows)), "--db", str(db))
    assert "新增 4,更新 0,未变 0,未采用 0 行" in told and "无此网" in told
    shown = said("complaints", "figures", "--days", "找错=3", "--as-of", "2026-11-26", "--db", str(db))
    assert "甲市:收到 2,办结 2(按期办结 1,逾期办结 1);办结率 100.00%,按期办结率 50.00%" in shown
    assert "乙县:收到 1,办结 0(逾期未办结 1),超过 1 个月 1;办结率 0.00%,按期办结率 0.00%" in shown
    assert "合计:收到 4,办结 3" in shown and "办结率 75.00%" in shown
    whole = json.loads(
        said("complaints", "figures", "--days", "找错=3", "--by", "site", "--format", "json", "--db", str(db))
    )
    late = [line["numbers"]["late"] for line in whole["lines"] if "甲市政府网" in line["name"]]
    assert late == [["找错 A2"]]
    assert sum(line["received"] for line in whole["lines"]) == whole["total"]["received"] == 4


def test_the_national_pack_knows_no_deadline_and_the_figures_say_so(tmp_path: Path, db: Path) -> None:
    said("complaints", "import", str(ledger(tmp_path, ["A1,甲市政府网,,x,2026-07-01,2026-07-02,"])), "--db", str(db))
    shown = said("complaints", "figures", "--db", str(db))
    assert "期限:找错 未核实" in shown and "按期办结率 未核实" in shown and "办结率 100.00%" in shown


def test_a_ledger_read_again_changes_only_what_changed(tmp_path: Path, db: Path) -> None:
    path = ledger(tmp_path, ["A1,甲市政府网,,x,2026-07-01,,办理中", ",甲市政府网,,无编号,2026-07-01,,"])
    said("complaints", "import", str(path), "--db", str(db))
    assert "新增 0,更新 0,未变 2" in said("complaints", "import", str(path), "--db", str(db))
    closed = ledger(tmp_path, ["A1,甲市政府网,,x,2026-07-01,2026-07-04,已办结"])
    assert "新增 0,更新 1" in said("complaints", "import", str(closed), "--db", str(db))
    opened = ledger(tmp_path, ["A1,甲市政府网,,x,2026-07-01,,重新转办,未办结"])
    assert "更新 1" in said("complaints", "import", str(opened), "--db", str(db))
    assert "收到 2,办结 0" in said("complaints", "figures", "--db", str(db))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--by", "town"), "--by 应为"),
        (("--days", "找错=x"), "--days 应写成"),
        (("--days", "信=3"), "--days 应写成"),
        (("--pack", "none"), "没有名为"),
    ],
)
def test_words_that_cannot_be_meant(db: Path, words: tuple[str, ...], sentence: str) -> None:
    result = auditor("complaints", "figures", *words, "--db", str(db))
    assert result.exit_code == 2 and sentence in result.stderr
