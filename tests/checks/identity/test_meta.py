"""Page tags by kind of page: which are asked for, and what they may say."""

from types import SimpleNamespace

import pytest

from auditor.model.outcome import Confidence

COLUMN = (
    '<meta name="ColumnName" content="政务公开"><meta name="ColumnDescription" content="本市政务公开信息">'
    '<meta name="ColumnKeywords" content="公开"><meta name="ColumnType" content="政务公开">'
)
ARTICLE = (
    '<meta name="ColumnName" content="通知"><meta name="ColumnType" content="政务公开"><meta name="ArticleTitle" content="通知一">'
    '<meta name="PubDate" content="2026-01-05 09:30"><meta name="ContentSource" content="市政府办">'
)


def said(tools: SimpleNamespace, head: str, path: str = "", **facts: object) -> list[str]:
    home = tools.page(tools.document(tools.footer()))
    return tools.said(
        "meta", tools.page(tools.document("", head), tools.home + path, **facts), tools.context(home)
    ).words


def test_complete_tags_of_each_kind_pass(tools: SimpleNamespace):
    assert said(tools, tools.tags) == ["pass"]
    assert said(tools, tools.tags + COLUMN, "zwgk/") == ["pass"]
    assert said(tools, tools.tags + ARTICLE, "zwgk/t20260105_17.html") == ["pass"]
    assert said(tools, (tools.tags + COLUMN).replace("name=", "NAME=").replace("SiteName", "sitename"), "zwgk/") == [
        "pass"
    ]
    assert said(tools, tools.tags, "index.html") == ["pass"], "the home page under its second address"
    assert said(tools, "", "about.html") == ["pass"], "nothing tells what kind of page that is"
    assert said(tools, "", "x/", status=404) == ["na"]


def test_missing_tags_are_one_finding_and_certain_only_where_the_kind_is(tools: SimpleNamespace):
    home = tools.said("meta", tools.page(tools.document("", '<meta name="SiteName" content="云泽市">')))
    (judgement,) = home.judgements
    assert (home.words, judgement.evidence["names"]) == (["fail missing"], ["SiteDomain", "SiteIDCode"])
    assert said(tools, tools.tags + '<meta name="ColumnName" content="要闻">', "yw/") == ["fail missing"]
    assert said(tools, tools.tags, "yw/index_2.html") == ["review missing"]
    assert said(tools, tools.tags + COLUMN, "yw/t20260105_17.html") == ["review missing"]
    tagged = tools.tags + ARTICLE.replace('name="ContentSource"', 'name="x"')
    assert said(tools, tagged, "yw/17.html") == ["fail missing"]


def test_the_tags_of_its_column_on_an_article_are_for_a_person(tools: SimpleNamespace):
    bare = tools.tags + ARTICLE.replace("ColumnName", "x").replace("ColumnType", "y")
    page = tools.page(tools.document("", bare), tools.home + "yw/17.html")
    result = tools.said("meta", page, tools.context(tools.page(tools.document(tools.footer()))))
    assert result.words == ["review missing"] and result.judgements[0].confidence is Confidence.LIKELY
    assert result.judgements[0].evidence["names"] == ["ColumnName", "ColumnType"]
    assert said(tools, bare.replace("SiteName", "z"), "yw/17.html") == ["fail missing", "review missing"]


def test_empty_tags_count_where_they_are_asked_for(tools: SimpleNamespace):
    empty = tools.tags.replace('content="4405000001"', 'content=""')
    assert said(tools, empty) == ["fail empty"]
    listed = tools.tags + COLUMN + '<meta name="PubDate" content=""><meta name="ArticleTitle" content="">'
    assert said(tools, listed, "yw/") == ["pass"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("云泽市人民政府", "网站名称", "fail residue"),
        ("www.yunze.gov.cn", "网站域名", "fail residue"),
        ("4405000001", "政府网站标识码", "fail residue"),
        ("云泽市人民政府", "{{site.name}}", "fail residue"),
        ("4405000001", "44050001", "fail code-malformed"),
        ("4405000001", "1234567890", "fail code-malformed"),
        ("4405000001", "1304000000", "fail code-malformed"),
        ("www.yunze.gov.cn", "www.gzns.gov.cn", "fail domain-differs"),
        ("www.yunze.gov.cn", "云泽市政府网", "fail domain-malformed"),
        ("www.yunze.gov.cn", "http://www.yunze.gov.cn/", "fail domain-spelling"),
        ("www.yunze.gov.cn", "yunze.gov.cn", "pass"),
        ("www.yunze.gov.cn", "www.yunze.cn,www.yunze.gov.cn", "pass"),
    ],
)
def test_values_of_site_tags(tools: SimpleNamespace, old: str, new: str, expected: str):
    head = tools.tags.replace(f'"{old}"', f'"{new}"')
    assert head != tools.tags and said(tools, head) == [expected]


def test_a_tag_that_says_two_things(tools: SimpleNamespace):
    assert said(tools, tools.tags + '<meta name="SiteName" content="云泽 市">') == ["fail contradicting"]
    assert said(tools, tools.tags * 2) == ["pass"]


@pytest.mark.parametrize(
    ("date", "good"),
    [
        ("2024-09-10 09:24", True), ("2023-12-05 09:30:26", True), ("2024-08-14", False),
        ("2023-08-19 10∶08", False), ("2024/08/14 09:00", False), ("2024-13-14 09:00", False), ("2024-08-14 25:00", False),
    ],
)  # fmt: skip
def test_the_time_of_publication(tools: SimpleNamespace, date: str, good: bool):
    head = tools.tags + ARTICLE.replace("2026-01-05 09:30", date)
    assert said(tools, head, "yw/17.html") == (["pass"] if good else ["fail pubdate"])


def test_one_way_of_writing_dates_is_one_finding(tools: SimpleNamespace):
    home = tools.page(tools.document(tools.footer()))
    causes = set()
    for date in ("2024-08-14", "2025-11-30"):
        head = tools.tags + ARTICLE.replace("2026-01-05 09:30", date)
        page = tools.page(tools.document("", head), f"{tools.home}{date}.html")
        causes.add(tools.said("meta", page, tools.context(home)).judgements[0].cause)
    assert len(causes) == 1


def test_a_guess_is_marked_as_one_and_staging_has_no_domain(tools: SimpleNamespace):
    home = tools.page(tools.document(tools.footer()))
    guessed = tools.said("meta", tools.page(tools.document(""), tools.home + "yw/"), tools.context(home))
    assert guessed.judgements[0].confidence is Confidence.GUESS
    local = "http://127.0.0.2:8000/"
    page = tools.page(tools.document(""), local)
    assert tools.said("meta", page, tools.context(page, local, private=True)).words == ["pass"]
    assert tools.said("meta", page, tools.context(page, local)).words == ["fail domain-differs"]
