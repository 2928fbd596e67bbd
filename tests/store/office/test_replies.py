"""Answers by number: what agrees is taken once, what does not is named, and nothing is overwritten unasked."""

import json
from pathlib import Path

import pytest

from auditor.sheets.numbered import NumberedRow
from auditor.store.office.database import Office
from auditor.store.office.replies import Judged, answers, judged, take

NUMBER = "K7QM2P-0007"


def row(where: str = "a.xlsx 第 2 行", number: str = NUMBER, **values: str) -> NumberedRow:
    return NumberedRow(number, where, values)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path / "office.db")


def test_answers_are_kept_and_written_into_the_book_of_changes(office: Office) -> None:
    taken = take(office, [row(整改情况="已整改", 备注="不相干")], "王五")
    assert (taken.new, taken.same, taken.conflicts) == (1, 0, ())
    assert answers(office, NUMBER) == {"整改情况": "已整改"}
    change = office.db.execute("SELECT operator, subject, change FROM change").fetchone()
    assert (change["operator"], change["subject"]) == ("王五", f"finding:{NUMBER}")
    assert json.loads(change["change"]) == {"整改情况": [None, "已整改"], "source": "a.xlsx 第 2 行"}


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    take(office, [row(整改情况="已整改")], "王五")
    taken = take(office, [row(整改情况="已整改")], "王五")
    assert (taken.new, taken.same) == (0, 1)
    assert office.db.execute("SELECT count(*) FROM change").fetchone()[0] == 1


def test_another_answer_is_a_conflict_until_somebody_says_replace(office: Office) -> None:
    take(office, [row(整改情况="整改中")], "王五")
    (conflict,) = take(office, [row("b.xlsx 第 9 行", 整改情况="已整改")], "王五").conflicts
    assert conflict.kept is not None and conflict.kept.value == "整改中"
    assert [(one.value, one.source) for one in conflict.others] == [("已整改", "b.xlsx 第 9 行")]
    assert answers(office, NUMBER) == {"整改情况": "整改中"}
    assert take(office, [row("b.xlsx 第 9 行", 整改情况="已整改")], "王五", replace=True).replaced == 1
    assert answers(office, NUMBER) == {"整改情况": "已整改"}


@pytest.mark.parametrize("replace", [False, True])
def test_rows_that_contradict_each_other_decide_nothing(office: Office, replace: bool) -> None:
    taken = take(office, [row(整改情况="已整改", 完成时间="2026-12-01"), row("b", 整改情况="有异议")], "王五", replace)
    assert [(one.field, one.kept, len(one.others)) for one in taken.conflicts] == [("整改情况", None, 2)]
    assert answers(office, NUMBER) == {"完成时间": "2026-12-01"}


def test_an_empty_cell_takes_nothing_back(office: Office) -> None:
    take(office, [row(整改情况="已整改")], "王五")
    assert take(office, [row()], "王五", replace=True).conflicts == ()
    assert answers(office, NUMBER) == {"整改情况": "已整改"}


def test_only_a_named_reviewer_confirms_or_dismisses(office: Office) -> None:
    take(
        office,
        [
            row(number="AAAAAA-0001", 核实人="赵六", 复核结论="属实"),
            row(number="AAAAAA-0002", 核实人="赵六", 复核结论="不属实"),
            row(number="AAAAAA-0003", 复核结论="属实"),
            row(number="AAAAAA-0004", 核实人="赵六", 复核结论="需复测"),
        ],
        "王五",
    )
    assert judged(office) == Judged(frozenset({"AAAAAA-0001"}), frozenset({"AAAAAA-0002"}))


def test_hostile_words_are_only_words(office: Office) -> None:
    evil = "'); DROP TABLE reply; --"
    take(office, [row(number=evil, 申诉意见=evil)], evil)
    assert answers(office, evil) == {"申诉意见": evil}
