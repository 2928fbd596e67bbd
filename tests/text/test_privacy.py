"""Personal data: what is one's own number, what only looks like it, and that nothing of it is left when it is masked."""

import pytest

from auditor.text.privacy import is_identity, masked, personal

ID = "440102199003071236"
WITH_X = "11010519491231002X"
CARD = "6222020200112233446"


def kinds(text: str) -> list[tuple[str, bool]]:
    return [(str(one.kind), one.certain) for one in personal(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"张三 {ID}", f"身份证号:{WITH_X}", f"({ID})", "440102 19900307 1236", WITH_X.lower(), f"{ID}13800"[:18],
        f"2024-11-20 {ID}", f"1 {ID}",
    ],
)  # fmt: skip
def test_numbers_with_region_date_and_check_digit_are_certain(text: str) -> None:
    assert kinds(text) == [("identity-number", True)]


@pytest.mark.parametrize(
    "text",
    [
        "4401**********1236", "440102********1236", "44010219900307****", "440102199003071235", "990102199003071236", "440102199013071236",
        "91440101MA59ABCD1X", "/a/t440102199003071236.html", "id=440102199003071236", "123456789012345678", "X公网安备 31010102045442",
        "4401021990030712361", "0755-82345678", "GB/T 9704", "202401011234567890",
    ],
)  # fmt: skip
def test_masked_numbers_and_other_long_numbers_are_nobodys(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", [f"例如：{ID}", f"填写说明：身份证号如：{ID}", f"样表 张三 {ID}"])
def test_an_example_is_never_certain(text: str) -> None:
    assert kinds(text) == [("identity-number", False)]


def test_among_look_alikes_a_right_check_digit_is_chance() -> None:
    codes = " ".join(f"44010219900307{n:04d}" for n in range(1000, 1040, 4))
    assert not any(certain for _, certain in kinds(f"编号 {codes} {ID}"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("李四 13812345678", "mobile-number"), ("手机号:138-1234-5678", "mobile-number"), ("咨询电话：13812345678", "service-mobile"),
        ("联系方式：王科长 13812345678", "service-mobile"), (f"开户银行账号 {CARD}", "bank-card"),
        (f"卡号:{CARD[:6]} {CARD[6:]}", "bank-card"),

        ("护照号码：E12345678", "passport-number"), ("持普通护照 EA1234567 入境", "passport-number"),
        ("家庭住址：云泽市城南区人民路12号3栋502室", "home-address"), ("户籍地址 云泽市东湖镇和平村8组", "home-address"),
        ("身份证号 440102900307123", "identity-number"),
    ],
)  # fmt: skip
def test_what_needs_a_word_beside_it_is_for_a_person(text: str, kind: str) -> None:
    assert kinds(text) == [(kind, False)]


@pytest.mark.parametrize(
    "text",
    [
        "138****5678", "1381234", "12812345678", f"编号 {CARD}", "银行账号 6222020200112233445", f"财政专户开户银行账号 {CARD}",
        "单位地址：云泽市人民路12号", "家庭住址：云泽市城南区", "家庭住址：云泽市城南区***", "E12345678",
        "护照办理须知", "填写示例 家庭住址：云泽市人民路12号",
        "电子邮箱 a13812345678@163.com",
    ],
)  # fmt: skip
def test_what_names_nobody(text: str) -> None:
    assert kinds(text) == []


def test_two_numbers_side_by_side_are_two() -> None:
    assert kinds("电话 13812345678 13912345678") == [("mobile-number", False)] * 2


def test_nothing_of_a_number_that_finds_a_person_is_left() -> None:
    text = f"张三 {ID} 13812345678 银行卡 {CARD} 护照E12345678 家庭住址：云泽市城南区人民路12号"
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert not any(part in hidden for part in (ID[6:14], ID[-4:], "123456", CARD[6:], "12345678", "人民路"))
    assert hidden.startswith("张三 4401**************") and "138******78" in hidden and "云泽市＊＊" in hidden


def test_identity_numbers_are_masked_inside_markup_and_addresses_too() -> None:
    assert masked(f'<a href="/q?id={ID}">x</a>') == '<a href="/q?id=4401**************">x</a>'
    assert masked("<a href='/t20240101_13812345678.html'>") == "<a href='/t20240101_13812345678.html'>"


def test_masking_twice_changes_nothing() -> None:
    once = masked(f"{ID} 13812345678")
    assert masked(once) == once


def test_check_digits() -> None:
    assert is_identity(ID) and is_identity(WITH_X) and not is_identity(ID[:-1] + "7")
