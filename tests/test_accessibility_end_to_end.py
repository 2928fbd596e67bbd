"""``--profile accessibility``: crawled pages in a real browser, findings with pictures, a run that survives a kill."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.sites.browsers import needs_browser
from tests.sites.run import Run, audit, begin
from tests.sites.server import Handler, Host, Served, Visit, serve

NAME = "www.yunze.gov.cn"
HOME = f"http://{NAME}/"
WORDS = ["--profile", "accessibility", "--delay", "0", "--retry-gap", "0.2"]
TEXT = "云泽市人民政府公告" * 30
HEAD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>云泽</title></head><body><main><h1>云泽</h1>'
)
BODIES = {
    "/": '<p><a href="/1.html">公告之一</a></p><p><a href="/2.html">公告之二</a></p><img src="/x.png">'
    '<p><a href="http://other.example.com/">站外</a></p>',
    "/1.html": '<div><p style="color:#ccc;background:#fff">浅色的字</p></div>',
    "/2.html": '<table><tr><td>甲</td></tr></table><input type="text">',
}


@pytest.fixture
def site() -> Iterator[Served]:
    def told(body: str) -> Handler:
        async def answer(visit: Visit) -> None:
            await visit.send(200, f"{HEAD}{body}<p>{TEXT}</p></main></body></html>".encode())

        return answer

    with serve({NAME: Host({path: told(body) for path, body in BODIES.items()})}) as served:
        yield served


def rules(run: Run) -> set[tuple[str, str, str]]:
    found = [row for row in run.rows("findings") if row["check"] == "access.axe"]
    return {(row["reason"], row["outcome"], urlsplit(row["page"]).path) for row in found}


@needs_browser
def test_findings_have_pictures_and_name_their_rule(site: Served, tmp_path: Path) -> None:
    run = audit(HOME, *WORDS, "--out", str(tmp_path), *site.options())
    assert run.code == 0, run.said
    expected = {("axe-image-alt", "/"), ("axe-color-contrast", "/1.html"), ("axe-label", "/2.html")}
    assert {(rule, "fail", path) for rule, path in expected} <= rules(run)
    (row,) = [row for row in run.rows("findings") if row["reason"] == "axe-color-contrast"]
    assert {"axe:color-contrast", "wcag:1.4.3", "act:afw4f7"} <= set(row["refs"])
    assert (run.bundle / "shots" / row["evidence"]["shot"]).read_bytes().startswith(b"\x89PNG")
    card = json.loads((run.bundle / "accessibility.json").read_text("utf-8"))
    assert card["retrofit"]["status"] == "none"
    assert card["sample"]["measured"] == card["sample"]["pages"] == 3
    asked = [row["url"] for row in run.rows("links") if not row["internal"] and row["status"]]
    assert asked == []  # What pages link to outside is no question of accessibility.


def test_without_a_browser_nothing_is_passed(site: Served, tmp_path: Path) -> None:
    run = audit(HOME, *WORDS, "--browser", "off", "--out", str(tmp_path), *site.options())
    assert run.code == 0, run.said
    assert run.summary["findings"]["access.axe"] == {"unmeasured": 1, "na": 2}
    assert {(row["outcome"], row["reason"]) for row in run.rows("findings")} == {("unmeasured", "browser-off")}
    assert not (run.bundle / "accessibility.json").exists()


@needs_browser
def test_killed_while_browsers_work_and_resumed(site: Served, tmp_path: Path) -> None:
    whole = audit(HOME, *WORDS, "--out", str(tmp_path / "whole"), *site.options())
    running = begin(HOME, *WORDS, "--out", str(tmp_path / "killed"), *site.options())
    assert running.stdout is not None
    bundle = Path(running.stdout.readline().strip())
    until = time.monotonic() + 60
    while not _rendered(bundle) and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert _rendered(bundle) > 0
    resumed = audit("--resume", str(bundle))
    assert resumed.code == 0, resumed.said
    assert rules(resumed) == rules(whole)


def _rendered(bundle: Path) -> int:
    db = sqlite3.connect(f"file:{bundle}/evidence.sqlite?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM rendered").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()
