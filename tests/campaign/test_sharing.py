"""Sites of one campaign that link to the same places: each place is asked once, and every bundle says who asked."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.store.bundle import Bundle
from auditor.store.rates import rates
from auditor.store.reader import Reader
from tests.campaign.test_run import QUICK, opened, progress, run
from tests.sites.server import Host, Served, Visit, article, document, serve

SITES = {f"www.s{n}.gov.cn": "" for n in range(4)}
OUT = "http://www.out.cn"
SHOWN = [f"{OUT}/a.html", f"{OUT}/b.html", f"{OUT}/gone.html", f"{OUT}/busy.html", f"{OUT}/walled.html"]


async def by_method(visit: Visit) -> None:
    """Counts what was asked how; answers by the name of the path."""
    METHODS[visit.path, visit.method] += 1
    name = visit.path.strip("/").partition(".")[0]
    status = {"gone": 404, "busy": 503, "walled": 403}.get(name, 200)
    await visit.send(status, document(name, "<p>办事指南</p>" * 40))


METHODS: "Counter[tuple[str, str]]" = Counter()


@pytest.fixture(scope="module")
def world() -> Iterator[Served]:
    neighbour = "http://www.s0.gov.cn/0.html"
    sites = {
        host: Host(
            {
                "/": article("首页", *SHOWN, "/0.html", *([neighbour] if host != "www.s0.gov.cn" else [])),
                "/0.html": article("一页"),
            }
        )
        for host in SITES
    }
    with serve(
        {**sites, "www.out.cn": Host(fallback=by_method), "www.canary.cn": Host({"/": article("在")})}
    ) as served:
        yield served


@pytest.fixture(scope="module")
def bundles(world: Served, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    db = opened(tmp_path_factory.mktemp("office"), SITES, *QUICK)
    done = run(world, db, "--at-once", "4")
    assert done.returncode == 0, done.stdout + done.stderr
    return [db.parent / one.bundle for one in progress(db).values()]


def attempts(bundle: Path, url: str) -> list[tuple[str, str]]:
    """(method, for whom) of what a bundle has of an address."""
    opened_ = Bundle.open(bundle)
    try:
        reader = Reader(opened_)
        row = reader.row(url)
        assert row is not None
        return [(one.method, one.made_for) for one in reader.attempts(row.id)]
    finally:
        opened_.close()


def test_what_all_link_to_is_asked_once_and_a_dead_link_is_found_everywhere(bundles: list[Path]) -> None:
    assert METHODS["/a.html", "HEAD"] == METHODS["/b.html", "HEAD"] == 1
    assert METHODS["/a.html", "GET"] == 1, "one page of a server is looked at, once for all"
    for bundle in bundles:
        assert outcomes(bundle, "b.html") == [] and outcomes(bundle, "gone.html") == [("fail", "http-404")]


def test_what_failed_is_asked_by_every_site_for_itself(bundles: list[Path]) -> None:
    assert METHODS["/gone.html", "HEAD"] == 4 and METHODS["/gone.html", "GET"] >= 4
    assert METHODS["/busy.html", "HEAD"] == METHODS["/walled.html", "HEAD"] == 4
    for name in ("gone", "busy", "walled"):
        assert all(who == "" for bundle in bundles for _, who in attempts(bundle, f"{OUT}/{name}.html"))


def test_every_bundle_holds_the_attempts_and_says_for_whom_they_were_made(bundles: list[Path]) -> None:
    made = [attempts(bundle, f"{OUT}/b.html") for bundle in bundles]
    assert all([method for method, _ in one] == ["HEAD"] for one in made)
    asker = [n for n, one in enumerate(made) if {who for _, who in one} == {""}]
    assert len(asker) == 1
    home = f"http://www.s{asker[0]}.gov.cn/"
    assert all({who for _, who in one} == {home} for n, one in enumerate(made) if n != asker[0])


def test_a_page_that_its_own_site_was_read_with_answers_for_those_who_link_to_it(bundles: list[Path]) -> None:
    kinds = [attempts(bundle, "http://www.s0.gov.cn/0.html") for bundle in bundles]
    assert kinds[0] == [("GET", "")]
    assert sum(("HEAD", "") in one for one in kinds[1:]) <= 1, "at most one came before the site's own run"


def test_requests_are_counted_for_the_run_that_made_them(bundles: list[Path], world: Served) -> None:
    address = world.where["www.out.cn"][0]
    counted = 0
    for bundle in bundles:
        opened_ = Bundle.open(bundle)
        counted += sum(rate.requests for rate in rates(opened_) if rate.server == address)
        opened_.close()
    # The second client of the last retry is counted by the bundle and by the server alike.
    assert counted == sum(METHODS.values())


def findings(bundle: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bundle / "findings.jsonl").read_text("utf-8").splitlines()]


def outcomes(bundle: Path, name: str) -> list[tuple[str, str]]:
    return [
        (found["outcome"], found["reason"])
        for found in findings(bundle)
        if found["check"] == "links.dead" and str(found["target"]).endswith(name)
    ]
