import pytest

from auditor.text.phones import Flaw, phones

GOOD = [
    "0571-86001234", "(0571)86001234", "(010) 6512 3456", "021-62345678转801", "0571-8600123", "13800001234",
    "400-800-1234", "12345", "12333", "110",
"+86-0571-86001234", "057186001234", "0571—86001234", "0571-86001234、86001235", "0571-86001234/0571-86001235",
    "区号0571,电话86001234",
    "0571 86001234", "0571-12345", "0571-86001234(上午8:30-11:30)", "0755-12333", "010-65123456-8012",
]  # fmt: skip
FLAWS = [
    ("86001234", Flaw.NO_AREA_CODE), ("8600123", Flaw.NO_AREA_CODE), ("8600-1234", Flaw.NO_AREA_CODE),
    ("0571-8600", Flaw.MALFORMED), ("0571-860012345", Flaw.MALFORMED), ("1380000123", Flaw.MALFORMED),
    ("138000012345", Flaw.MALFORMED), ("571-86001234", Flaw.MALFORMED),
    ("00000000", Flaw.PLACEHOLDER), ("0571-88888888", Flaw.PLACEHOLDER),
    ("0571-12345678", Flaw.PLACEHOLDER), ("0571-8600 12", Flaw.MALFORMED),
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_well_formed_number_has_no_flaw(text: str) -> None:
    found = list(phones(text))
    assert found
    assert [phone.flaw for phone in found] == [None] * len(found), found


@pytest.mark.parametrize(("text", "flaw"), FLAWS)
def test_what_cannot_be_dialled_is_told(text: str, flaw: Flaw) -> None:
    assert [phone.flaw for phone in phones(text)] == [flaw]


def test_numbers_are_told_apart_and_keep_their_writing() -> None:
    assert [phone.written for phone in phones("窗口:0571-86001234 0571-86005678;手机13800001234")] == [
        "0571-86001234", "0571-86005678", "13800001234",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "张三",
        "周一至周五 9:00-17:00",
        "2026年3月1日",
        "2026-03-01",
        "三楼 12 号窗口",
        "https://a.gov.cn/2026/0301/123456.html",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert list(phones(text)) == []
