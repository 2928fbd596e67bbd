"""Availability: visits are due by the hour, our own trouble counts on nobody, and a week decides."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from auditor.campaign.availability.judging import judge
from auditor.campaign.availability.visiting import Means, visit_due
from auditor.campaign.run.canaries import Canaries
from auditor.model.availability import Rule, Seen, Visited
from auditor.model.options import parse_options
from auditor.store.bundle import BEIJING
from auditor.store.office import availability
from auditor.store.office.database import Office, OfficeError
from tests.campaign.made import auditor, registered, said
from tests.sites.server import Host, Served, Visit, article, moved, serve

HOSTS = ("www.good.gov.cn", "www.down.gov.cn", "www.walled.gov.cn", "www.broken.gov.cn", "www.slow.gov.cn")


async def slow(visit: Visit) -> None:
    await asyncio.sleep(2)
    await visit.page("慢", "")


@pytest.fixture(scope="module")
def world() -> Iterator[Served]:
    hosts = {
        "www.good.gov.cn": Host({"/": moved("/index.html"), "/index.html": article("首页")}),
        "www.down.gov.cn": Host(down=True),
        "www.walled.gov.cn": Host(fallback=lambda visit: visit.send(403)),
        "www.broken.gov.cn": Host(fallback=lambda visit: visit.send(500)),
        "www.slow.gov.cn": Host({"/": slow}),
    }
    with serve(hosts) as served:
        yield served


def yesterday() -> str:
    return (datetime.now(BEIJING).date() - timedelta(days=1)).isoformat()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    db = registered(
        tmp_path, *(f"{host},http://{host}/,440000{n:04d},单位{n},甲县,县级,否," for n, host in enumerate(HOSTS, 1))
    )
    said("campaign", "new", "2026Q4", "--window", "2026-10-01..2026-10-20", "--db", str(db))
    said("probe", "start", "2026Q4", "--from", yesterday(), "--db", str(db))
    return db


def run(world: Served, db: Path, canary: str = "http://www.good.gov.cn/") -> str:
    return said(
        "probe", "run", "--db", str(db), "--canary", canary, "--again", "0", "--vantage", "一网", *world.options()
    )


def seen(db: Path, number: int) -> list[Seen]:
    office = Office.open(db)
    return [one.seen for one in availability.visits(office, number, "2000-01-01", "2100-01-01")]


def test_what_is_due_is_visited_once_and_then_not_for_an_hour(world: Served, db: Path) -> None:
    assert "到期 5 个" in said("probe", "due", "--db", str(db))
    told = run(world, db)
    assert "打开首页 5 次" in told and "被拦截 1" in told and "打不开 2" in told
    assert [seen(db, number) for number in range(1, 6)] == [["open"], ["failed"], ["blocked"], ["failed"], ["open"]]
    assert "到期 0 个,下一个" in said("probe", "due", "--db", str(db))
    assert "打开首页 0 次" in run(world, db)


def test_trouble_of_our_own_counts_on_nobody(world: Served, db: Path) -> None:
    told = run(world, db, canary="http://www.down.gov.cn/")
    assert "本机网络问题 2" in told and "打不开" not in told
    assert "0002 www.down.gov.cn 未能检测:每天 20 次以上的只有 0 天,应为 7 天,本机问题 1" in said(
        "probe", "result", "2026Q4", "--db", str(db)
    )


def means(world: Served, rule: Rule) -> Means:
    options = parse_options(
        {"url": "http://localhost/", "map": tuple(world.options()[1:-2:2]), "resolver": (world.resolver,)}
    )
    return Means(options, "一网", Canaries(options, ("http://www.good.gov.cn/",)), rule, 0.1)


def test_a_site_that_has_not_opened_in_time_has_failed(world: Served, db: Path) -> None:
    made = {one.site: one for one in visit_due(Office.open(db), means(world, Rule(seconds=1)))}
    assert (made[5].seen, made[5].error) == (Seen.FAILED, "read-timeout")
    assert made[1].seen is Seen.OPEN


def test_three_failures_in_a_row_are_told_to_the_register(world: Served, db: Path) -> None:
    for times in range(3):
        assert ("打不开:0002" in said("register", "check", "--db", str(db))) is False, times
        run(world, db)
        office = Office.open(db)
        with office.transaction() as connection:
            connection.execute("UPDATE watch SET due = 0")
            connection.execute(
                "UPDATE visit SET at = ? || substr(at, 11) WHERE at > '2001'", (f"2000-01-0{times + 1}",)
            )
        office.close()
    told = said("register", "check", "--db", str(db))
    assert "打不开:0002" in told and "打不开:0003" not in told


def test_two_rounds_at_once_are_one_too_many(world: Served, db: Path) -> None:
    import fcntl

    with (db.parent / "office.db.probe.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OfficeError, match="上一轮"):
            visit_due(Office.open(db), means(world, Rule()))


def week(failed: int, vantage: str = "一网", a_day: int = 20, days: int = 7, blocked: int = 0) -> list[Visited]:
    made = []
    for number in range(days * a_day):
        at = f"2026-11-{1 + number // a_day:02d}T{number % a_day:02d}:00:00+08:00"
        kind = Seen.FAILED if number < failed else Seen.BLOCKED if number >= days * a_day - blocked else Seen.OPEN
        made.append(Visited(1, at, vantage, kind, None, "", 1))
    return made


@pytest.mark.parametrize(
    ("visits", "outcome", "confidence"),
    [
        (week(6), "pass", "likely"),
        (week(7), "fail", "likely"),
        (week(140, a_day=19), "unmeasured", "likely"),
        (week(120, days=6), "unmeasured", "likely"),
        (week(10) + week(7, "二网"), "fail", "certain"),
        (week(10) + week(0, "二网"), "review", "likely"),
        (week(10) + week(0, "二网", days=2), "fail", "likely"),
        (week(7, a_day=24, blocked=20), "unmeasured", "likely"),
        ([], "unmeasured", "likely"),
    ],
)
def test_a_week_of_twenty_visits_a_day_decides_at_five_percent(
    visits: list[Visited], outcome: str, confidence: str
) -> None:
    found = judge(visits, Rule())
    assert (found.outcome, found.confidence) == (outcome, confidence)
    assert judge(visits[::-1], Rule()) == found


def test_visits_of_a_second_network_join(world: Served, db: Path, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    other = registered(
        tmp_path / "two",
        "远网,http://www.far.gov.cn/,4400000009,远,甲县,县级,否,",
        "好,http://www.good.gov.cn/,,好,甲县,县级,否,",
    )
    said("campaign", "new", "x", "--window", "2026-10-01..2026-10-20", "--db", str(other))
    said("probe", "start", "x", "--from", yesterday(), "--db", str(other))
    run(world, other)
    run(world, db)
    assert "并入 1 次监测,另有 1 次" in said("probe", "join", str(other), "--vantage", "二网", "--db", str(db))
    office = Office.open(db)
    assert {one.vantage for one in availability.visits(office, 1, "2000-01-01", "2100-01-01")} == {"一网", "二网"}


def test_a_day_that_is_none_is_refused(db: Path) -> None:
    result = auditor("probe", "start", "2026Q4", "--from", "明天", "--db", str(db))
    assert result.exit_code == 2 and "明天" in result.output
