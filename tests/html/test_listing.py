"""Rows of lists and where their dates come from."""

from datetime import date

import pytest

from auditor.html.listing import PageListing, listing
from auditor.model.columns import DateSource, Filling

URL = "http://www.x.gov.cn/zwgk/index.html"
DAY = date(2026, 11, 26)


def read(markup: str, url: str = URL) -> PageListing:
    return listing(markup, url, DAY)


def rows(markup: str) -> list[list[tuple[str, str]]]:
    return [[(row.title, row.date) for row in block.rows] for block in read(markup).blocks]


THREE = [
    ("关于某事项的通知甲", "2026-11-01"),
    ("关于某事项的通知乙", "2026-10-02"),
    ("关于某事项的通知丙", "2025-12-03"),
]


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='{n}.html'>{t}</a><span>{d}</span></li>",
        "<li><a href='{n}.html'>{t}</a><span>{d}</span>",
        "<li><span>[{d}]</span><a href='{n}.html'>{t}</a></li>",
        "<li><a href='{n}.html'><span>{t}</span><i>{d}</i></a></li>",
        "<tr><td><a href='{n}.html'>{t}</a></td><td>{d}</td></tr>",
        "<tr><td>{d}</td><td><a href='{n}.html'>{t}</a></td></tr>",
        "<dl><dt><a href='{n}.html'>{t}</a></dt><dd>{d}</dd></dl>",
        "<div class=row><div class=t><a href='{n}.html'>{t}</a></div><div>{d}</div></div>",
        "<div class=row><div>{d}</div><div class=t><a href='{n}.html'>{t}</a></div></div>",
        "<ul><li><a href='{n}.html'>{t}</a></li><li>{d}</li></ul>",
        "<p><a href='{n}.html'>{t}</a>&nbsp;&nbsp;{d}</p>",
        "<a href='{n}.html'>{t}</a> {d} ",
        "{d} <a href='{n}.html'>{t}</a> ",
        "<a href='{n}.html' title='{t}'>关于某...</a><em>{d}</em><br>",
        "<li><a href='{n}.html'>{t}</a><p>摘要:会议于2020-01-01召开。</p><span>发布时间:{d}</span></li>",
    ],
)
def test_a_row_has_the_date_that_stands_beside_it(row: str) -> None:
    markup = (
        "<div><a href=/>首页</a></div><ul>"
        + "".join(row.format(n=n, t=t, d=d) for n, (t, d) in enumerate(THREE))
        + "</ul>"
    )
    assert THREE in rows(markup)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("[11-06]", "2026-11-06"),
        ("12-06", "2025-12-06"),
        ("26-07-05", "2026-07-05"),
        ("2026年7月5日", "2026-07-05"),
        ("昨天", "2026-11-25"),
        ("46210", "2026-07-07"),
        ("<b>06</b><i>2026-11</i>", "2026-11-06"),
        ("农历2026年9月9日", ""),
    ],
)
def test_forms_of_dates_beside_a_row(written: str, day: str) -> None:
    markup = "".join(f"<li><a href={n}.html>关于某事项的通知{n}</a><span>{written}</span></li>" for n in range(3))
    assert [row.date for row in read(f"<ul>{markup}</ul>").blocks[0].rows] == [day] * 3


def test_a_row_without_a_date_has_that_of_its_address_and_says_so() -> None:
    markup = "".join(f"<li><a href=202611/t2026110{n}_2100.html>某局召开工作会议{n}</a></li>" for n in (1, 2, 3))
    (block,) = read(markup).blocks
    assert [(row.date, row.source) for row in block.rows] == [(f"2026-11-0{n}", DateSource.URL) for n in (1, 2, 3)]


def test_a_row_kept_on_top_is_marked() -> None:
    markup = "<li><b>[置顶]</b><a href=1.html>长期有效的公告一</a>2020-01-01</li><li><a href=2.html>关于二的公告</a>2026-11-02</li>"
    assert [row.pinned for row in read(f"<ul>{markup}</ul>").blocks[0].rows] == [True, False]


def test_lists_are_cut_at_headings_and_list_ends() -> None:
    one = "<ul>" + "".join(f"<li><a href=a{n}.html>正文列表的标题{n}</a>2020-01-0{n}</li>" for n in (1, 2, 3)) + "</ul>"
    two = (
        "<h3>热点信息</h3><ul>"
        + "".join(f"<li><a href=/b{n}.html>热点信息的标题{n}</a>2026-11-0{n}</li>" for n in (1, 2))
        + "</ul>"
    )
    assert [len(block.rows) for block in read(one + two).blocks] == [3, 2]


