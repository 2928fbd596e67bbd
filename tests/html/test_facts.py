"""Column path, date, source and lists of a page."""

import pytest

from auditor.html.content import column_path, facts

URL = "http://www.x.gov.cn/zwgk/index.html"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>您现在的位置：<a href=/>首页</a> > <a href=/zwgk/>政务公开</a> &gt; 通知公告</div><p>正文</p>",
        "<div>当前位置:<a>首页</a>&nbsp;»&nbsp;<a>政务公开</a>»<span>通知公告</span></div>",
        "<div class=breadcrumb><a href=/>首页</a><i>/</i><a>政务公开</a><i>/</i><a>通知公告</a></div><p>x</p>",
        "<table><tr><td>当前位置：</td><td><a>首页</a>-><a>政务公开</a>->通知公告</td></tr></table>",
    ],
)
def test_breadcrumbs(markup: str) -> None:
    assert column_path(markup) == "首页 > 政务公开 > 通知公告"


@pytest.mark.parametrize("markup", ["", "<p>地理位置优越</p>", "<div>位置</div>", "<p>位于某地</p>"])
def test_no_breadcrumb(markup: str) -> None:
    assert column_path(markup) == ""


@pytest.mark.parametrize(
    ("markup", "published", "source"),
    [
        (
            "<meta name=PubDate content='2026-11-06 09:10'><meta name=ContentSource content='某县政府办'>",
            "2026-11-06",
            "某县政府办",
        ),
        ("<span>发布时间：2026年11月6日</span> <span>来源：某县财政局 点击：3</span>", "2026-11-06", "某县财政局"),
        ("<p>日期:2026/1/2 信息来源: 某局</p>", "2026-01-02", "某局"),
        ("<p>正文 2020-01-01 会议召开</p>", "", ""),
        ("<script>var d='发布时间：2026-01-01'</script><!-- 来源：无 -->", "", ""),
    ],
)
def test_date_and_source(markup: str, published: str, source: str) -> None:
    found = facts(markup, URL)
    assert (found["published"], found["source_unit"]) == (published, source)


def rows(markup: str) -> list[list[tuple[str, str, str]]]:
    lists = facts(markup, URL)["lists"]
    assert isinstance(lists, list)
    return [[(row["title"], row["url"], row["date"]) for row in block["rows"]] for block in lists]


def test_lists_with_dates() -> None:
    markup = "<a href=/>首页</a><ul>" + "".join(
        f"<li><a href=./t{day}.html title='标题{day}全文'>标题{day}...</a><span>2026-11-0{day}</span>"
        for day in (1, 2, 3)
    )
    assert rows(markup) == [
        [(f"标题{day}全文", f"http://www.x.gov.cn/zwgk/t{day}.html", f"2026-11-0{day}") for day in (1, 2, 3)]
    ]


def test_dates_before_the_title_and_without_a_year() -> None:
    markup = "".join(f"<li><span>[11-0{day}]</span><a href={day}.html>甲{day}</a></li>" for day in (1, 2, 3))
    assert [row[2] for row in rows(markup)[0]] == ["11-01", "11-02", "11-03"]


def test_cdata_lists() -> None:
    record = (
        "<record><![CDATA[<li><a href='/art/{0}.html' title='甲{0}'>甲..</a><span>2026-09-1{0}</span></li>]]></record>"
    )
    markup = (
        '<script type="text/xml"><datastore>'
        + "".join(record.format(day) for day in (1, 2, 3))
        + "</datastore></script>"
    )
    assert [row[1:] for row in rows(markup)[0]] == [
        (f"http://www.x.gov.cn/art/{day}.html", f"2026-09-1{day}") for day in (1, 2, 3)
    ]


def test_two_rows_are_no_list() -> None:
    assert rows("<a href=1>甲</a>2026-01-01<a href=2>乙</a>2026-01-02") == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "markup",
    [
        "<a href=1>甲</a>2026-01-01" * 30_000,
        "位置：" * 100_000,
        "<div>" * 300_000,
        "<meta " * 100_000,
        "时间：" * 100_000,
    ],
)
def test_hostile_pages(markup: str) -> None:
    assert facts(markup, URL)["version"] == 1
