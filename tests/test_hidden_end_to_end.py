"""A hidden block on a served site: crawled, judged, grouped and reported, as the user runs it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.sites.run import Run, audit, environment
from tests.sites.server import Handler, Host, Served, article, links, serve

FULL = [
    "--profile",
    "full",
    "--checks",
    "links,hidden,identity,transport",
    "--browser",
    "off",
    "--delay",
    "0",
    "--retry-gap",
    "0.2",
]
FARM = (
    '<div style="display:none"><a href="http://www.casino-one.com/x/">澳门娱乐城</a><a href="http://www.casino-two.net/">百家乐</a>'
    '<a href="http://www.casino-three.org/">时时彩平台</a></div>'
)
SISTER = '<div class="footer"><a href="http://www.sister.com.cn/">主办单位</a></div>'
PAGES = [f"/a/{n}.html" for n in range(8)]


def told(title: str, html: str) -> Handler:
    return lambda visit: visit.page(title, html)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    pages = {path: told(f"文章{n}", SISTER + FARM) for n, path in enumerate(PAGES)}
    outside = {
        f"www.{name}": Host({"/": article(name)}) for name in ("sister.com.cn", "casino-two.net", "casino-three.org")
    }
    hosts = {"www.yunze.gov.cn": Host({"/": told("云泽市人民政府", links(*PAGES) + SISTER), **pages}), **outside}
    with serve(hosts) as served:
        yield served


@pytest.fixture(scope="module")
def run(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("runs")
    (folder / "own.txt").write_text("kaifaqu.com # 开发区\n", "utf-8")
    words = [*FULL, "--out", str(folder), "--operator-domains", str(folder / "own.txt"), *site.options()]
    done = audit("http://www.yunze.gov.cn/", *words)
    assert done.code == 0, done.said
    (folder / "own.txt").unlink()
    return done


def blocks(run: Run) -> list[dict[str, object]]:
    return [row for row in run.rows("findings") if row["check"] == "hidden.hidden_link"]


def test_the_block_is_one_finding_with_all_its_pages(run: Run) -> None:
    (found,) = blocks(run)
    assert (found["outcome"], found["pages"], found["occurrences"]) == ("fail", len(PAGES), len(PAGES))
    assert "display:none" in found["evidence"]["excerpt"] and found["evidence"]["templates"][0]["pages"] == len(PAGES)
    assert set(found["evidence"]["domains"]) == {"casino-one.com", "casino-two.net", "casino-three.org"}


def test_every_place_is_written(run: Run) -> None:
    (found,) = blocks(run)
    places = [row for row in run.rows("occurrences") if row["fingerprint"] == found["fingerprint"]]
    assert {row["page"].rpartition("/")[2] for row in places} == {f"{n}.html" for n in range(len(PAGES))}
    assert all(row["line"] >= 1 and row["raw"].startswith("<div") for row in places)


def test_the_report_says_what_where_and_how_to_mend(run: Run) -> None:
    report = (run.bundle / "report.html").read_text("utf-8")
    for part in ("紧急", "casino-one.com", "澳门娱乐城", "display:none", "先保存证据"):
        assert part in report, part
    assert '<a href="http' not in report


def test_nobody_else_is_accused_and_judging_again_needs_no_file(run: Run) -> None:
    before = (run.bundle / "findings.jsonl").read_bytes()
    assert not [row for row in run.rows("findings") if row["check"].startswith("hidden.") and "sister" in str(row)]
    command = [sys.executable, "-m", "auditor.cli", "judge", str(run.bundle)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment(), timeout=60)
    assert done.returncode == 0, done.stderr
    assert (run.bundle / "findings.jsonl").read_bytes() == before
