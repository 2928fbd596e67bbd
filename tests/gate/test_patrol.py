"""The daily round of a site on loopback, and a staging site before its release: as their users run them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites.run import environment
from tests.sites.server import Host, Served, article, serve

SITE = "http://www.round.gov.cn/"


def xunwang(out: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    run = subprocess.run(
        [sys.executable, "-m", "auditor.cli", *words, "--out", str(out), "--delay", "0"],
        check=False, capture_output=True, text=True, timeout=120, cwd=Path(__file__).resolve().parents[2], env=environment(),
    )  # fmt: skip
    assert "Traceback" not in run.stdout + run.stderr, run.stderr
    return run


@pytest.fixture
def site() -> Iterator[tuple[Served, dict]]:
    routes = {"/": article("首页", "/a.html"), "/a.html": article("甲", "/", "/old-dead.html")}
    with serve({"www.round.gov.cn": Host(routes), "down.gov.cn": Host(down=True)}) as served:
        yield served, routes


def test_a_round_speaks_only_of_what_has_changed(site: tuple[Served, dict], tmp_path: Path):
    served, routes = site
    patrol = ("patrol", SITE, *served.options())
    first = xunwang(tmp_path, *patrol)
    assert first.returncode == 0 and first.stdout.startswith("首次巡查,发现 ")
    still = xunwang(tmp_path, *patrol)
    assert (still.returncode, still.stdout) == (0, "")
    routes["/"] = article("首页", "/a.html", "/new-dead.html")
    worse = xunwang(tmp_path, *patrol)
    assert worse.returncode == 1 and "new-dead.html" in worse.stdout and "old-dead.html" not in worse.stdout
    routes["/"], routes["/a.html"] = article("首页", "/a.html"), article("甲", "/")
    better = xunwang(tmp_path, *patrol)
    assert better.returncode == 0 and "已整改 2" in better.stdout


def test_a_site_that_is_down_is_said(site: tuple[Served, dict], tmp_path: Path):
    run = xunwang(tmp_path, "patrol", "http://down.gov.cn/", *site[0].options())
    assert run.returncode == 3 and "服务器拒绝连接" in run.stdout


def test_a_staging_site_is_judged_like_a_folder(site: tuple[Served, dict], tmp_path: Path):
    served, routes = site
    routes["/robots.txt"] = lambda visit: visit.send(200, b"User-agent: *\nDisallow: /\n", "text/plain")
    words = ("gate", SITE, "--browser", "off", *served.options())
    closed = xunwang(tmp_path, *words)
    assert closed.returncode == 3 and "robots.txt" in closed.stdout
    run = xunwang(tmp_path, *words, "--ignore-robots", "--fail-on", "serious", "--format", "github")
    assert run.returncode == 1
    assert [line for line in run.stdout.splitlines() if line.startswith("::error") and "old-dead.html" in line]
