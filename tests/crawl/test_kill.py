"""Crash safety: killed at any moment and resumed, a run has the outputs of an undisturbed one."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.dns_server import Zone
from tests.sites import faults
from tests.sites.run import QUICK, Run, audit, begin, members, wait_until
from tests.sites.server import Host, Served, article, document, links, moved, serve

HOME = "http://www.ruozhou.gov.cn/"
KILLS = 12
OUTPUTS = ("findings", "links", "pages", "occurrences")
DEAD = ["http://www.gone-one.cn/", "http://www.gone-two.cn/a.html"]
ZONE = Zone(a={"www.hanlu-qixiang.cn": "192.88.99.7"})
LIMITS = '{"response_seconds": 0.4, "total_seconds": 0.4, "round_pages": 25}'
ARTICLES = 90
ABOUT = f"<p>{'本网站由若洲市人民政府办公室主办,市信息中心负责建设与维护。' * 10}</p>"


def world() -> dict[str, Host]:
    """Some hundred pages: columns, articles, redirects, fragments, copies, a busy page, dead names, a slow one."""
    columns = [f"/col{number}/index.html" for number in range(6)]
    footer = links(
        "/", "/about.html#contact", "/moved.html", "/missing/footer.html", *DEAD, "http://www.hanlu-qixiang.cn/"
    )
    routes = {
        "/": page("若洲市人民政府", links(*columns, "/sub/busy.html", "/copy/a.html", "/copy/b.html") + footer),
        "/about.html": page("关于本站", '<h2 id="phone">电话</h2>' + ABOUT + footer),
        "/moved.html": moved("/moved-again.html", 301),
        "/moved-again.html": moved("/about.html"),
        "/loop.html": moved("/loop.html"),
        "/hang.html": faults.hang,
        "/reset.html": faults.empty_reply,
        "/late.html": page("恢复后才能找到的网页", links("/missing/late.html") + footer),
        "/copy/a.html": page("一样的内容", links("x/1.html")),
        "/copy/b.html": page("一样的内容", links("x/1.html")),
    }
    for number, path in enumerate(columns):
        routes[path] = page(
            f"栏目 {number}", links(*(f"/col{number}/t{n}.html" for n in range(number, ARTICLES, 6))) + footer
        )
    for number in range(ARTICLES):
        own = [f"t{(number + 6) % ARTICLES}.html", f"/missing/{number}.html#x" if number % 9 == 0 else "/loop.html"]
        own += ["/hang.html", "/reset.html"] if number == 40 else []
        routes[f"/col{number % 6}/t{number}.html"] = page(f"第 {number} 篇文章", links(*own) + footer)
    return {
        "www.ruozhou.gov.cn": Host(routes),
        "down.ruozhou-media.cn": Host(down=True),
    }


def page(title: str, body: str) -> Any:
    return lambda visit: visit.send(200, document(title, body))


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    hosts = world()
    routes = hosts["www.ruozhou.gov.cn"].routes
    with serve(hosts, ZONE) as served:
        routes["/sub/busy.html"] = busy(served)
        yield served


def busy(served: Served) -> Any:
    """503 until the crawl has come to its end (it then asks for a path that cannot exist), whatever was repeated before."""

    async def answer(visit):
        if any(re.search(r"/x[0-9a-f]{12}\.html$", target) for _, target in served.hits):
            await article("忙过之后", "/late.html")(visit)
        else:
            await visit.send(503)

    return answer


@pytest.fixture(scope="module")
def complete(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = audit(HOME, *words(site, tmp_path_factory.mktemp("undisturbed")), XUNWANG_LIMITS=LIMITS)
    assert run.code == 0, run.said
    assert run.summary["pages"] > 100
    reasons = {row["reason"] for row in run.rows("findings")}
    assert reasons >= {"http-404", "dns-nxdomain", "redirect-loop", "fragment-missing"}
    return run


@pytest.fixture(scope="module")
def undisturbed(complete: Run) -> dict[str, Any]:
    return outputs(complete.bundle)


def words(site: Served, out: Path) -> list[str]:
    return [*QUICK, "--concurrency", "4", "--workers", "2", "--out", str(out), *site.options()]


def outputs(bundle: Path) -> dict[str, Any]:
    """Everything the run wrote, without what time and place alone decide."""
    found: dict[str, Any] = {name: [] for name in OUTPUTS}
    for name in OUTPUTS:
        for line in (bundle / f"{name}.jsonl").read_text("utf-8").splitlines():
            found[name].append(steady(json.loads(line)))
    found["summary"] = steady(json.loads((bundle / "summary.json").read_text("utf-8")))
    return found


def steady(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("started", "finished", "first_seen", "last_checked"):
        row.pop(name, None)
    for attempt in row.get("evidence", {}).get("attempts", ()):
        del attempt["at"], attempt["ms"]
    return row


def assert_equal(bundle: Path, expected: dict[str, Any]) -> None:
    found = outputs(bundle)
    for name, rows in expected.items():
        if isinstance(rows, list):
            assert [row for row in found[name] if row not in rows] == [], name
            assert [row for row in rows if row not in found[name]] == [], name
        assert found[name] == rows, name


class Disturbed:
    """One run that is started, killed and resumed."""

    def __init__(self, site: Served, out: Path) -> None:
        self.site, self.out = site, out
        self.bundle: Path | None = None
        site.forget()

    def start(self) -> "subprocess.Popen[str]":
        self.asked = len(self.site.asked)
        if self.bundle is not None:
            return begin("--resume", str(self.bundle))
        process = begin(HOME, *words(self.site, self.out), XUNWANG_LIMITS=LIMITS)
        assert process.stdout is not None
        self.bundle = Path(process.stdout.readline().strip())
        return process

    def kill(self, process: "subprocess.Popen[str]", moment: Callable[[], bool], group: bool) -> bool:
        """Kill at a moment, and see that nothing stays behind; False when the run was over before."""
        wait_until(lambda: moment() or process.poll() is not None, 30)
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
        assert wait_until(lambda: not members(process.pid), 10), "workers outlived the auditor"
        return process.returncode == -signal.SIGKILL

    def since(self) -> int:
        return len(self.site.asked) - self.asked


def test_killed_at_random_moments_and_resumed(site, undisturbed, tmp_path):
    seed = int(os.environ.get("KILL_SEED", random.randrange(1 << 32)))
    print(f"KILL_SEED={seed}")
    dice = random.Random(seed)
    kills, number = 0, 0
    while kills < KILLS:
        number += 1
        run = Disturbed(site, tmp_path / str(number))
        for _ in range(4):
            if not run.kill(run.start(), random_moment(dice, run), dice.random() < 0.5):
                break
            kills += 1
        assert finish(run) == 0
        assert run.bundle is not None
        assert_equal(run.bundle, undisturbed)


def random_moment(dice: random.Random, run: Disturbed) -> Callable[[], bool]:
    """After some requests, or some time after the first of them: during the crawl, the retries or the judging."""
    if dice.random() < 0.6:
        count = dice.randrange(60)
        return lambda: run.since() > count
    end = time.monotonic() + dice.uniform(0.3, 3)
    return lambda: time.monotonic() > end


def finish(run: Disturbed) -> int:
    """Resume until the end."""
    return audit("--resume", str(run.bundle)).code


def test_ctrl_c_once_stops_cleanly_and_says_how_to_go_on(site, undisturbed, tmp_path):
    run = Disturbed(site, tmp_path)
    process = run.start()
    assert wait_until(lambda: run.since() > 40, 30)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert f"--resume {run.bundle}" in out and "中断" in out
    assert not members(process.pid)
    assert finish(run) == 0
    assert run.bundle is not None
    assert_equal(run.bundle, undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; skipped where nobody may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("free", [250_000, 900_000])
def test_a_disk_that_fills_up_in_the_crawl_is_said_and_survived(site, undisturbed, small_disk, free):
    site.forget()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(2_000_000 - free))
    stopped = audit(HOME, *words(site, small_disk), XUNWANG_LIMITS=LIMITS)
    survived(stopped, stopped.bundle, small_disk, undisturbed)


def test_a_disk_that_fills_up_while_judging_is_said_and_survived(complete, undisturbed, small_disk):
    bundle = small_disk / "bundle"
    shutil.copytree(complete.bundle, bundle, ignore=shutil.ignore_patterns("*.json*", "*.html"))
    with contextlib.closing(sqlite3.connect(bundle / "evidence.sqlite")) as db, db:
        db.execute("DELETE FROM meta WHERE name = 'finished'")
    room = shutil.disk_usage(small_disk).free - 150_000
    (small_disk / "filler").write_bytes(bytes(room))
    stopped = audit("--resume", str(bundle))
    assert list(bundle.glob("*.jsonl*")), "the disk was to fill up while judging, not before"
    survived(stopped, bundle, small_disk, undisturbed)


def survived(stopped: Run, bundle: Path, disk: Path, expected: dict[str, Any]) -> None:
    """The full disk was said, and with space the run comes to its ordinary end."""
    assert stopped.code == 130, stopped.said
    assert "磁盘空间不足" in stopped.said and f"--resume {bundle}" in stopped.said
    (disk / "filler").unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    resumed = audit("--resume", str(bundle))
    assert resumed.code == 0, resumed.said
    assert_equal(bundle, expected)
