"""Pages of results as sites show them: found, not found, claimed, and not to be read."""

import pytest

from auditor.html.searchresults import shown
from auditor.model.search import Shown

URL = "http://www.yunze.gov.cn/search/?q=x"
TITLE = "关于印发居住证管理工作方案的通知"
WANTED = "http://www.yunze.gov.cn/zwgk/t20260301_12.html"
FRAME = frozenset({"http://www.yunze.gov.cn/", "http://www.yunze.gov.cn/zwgk/"})
MORE = "欢迎使用云泽市人民政府网站站内搜索,请在上方输入框中输入关键词,也可以按栏目、时间和相关度筛选结果。"
CHROME = "<a href='/'>云泽市人民政府</a><a href='/zwgk/'>政务公开栏目首页</a><script src='/a.js'></script>"


def read(body: str, words: str = TITLE, wanted: str = WANTED) -> Shown:
    page = f"<html><body>{CHROME}<p>您搜索的是:{words}。{MORE}</p>{body}</body></html>"
    return shown((page, URL), words, wanted, FRAME)


FOUND = {
    "by its address": "<a href='/zwgk/t20260301_12.html'>通知</a>",
    "highlighted": "<a href='/go?id=7'>关于印发<em>居住证</em>管理<em>工作</em>方案的通知</a>",
    "cut off": "<a href='/go?id=7'>关于印发居住证管理工作…</a>",
    "in the attribute": "<a href='/go?id=7' title='关于印发居住证管理工作方案的通知'>关于印发居住…</a>",
    "in the data of a script": '<script>var list=[{"url":"/zwgk/t20260301_12.html"}]</script>',
}


@pytest.mark.parametrize("case", FOUND)
def test_a_result_is_recognised(case: str) -> None:
    assert read(FOUND[case]).found


def test_the_words_echoed_are_no_result() -> None:
    told = read("<p>没有找到相关内容</p>")
    assert (told.found, told.says_none, told.scripted) == (False, True, False)


@pytest.mark.parametrize("words", ["共找到 1,234 条结果", "为您找到相关结果约1234个", "搜索到1234条记录", "共 1234 条"])
def test_a_count_is_read(words: str) -> None:
    assert read(f"<p>{words}</p>").count == 1234


@pytest.mark.parametrize(
    "words", ["共找到 0 条结果", "抱歉,没有找到与此相关的结果", "未检索到相关信息", "暂无数据", "无相关记录"]
)
def test_none_is_read(words: str) -> None:
    assert read(f"<p>{words}</p>").says_none


def test_only_links_outside_the_frame_are_results() -> None:
    assert read("<a href='/xwzx/1.html'>市政府召开常务会议研究部署</a>").results == 1
    assert read("").results == 0


def test_results_that_a_script_brings_are_not_judged() -> None:
    assert read("<div id='results'></div>").scripted
    assert read("<div v-for='r in results'><a :href='r.url'>{{ r.title }}</a></div>").scripted


@pytest.mark.parametrize(
    "words", ["HTTP Status 500 - Internal Server Error", "java.lang.NullPointerException", "系统异常,请稍后再试"]
)
def test_an_error_under_any_status_is_seen(words: str) -> None:
    assert read(f"<h1>{words}</h1>").error


def test_news_of_an_error_among_results_is_no_error() -> None:
    assert not read("<a href='/xwzx/1.html'>关于系统异常情况的通报和说明</a>").error


def data(body: str, words: str = TITLE, wanted: str = WANTED) -> Shown:
    return shown((body, "http://www.yunze.gov.cn/api/search?q=x"), words, wanted, FRAME)


ANSWERS = {
    "by its address": '{"code":200,"data":{"total":1,"list":[{"id":7,"title":"通知","url":"/zwgk/t20260301_12.html"}]}}',
    "slashes escaped": '{"rows":[{"docTitle":"通知","url":"http:\\/\\/www.yunze.gov.cn\\/zwgk\\/t20260301_12.html","title":"通知"}]}',
    "highlighted and escaped": '{"rows":[{"title":"\\u5173\\u4e8e印发<em>居住证</em>管理工作方案的通知","url":"/go?id=7"}]}',
    "without an address": '{"result":[{"title":"关于印发居住证管理工作方案的通知","id":7}],"numFound":1}',
    "as a call": 'jQuery3({"total":1,"list":[{"title":"关于印发居住证管理工作方案的通知","link":"/go?id=7"}]});',
    "a bare list": '[{"title":"关于印发居住证管理工作方案的通知","href":"/go?id=7"}]',
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_result_in_data_is_recognised(case: str) -> None:
    told = data(ANSWERS[case])
    assert told.found and told.results == 1 and not told.scripted and not told.says_none


@pytest.mark.parametrize(
    ("answer", "count", "none"),
    [
        ('{"code":200,"data":{"total":0,"list":[]}}', 0, True),
        ('{"rows":[]}', None, True),
        ('{"data":null,"totalCount":"0"}', 0, True),
        ('{"took":3,"hits":{"total":{"value":12},"hits":[{"title":"云泽市召开年度工作会议"}]}}', 12, False),
        ('{"facets":[{"count":99}],"total":2,"list":[{"title":"甲"},{"title":"乙"}]}', 2, False),
    ],
)
def test_what_data_claims_is_read(answer: str, count: int | None, none: bool) -> None:
    told = data(answer)
    assert (told.found, told.count, told.says_none, told.scripted) == (False, count, none, False)


@pytest.mark.parametrize(
    "answer",
    ['{"code":401,"msg":"请先登录"}', "{}", "[" * 50_000, '{"title' * 9_000, f'{{"keyword":"{TITLE}","ok":true}}'],
)
def test_data_that_holds_no_list_says_nothing(answer: str) -> None:
    told = data(answer)
    assert not told.found and told.scripted
