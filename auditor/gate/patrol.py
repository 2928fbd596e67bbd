"""The daily round of one site: home, columns and the newest pages; it speaks only when something has changed."""

import contextlib
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.crawl.given import read_given
from auditor.crawl.process import run_sessions
from auditor.crawl.session import Session
from auditor.gate.collected import FAMILIES
from auditor.gate.diff import diff
from auditor.gate.request import GateError
from auditor.gate.result import CLEAN, FOUND, UNMEASURED
from auditor.model.options import PROFILES, UsageError, parse_options
from auditor.store.bundle import BundleError
from reports.comparison import earlier_bundles, lines
from reports.view import SUMMARY, ReportView

_PAGES, _FILES = 0.3, 0.45
"""Shares of the requests that fit into the time: pages, and files of the site; the rest is for second attempts."""
_SLOWEST = 0.1
"""Seconds between two requests below which more pages would not be worth their while."""
_NO_BROWSER = frozenset({"access"})


@dataclass(frozen=True, slots=True)
class Round:
    """What the user asked for."""

    url: str
    minutes: float = 10.0
    delay: float = 1.0
    out: Path = Path("var/patrol")
    allow_address: tuple[str, ...] = ()
    map: tuple[str, ...] = ()
    resolver: tuple[str, ...] = ()


def patrol(asked: Round) -> int:
    """Make one round and print what has changed since the one before; nothing when nothing has.

    Returns:
        0 nothing new, 1 something new or back again, 3 the site could not be measured.

    Raises:
        GateError: the request cannot be understood or nothing can be written.
    """
    session = _session(asked)
    bundle = session.bundle.path
    with contextlib.redirect_stdout(sys.stderr):
        run_sessions([session])
    if session.exit_code:
        print(f"巡查 {asked.url}:{session.message or '检查被中断'}")
        return UNMEASURED
    previous = next((path for path in earlier_bundles(bundle) if (path / SUMMARY).is_file()), None)
    if previous is None:
        print(_first(bundle))
        return CLEAN
    found = diff(previous, bundle)
    if found.changed:
        print("\n".join([*lines(found), f"报告:{bundle / 'report.html'}"]))
    return FOUND if found.counts["new"] or found.counts["reopened"] else CLEAN


def _session(asked: Round) -> Session:
    requests = asked.minutes * 60 / max(asked.delay, _SLOWEST)
    families = [name for name in FAMILIES if name in PROFILES["full"] and name not in _NO_BROWSER]
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "auditor.crawl.settings")
    try:
        options = parse_options({
            "url": asked.url, "profile": "full", "checks": ",".join(families), "out": str(asked.out), "browser": "off",
            "external": False, "delay": asked.delay, "max_pages": max(int(requests * _PAGES), 1),
            "allow_address": asked.allow_address, "map": asked.map, "resolver": asked.resolver,
        })  # fmt: skip
        (given,) = read_given([options])
        return Session.start(replace(given, limits={"own_files": max(int(requests * _FILES), 1), **given.limits}))
    except (UsageError, BundleError) as error:
        raise GateError(str(error)) from error


def _first(bundle: Path) -> str:
    counts = ReportView.open(bundle).summary["findings"].values()
    found = sum(outcomes.get("fail", 0) + outcomes.get("review", 0) for outcomes in counts)
    return f"首次巡查,发现 {found:,} 项,作为以后的对照;以后只在有变化时提醒。\n报告:{bundle / 'report.html'}"
