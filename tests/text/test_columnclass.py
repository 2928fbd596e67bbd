"""What a column is by what it is called."""

import pytest

from auditor.model.columns import ColumnClass
from auditor.text.columnclass import Signs, classify, is_channel, is_home, plain

C = ColumnClass
YEAR = 2026


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("政务动态", C.NEWS),
        ("今日要闻", C.NEWS),
        ("政策动态", C.NEWS),
        ("通知公告", C.NOTICE),
        ("【公示公告】", C.NOTICE),
        ("采购公告", C.NOTICE),
        ("政策文件", C.POLICY),
        ("行政规范性文件", C.POLICY),
        ("市政府办公室文件", C.POLICY),
        ("政策解读", C.INTERPRETATION),
        ("一图读懂", C.INTERPRETATION),
        ("人事任免", C.PERSONNEL),
        ("人事动态", C.PERSONNEL),
        ("公务员招录公告", C.PERSONNEL),
        ("规划计划", C.PLANNING),
        ("专项规划", C.PLANNING),
        ("办事指南", C.SERVICE),
        ("表格下载", C.SERVICE),
        ("互动交流更多", C.OTHER),
        ("县长信箱", C.INTERACTION),
        ("意见征集", C.INTERACTION),
        ("政策咨询", C.INTERACTION),
        ("领导之窗", C.STATIC),
        ("本市概况", C.STATIC),
        ("机构职能", C.STATIC),
        ("新闻发布会", C.OTHER),
        ("政府公报", C.OTHER),
        ("政务公开", C.OTHER),
        ("财政预决算", C.OTHER),
    ],
)
def test_names(name: str, expected: ColumnClass) -> None:
    assert classify(Signs(name), YEAR).cls is expected


def test_what_decided_is_said() -> None:
    assert classify(Signs("通知公告"), YEAR).evidence == ("name:通知公告",)
    assert classify(Signs("更多", column_type="政策解读"), YEAR).evidence == ("type:解读",)
    assert classify(Signs("", url="http://www.x.gov.cn/zwgk/tzgg/index.html"), YEAR).evidence == ("folder:tzgg",)
    assert classify(Signs("云泽风物"), YEAR).evidence == ()


def test_the_name_outweighs_tag_and_folder() -> None:
    signs = Signs("政策解读", column_type="通知公告", url="http://www.x.gov.cn/zwdt/")
    assert classify(signs, YEAR).cls is C.INTERPRETATION


@pytest.mark.parametrize(
    "signs",
    [
        Signs("工作动态", path=("专题专栏", "创建文明城市")),
        Signs("工作动态", url="http://www.x.gov.cn/ztzl/dsxx/gzdt/"),
        Signs("工作动态", path=("学习贯彻党的精神",)),
    ],
)
def test_news_inside_a_topic_is_of_the_topic(signs: Signs) -> None:
    assert classify(signs, YEAR).cls is C.TOPIC


@pytest.mark.parametrize(
    ("signs", "historic"),
    [
        (Signs("2021年党史学习专题"), True),
        (Signs("工作动态", path=("往期专题", "某某活动")), True),
        (Signs("第七次全国人口普查专题"), True),
        (Signs("营商环境专题"), False),
        (Signs("2026年重点项目专题"), False),
        (Signs("2021年政策文件"), False),
    ],
)
def test_topics_that_are_over_say_why(signs: Signs, historic: bool) -> None:
    assert bool(classify(signs, YEAR).historic) is historic


def test_sections_and_the_home_page_are_known_by_name() -> None:
    assert is_channel("政务公开") and not is_channel("通知公告")
    assert is_home("首 页") and is_home("市政府网站首页") and not is_home("政务公开")
    assert plain(" [ 通知 · 公告 ] 更多 ") == "通知公告"


@pytest.mark.parametrize("url", ["", "::", "http://[", "http://x/" + "a/" * 10_000])
def test_hostile_addresses_are_of_no_class(url: str) -> None:
    assert classify(Signs("", url=url), YEAR).cls is C.OTHER