def test_lists_of_datahan_islands() -> None:
    record = "<record><![CDATA[<li><a href='/art/{0}.html' title='关于甲事项的公示{0}'>关于..</a><span>2026-09-1{0}</span></li>]]></record>"
    island = (
        "<script type='text/xml'><datastore><recordset>"
        + "".join(map(record.format, (1, 2, 3)))
        + "</recordset></datastore></script>"
    )
    (block,) = read(f"<div id=212860>{island}</div>").blocks
    assert block.filling is Filling.CDATA
    assert [(row.title, row.date) for row in block.rows] == [
        (f"关于甲事项的公示{n}", f"2026-09-1{n}") for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "code",
    [
        'var list=[{"title":"关于甲的通知","url":"/a/1.html","pubDate":"2026-11-01 09:00"},'
        '{"title":"关于乙的通知","url":"/a/2.html","pubDate":"2026-10-02"}];',
        r'var itemObj=[{"aT":"关于甲的通知","aU":"{\"common\":\"/a/1.html\"}","aD":"2026-11-01"},'
        r'{"aT":"关于乙的通知","aU":"{\"common\":\"/a/2.html\"}","aD":"2026-10-02"}];',
        "var d=[{name:'关于甲的通知',link:'/a/1.html',time:1793494800000},"
        "{name:'关于乙的通知',link:'/a/2.html',time:1790910000}]",
    ],
)
def test_lists_that_stand_as_data_in_a_script(code: str) -> None:
    (block,) = read(f"<div id=list></div><script>{code}</script>").blocks
    assert block.filling is Filling.JSON
    assert [(row.title, row.url, row.date) for row in block.rows] == [
        ("关于甲的通知", "http://www.x.gov.cn/a/1.html", "2026-11-01"),
        ("关于乙的通知", "http://www.x.gov.cn/a/2.html", "2026-10-02"),
    ]


@pytest.mark.parametrize(
    ("markup", "filling"),
    [
        ("<ul id=list></ul><script>$.ajax({url:'/api'})</script>", Filling.SCRIPT),
        ("<ul id=list></ul><script src=/js/list.js></script>", Filling.SCRIPT),
        ("<li v-for='row in rows'>{{row.title}}</li>", Filling.SCRIPT),
        ("<iframe src=/list.html></iframe>", Filling.FRAME),
        ("".join(f"<a href={n}.html><img src={n}.jpg></a>" for n in range(4)), Filling.IMAGE),
        (
            "<p>本局设办公室等五个内设机构,负责全市财政收支管理、国有资产管理、政府采购监督等工作。</p>" * 3,
            Filling.TEXT,
        ),
        ("<ul class=list></ul>", Filling.NOTHING),
    ],
)
def test_what_fills_a_page_without_rows(markup: str, filling: Filling) -> None:
    found = read(markup)
    assert (found.blocks, found.filling) == ((), filling)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<div class=list><p>暂无信息</p></div>", True),
        ("<div>栏目正在建设中…</div>", True),
        ("<script type=text/xml><datastore><totalrecord>0</totalrecord></datastore></script>", True),
        ("<div style='display: none'>暂无数据</div>", False),
        ("<script>var t='暂无数据'</script>", False),
        ("<p>截至目前暂无人员伤亡报告</p>", False),
    ],
)
def test_what_a_page_says_of_having_nothing(markup: str, said: bool) -> None:
    assert bool(read(markup).says_empty) is said


def test_breadcrumb_and_menu_are_absolute() -> None:
    found = read("<div>当前位置:<a href=/>首页</a>><a href=../tzgg/>通知公告</a></div><a href=/tzgg/>通知公告</a>")
    assert [tuple(step) for step in found.crumbs] == [
        ("首页", "http://www.x.gov.cn/"),
        ("通知公告", "http://www.x.gov.cn/tzgg/"),
    ]
    assert ("通知公告", "http://www.x.gov.cn/tzgg/") in [tuple(step) for step in found.menu]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "markup",
    [
        "<a href=1>甲乙丙丁</a>2026-01-01" * 20_000,
        "<li><a href=1>甲乙丙丁</a>" * 20_000,
        "<div>" * 200_000,
        "<script>" + '{"title":"x","url":"/a"},' * 20_000 + "</script>",
        "<script>" + '"title":"' * 50_000 + "</script>",
        "<script type=text/xml>" + "<![CDATA[<script type=text/xml>" * 3_000,
        "暂无" * 100_000,
    ],
)
def test_hostile_pages_end(markup: str) -> None:
    found = read(markup)
    assert all(len(block.rows) <= 300 for block in found.blocks)
