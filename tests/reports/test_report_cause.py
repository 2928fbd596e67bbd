"""What one finding becomes on the page."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.model.finding import Finding
from reports.cause import EXCERPT, ROWS, cause
from reports.view import ReportView


@pytest.fixture
def one(tmp_path: Path, made: SimpleNamespace) -> Any:
    def build(**changed: Any) -> Any:
        found: Finding = next(ReportView.open(made.bundle(tmp_path, [made.finding(1, **changed)])).findings())
        return cause(0, found)

    return build


@pytest.mark.parametrize(
    ("pages", "occurrences", "place", "spread"),
    [
        (1, 1, "第 7 行,正文", "仅此 1 处"),
        (1, 3, "第 7 行,正文", "仅此 1 个页面，3 处"),
        (2, 4, "第 7 行,正文", "出现在 2 个页面，共 4 处"),
        (2, 2, "第 7 行,页脚", "出现在 2 个页面，改一处即可"),
        (9000, 9000, "第 7 行", "出现在 9,000 个页面，改一处即可"),
    ],
)
def test_spread_says_when_one_edit_mends_all(one: Any, pages: int, occurrences: int, place: str, spread: str) -> None:
    assert one(pages=pages, occurrences=occurrences, place=place).spread == spread


def test_attempts_are_rows_with_chinese_answers(one: Any, made: SimpleNamespace) -> None:
    attempts = [made.attempt(404, "HEAD"), made.attempt(None, "GET", "connect-timeout", "python")]
    rows = one(evidence={"attempts": attempts}).attempts
    assert [(row.when, row.how, row.answer) for row in rows] == [
        ("2026-11-21 22:15:30", "HEAD curl", "HTTP 404（41 毫秒）"),
        ("2026-11-21 22:15:30", "GET python", "连接超时（41 毫秒）"),
    ]


def test_chain_is_shown_when_there_was_a_redirect(one: Any) -> None:
    hop = {"url": "http://a/", "status": 302, "error": None}
    assert one(evidence={"chain": [hop]}).chain == ()
    assert [step.where for step in one(evidence={"chain": [hop, hop]}).chain] == ["http://a/"] * 2


def test_long_evidence_is_bounded(one: Any, made: SimpleNamespace) -> None:
    item = one(evidence={"excerpt": "x" * 40_000, "attempts": [made.attempt(500, "GET")] * (ROWS + 5)})
    assert len(item.excerpt) < EXCERPT + 100
    assert len(item.attempts) == ROWS and item.left_out == 5


def test_other_evidence_is_kept_with_its_label(one: Any) -> None:
    facts = dict(one(evidence={"content_type": "text/html", "odd": {"k": [1]}, "title": "", "chain": "x"}).facts)
    assert facts == {"服务器声明的类型": "text/html", "odd": '{"k": [1]}'}


@pytest.mark.parametrize("odd", ["text", 7, None, [1, "x", None], {"a": 1}])
def test_evidence_of_wrong_shape_is_survived(one: Any, odd: object) -> None:
    item = one(evidence={"attempts": odd, "chain": odd, "excerpt": odd, "suggestion": odd})
    assert item.attempts == () and item.chain == ()
