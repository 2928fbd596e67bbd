"""A campaign at work on small sites: polite, interruptible, and never accusing anybody of our own trouble."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from auditor.campaign.run.hours import parse_hours
from auditor.campaign.run.schedule import next_site
from auditor.model.campaign import Planned, Why
from auditor.model.options import UsageError
from auditor.store.bundle import BEIJING
from auditor.store.office import campaigns
from auditor.store.office.database import Office
from tests.campaign.made import auditor, registered, said
from tests.sites.run import environment, members, wait_until
from tests.sites.server import Host, Served, article, serve

PLATFORM = {"www.a.gov.cn": "甲云", "www.b.gov.cn": "甲云", "www.c.gov.cn": "乙云", "www.d.gov.cn": ""}
QUICK = ["--profile", "links", "--delay", "0"]


def site(pages: int) -> Host:
    inner = {f"/{n}.html": article(f"第{n}页") for n in range(pages)}
    return Host({"/": article("首页", *inner), **inner})


def rows(hosts: dict[str, str]) -> list[str]:
    return [
        f"{host},http://{host}/,440000{n:04d},{host}的单位,甲县,县级,{'是' if host == 'www.a.gov.cn' else '否'},{platform}"
        for n, (host, platform) in enumerate(hosts.items(), 1)
    ]


@pytest.fixture(scope="module")
def world() -> Iterator[Served]:
    hosts = {host: site(3) for host in PLATFORM}
    walled = Host(fallback=lambda visit: visit.send(403))
    more = {"www.w1.gov.cn": walled, "www.w2.gov.cn": walled, "www.canary.cn": site(1), "www.dead.cn": Host(down=True)}
    more |= {f"www.x{n}.gov.cn": Host(down=True) for n in range(3)} | {
        "www.big.gov.cn": site(30),
        "www.big2.gov.cn": site(30),
    }
    with serve({**hosts, **more}) as served:
        yield served


def opened(folder: Path, hosts: dict[str, str], *words: str) -> Path:
    db = registered(folder, *rows(hosts))
    said("campaign", "new", "2026Q4", "--window", "2026-10-01..2026-10-20", "--db", str(db), *(words or QUICK))
    return db


def command(world: Served, db: Path, verb: str, *words: str) -> list[str]:
    means = [] if verb == "resume" else [*world.options(), "--retry-gap", "0.2", "--browser", "off"]
    return [sys.executable, "-m", "auditor.cli", "campaign", verb, "2026Q4", "--now", "--db", str(db), *means, *words]


def run(world: Served, db: Path, *words: str, verb: str = "run") -> "subprocess.CompletedProcess[str]":
    canary = [] if verb == "resume" or "--canary" in words else ["--canary", "http://www.canary.cn/"]
    done = subprocess.run(
        command(world, db, verb, *canary, *words),
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def progress(db: Path) -> dict[int, Planned]:
    office = Office.open(db)
    try:
        return {one.number: one for one in campaigns.planned(office, campaigns.get(office, "2026Q4"))}
    finally:
        office.close()


def summary(db: Path, one: Planned) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((db.parent / one.bundle / "summary.json").read_text("utf-8"))
    return found


def test_every_site_gets_a_bundle_and_one_platform_is_asked_by_one_site_at_a_time(
    world: Served, tmp_path: Path
) -> None:
    db = opened(tmp_path, PLATFORM)
    world.forget()
    done = run(world, db, "--at-once", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    every = progress(db)
    assert [one.state for one in every.values()] == ["done"] * 4
    assert all(not Path(one.bundle).is_absolute() and summary(db, one)["pages"] == 4 for one in every.values())
    assert all(summary(db, one)["coverage"]["register"]["rows"] == 1 for one in every.values())
    assert {one.number: json.loads(one.verdict)["subject"] for one in every.values()} == {
        1: "portal",
        2: "site",
        3: "site",
        4: "site",
    }
    office = Office.open(db)
    with office.transaction() as connection:  # As if it had been killed right after the end of a site.
        connection.execute("UPDATE campaign_site SET state = 'running', verdict = '' WHERE number = 1")
    office.close()
    asked = len(world.asked)
    assert run(world, db, verb="resume").returncode == 0
    assert progress(db)[1].state == "done" and progress(db)[1].verdict and len(world.asked) == asked
    of_platform = [host for host, _, _ in world.asked if host in ("www.a.gov.cn", "www.b.gov.cn")]
    assert sum(one != other for one, other in pairwise(of_platform)) == 1
    told = said("campaign", "status", "2026Q4", "--sites", "--rates", str(tmp_path / "rates.csv"), "--db", str(db))
    assert "已检查 4" in told and "2026Q4-0001  0001 www.a.gov.cn  已检查" in told
    assert len((tmp_path / "rates.csv").read_text("utf-8-sig").splitlines()) >= 5


def test_who_keeps_us_out_pauses_alone_and_who_is_down_or_not_mandated_is_unmeasured(
    world: Served, tmp_path: Path
) -> None:
    hosts = {
        "www.w1.gov.cn": "墙云",
        "www.w2.gov.cn": "墙云",
        "www.x1.gov.cn": "",
        "www.d.gov.cn": "",
        "www.c.gov.cn": "",
    }
    mandated = ", ".join(f'"{host}"' for host in hosts if host != "www.d.gov.cn")
    (tmp_path / "m.toml").write_text(
        f'office = "某办"\ndocument = "某办函〔2026〕1号"\nhosts = [{mandated}]\nvalid_from = 2020-01-01\nvalid_until = 2099-01-01\n',
        "utf-8",
    )
    db = opened(tmp_path, hosts)
    world.forget()
    done = run(world, db, "--mandate", str(tmp_path / "m.toml"))
    assert done.returncode == 130 and "平台「墙云」拦截了检查" in done.stdout
    assert [(one.state, one.reason) for one in progress(db).values()] == [
        ("unmeasurable", "wall:http-403"),
        ("paused", "platform-wall"),
        ("unmeasurable", "connect-refused"),
        ("unmeasurable", "not-mandated"),
        ("done", ""),
    ]
    assert not {"www.w2.gov.cn", "www.d.gov.cn"} & {host for host, _, _ in world.asked}
    assert "connect-refused 1" in said("campaign", "status", "2026Q4", "--db", str(db))
    office = Office.open(db)
    assert campaigns.reopen(office, campaigns.get(office, "2026Q4"), "张三") == 3
    assert [one.state for one in progress(db).values()] == ["waiting", "paused", "waiting", "waiting", "done"]


def test_trouble_of_our_own_stops_the_run_and_is_put_on_nobody(world: Served, tmp_path: Path) -> None:
    db = opened(tmp_path, {f"www.x{n}.gov.cn": "" for n in range(3)})
    done = run(world, db, "--canary", "http://www.dead.cn/", "--at-once", "1")
    assert done.returncode == 3 and "本机网络" in done.stdout
    assert [one.state for one in progress(db).values()] == ["waiting"] * 3


def begin(world: Served, db: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(world, db, "run", "--canary", "http://www.canary.cn/", *words), stdout=subprocess.PIPE, text=True,
        env=environment(), start_new_session=True,
    )  # fmt: skip


def under_way(db: Path) -> bool:
    return sum(one.state == "running" and bool(one.bundle) for one in progress(db).values()) == 2


BIG = {"www.big.gov.cn": "", "www.big2.gov.cn": ""}
SLOW = ["--profile", "links", "--delay", "0.05"]


def alive(db: Path) -> list[int]:
    """Processes that have a file below the office's folder open."""
    home = str(db.parent.resolve())
    return [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and any(_open_below(folder, home))
    ]


