"""Words, personal data and marks of secrecy on a served site, as the user runs it: found, masked, sealed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.store.bundle import Bundle
from tests.sites.run import Run, audit
from tests.sites.server import Handler, Host, links, serve

FULL = [
    "--profile",
    "full",
    "--checks",
    "links,content,privacy,freshness",
    "--browser",
    "off",
    "--delay",
    "0",
    "--retry-gap",
    "0.2",
]
ID = "440102199003071236"
ROWS = "".join(f"<li><a href='/tzgg/t{day}.html'>公示 {ID}</a><span>2026-11-{day}</span></li>" for day in range(10, 16))
PAGES = {
    "/tzgg/": ("通知公告", f"<div class=nav><a href='/tzgg/'>通知公告</a></div><ul class=list>{ROWS}</ul>"),
    "/a.html": ("通知", "<p>各单位要认真部暑。</p><p>市政俯要求如下。</p>"),
    "/b.html": (
        f"名单公示 {ID}",
        f"<table><tr><td>张三</td><td>{ID}</td></tr></table><a href='/gone.html'>张三 {ID}</a>",
    ),
    "/c.html": ("名单公示", "<p>张三 4401**********1236</p>"),
    "/s.html": (
        "关于某专项行动的方案",
        "<p>机密★10年</p><p>云泽市人民政府文件</p><p>代号雷霆。</p><a href='/inside.html'>附件</a>",
    ),
    "/t.html": ("保密宣传", "<p>标有“机密★10年”的文件不得复印。</p>"),
}


def told(title: str, html: str) -> Handler:
    return lambda visit: visit.page(title, html)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("runs")
    (folder / "错词.csv").write_text("错误,正确,来源,版本\n市政俯,市政府,市府办,2020-01-01\n的,地,,\n", "utf-8")
    hosts = {
        "www.yunze.gov.cn": Host(
            {"/": told("云泽市人民政府", links(*PAGES)), **{path: told(*page) for path, page in PAGES.items()}}
        )
    }
    with serve(hosts) as served:
        words = [*FULL, "--lexicon", str(folder / "错词.csv"), "--out", str(folder)]
        yield audit("http://www.yunze.gov.cn/", *words, *served.options())


def test_words_are_for_a_person_with_their_sentence(run: Run) -> None:
    assert run.code == 0, run.said
    rows = [row for row in run.rows("findings") if row["check"] == "content.wrong_word"]
    assert {row["evidence"]["wrong"]: row["outcome"] for row in rows} == {"部暑": "review", "市政俯": "review"}
    assert {row["evidence"]["sentence"] for row in rows} == {"各单位要认真部暑。", "市政俯要求如下。"}


def test_the_state_of_the_list_is_said_and_kept(run: Run) -> None:
    assert "错词表:采用 1 条" in run.said and "已超过一年" in run.said and "只有一个字" in run.said
    assert run.summary["coverage"]["lexicon"]["entries"] == 1


def test_a_full_number_fails_and_a_masked_one_does_not(run: Run) -> None:
    rows = [row for row in run.rows("findings") if row["check"] == "privacy.identity_number"]
    assert [(row["page"], row["outcome"]) for row in rows] == [("http://www.yunze.gov.cn/b.html", "fail")]


def test_no_output_of_the_run_bears_the_number(run: Run) -> None:
    written = [path for path in Path(run.bundle).iterdir() if path.suffix in (".json", ".jsonl", ".html")]
    assert len(written) >= 7 and "公示 4401**" in (run.bundle / "columns.jsonl").read_text("utf-8")
    assert not [path.name for path in written if ID in path.read_text("utf-8")]
    assert any(
        row["check"] == "links.dead" and row["text"] == "张三 4401**************" for row in run.rows("findings")
    )


def test_a_page_with_a_mark_of_secrecy_is_sealed_before_anything_is_written(run: Run) -> None:
    (row,) = [row for row in run.rows("findings") if row["check"] == "privacy.secrecy_mark"]
    assert (row["page"], row["outcome"], row["reason"]) == ("http://www.yunze.gov.cn/s.html", "review", "secrecy-mark")
    assert (row["page_title"], row["text"], row["column_path"]) == ("", "", "")
    assert len(row["evidence"]["sha256"]) == 64 and run.summary["coverage"]["sealed_pages"] == 1
    bundle = Bundle.open(run.bundle)
    bodies = b"".join(
        bundle.segments.read(*place) for place in bundle.db.execute("SELECT segment, offset, length FROM page")
    )
    assert "保密宣传".encode() in bodies and "雷霆".encode() not in bodies
    database = b"".join(path.read_bytes() for path in run.bundle.glob("evidence.sqlite*"))
    assert "雷霆".encode() not in database and "某专项行动".encode() not in database
    for path in run.bundle.glob("*.*l"):
        assert "雷霆" not in path.read_text("utf-8", errors="replace"), path


def test_the_links_of_a_sealed_page_are_not_followed(run: Run) -> None:
    assert not [row for row in run.rows("links") if row["url"].endswith("/inside.html")]
    assert ("http://www.yunze.gov.cn/s.html", 200) in {(row["url"], row["status"]) for row in run.rows("pages")}
