"""Slips that need no list: what is found, and what looks like it and is right."""

import pytest

from auditor.text.slips import document_numbers, doubled, impossible_dates, unpaired


def found(rule, text: str) -> list[tuple[str, str]]:
    return [(slip.reason, slip.wrong) for slip in rule(text)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("进一步做好全市的的防汛工作", "的的"), ("会议学习了了有关精神", "了了"), ("各部门要按照按照要求落实", "按照按照"),
        ("关于关于开展检查的通知", "关于关于"), ("现予公布，，请遵照执行。", "，，"), ("请认真贯彻执行。，", "。，"),
    ],
)  # fmt: skip
def test_doubled_words_and_marks_are_found(text: str, wrong: str) -> None:
    assert [slip.wrong for slip in doubled(text)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "目的的确定要科学", "为了了解情况", "有的的确如此", "以及及时报告", "参与与会议", "大是是非面前", "存在在线办理", "他说……。。。",
        "普及及推广", "除了了解", "研究的\n的确良", "1、2、3",
    ],
)  # fmt: skip
def test_two_words_that_meet_are_no_slip(text: str) -> None:
    assert found(doubled, text) == []


@pytest.mark.parametrize(
    ("text", "reason", "wrong"),
    [
        ("根据《云泽市管理办法的规定，现予公布。\n一\n二\n三\n四\n五", "unclosed-mark", "《"),
        ("他指出，改革开放”是关键。", "unopened-mark", "”"),
        ("云泽市人民政府（以下简称市政府，负责。\n一\n二\n三\n四\n五", "unclosed-mark", "（"),
        ("（甲）《乙》，两对之外。\n根据《办法的规定。\n一\n二\n三\n四\n其他》", "unclosed-mark", "《"),
        ("先关）后开，再（先开，后关）。", "unopened-mark", "）"),
    ],
)
def test_marks_without_partner_in_running_text(text: str, reason: str, wrong: str) -> None:
    assert found(unpaired, text) == [(reason, wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "关于印发《云泽市…\n政策解读。", "1）申请，2）受理，3）办结。", "一）总体要求，二）任务。", "（混用)括号，没有关系。", "云泽（筹备",
        "“第一段，引文开始。\n“第二段，引文继续。\n第三段，引文结束。”", "《〈办法〉实施细则》，已经印发。", "（一\n二）分行，也成对。",
    ],
)  # fmt: skip
def test_what_only_looks_unpaired(text: str) -> None:
    assert found(unpaired, text) == []


@pytest.mark.parametrize(
    ("text", "reason", "right"),
    [
        ("云政办发[2024]12号", "number-brackets", "云政办发〔2024〕12号"), ("云政发（2023）7号", "number-brackets", "云政发〔2023〕7号"),
        ("云政函【2024】3号", "number-brackets", "云政函〔2024〕3号"), ("国办发〔2024〕第12号", "number-ordinal", "国办发〔2024〕12号"),
        ("云发改规〔2024〕005号", "number-zero", "云发改规〔2024〕5号"), ("云政发〔〕12号", "number-without-year", ""),
        ("云政办发〔24〕12号", "number-without-year", ""),
    ],
)  # fmt: skip
def test_document_numbers_in_a_wrong_form(text: str, reason: str, right: str) -> None:
    assert [(slip.reason, slip.right) for slip in document_numbers(f"现将《办法》（{text}）印发")] == [(reason, right)]


@pytest.mark.parametrize(
    "text",
    ["云政办发〔2024〕12号", "（2024）粤01民初123号", "2024年第12号公告", "楼栋（2）12号", "[2024]12号", "2024号"],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(document_numbers, text) == []


@pytest.mark.parametrize(
    "text", ["2024年2月30日", "2023年2月29日", "4月31日", "2024年13月", "2024-13-01", "2024/02/30", "2023年13月5日"]
)
def test_dates_that_no_calendar_has(text: str) -> None:
    assert found(impossible_dates, f"自{text}起施行") == [("impossible-date", text)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日", "农历2月30日", "0000年00月00日", "18月龄", "第13个月", "2024年12月", "2.2024-13-01-5", "电话0755-2013-13",
        "12月31日",
        "2024-12-31", "20240230",
    ],
)  # fmt: skip
def test_dates_that_exist_or_are_none(text: str) -> None:
    assert found(impossible_dates, text) == []


def test_places_are_those_of_the_text() -> None:
    text = "各县区的的人民政府。自2月30日起。"
    for rule in (doubled, impossible_dates):
        for slip in rule(text):
            assert text[slip.start : slip.end] == slip.wrong


@pytest.mark.parametrize(
    "piece", ["《", "》", "“\n", "甲《\n", "（，", "的的", "，，", "1月", "2024-", "〔2024〕", "“", "甲”"]
)
def test_monstrous_texts_are_read_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    for rule in (doubled, unpaired, document_numbers, impossible_dates):
        for _, _ in zip(rule(text), range(100), strict=False):
            pass
