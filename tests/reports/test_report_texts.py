"""Every code that can appear has a Chinese text."""

import re

import pytest

from auditor.model.error import ErrorKind
from auditor.model.outcome import Confidence, Impact, Outcome
from reports.texts import reason, text

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_every_error_kind_has_a_text(kind: ErrorKind) -> None:
    assert CHINESE.search(reason(kind.value))


@pytest.mark.parametrize(("table", "values"), [("outcome", Outcome), ("impact", Impact), ("confidence", Confidence)])
def test_every_enum_value_has_a_text(table: str, values: type[Outcome] | type[Impact] | type[Confidence]) -> None:
    assert all(CHINESE.search(text(table, value.value)) for value in values)


def test_certainty_is_worded_with_care() -> None:
    assert text("outcome", "fail") == "监测发现（待核实）"
    assert text("outcome", "review") == "待人工判断"


def test_reasons_by_pattern() -> None:
    assert reason("http-502") == "服务器返回 HTTP 502"
    assert reason("captcha-page") == "网站要求输入验证码"
    assert reason("never-heard-of") == "never-heard-of"
