"""``scrapy crawl links`` is the same audit as ``auditor audit``: same bundle, same outputs."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sites.run import audit, environment
from tests.sites.server import Host, Served, article, moved, serve

ROOT = Path(__file__).parents[2]
HOST = "www.yunze.gov.cn"
HOME = f"http://{HOST}/"
_VOLATILE = {"started", "finished", "first_seen", "last_checked"}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    names = [f"/a/{n}.html" for n in range(12)]
    routes = {name: article(f"文章{name}", "/gone.html", "/moved", names[0], "http://outside.cn/x") for name in names}
    routes |= {
        "/": article("云泽市人民政府", *names, "/col/"),
        "/col/": article("栏目", *names),
        "/moved": moved("/col/"),
    }
    with serve({HOST: Host(routes), "outside.cn": Host({"/x": article("站外")})}) as running:
        yield running


def scrapy(served: Served, out: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    maps = ",".join(f"{name}={address}:{port}" for name, (address, port) in served.where.items())
    arguments = {"url": HOME, "out": out, "delay": "0", "retry_gap": "0.1", "map": maps, "resolver": served.resolver}
    pairs = [part for name, value in arguments.items() for part in ("-a", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawl", "links", *pairs, *words]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, env=environment(), timeout=90)


def outputs(bundle: Path) -> dict[str, Any]:
    """All outputs without what differs between two runs of the same audit."""
    files: dict[str, Any] = {"summary": _steady(json.loads((bundle / "summary.json").read_text("utf-8")))}
    for path in sorted(bundle.glob("*.jsonl")):
        files[path.name] = [_steady(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    return files


def _steady(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in _VOLATILE}
    for attempt in kept.get("evidence", {}).get("attempts", []):
        del attempt["at"], attempt["ms"]
    return kept


def test_scrapy_gives_the_same_outputs_as_the_command(served: Served, tmp_path: Path):
    by_command = audit(
        HOME,
        "--profile",
        "links",
        "--delay",
        "0",
        "--retry-gap",
        "0.1",
        "--out",
        str(tmp_path / "1"),
        *served.options(),
    )
    by_scrapy = scrapy(served, tmp_path / "2")
    assert (by_command.code, by_scrapy.returncode) == (0, 0), by_scrapy.stderr
    bundle = Path(by_scrapy.stdout.splitlines()[0])
    assert outputs(bundle) == outputs(by_command.bundle)
    assert len(outputs(bundle)["pages.jsonl"]) == 1 + 12 + 3 and (bundle / "report.html").is_file()
    dead = [row for row in outputs(bundle)["findings.jsonl"] if row["check"] == "links.dead"]
    assert [(row["target"], row["occurrences"]) for row in dead] == [(f"{HOME}gone.html", 12)]


def test_a_spider_argument_nobody_knows_is_a_usage_error(served: Served, tmp_path: Path):
    done = scrapy(served, tmp_path, "-a", "colour=red")
    assert done.returncode == 2 and "colour" in done.stderr and "Traceback" not in done.stderr


def test_options_of_the_command_are_spider_arguments(served: Served, tmp_path: Path):
    done = scrapy(served, tmp_path, "-a", "max-pages=3", "-a", "external=off")
    bundle = Path(done.stdout.splitlines()[0])
    assert done.returncode == 0 and len(outputs(bundle)["pages.jsonl"]) == 3
    assert outputs(bundle)["summary"]["coverage"]["cut"]["external-off"] == 1
