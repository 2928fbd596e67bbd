"""The tools compared: how each is started on the served site and what it says in the end."""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.serve import Served
from bench.site import Site

_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Report:
    """What a tool said: pages it read, targets it checked, the URLs it accuses, and those it only suspects."""

    pages: int
    targets: int
    accused: frozenset[str]
    suspected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tool:
    """One competitor. ``command`` is built for a site; ``read`` takes the folder the command ran in."""

    name: str
    command: Callable[[Site, Served], list[str]]
    env: Callable[[Served], Mapping[str, str]]
    read: Callable[[Path, Site], Report]
    codes: frozenset[int]
    """Exit codes of a complete run."""
    largest: int
    """Sites with more pages than this are not given to the tool unless asked for by name."""


def _without_proxy(_: Served) -> Mapping[str, str]:
    return {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}


def _with_proxy(served: Served) -> Mapping[str, str]:
    return {**_without_proxy(served), "http_proxy": served.proxy}


def _links(site: Site, served: Served) -> list[str]:
    """The part of the audit that the peers do as well."""
    return [*_auditor(site, served), "--checks", "links"]


def _auditor(site: Site, served: Served) -> list[str]:
    limits = ["--max-pages", str(site.pages * 2), "--delay", "0", "--concurrency", "64"]
    maps = [word for host, at in served.addresses.items() for word in ("--map", f"{host}={at}")]
    command = [str(_BIN / "auditor"), "audit", site.home, "--profile", "links", "--external", "on", "--browser", "off"]
    return [*command, *limits, *maps, "--out", "bundle"]


def _read_auditor(folder: Path, _: Site) -> Report:
    bundle = Path(folder, "stdout").read_text(encoding="utf-8").splitlines()[0]
    summary = json.loads(Path(folder, bundle, "summary.json").read_text(encoding="utf-8"))
    said = defaultdict[object, set[str]](set)
    for finding in _lines(Path(folder, bundle, "findings.jsonl")):
        said[finding["outcome"]].add(str(finding["target"] or finding["page"]))
    return Report(summary["pages"], summary["targets"], frozenset(said["fail"]), frozenset(said["review"]))


def _lines(path: Path) -> Iterator[Mapping[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _lychee(site: Site, _: Served) -> list[str]:
    pace = ["--max-concurrency", "128", "--host-concurrency", "128", "--host-request-interval", "0ms"]
    limits = ["--max-retries", "0", "--timeout", "10", "--include-fragments", "--no-progress"]
    report = ["--format", "json", "--output", "report.json"]
    return [str(_BIN / "lychee"), *pace, *limits, *report, "--files-from", str(site.list_file)]


def _read_lychee(folder: Path, site: Site) -> Report:
    report = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
    accused = frozenset(error["url"] for errors in report["error_map"].values() for error in errors)
    return Report(site.pages, report["unique"], accused)


def _scrapy(site: Site, _: Served) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("scrapy_spider.py")), site.home, "report.json"]


def _read_scrapy(folder: Path, _: Site) -> Report:
    report = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
    return Report(report["pages"], report["targets"], frozenset(report["broken"]))


AUDITOR = Tool("auditor", _auditor, _without_proxy, _read_auditor, frozenset({0}), sys.maxsize)
LINKS = Tool("links alone", _links, _without_proxy, _read_auditor, frozenset({0}), sys.maxsize)
LYCHEE = Tool("lychee", _lychee, _with_proxy, _read_lychee, frozenset({0, 2}), 10_000)
SCRAPY = Tool("scrapy", _scrapy, _with_proxy, _read_scrapy, frozenset({0}), 1_000)
TOOLS = {tool.name: tool for tool in (LINKS, LYCHEE, AUDITOR, SCRAPY)}
