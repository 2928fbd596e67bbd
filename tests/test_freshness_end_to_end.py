"""Columns judged twice from bundles, as a user has them: what the files say, and what history adds."""

import json
from pathlib import Path
from typing import Any

from auditor import siterun
from auditor.model.look import Looked
from auditor.store.bundle import Bundle
from auditor.store.columns import known_columns
from auditor.store.looks import keep_look
from auditor.store.previous import previous_columns
from tests.sites.columns import article, at, column, rows, shell, titled
from tests.sites.paper import HOME, Paper, Said

NEWS = titled("市政府召开会议研究", "/yw/", ["2026-10-20", "2026-10-18", "2026-10-15", "2026-09-01"])
SCRIPT = "<ul id='list'></ul><script>$.ajax('/api/list')</script>"


def crawled(out: Path, pages: dict[str, Said]) -> Bundle:
    answers = {HOME: shell("云泽市人民政府", rows(NEWS)), **{at(path): said for path, said in pages.items()}}
    return Paper(out, answers, profile="full", checks="freshness,interpretation").crawl().bundle


def lines(bundle: Bundle, name: str) -> list[dict[str, Any]]:
    siterun.judge(bundle)
    return [json.loads(line) for line in (bundle.path / f"{name}.jsonl").read_text("utf-8").splitlines()]


def about(bundle: Bundle, path: str) -> set[tuple[str, str, str]]:
    return {
        (row["check"], row["outcome"], row["reason"]) for row in lines(bundle, "findings") if row["page"] == at(path)
    }


def test_a_finding_names_column_place_and_the_unit_that_supplies_it(tmp_path: Path) -> None:
    pages = {href: article(title, day, [("要闻动态", "/yw/")], "云泽市水务局") for title, href, day in NEWS}
    bundle = crawled(tmp_path, {"/yw/": column("要闻动态", "/yw/", NEWS), **pages})
    (found,) = [row for row in lines(bundle, "findings") if row["reason"] == "stale-news"]
    assert (found["page"], found["unit"], found["place"], found["occurrences"]) == (at("/yw/"), "云泽市水务局", "", 1)
    assert "2026-10-20" in found["message"] and "32 天" in found["message"] and "国庆节" not in found["message"]
    assert "ind:veto.column-stale.key" in found["refs"]
    assert found["evidence"]["class_by"][-1] == "名称含“动态”"


def test_a_finding_on_an_article_names_its_source(tmp_path: Path) -> None:
    papers = [
        ("关于印发《供水管理办法》的通知", "/zcwj/1.html", "2026-11-02"),
        ("关于其他事项的通知", "/zcwj/2.html", "2026-11-01"),
    ]
    pages = {href: article(title, day, [("政策文件", "/zcwj/")], "云泽市司法局") for title, href, day in papers}
    bundle = crawled(tmp_path, {"/zcwj/": column("政策文件", "/zcwj/", papers), **pages})
    (found,) = [row for row in lines(bundle, "findings") if row["check"] == "interpretation.share"]
    assert found["unit"] == "云泽市司法局"


def test_a_list_that_only_a_script_fills_is_not_blank_and_a_look_reads_it(tmp_path: Path) -> None:
    bundle = crawled(tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", body=SCRIPT)})
    assert ("freshness.blank_column", "unmeasured", "list-not-read") in about(bundle, "/tzgg/")
    listed = SCRIPT.replace("></ul>", ">" + rows([("关于某事项的公告", "/tzgg/1.html", "2026-11-02")]) + "</ul>")
    markup = column("通知公告", "/tzgg/", body=listed).body.decode()
    with bundle.transaction():
        keep_look(bundle, Looked(at("/tzgg/"), (f"column:{at('/tzgg/')}",), markup=markup))
    assert about(bundle, "/tzgg/") == set()
    (row,) = lines(bundle, "columns")
    assert (row["filling"], row["newest"]) == ("rendered", "2026-11-02")
    with bundle.transaction():
        empty = column("通知公告", "/tzgg/", body="<p>暂无信息</p>" + SCRIPT).body.decode()
        keep_look(bundle, Looked(at("/tzgg/"), (f"column:{at('/tzgg/')}",), markup=empty))
    assert about(bundle, "/tzgg/") == {("freshness.blank_column", "fail", "blank")}


def test_a_look_that_was_refused_the_script_proves_nothing(tmp_path: Path) -> None:
    bundle = crawled(tmp_path, {"/tzgg/": column("通知公告", "/tzgg/", body=SCRIPT)})
    markup = column("通知公告", "/tzgg/", body=SCRIPT).body.decode()
    with bundle.transaction():
        look = Looked(at("/tzgg/"), (f"column:{at('/tzgg/')}",), markup=markup, unloaded=("http://other.cn/list.js",))
        keep_look(bundle, look)
    assert ("freshness.blank_column", "unmeasured", "list-not-read") in about(bundle, "/tzgg/")


def test_what_the_last_run_saw_is_compared(tmp_path: Path) -> None:
    first = crawled(
        tmp_path, {"/yw/": column("要闻动态", "/yw/", NEWS), "/tzgg/": column("通知公告", "/tzgg/", NEWS[:1])}
    )
    siterun.judge(first)
    later = [*NEWS[:2], ("市政府印发重要文件", "/yw/2000.html", "2026-10-16"), *NEWS[2:]]
    second = crawled(
        tmp_path,
        {"/yw/": column("要闻动态", "/yw/", later), "/tzgg/": column("通知公告", "/tzgg/", body="<p>暂无信息</p>")},
    )
    with second.transaction():
        second.set("previous_columns", previous_columns(second.path))
    assert ("freshness.forged_date", "review", "appeared-later") in about(second, "/yw/")
    assert ("freshness.blank_column", "fail", "emptied") in about(second, "/tzgg/")
    earlier = known_columns(second)[1]
    assert earlier and len(earlier.columns) == 2 and earlier.day == "2026-11-21"


def test_a_run_that_is_not_finished_or_damaged_is_no_history(tmp_path: Path) -> None:
    first = crawled(tmp_path, {"/yw/": column("要闻动态", "/yw/", NEWS)})
    second = crawled(tmp_path, {})
    assert previous_columns(second.path) is None, "never judged"
    siterun.judge(first)
    assert previous_columns(second.path) is not None
    (first.path / "columns.jsonl").write_text("{broken\n")
    assert previous_columns(second.path) is None
    siterun.judge(first)
    with first.transaction():
        first.set("finished", None)
    assert previous_columns(second.path) is None


def test_judging_again_without_the_families_takes_the_file_away(tmp_path: Path) -> None:
    bundle = crawled(tmp_path, {"/yw/": column("要闻动态", "/yw/", NEWS)})
    assert lines(bundle, "columns")
    with bundle.transaction():
        bundle.set("options", {**bundle.options.as_dict(), "checks": "links"})
    siterun.judge(bundle)
    assert not (bundle.path / "columns.jsonl").exists()


def test_the_clock_is_not_asked(tmp_path: Path) -> None:
    """The run is of 2026-11-21, whatever day it is today."""
    bundle = crawled(
        tmp_path, {"/yw/": column("要闻动态", "/yw/", titled("会议研究部署工作", "/yw/", ["2026-11-20", "2026-11-01"]))}
    )
    assert not [row for row in lines(bundle, "findings") if row["check"] == "freshness.stale_column"]
