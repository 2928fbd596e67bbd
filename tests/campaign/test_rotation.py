"""A site that is too large for one run: later runs of a quarter read what was left out, a second look reads the same again."""

import subprocess
from pathlib import Path
from typing import Any

from auditor.campaign.accusations.looking import visited_again
from tests.campaign.made import said
from tests.campaign.test_run import QUICK, command, opened
from tests.sites.run import Run, environment
from tests.sites.server import Host, article, serve

SITE = "www.large.gov.cn"
ARTICLES = [f"/art/2026/03/{n}.html" for n in range(9)]


def pages(bundle: Path) -> set[str]:
    return {row["url"].partition(SITE)[2] for row in Run(0, f"{bundle}\n", "").rows("pages")}


def inspected(db: Path, name: str, words: list[str]) -> Path:
    """The bundle that a campaign of this name leaves."""
    said("campaign", "new", name, "--window", "2026-10-01..2026-10-20", "--db", str(db), *QUICK, "--max-pages", "4")
    words = [name if word == "2026Q4" else word for word in words]
    done = subprocess.run(words, capture_output=True, text=True, env=environment(), timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return max((db.parent / "runs" / SITE).iterdir())


def test_every_run_of_a_quarter_reads_other_pages_and_a_second_look_the_same(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.0/8,::1/128")
    inner = {path: article(f"文章 {path}") for path in ARTICLES}
    with serve({SITE: Host({"/": article("首页", *ARTICLES), **inner})}) as world:
        db = opened(tmp_path, {SITE: ""})
        words = [*command(world, db, "run"), "--canary", f"http://{SITE}/"]
        first, second, third = (inspected(db, name, words) for name in ("a", "b", "c"))
        assert pages(first) | pages(second) | pages(third) == {"/", *ARTICLES}
        assert pages(visited_again(second)) == pages(second)
