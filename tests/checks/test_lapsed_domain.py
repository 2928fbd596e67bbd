import pytest

from auditor.checks.hidden.lapsed_domain import judge as lapsed
from auditor.checks.links.parked import judge as parked
from auditor.model.link import TargetKind


def outside(make, title, opening="", url="http://www.yunze-lvyou.cn/", **facts):
    page = make.page(title, **{"visible": 120, "opening": opening, **facts})
    return make.target(url, kind=TargetKind.EXTERNAL, internal=False, page=page)


TRADE = ("星河娱乐城-体育投注", "真人荷官在线发牌,百家乐,注册送彩金。")


def test_title_and_text_together_are_certain_and_told_once(make):
    assert make.judged(lapsed, outside(make, *TRADE)) == [("fail", "trade-words", "certain")]
    assert make.judged(parked, outside(make, *TRADE))[0][0] == "pass"


@pytest.mark.parametrize("title", ["澳门新葡京娱乐城", "域名出售 - 该域名正在转让", "AV在线观看"])
def test_a_title_alone_and_domains_for_sale_are_left_to_parked(make, title):
    assert make.judged(lapsed, outside(make, title))[0][0] == "pass"
    assert make.judged(parked, outside(make, title))[0][0] in ("fail", "review")


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("警方打击百家乐、老虎机网络赌博", "真人荷官、体育投注等均为骗局"), ("百家乐、老虎机、体育投注揭秘", "公安机关提醒:十赌九输"),
        ("中国体育彩票", "竞彩足球,大乐透开奖"), ("云泽旅游网", "百家乐 老虎机 体育投注"),
    ],
)  # fmt: skip
def test_news_lotteries_and_innocent_titles_pass(make, title, opening):
    assert make.judged(lapsed, outside(make, title, opening))[0][0] == "pass"


def test_government_domains_are_never_accused(make):
    assert make.judged(lapsed, outside(make, *TRADE, url="http://jyj.yunze.gov.cn/"))[0][0] == "pass"


def test_without_a_page_and_behind_a_wall(make):
    facts = {"kind": TargetKind.EXTERNAL, "internal": False}
    url = "http://www.yunze-lvyou.cn/"
    assert make.judged(lapsed, make.target(url, **facts))[0][0] == "na"
    assert make.judged(lapsed, make.walled(url, **facts))[0][:2] == ("unmeasured", "wall")
