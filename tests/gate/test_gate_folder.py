"""``auditor gate FOLDER`` as its user runs it: what stops a release, what is known, what was not measured."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.app import app
from tests.sites.run import environment
from tests.sites.server import document

BASE = "https://www.anhe.gov.cn/"
CLEAN = {"index.html": '<a href="a.html">通知公告</a>', "a.html": '<a href="./">首页</a><img src="img/x.png" alt="图">'}


def gate(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "auditor.cli", "gate", str(folder), "--browser", "off", *words]
    run = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder.parent, timeout=120,
        env=environment(PYTHONPATH=str(Path(__file__).resolve().parents[2])),
    )  # fmt: skip
    assert "Traceback" not in run.stdout + run.stderr, run.stderr
    return run


@pytest.fixture
def site(build):
    return build({**CLEAN, "img/x.png": b"\x89PNG\r\n\x1a\n" + bytes(50)})


def test_a_clean_folder_passes_and_nothing_is_asked_outside(site: Path):
    (site / "a.html").write_bytes(document("甲", '<a href="./">首页</a><a href="http://nobody.example.cn/">站外</a>'))
    run = gate(site)
    assert run.returncode == 0, run.stdout
    assert "结论:通过" in run.stdout and "站外链接不在检查范围内" in run.stdout


def test_the_life_of_a_baseline(site: Path):
    (site / "a.html").write_bytes(document("甲", '<a href="./">首页</a><a href="gone.html">旧的</a>'))
    first = gate(site, "--base-url", BASE, "--update-baseline")
    assert first.returncode == 0 and "基线:存量 " in first.stdout and "gone.html" in first.stdout
    (site / "index.html").write_bytes(document("首页", '<a href="a.html">甲</a><a href="/new.html">新的</a>'))
    worse = gate(site, "--base-url", BASE)
    assert worse.returncode == 1 and "新增 1" in worse.stdout and "public/index.html" in worse.stdout
    assert "/new.html" in worse.stdout and "gone.html" not in worse.stdout

    for page, body in CLEAN.items():  # Everything is mended: the number falls by itself and never rises again.
        (site / page).write_bytes(document(page, body))
    assert "links.dead 1 → 0" in gate(site, "--base-url", BASE).stdout
    (site / "a.html").write_bytes(document("甲", '<a href="./">首页</a><a href="gone.html">旧的</a>'))
    assert gate(site, "--base-url", BASE).returncode == 1


def test_absolute_links_case_and_missing_pictures_are_seen_over_https(site: Path):
    body = (
        '<a href="./">首页</a><a href="/Index.html">大小写</a><img src="/img/none.png" alt="无">'
        '<a href="https://www.anhe.gov.cn/a.html">好的</a><a href="http://anhe.gov.cn/also-gone.html">别名</a>'
    )
    (site / "a.html").write_bytes(document("甲", body))
    run = gate(site, "--base-url", BASE, "--format", "github")
    for gone in ("/Index.html", "/img/none.png", "/also-gone.html"):
        assert f"{gone}\n" in run.stdout, run.stdout
    assert "file=public/a.html" in run.stdout.replace(str(site.parent) + "/", "") and run.returncode == 1


def test_a_waiver_holds_until_its_last_day(site: Path):
    (site / "a.html").write_bytes(
        document("甲", '<a href="./">首页</a><a href="gone.html">旧的</a><a href="lost.html">没</a>')
    )
    waivers = site.parent / "w.toml"
    text = '[[waiver]]\ncheck = "links.dead"\ntarget = "*/{}.html"\nreason = "待迁移"\napprover = "张三"\nuntil = {}\n'
    waivers.write_text(text.format("gone", "2099-01-01") + text.format("lost", "2020-01-01"), "utf-8")
    run = gate(site, "--waivers", str(waivers))
    assert run.returncode == 1 and "豁免 1" in run.stdout
    assert "lost.html" in run.stdout and "gone.html" not in run.stdout


def test_a_first_run_proposes_a_baseline(site: Path):
    (site / "index.html").write_bytes(document("首页", '<a href="a.html">甲</a><a href="gone.html">旧的</a>'))
    run = gate(site)
    assert run.returncode == 1 and "建议基线:存量 1,新增 0,首页及栏目页 1" in run.stdout


def test_a_page_that_cannot_be_read_is_never_passed(site: Path):
    script = b"<html><head><script src='app.js'></script></head><body><div id='app'></div></body></html>"
    (site / "index.html").write_bytes(script)
    (site / "app.js").write_bytes(b"document.title = 1")
    run = gate(site, "--update-baseline")
    assert run.returncode == 3 and "没有能够检查" in run.stdout
    assert not (site.parent / "gate-baseline.json").exists()


def test_several_formats_become_files_beside_the_text(site: Path):
    (site / "a.html").write_bytes(document("甲", '<a href="gone.html">旧的</a>'))
    run = gate(site, "--format", "text,sarif,junit")
    assert run.returncode == 1 and run.stdout.startswith("巡网发布前检查")
    log = json.loads((site.parent / "gate.sarif").read_text("utf-8"))
    (dead,) = [row for row in log["runs"][0]["results"] if row["ruleId"] == "links.dead"]
    assert (dead["level"], dead["baselineState"]) == ("error", "new")
    assert dead["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("public/a.html")
    assert ET.parse(site.parent / "gate.junit.xml").getroot().get("failures") == "1"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "pdf"], "pdf"), (["--base-url", "www.anhe.gov.cn"], "--base-url"),
        (["--waivers", "none.toml"], "无法读取"),
    ],
)  # fmt: skip
def test_usage_errors_say_what_is_wrong(site: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str):
    monkeypatch.chdir(site.parent)
    run = CliRunner().invoke(app, ["gate", str(site), "--browser", "off", *words])
    assert run.exit_code == 2 and said in run.stderr
