"""Columns put together from the pages of a site on paper; the run began on 2026-11-21."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from auditor.columntree import column_tree
from auditor.model.columns import Column, ColumnClass, ColumnTree, Correction, DateSource, DocumentKind, Filling
from auditor.store.reader import Reader
from tests.sites.columns import MENU, article, at, column, rows, shell, titled
from tests.sites.paper import HOME, Paper, Said

C = ColumnClass
NEWS = titled("市政府召开会议研究", "/yw/", ["2026-11-20", "2026-11-18", "2026-11-15", "2026-11-10"])
NOTICES = titled("关于征集意见的公告", "/tzgg/", ["2026-10-20", "2026-09-18", "2026-08-15"])
POLICIES = titled("关于印发管理办法的通知", "/zcwj/", ["2026-03-02", "2026-02-01", "2026-01-15"])


def built(out: Path, pages: Mapping[str, Said], corrections: Mapping[str, Correction] | None = None) -> ColumnTree:
    """The tree of a site that has these pages besides its home page."""
    home = shell("云泽市人民政府", rows(NEWS) + rows(NOTICES))
    fine = {at(path): said for path, said in pages.items()}
    run = Paper(out, {HOME: home, **fine}).crawl()
    return column_tree(Reader(run.bundle), corrections or {}, None)


def by_name(tree: ColumnTree) -> dict[str, Column]:
    return {column.name: column for column in tree.columns}


def test_columns_are_found_named_and_classed_with_their_newest_row(tmp_path: Path) -> None:
    tree = built(tmp_path, {"/yw/": column("要闻动态", "/yw/", NEWS), "/tzgg/": column("通知公告", "/tzgg/", NOTICES)})
    found = by_name(tree)
    assert {name: one.cls for name, one in found.items()} == {"要闻动态": C.NEWS, "通知公告": C.NOTICE}
    news = found["要闻动态"]
    assert (news.newest, news.newest_source, news.count, news.filling) == (
        "2026-11-20",
        DateSource.ROW,
        4,
        Filling.HTML,
    )
    assert {"nav", "folder", "name:动态要闻"} & set(news.evidence) >= {"nav", "folder"}
    assert news.path == ("要闻动态",) and news.level == 1
    assert tree.home and tree.home.newest == "2026-11-20" and tree.day == "2026-11-21"


def test_articles_are_no_columns_and_lend_their_date_where_the_list_has_none(tmp_path: Path) -> None:
    undated = [(title, href, "") for title, href, _ in NOTICES]
    crumbs = [("通知公告", "/tzgg/")]
    pages = {href: article(title, day, crumbs, "云泽市司法局") for title, href, day in NOTICES}
    tree = built(tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", undated), **pages})
    (only,) = tree.columns
    assert (only.newest, only.newest_source, only.undated) == ("2026-10-20", DateSource.PAGE, 0)
    assert only.unit == "云泽市司法局"


def test_rows_know_on_which_day_of_beijing_their_page_was_written(tmp_path: Path) -> None:
    crumbs = [("通知公告", "/tzgg/")]
    pages = {href: article(title, day, crumbs, "云泽市司法局") for title, href, day in NOTICES}
    first, second, _ = pages
    pages[first] = replace(pages[first], modified="Tue, 20 Oct 2026 17:00:00 GMT")
    pages[second] = replace(pages[second], modified="long ago")
    (only,) = built(tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", NOTICES), **pages}).columns
    assert [row.modified for row in only.rows] == ["2026-10-21", "", ""]


def test_a_list_in_the_margin_of_every_page_keeps_no_column_alive(tmp_path: Path) -> None:
    margin = "<h3>最新动态</h3>" + rows(NEWS)
    old = titled("关于某事项的公告", "/tzgg/", ["2020-10-20", "2020-09-18"])
    elsewhere = [(title, href.replace("/tzgg/", "/doc/"), day) for title, href, day in old]
    pages = {
        f"/c{n}/": column(f"某类公告{'甲乙丙丁'[n]}", f"/c{n}/", elsewhere if n == 0 else POLICIES, margin=margin)
        for n in range(4)
    }
    menu = [(f"某类公告{'甲乙丙丁'[n]}", f"/c{n}/") for n in range(4)]
    run = Paper(
        tmp_path, {HOME: shell("首页", rows(NEWS), menu=menu), **{at(path): said for path, said in pages.items()}}
    ).crawl()
    tree = column_tree(Reader(run.bundle), {}, None)
    assert by_name(tree)["某类公告甲"].newest == "2020-10-20"


def test_rows_below_the_own_folder_are_the_own_ones(tmp_path: Path) -> None:
    page = column("政策文件", "/zcwj/", POLICIES, margin="<h3>最新动态</h3>" + rows(NEWS))
    assert by_name(built(tmp_path, {"/zcwj/": page}))["政策文件"].newest == "2026-03-02"


def test_what_fills_a_column_without_rows(tmp_path: Path) -> None:
    pages = {
        "/yw/": column("要闻动态", "/yw/", body="<ul id='list'></ul><script>$.ajax('/api/list')</script>"),
        "/tzgg/": column("通知公告", "/tzgg/", body="<div class='list'><p>暂无信息</p></div>"),
        "/zcwj/": column("政策文件", "/zcwj/"),
        "/zcjd/": column(
            "政策解读",
            "/zcjd/",
            body="<p>" + "本栏目刊登市政府及其部门政策文件的解读材料,供社会公众查阅。" * 5 + "</p>",
        ),
    }
    found = by_name(built(tmp_path, pages))
    assert {name: one.filling for name, one in found.items()} == {
        "要闻动态": Filling.SCRIPT, "通知公告": Filling.NOTHING, "政策文件": Filling.NOTHING, "政策解读": Filling.TEXT,
    }  # fmt: skip
    assert found["通知公告"].says_empty and not found["政策文件"].says_empty


def test_a_list_that_a_script_fills_is_known_by_the_articles_that_name_it(tmp_path: Path) -> None:
    body = "<ul id='list'></ul><script>$.ajax('/api/list')</script>"
    title, href, day = NEWS[0]
    pages = {"/yw/": column("要闻动态", "/yw/", body=body), href: article(title, day, [("要闻动态", "/yw/")])}
    only = by_name(built(tmp_path, pages))["要闻动态"]
    assert (only.filling, only.newest, only.newest_source) == (Filling.SCRIPT, "2026-11-20", DateSource.PAGE)


def test_children_have_parents_and_do_not_count_twice(tmp_path: Path) -> None:
    above = [("政策文件", "/zcwj/")]
    links = "<ul><li><a href='/zcwj/szf/'>市政府文件</a></li><li><a href='/zcwj/bgs/'>办公室文件</a></li></ul>"
    pages = {
        "/zcwj/": column("政策文件", "/zcwj/", body=links),
        "/zcwj/szf/": column(
            "市政府文件",
            "/zcwj/szf/",
            titled("关于某事的通知", "/zcwj/szf/", ["2026-01-02", "2025-01-01"]),
            above=above,
        ),
        "/zcwj/bgs/": column(
            "办公室文件",
            "/zcwj/bgs/",
            titled("关于它事的通知", "/zcwj/bgs/", ["2026-01-02", "2025-01-01"]),
            above=above,
        ),
    }
    found = by_name(built(tmp_path, pages))
    assert (found["政策文件"].filling, found["政策文件"].children) == (Filling.CHILDREN, 2)
    assert {name: one.level for name, one in found.items()} == {"政策文件": 1, "市政府文件": 2, "办公室文件": 2}
    assert found["市政府文件"].path == ("政策文件", "市政府文件") and found["市政府文件"].parent == at("/zcwj/")


def test_further_pages_belong_to_their_list_and_oldest_first_is_noticed(tmp_path: Path) -> None:
    first = titled("关于某事的公告", "/tzgg/", ["2019-01-02", "2019-02-01", "2019-03-01", "2019-04-01"])
    last = [
        ("关于最新事项的公告", "/tzgg/2000.html", "2026-11-02"),
        ("关于次新事项的公告", "/tzgg/2001.html", "2026-11-03"),
    ]
    page = column("通知公告", "/tzgg/", body=rows(first) + "<a href='index_1.html'>下一页</a>")
    pages = {"/tzgg/": page, "/tzgg/index_1.html": column("通知公告", "/tzgg/", last)}
    (only,) = built(tmp_path, pages).columns
    assert (only.newest, only.count, only.ascending, only.complete) == ("2026-11-03", 6, True, False)


def test_bygone_topics_are_excluded_and_say_why(tmp_path: Path) -> None:
    above = [("专题专栏", "/ztzl/"), ("2019年主题教育专题", "/ztzl/ztjy/")]
    old = titled("我市召开会议部署", "/ztzl/ztjy/gzdt/", ["2019-10-20", "2019-09-18"])
    pages = {"/ztzl/ztjy/gzdt/": column("工作动态", "/ztzl/ztjy/gzdt/", old, above=above)}
    home = shell("首页", rows(NEWS), menu=[*MENU, ("工作动态", "/ztzl/ztjy/gzdt/")])
    run = Paper(tmp_path, {HOME: home, **{at(path): said for path, said in pages.items()}}).crawl()
    (only,) = column_tree(Reader(run.bundle), {}, None).columns
    assert (only.cls, only.excluded) == (C.TOPIC, "historic") and "2019" in only.excluded_why


def test_rows_that_are_gone_are_counted(tmp_path: Path) -> None:
    (only,) = built(tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", NOTICES)}).columns
    assert only.dead_rows == 3  # The paper answers 404 to what is not on it.


def test_what_the_office_says_stands_over_what_was_found(tmp_path: Path) -> None:
    pages = {"/yw/": column("要闻动态", "/yw/", NEWS), "/tzgg/": column("通知公告", "/tzgg/", body="<p>暂无信息</p>")}
    corrections = {
        at("/yw/index.html"): Correction(at("/yw/index.html"), C.OTHER),
        at("/tzgg/"): Correction(
            at("/tzgg/"), waived=True, reason="本季度无应公开事项", approver="王某", expires="2026-12-31"
        ),
    }
    found = by_name(built(tmp_path, pages, corrections))
    assert found["要闻动态"].cls is C.OTHER and "office:其他" in found["要闻动态"].evidence
    assert found["通知公告"].excluded == "waived" and "王某" in found["通知公告"].excluded_why


def test_a_waiver_that_has_run_out_does_nothing(tmp_path: Path) -> None:
    gone = Correction(at("/tzgg/"), waived=True, reason="无", approver="王某", expires="2026-11-20")
    (only,) = built(
        tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", body="<p>暂无信息</p>")}, {gone.url: gone}
    ).columns
    assert only.excluded == ""


def test_documents_and_interpretations_with_their_links(tmp_path: Path) -> None:
    link = "<p>相关解读:<a href='/zcjd/1.html'>《管理办法》解读全文</a></p>"
    pages = {
        "/zcwj/": column(
            "政策文件",
            "/zcwj/",
            [
                ("关于印发管理办法的通知", "/zcwj/1.html", "2026-03-02"),
                ("关于它事的通知", "/zcwj/2.html", "2026-03-01"),
            ],
        ),
        "/zcjd/": column(
            "政策解读",
            "/zcjd/",
            [("《管理办法》解读", "/zcjd/1.html", "2026-03-03"), ("其他解读材料一则", "/zcjd/2.html", "2026-03-01")],
        ),
        "/zcwj/1.html": article("关于印发管理办法的通知", "2026-03-02", [("政策文件", "/zcwj/")], more=link),
        "/zcjd/1.html": article(
            "《管理办法》解读", "2026-03-03", [("政策解读", "/zcjd/")], more="<video src='a.mp4'></video>"
        ),
    }
    papers = {paper.url: paper for paper in built(tmp_path, pages).documents}
    policy, reading = papers[at("/zcwj/1.html")], papers[at("/zcjd/1.html")]
    assert (policy.kind, policy.links) == (DocumentKind.POLICY, frozenset({reading.url}))
    assert (reading.kind, reading.links, reading.forms) == (DocumentKind.INTERPRETATION, frozenset(), ("text", "video"))


def test_the_order_in_which_answers_came_changes_nothing(tmp_path: Path) -> None:
    pages = {"/yw/": column("要闻动态", "/yw/", NEWS), "/tzgg/": column("通知公告", "/tzgg/", NOTICES)}
    answers = {HOME: shell("首页", rows(NEWS)), **{at(path): said for path, said in pages.items()}}
    trees = [column_tree(Reader(Paper(tmp_path / str(seed), answers).crawl(seed).bundle), {}, None) for seed in (0, 7)]
    assert trees[0] == trees[1]


def test_a_column_in_the_menu_needs_no_usual_address(tmp_path: Path) -> None:
    menu = [("通知公告", "/tzgg_page.html"), ("空栏目公告", "/kong_page.html"), ("用户登录", "/login_page.html")]
    pages = {
        "/tzgg_page.html": column("通知公告", "/tzgg_page.html", NOTICES),
        "/kong_page.html": shell("空栏目公告", "<p>暂无信息</p>"),
        "/login_page.html": shell("用户登录", "<form><input></form>"),
    }
    home = shell("首页", rows(NEWS), menu=menu)
    run = Paper(tmp_path, {HOME: home, **{at(path): said for path, said in pages.items()}}).crawl()
    assert set(by_name(column_tree(Reader(run.bundle), {}, None))) == {"通知公告", "空栏目公告"}


def test_two_addresses_of_one_column_are_one(tmp_path: Path) -> None:
    home = shell("首页", rows(NEWS), menu=[("通知公告", "/tzgg/"), ("通知公告", "/col/col12/")])
    pages = {at(path): column("通知公告", path, NOTICES) for path in ("/tzgg/", "/col/col12/")}
    run = Paper(tmp_path, {HOME: home, **pages}).crawl()
    assert [one.url for one in column_tree(Reader(run.bundle), {}, None).columns] == [at("/tzgg/")]


def test_links_to_other_places_on_the_home_page_are_no_undated_news(tmp_path: Path) -> None:
    friends = (
        "<ul>"
        + "".join(f"<li><a href='http://www.friend{n}.gov.cn/'>某某市人民政府门户网站{n}</a></li>" for n in range(9))
        + "</ul>"
    )
    run = Paper(tmp_path, {HOME: shell("首页", rows(NEWS) + friends)}, external=False).crawl()
    home = column_tree(Reader(run.bundle), {}, None).home
    assert home and (home.count, home.undated, home.rows[0].date) == (4, 0, "2026-11-20")


def test_a_row_ahead_of_its_time_keeps_no_column_young(tmp_path: Path) -> None:
    ahead = [("市政府召开会议预告", "/yw/999.html", "2027-01-01"), *NEWS[2:]]
    assert by_name(built(tmp_path, {"/yw/": column("要闻动态", "/yw/", ahead)}))["要闻动态"].newest == "2026-11-15"
