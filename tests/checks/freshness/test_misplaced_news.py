"""News where none belongs."""

import pytest

from auditor.checks.freshness.misplaced_news import judge as CHECK
from auditor.model.columns import ColumnClass
from tests.checks.columns import column, row, said

C = ColumnClass
NEWS = ("市财政局召开年中工作会议", "副市长赴清渡县调研秋粮收购", "全市深入开展安全生产大检查", "我市举办文化惠民演出")
PAPERS = (
    "关于召开听证会的公告",
    "云泽市十四五规划纲要",
    "《政府采购管理办法》",
    "关于开展专项检查的通知",
    "2026年工作要点",
)


@pytest.mark.parametrize("cls", [C.PLANNING, C.POLICY, C.NOTICE, C.PERSONNEL])
def test_reports_of_meetings_in_a_column_for_documents(cls: ColumnClass) -> None:
    rows = tuple(row(title, "2026-11-01") for title in NEWS)
    assert said(CHECK, column(cls, rows=rows)) == [("review", "news-inside")]


def test_documents_that_speak_of_meetings_are_documents() -> None:
    assert said(CHECK, column(C.NOTICE, rows=tuple(row(title, "2026-11-01") for title in PAPERS))) == [("pass", "")]


def test_few_news_among_many_documents_and_news_columns_are_fine() -> None:
    mixed = tuple(row(title, "2026-11-01") for title in (*NEWS[:2], *PAPERS))
    assert said(CHECK, column(C.NOTICE, rows=mixed)) == [("pass", "")]
    assert said(CHECK, column(C.NEWS, rows=tuple(row(title, "2026-11-01") for title in NEWS))) == [("pass", "")]
