"""What is read from the outputs of each tool, and how each is started."""

import json
from pathlib import Path

import pytest

from bench.serve import Served
from bench.site import Site
from bench.tools import TOOLS, Report

SITE = Site(Path("/nowhere"), "http://a.gov.cn/", ("a.gov.cn", "b.gov.cn"), 10, 30, Path("/nowhere/pages.txt"), ())
SERVED = Served("http://127.0.0.1:8000", {"a.gov.cn": "127.0.0.2:8000", "b.gov.cn": "127.0.0.3:8000"})


def test_auditor_bundle_is_read_from_the_path_printed_first(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle" / "a.gov.cn" / "2026-11-21_120000"
    bundle.mkdir(parents=True)
    (tmp_path / "stdout").write_text("bundle/a.gov.cn/2026-11-21_120000\nother\n")
    (bundle / "summary.json").write_text('{"pages": 10, "targets": 30}')
    findings = [
        {"outcome": "fail", "page": "http://a.gov.cn/", "target": "http://a.gov.cn/1#x"},
        {"outcome": "fail", "page": "http://a.gov.cn/2", "target": None},
        {"outcome": "review", "page": "http://a.gov.cn/", "target": "http://a.gov.cn/3"},
        {"outcome": "unmeasured", "page": "http://a.gov.cn/", "target": "http://a.gov.cn/4"},
    ]
    (bundle / "findings.jsonl").write_text("".join(json.dumps(finding) + "\n" for finding in findings))
    accused = frozenset({"http://a.gov.cn/1#x", "http://a.gov.cn/2"})
    assert TOOLS["auditor"].read(tmp_path, SITE) == Report(10, 30, accused, frozenset({"http://a.gov.cn/3"}))


def test_lychee_errors_of_all_pages_are_joined(tmp_path: Path) -> None:
    errors = {"http://a.gov.cn/": [{"url": "http://a.gov.cn/1"}], "http://a.gov.cn/2": [{"url": "http://a.gov.cn/1"}]}
    (tmp_path / "report.json").write_text(json.dumps({"unique": 30, "error_map": errors}))
    assert TOOLS["lychee"].read(tmp_path, SITE) == Report(10, 30, frozenset({"http://a.gov.cn/1"}))


def test_scrapy_report(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"pages": 9, "targets": 29, "broken": ["http://a.gov.cn/1"]}')
    assert TOOLS["scrapy"].read(tmp_path, SITE) == Report(9, 29, frozenset({"http://a.gov.cn/1"}))


def test_every_host_reaches_loopback_by_map_or_by_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    command = " ".join(TOOLS["auditor"].command(SITE, SERVED))
    assert "--map a.gov.cn=127.0.0.2:8000 --map b.gov.cn=127.0.0.3:8000" in command
    assert not [name for name in TOOLS["auditor"].env(SERVED) if name.lower().endswith("_proxy")]
    for name in ("lychee", "scrapy"):
        env = TOOLS[name].env(SERVED)
        assert {key: env[key] for key in env if key.lower().endswith("_proxy")} == {"http_proxy": SERVED.proxy}
