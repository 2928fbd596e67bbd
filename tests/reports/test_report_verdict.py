"""The proposed verdict in the report: what applies, what is open and why, by which pack."""

from typing import Any

from auditor.model.verdict import Cause, Grade, Item, Kind, Reason, Stage, Standing, Subject, Verdict
from reports.texts import texts
from reports.verdict import verdict_rows

VETO = Item("veto.columns", "栏目不更新", "栏目不更新", Kind.VETO, Standing.HIT, counted=6)
LOST = Item("fn.links", "可用性", "功能设计", Kind.DEDUCT, Standing.HIT, 10.0, -1.5, 15)
UNSURE = Item("fn.tags", "页面标签", "功能设计", Kind.DEDUCT, Standing.HIT, causes=(Cause.POINTS_UNKNOWN,))


def rows(**changed: Any) -> dict[str, str]:
    values: dict[str, Any] = {
        "subject": Subject.PORTAL, "stage": Stage.PROPOSED, "grade": Grade.UNDECIDED, "score": None, "deducted": None, "bonus": None,
        "band": "", "reasons": (), "items": (LOST, UNSURE), "coverage": {}, "pack": "small", "pack_sha256": "ab" * 32,
    }  # fmt: skip
    found = verdict_rows(Verdict(**{**values, **changed}).as_dict())
    assert found is not None
    return dict(found)


def test_nothing_judged_has_no_rows() -> None:
    assert verdict_rows(None) is None


def test_a_veto_ends_the_counting() -> None:
    found = rows(grade=Grade.UNQUALIFIED, items=(VETO, LOST))
    assert found["结论"].startswith("不合格") and found["单项否决"] == "栏目不更新(6 处)"
    assert found["得分"] == "有单项否决,不计分"


def test_what_is_not_known_is_said_and_not_shown_as_nothing() -> None:
    found = rows(reasons=(Reason(Cause.POINTS_UNKNOWN, ("fn.tags",)),))
    assert (found["得分"], found["分值未核实"]) == ("不能评定(原因见下)", "页面标签")
    assert found["扣分"] == "可用性 -1.5 分;页面标签 分值未核实"
    assert found["单项否决"] == "没有认定" and found["指标包"] == f"small(sha256 {'ab' * 32})"


def test_a_score_is_shown_with_its_band() -> None:
    assert rows(grade=Grade.QUALIFIED, score=98.5, band="90 至 100 分")["得分"] == "98.5 分,90 至 100 分"


def test_a_site_without_points_has_no_row_for_them() -> None:
    assert not {"得分", "扣分"} & set(rows(subject=Subject.SITE))


def test_long_lists_are_cut_and_counted() -> None:
    many = tuple(f"fn.{number}" for number in range(40))
    assert rows(reasons=(Reason(Cause.MANUAL, many),))["待人工判定"].endswith("等 40 项")


def test_every_word_of_a_verdict_has_its_chinese() -> None:
    assert set(texts()["open"]) == {cause.value for cause in Cause}
    assert set(texts()["grade"]) == {grade.value for grade in Grade}
    assert set(texts()["subject"]) == {subject.value for subject in Subject}
