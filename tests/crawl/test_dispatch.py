"""Which URL goes to which worker, when, and how it is asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.crawl.destination import Destination
from auditor.crawl.dispatch import Dispatch, mode_of
from auditor.crawl.lease import Lease, Mode
from auditor.model.error import ErrorKind
from auditor.model.link import TargetKind
from auditor.probe.dns import Answer
from auditor.store.frontier import Row
from auditor.store.state import Role
from pipelines.validate import Validate
from tests.sites.paper import HOME, Paper, broken, page

OUTSIDE = [f"http://h{n}.cn/" for n in range(12)]


class Map:
    """Every host on an address of its own; names beginning with ``gone`` do not exist, with ``inside`` are refused."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def find(self, host: str) -> Destination:
        self.asked.append(host)
        if host.startswith("gone"):
            return Destination(error=ErrorKind.DNS_NXDOMAIN, answer=Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True))
        if host.startswith("inside"):
            return Destination("10.0.0.1", error=ErrorKind.PRIVATE_ADDRESS)
        if host.startswith("public"):
            return Destination("203.0.114.9")
        return Destination(f"127.0.1.{sum(host.encode()) % 250}")


class Made:
    """A dispatch over a frontier whose first round was crawled, ready to hand out what the home page links to."""

    def __init__(self, out: Path, targets: list[str], delay: float) -> None:
        self.run = Paper(out, {HOME: page("首页", *targets)}, delay=delay, retry_gap=5.0)
        self.run.stages.advance()
        rows = self.run.frontier.marked(0, True, 10)
        self.run.writer.write(0, [self.run.result(0, row) for row in rows], 1.0)
        self.run.stages.advance()
        self.map = Map()
        self.hosts: list[tuple[str, Any]] = []
        self.dispatch = Dispatch(
            self.run.bundle.options,
            self.run.frontier,
            self.map,
            lambda host, answer: self.hosts.append((host, answer)),  # type: ignore[arg-type]
        )

    async def settle(self) -> None:
        while self.dispatch._asking:
            await asyncio.sleep(0)

    def hand_out(self, worker: int = 0, workers: int = 1, room: int = 1000) -> list[Lease]:
        return self.dispatch.leases(worker, workers, room)

    def commit(self, leases: list[Lease], now: float = 2.0) -> None:
        """The answers of these arrive."""
        rows = {row.id: row for kind in (True, False) for row in self.run.frontier.marked(0, kind, 10_000)}
        self.run.writer.write(0, [self.run.result(0, rows[lease.id]) for lease in leases], now)
        self.dispatch.finished([lease.id for lease in leases])


Story = Callable[[Made], Awaitable[None]]


def tell(out: Path, targets: list[str], delay: float, story: Story) -> None:
    async def run() -> None:
        made = Made(out, targets, delay)
        made.hand_out()
        await made.settle()
        await story(made)

    asyncio.run(run())


def test_hosts_are_found_once_and_pages_go_first(tmp_path: Path):
    async def story(made: Made) -> None:
        leases = made.hand_out()
        assert [lease.url for lease in leases] == [f"{HOME}a.html", f"{HOME}b.html", f"{HOME}x.css", "http://h1.cn/"]
        assert made.map.asked == ["www.yunze.gov.cn", "h1.cn"]
        assert made.hand_out() == []

    tell(tmp_path, ["/x.css", "http://h1.cn/", "/a.html", "/b.html"], 0.0, story)


def test_assets_of_the_site_wait_for_its_pages_where_the_pace_is_limited(tmp_path: Path):
    async def story(made: Made) -> None:
        pages = made.hand_out(room=10)
        assert all(lease.url.endswith(".html") for lease in pages) and len(pages) == 10
        made.commit(pages)
        assert [lease.url for lease in made.hand_out()] == [
            *(f"{HOME}a/{n}.html" for n in range(10, 20)),
            f"{HOME}x.css",
        ]

    tell(tmp_path, ["/x.css", *(f"/a/{n}.html" for n in range(20))], 1.0, story)


def test_a_server_belongs_to_one_worker_when_there_is_a_pace(tmp_path: Path):
    async def story(made: Made) -> None:
        owners: dict[str, set[int]] = {}
        for worker in range(3):
            for lease in made.hand_out(worker, 3):
                owners.setdefault(lease.server, set()).add(worker)
        assert len(owners) > 3 and all(len(workers) == 1 for workers in owners.values())
        assert len({worker for workers in owners.values() for worker in workers}) > 1

    tell(tmp_path, [*OUTSIDE, *(f"{url}second" for url in OUTSIDE)], 1.0, story)


def test_without_delay_all_workers_share_one_server(tmp_path: Path):
    async def story(made: Made) -> None:
        assert len(made.hand_out(0, 2, room=10)) == 10 == len(made.hand_out(1, 2, room=10))

    tell(tmp_path, [f"/a/{n}.html" for n in range(30)], 0.0, story)


def test_the_last_of_a_round_are_divided(tmp_path: Path):
    async def story(made: Made) -> None:
        first, second = made.hand_out(0, 2), made.hand_out(1, 2)
        assert (len(first), len(second)) == (20, 10)
        assert len(made.hand_out(0, 2)) == 8

    tell(tmp_path, [f"/{n}.html" for n in range(40)], 0.0, story)


def test_one_slow_server_does_not_fill_a_window(tmp_path: Path):
    async def story(made: Made) -> None:
        leases = made.hand_out(room=256)
        assert len(leases) == 16
        made.commit(leases[:5])
        assert len(made.hand_out(room=256)) == 5

    tell(tmp_path, [f"/a/{n}.html" for n in range(60)], 1.0, story)