def _open_below(folder: Path, home: str) -> Iterator[bool]:
    with contextlib.suppress(OSError):
        for file in (folder / "fd").iterdir():
            with contextlib.suppress(OSError):
                yield os.readlink(file).startswith(home) and int(folder.name) != os.getpid()


def test_killed_it_leaves_no_process_and_resume_brings_the_undisturbed_result(world: Served, tmp_path: Path) -> None:
    db = opened(tmp_path, BIG, *SLOW)
    process = begin(world, db)
    assert wait_until(lambda: under_way(db), 30)
    before = {number: one.bundle for number, one in progress(db).items()}
    assert alive(db)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = run(world, db, verb="resume")
    assert done.returncode == 0, done.stdout + done.stderr
    every = progress(db)
    assert {number: one.bundle for number, one in every.items()} == before
    assert [(one.state, summary(db, one)["pages"]) for one in every.values()] == [("done", 31), ("done", 31)]
    assert wait_until(lambda: not alive(db), 10) and not members(process.pid)


def test_paused_from_elsewhere_it_stops_soon_and_an_aborted_one_cannot_go_on(world: Served, tmp_path: Path) -> None:
    db = opened(tmp_path, BIG, "--profile", "links", "--delay", "1")
    process = begin(world, db)
    assert wait_until(lambda: under_way(db), 30)
    second = auditor("campaign", "run", "2026Q4", "--now", "--db", str(db))
    assert second.exit_code == 2 and "resume" in second.output
    third = auditor("campaign", "resume", "2026Q4", "--now", "--db", str(db))
    assert third.exit_code == 2 and "另一个进程" in third.output
    said("campaign", "pause", "2026Q4", "--db", str(db))
    assert process.wait(60) == 130
    assert {one.state for one in progress(db).values()} == {"paused"}
    said("campaign", "abort", "2026Q4", "--db", str(db))
    assert auditor("campaign", "resume", "2026Q4", "--db", str(db)).exit_code == 2


