"""Checks of personal data: certain only by proof, masked in whatever is said of it."""

import json

import pytest

from auditor.checks.api import Shape
from auditor.checks.catalogue import discover
from auditor.model.outcome import Outcome
from tests.checks.prose import ask

ID = "440102199003071236"
CARD = "6222020200112233446"
CASES = {
    "privacy.identity_number": (f"<td>张三</td><td>{ID}</td>", "<td>张三</td><td>4401**********1236</td>", "fail"),
    "privacy.mobile_number": ("<td>张三</td><td>13812345678</td>", "<td>张三</td><td>138****5678</td>", "review"),
    "privacy.bank_card": (f"<td>银行卡号 {CARD}</td>", "<td>银行卡号 622202*********3446</td>", "review"),
    "privacy.passport_number": ("<p>护照号码：E12345678</p>", "<p>护照号码：E1234****</p>", "review"),
    "privacy.home_address": ("<p>家庭住址：云泽市人民路12号</p>", "<p>家庭住址：云泽市人民路</p>", "review"),
}


@pytest.mark.parametrize("check", CASES)
def test_full_data_is_told_masked_and_masked_data_passes(check: str) -> None:
    full, hidden, outcome = CASES[check]
    (told,) = ask(check, f"<h1>低保名单公示</h1>{full}")
    assert told.outcome == outcome and told.evidence["context"] == "list"
    written = json.dumps(
        [told.evidence, dict(told.args), [spot.raw for spot in told.spots], told.cause], ensure_ascii=False
    )
    assert not any(secret in written for secret in (ID, CARD, "13812345678", "12345678", "人民路12号"))
    assert [one.outcome for one in ask(check, hidden)] == [Outcome.PASS]


def test_a_list_of_many_is_one_finding_with_all_its_places() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in (ID, "11010519491231002X", "360102198511070219"))
    (told,) = ask("privacy.identity_number", rows)
    assert told.args["count"] == "3" and len(told.spots) == 3


def test_an_example_beside_a_real_number_is_told_apart() -> None:
    told = ask("privacy.identity_number", f"<p>例如：{ID}</p><p>张三 11010519491231002X</p>")
    assert {str(one.outcome) for one in told} == {"fail", "review"}


def test_the_telephone_of_an_office_in_every_footer_is_one_cause() -> None:
    one, other = (ask("privacy.mobile_number", f"<p>{text}，咨询电话：13812345678</p>")[0] for text in ("甲", "乙丙"))
    assert one.cause == other.cause != "" and one.reason == "service-mobile" and "12345678" not in one.cause


def test_every_check_of_personal_data_has_a_case() -> None:
    names = {check.id for check in discover() if check.id.startswith("privacy.") and check.shape is Shape.PAGE}
    assert names == set(CASES)


def test_a_list_of_thousands_is_counted_and_told_in_part() -> None:
    (told,) = ask("privacy.mobile_number", "<p>13812345678</p>" * 1_000)
    assert told.args["count"] == "1000" and len(told.spots) == 200
