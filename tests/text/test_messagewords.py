import pytest

from auditor.model.service import Reply
from auditor.text import messagewords


@pytest.mark.parametrize(
    "name",
    [
        "领导信箱",
        "市长信箱(点击进入)",
        "网上咨询",
        "我要写信",
        "给市长写信",
        "咨询投诉",
        "公众留言",
        "网络问政平台",
        "来信选登 >",
    ],
)
def test_a_channel_is_known_by_its_name(name: str) -> None:
    assert messagewords.is_channel(name)


@pytest.mark.parametrize(
    "name",
    [
        "网上信访",
        "举报信箱",
        "纪检监察信箱",
        "在线访谈",
        "民意征集",
        "领导信箱开通公告",
        "我市开展法律咨询活动",
        "政务公开",
        "工程咨询",
        "",
    ],
)
def test_other_channels_and_news_are_none(name: str) -> None:
    assert not messagewords.is_channel(name)


def test_one_name_in_a_title_is_enough_unless_another_is_excluded() -> None:
    assert messagewords.leads_to_channel("路灯不亮-市长信箱-云泽市人民政府")
    assert messagewords.leads_to_channel("首页 > 互动交流 > 留言咨询")
    assert not messagewords.leads_to_channel("网上信访-市长信箱")


def test_states_are_read_whole_and_in_brackets() -> None:
    assert messagewords.status(" 【已回复】 ") is messagewords.bracketed_status("[已办结]路灯不亮") is Reply.ANSWERED
    assert messagewords.status("办理中") is messagewords.bracketed_status("公交太少【未回复】") is Reply.OPEN
    assert messagewords.status("未回复的来信有三件") is messagewords.status("标题") is None


def test_a_date_counts_for_the_label_right_before_it() -> None:
    text = "来信时间:2026-03-02 回复时间:\n2026年3月5日\n发布时间:2026-03-09"
    assert messagewords.dated(text, "asked") == "2026-03-02"
    assert messagewords.dated(text, "answered") == "2026-03-05"
    assert messagewords.dated("发布时间:2026-03-09", "asked") == ""