def test_outside_the_hours_nobody_is_asked_until_they_come(world: Served, tmp_path: Path) -> None:
    db = opened(tmp_path, {"www.c.gov.cn": ""})
    later = datetime.now(BEIJING) + timedelta(hours=2)
    words = [word for word in command(world, db, "run") if word != "--now"]
    world.forget()
    process = subprocess.Popen(
        [*words, "--hours", f"{later:%H:%M}-{later + timedelta(hours=1):%H:%M}"], stdout=subprocess.PIPE, text=True,
        env=environment(PYTHONUNBUFFERED="1"), start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None and "现在不在允许检查的时段" in process.stdout.readline()
    said("campaign", "pause", "2026Q4", "--db", str(db))
    assert process.wait(60) == 130
    assert not world.asked


def test_the_longest_queue_goes_first_and_nothing_shares_a_server() -> None:
    sites = [Planned(n, n, Why.SAMPLED) for n in range(1, 6)]
    keys = {
        1: frozenset({"甲"}),
        2: frozenset({"乙", "10.0.0.1"}),
        3: frozenset({"乙"}),
        4: frozenset({"乙"}),
        5: frozenset({"10.0.0.1"}),
    }
    first = next_site(sites, keys, ())
    assert first is not None and first.number == 2
    second = next_site(sites, keys, keys[2])
    assert second is not None and second.number == 1
    assert next_site([sites[2], sites[4]], keys, keys[2]) is None


@pytest.mark.parametrize(
    ("text", "clock", "open_"),
    [
        ("22:00-06:00", "23:30", True), ("22:00-06:00", "05:59", True), ("22:00-06:00", "06:00", False), ("22:00-06:00", "12:00", False),
        ("12:00-14:00", "13:00", True), ("12:00-14:00", "14:00", False), ("22:00-24:00", "23:59", True), ("0:00-0:00", "12:00", True),
    ],
)  # fmt: skip
def test_sites_are_crawled_within_the_hours(text: str, clock: str, open_: bool) -> None:
    assert parse_hours(text).open(datetime.fromisoformat(f"2026-11-26T{clock}:00+08:00")) is open_


@pytest.mark.parametrize("text", ["", "22-06", "25:00-06:00", "晚上"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="22:00-06:00"):
        parse_hours(text)