def test_no_more_than_there_is_room_for(tmp_path: Path):
    async def story(made: Made) -> None:
        assert len(made.hand_out(room=3)) == 3
        assert made.hand_out(room=0) == []
        assert len(made.hand_out(room=100)) == 9

    tell(tmp_path, OUTSIDE, 0.0, story)


def test_nothing_is_handed_out_twice_after_a_rewind(tmp_path: Path):
    async def story(made: Made) -> None:
        first = made.hand_out(room=4)
        made.dispatch.rewind()
        rest = made.hand_out()
        ids = [lease.id for lease in first + rest]
        assert len(ids) == len(set(ids)) == 12

    tell(tmp_path, OUTSIDE, 0.0, story)


@pytest.mark.parametrize(
    ("host", "method", "error"),
    [("gone.cn", "DNS", ErrorKind.DNS_NXDOMAIN), ("inside.cn", "GUARD", ErrorKind.PRIVATE_ADDRESS)],
)
def test_what_cannot_be_asked_is_answered_without_a_request(tmp_path: Path, host: str, method: str, error: ErrorKind):
    async def story(made: Made) -> None:
        assert made.hand_out() == []
        (result,) = made.dispatch.local_results
        assert (result["attempts"][0][1], result["attempts"][0][7], result["attempts"][0][6]) == (method, error, None)
        assert [name for name, _ in made.hosts] == (["gone.cn"] if host == "gone.cn" else [])
        Validate().process_item({"results": [result]})
        made.run.writer.write(-1, [result], 1.0)
        assert made.run.row(f"http://{host}/", "state, error") == (2, str(error))

    tell(tmp_path, [f"http://{host}/"], 0.0, story)


def test_failed_names_are_asked_again_only_when_told(tmp_path: Path):
    async def story(made: Made) -> None:
        made.hand_out()
        before = len(made.map.asked)
        made.dispatch.forget_failed_hosts()
        assert set(made.dispatch._known) == {"h1.cn", "inside.cn"}
        assert len(made.map.asked) == before

    tell(tmp_path, ["http://gone.cn/", "http://h1.cn/", "http://inside.cn/"], 0.0, story)


def test_a_retry_waits_for_its_time(tmp_path: Path):
    async def run() -> None:
        made = Made(tmp_path, ["http://h1.cn/"], 0.0)
        made.run.answers = {**made.run.answers, "http://h1.cn/": broken()}
        made.hand_out()
        await made.settle()
        made.commit(made.hand_out(), now=time.time())
        with made.run.bundle.transaction():
            made.run.frontier.start_phase(last=False)
        made.dispatch.rewind()
        assert made.hand_out() == []
        assert 3.0 < made.dispatch.next_due() <= 5.0
        made.run.bundle.db.execute("UPDATE url SET tried_at = tried_at - 6")
        late = Dispatch(made.run.bundle.options, made.run.frontier, made.map, lambda *_: None)  # type: ignore[arg-type]
        late.leases(0, 1, 10)
        await asyncio.sleep(0.01)
        (lease,) = late.leases(0, 1, 10)
        assert (lease.url, lease.phase, late.next_due()) == ("http://h1.cn/", 1, float("inf"))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("host", "mandated", "asked"),
    [("staged.cn", (), True), ("public.cn", (), False), ("public.cn", ("public.cn",), True)],
)
def test_a_copy_that_has_gone_public_is_not_asked_as_somebody_else(
    tmp_path: Path, host: str, mandated: tuple[str, ...], asked: bool
):
    async def run() -> None:
        made = Made(tmp_path, [f"http://{host}/"], 0.0)
        made.run.bundle.db.execute("UPDATE url SET mode = 'view:baidu' WHERE host = ?", (host,))
        made.dispatch.mandated = frozenset(mandated)
        made.hand_out()
        await made.settle()
        assert [lease.dress for lease in made.hand_out()] == ["baidu"] * asked
        refused = [ErrorKind.GUARD in result["attempts"][0] for result in made.dispatch.local_results]
        assert refused == ([] if asked else [True])

    asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "kind", "role", "mode", "asked"),
    [
        ("http://a.cn/x.html", TargetKind.PAGE, Role.LINK, "", Mode.PAGE),
        ("http://a.cn/sitemap.xml", TargetKind.PAGE, Role.SITEMAP, "", Mode.SITEMAP),
        ("http://a.cn/x", TargetKind.ASSET, Role.RANDOM, "", Mode.LOOK),
        ("http://a.cn/x.pdf", TargetKind.ASSET, Role.LINK, "", Mode.FIRST_BYTES),
        ("http://a.cn/x.JPG?1", TargetKind.ASSET, Role.LINK, "", Mode.FIRST_BYTES),
        ("http://a.cn/x.css", TargetKind.ASSET, Role.LINK, "", Mode.HEAD),
        ("http://b.cn/x.pdf", TargetKind.EXTERNAL, Role.LINK, "", Mode.HEAD),
        ("http://b.cn/", TargetKind.EXTERNAL, Role.LINK, "look", Mode.LOOK),
        ("http://a.cn/x.html", TargetKind.PAGE, Role.LINK, "second", Mode.SECOND),
    ],
)
def test_how_a_row_is_asked(url: str, kind: TargetKind, role: Role, mode: str, asked: Mode):
    assert mode_of(Row(1, url, "a.cn", kind, role, True, 0, mode, 0.0)) is asked
