"""One site run inside a process made for it."""

import fcntl
import json
import os
import signal
import sys
import threading
import time
from datetime import datetime, timedelta
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from auditor import siterun
from auditor.campaign.run.order import BUSY, Order
from auditor.crawl.forked import Forked, fork_worker
from auditor.crawl.given import read_given
from auditor.crawl.process import run_sessions
from auditor.crawl.session import Session
from auditor.model.options import UsageError
from auditor.policy.load import load
from auditor.store.bundle import BEIJING, Bundle, BundleError

_USAGE = 2
_QUARTER = timedelta(days=92)
"""Of a site that is too large for one run, later runs of a quarter read first what earlier ones left out."""
_STILL_HELD = 60.0
"""Seconds that a site run of a killed campaign is given to write down what it has."""


def run_site(order: Order) -> None:
    """Run a site as ``auditor audit`` does and exit with its code."""
    os.setsid()  # Ctrl-C at the terminal is the campaign's business.
    with order.output.open("wb") as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    # Before there are threads, and before the lock, which a copy would hold on to.
    workers = [fork_worker() for _ in range(order.options.workers)]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with order.lock.open("w") as lock:
        code = _run(order, workers) if _held(lock) else BUSY
    sys.stdout.flush()
    sys.exit(code)


def _run(order: Order, workers: list[Forked]) -> int:
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "auditor.crawl.settings")
    try:
        if order.resume:
            session = Session.resume(Path(order.resume))
        else:
            (given,) = read_given([order.options])
            session = Session.start(given, datetime.now(BEIJING) - _QUARTER)
    except (UsageError, BundleError) as error:
        print(error, file=sys.stderr)
        return _USAGE
    session.shared, session.forked = order.shared, workers
    path = session.bundle.path
    if session.bundle.get("finished"):  # Killed after its end, before that was written down.
        session.bundle.close()
    else:
        run_sessions([session])
    if session.exit_code == 0:
        _judge_as_ordered(path, order)
    return session.exit_code


def _judge_as_ordered(path: Path, order: Order) -> None:
    """Judge again where the run took the site for something else, or by other rules, than the campaign says."""
    bundle = Bundle.open(path)
    try:
        verdict = json.loads((path / "summary.json").read_text("utf-8"))["verdict"]
        pack = order.pack or verdict["pack"]
        if (verdict["pack"], verdict["subject"]) != (pack, order.subject or verdict["subject"]):
            siterun.judge(bundle, load(pack), order.subject)
            siterun.report(path, ("html",))
    finally:
        bundle.close()


def _held(lock: Any) -> bool:
    end = time.monotonic() + _STILL_HELD
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(0.2)
        else:
            return True


def _end_with_parent() -> None:
    """When the campaign dies, however it dies, be interrupted."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGINT)
