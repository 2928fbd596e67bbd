import pytest

from auditor.text.titles import names

NAMES = ["路灯不亮", "市长信箱", "云泽市人民政府"]


@pytest.mark.parametrize("between", ["_", "|", " - ", "-", "--", " > ", "｜", " — "])
def test_names_are_told_apart(between: str) -> None:
    assert names(between.join(NAMES)) == NAMES


def test_years_and_latin_words_keep_their_hyphens() -> None:
    assert names("2024-2025年度工作要点_云泽") == ["2024-2025年度工作要点", "云泽"]
    assert names("") == names(" _ ") == []
