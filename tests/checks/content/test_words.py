"""Checks of words: every hit is for a person, with its sentence and its place; nothing is ever failed."""

import pytest

from auditor.checks.api import Shape
from auditor.checks.catalogue import discover
from auditor.model.lexicon import Lexicon, LexiconEntry
from auditor.model.outcome import Outcome
from tests.checks.prose import ask

CASES = {
    "content.wrong_word": ("<p>各单位要认真部暑。</p>", "<p>各单位要认真部署。</p>"),
    "content.doubled": ("<p>全市的的工作</p>", "<p>目的的确定</p>"),
    "content.unpaired": ("<p>根据《办法的规定，执行。</p><p>1<p>2<p>3<p>4<p>5", "<p>根据《办法》的规定，执行。</p>"),
    "content.document_number": ("<p>云政发[2024]5号</p>", "<p>云政发〔2024〕5号</p>"),
    "content.impossible_date": ("<p>2024年2月30日施行</p>", "<p>2024年2月29日施行</p>"),
    "content.english": ("<p>Yunze Goverment Portal</p>", "<p>Yunze Government Portal</p>"),
}


@pytest.mark.parametrize("check", CASES)
def test_a_slip_is_for_a_person_to_look_at_and_what_is_right_passes(check: str) -> None:
    wrong, right = CASES[check]
    (told,) = ask(check, wrong)
    assert told.outcome is Outcome.REVIEW and told.evidence["sentence"] and told.evidence["wrong"]
    assert wrong[told.spots[0].offset :].startswith(str(told.evidence["wrong"]))
    assert [one.outcome for one in ask(check, right)] == [Outcome.PASS]


def test_there_is_a_case_for_every_check_of_words() -> None:
    assert {check.id for check in discover() if check.id.startswith("content.") and check.shape is Shape.PAGE} == set(
        CASES
    )


def test_one_wrong_word_at_three_places_is_one_judgement() -> None:
    (told,) = ask("content.wrong_word", "<p>部暑一。</p><p>部暑二。</p><p>部暑三。</p>")
    assert [spot.raw for spot in told.spots] == ["部暑一。", "部暑二。", "部暑三。"]


def test_the_same_word_on_another_page_is_the_same_cause() -> None:
    one, other = (ask("content.wrong_word", f"<p>{text}</p>")[0] for text in ("部暑一。", "甲乙丙部暑。"))
    assert one.cause == other.cause


def test_the_office_list_comes_first_and_says_where_it_is_from() -> None:
    own = Lexicon(
        "云泽.xlsx", (LexiconEntry("部暑", "安排部署", "机构", "市府办", "2026-01"), LexiconEntry("市政俯", "市政府"))
    )
    told = ask("content.wrong_word", "<p>市政俯部暑工作。</p>", lexicon=own)
    assert {one.evidence["wrong"]: one.evidence["right"] for one in told} == {"市政俯": "市政府", "部暑": "安排部署"}
    assert {one.evidence.get("source") for one in told} == {None, "市府办 2026-01"}


def test_a_page_of_nothing_but_slips_is_cut() -> None:
    (told,) = ask("content.doubled", "<p>甲的的乙</p>" * 5_000)
    assert len(told.spots) == 100
