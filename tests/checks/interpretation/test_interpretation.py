"""Documents and their interpretations."""

from typing import Any

import pytest

from auditor.checks.interpretation.column import judge as COLUMN
from auditor.checks.interpretation.share import judge as SHARE
from auditor.checks.interpretation.unlinked import judge as UNLINKED
from auditor.model.columns import ColumnClass, DocumentKind, Filling, PolicyDocument
from tests.checks.columns import column, said
from tests.checks.conftest import HOME

C = ColumnClass
POLICY, READING = f"{HOME}zcwj/1.html", f"{HOME}zcjd/1.html"


def policy(title: str = "关于印发《云泽市政府采购管理办法》的通知", **facts: Any) -> PolicyDocument:
    return PolicyDocument(**{"url": POLICY, "title": title, "kind": DocumentKind.POLICY, "date": "2026-03-02", **facts})


def reading(title: str = "《云泽市政府采购管理办法》政策解读", **facts: Any) -> PolicyDocument:
    values = {
        "url": READING,
        "title": title,
        "kind": DocumentKind.INTERPRETATION,
        "date": "2026-03-03",
        "forms": ("text",),
    }
    return PolicyDocument(**{**values, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("onward", "back", "answer"),
    [
        (True, True, ("pass", "")),
        (True, False, ("fail", "no-link-back")),
        (False, True, ("fail", "no-link-onward")),
        (False, False, ("review", "no-link-at-all")),
    ],
)
def test_both_directions_are_asked_for(onward: bool, back: bool, answer: tuple[str, str]) -> None:
    pair = (policy(links=frozenset({READING} if onward else ())), reading(links=frozenset({POLICY} if back else ())))
    assert said(UNLINKED, documents=pair) == [answer]


@pytest.mark.parametrize(
    "title",
    [
        "一图读懂《云泽市政府采购管理办法》",
        "云泽市政府采购管理办法解读",
        "图解:云泽市政府采购管理办法",
        "专家解读|《政府采购管理办法》",
    ],
)
def test_a_pair_is_known_by_the_name_of_the_document(title: str) -> None:
    assert said(UNLINKED, documents=(policy(), reading(title))) == [("review", "no-link-at-all")]


def test_what_is_about_something_else_is_no_pair() -> None:
    assert said(UNLINKED, documents=(policy(), reading("《云泽市养老服务条例》解读"))) == [("na", "no-pairs")]
    assert said(UNLINKED, documents=(policy("通知"), reading("通知解读"))) == [("na", "no-pairs")]


def test_the_share_interpreted_is_told_with_what_is_missing() -> None:
    other = policy("关于公布收费目录的通知", url=f"{HOME}zcwj/2.html")
    old = policy("关于旧事的通知", url=f"{HOME}zcwj/3.html", date="2020-01-01")
    assert said(SHARE, documents=(policy(), reading(), other, old)) == [("review", "few-interpreted")]
    assert said(SHARE, documents=(policy(), reading(), old)) == [("pass", "")]
    assert said(SHARE, documents=(old,)) == [("na", "no-documents")]


def test_the_column_is_there_and_kept() -> None:
    assert said(COLUMN, column(C.POLICY, "2026-01-01")) == [("review", "missing")]
    assert said(COLUMN, column(C.POLICY, "2026-01-01"), column(C.INTERPRETATION, "2026-01-01")) == [("pass", "")]
    assert said(COLUMN, column(C.INTERPRETATION, "2020-01-01")) == [("review", "stale")]
    assert said(COLUMN, column(C.INTERPRETATION, filling=Filling.SCRIPT)) == [("unmeasured", "list-not-read")]
    assert said(COLUMN, column(C.NEWS, "2026-01-01")) == [("na", "no-policy")]
