"""A bundle made from another network joins: dead links are weighed against it, and a site only seen there is measured."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.model.accusation import Accusation
from auditor.store.office import accusations as stored
from auditor.store.office import campaigns
from auditor.store.office.database import Office
from tests.campaign.made import auditor, said
from tests.campaign.test_run import QUICK, opened, progress, run
from tests.sites.run import QUICK as AUDIT
from tests.sites.run import command, environment
from tests.sites.server import Host, Served, Visit, article, missing, serve

SITE, INNER = "www.a.gov.cn", "www.inner.gov.cn"
SHUT, GONE, WEAK = "http://www.out.cn/shut.html", "http://www.out.cn/gone.html", "http://www.out.cn/weak.html"


async def unwell(visit: Visit) -> None:
    await visit.send(500)


@dataclass(frozen=True, slots=True)
class Seen:
    """An office with a campaign that was run here, and bundles of its sites that were made elsewhere."""

    db: Path
    elsewhere: Path
    inner: Path


@pytest.fixture(scope="module")
def world() -> Iterator[Served]:
    here = Host({"/weak.html": unwell}, fallback=missing)
    there = Host({"/shut.html": article("在那边开着"), "/weak.html": unwell}, fallback=missing)
    site = Host({"/": article("首页", SHUT, GONE, WEAK, "/1.html"), "/1.html": article("一页")})
    inner = Host({"/": article("内网站首页", "/1.html"), "/1.html": article("一页")})
    hosts = {SITE: site, "www.out.cn": here, "there.out.cn": there, "open.inner.cn": inner, INNER: Host(down=True)}
    with serve({**hosts, "www.canary.cn": Host({"/": article("在")})}) as served:
        yield served


@pytest.fixture(scope="module")
def seen(world: Served, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("office")
    db = opened(folder, {SITE: "", INNER: ""}, "--window", "2020-01-01..2099-12-31", *QUICK)
    done = run(world, db)
    assert done.returncode == 0, done.stdout + done.stderr
    aliases = {"www.out.cn": "there.out.cn", INNER: "open.inner.cn"}
    return Seen(db, *(audited(world, host, folder / "usb", aliases) for host in (SITE, INNER)))


def audited(world: Served, host: str, out: Path, aliases: dict[str, str]) -> Path:
    """The site as another network shows it: some names lead elsewhere."""
    where = {**world.where, **{name: world.where[other] for name, other in aliases.items()}}
    maps = [word for name, (address, port) in where.items() for word in ("--map", f"{name}={address}:{port}")]
    words = [*AUDIT, "--out", str(out), "--resolver", world.resolver, *maps, f"http://{host}/"]
    done = subprocess.run(command(*words), capture_output=True, text=True, env=environment(), check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(done.stdout.splitlines()[0])


def accused(db: Path) -> dict[str, Accusation]:
    office = Office.open(db)
    found = {str(one.evidence.get("target")): one for one in stored.accusations(office, "2026Q4")}
    office.close()
    return found


def join(db: Path, bundle: Path, *words: str) -> str:
    return said("campaign", "join", "2026Q4", str(bundle), "--vantage", "政务外网", "--db", str(db), *words)


def test_two_networks_that_differ_are_for_a_person_and_two_that_agree_are_certain(seen: Seen) -> None:
    said("campaign", "collect", "2026Q4", "--db", str(seen.db))
    before = accused(seen.db)
    assert before[SHUT].certain and before[GONE].certain and not before[WEAK].certain
    assert "供两处核对" in join(seen.db, seen.elsewhere)
    said("campaign", "collect", "2026Q4", "--db", str(seen.db))
    after = accused(seen.db)
    assert not after[SHUT].certain and "从政务外网可以打开,两处不一致" in after[SHUT].message
    assert after[GONE].certain and "从政务外网也打不开" in after[GONE].message
    assert after[WEAK].certain and after[WEAK].number == before[WEAK].number
    refused = auditor(
        "campaign", "decide", after[SHUT].number, "confirm", "--operator", "张三", "--db", str(seen.db)
    )  # fmt: skip
    assert refused.exit_code == 2 and "写明如何核实" in refused.output
    again = auditor("campaign", "join", "2026Q4", str(seen.elsewhere), "--vantage", "政务外网", "--db", str(seen.db))
    assert again.exit_code == 2 and "已经加入过" in again.output


def test_a_site_that_only_another_network_reaches_is_measured_by_its_bundle(seen: Seen) -> None:
    assert progress(seen.db)[2].state == "unmeasurable"
    assert "以政务外网的结果为准" in join(seen.db, seen.inner)
    one = progress(seen.db)[2]
    assert one.state == "done" and (seen.db.parent / one.bundle / "summary.json").is_file() and one.verdict
    shutil.rmtree(seen.inner)
    office = Office.open(seen.db)
    assert campaigns.bundle_path(office, one.bundle).is_relative_to(seen.db.parent.resolve())
    office.close()


def test_what_cannot_be_used_is_refused_with_the_reason(seen: Seen, tmp_path: Path, world: Served) -> None:
    def refused(bundle: Path, vantage: str = "外网") -> str:
        result = auditor("campaign", "join", "2026Q4", str(bundle), "--vantage", vantage, "--db", str(seen.db))
        assert result.exit_code == 2, result.output
        return result.output

    assert "找不到证据包" in refused(tmp_path)
    assert "--vantage" in refused(seen.elsewhere, " ")
    stranger = audited(world, "open.inner.cn", tmp_path, {})
    assert "不在批次" in refused(stranger)
    (seen.elsewhere / "summary.json").rename(tmp_path / "kept")
    assert "没有评判过" in refused(seen.elsewhere)
    (tmp_path / "kept").rename(seen.elsewhere / "summary.json")
