"""What the run before knew: the latest finished one of the same site, or nothing."""

from pathlib import Path

from auditor.store.previous import previous_domains
from tests.sites.paper import HOME, Paper, page


def run(folder: Path, name: str, *urls: str, finished: bool = True) -> Path:
    """A finished run over a site that links to some URLs, its bundle under a name of ours."""
    paper = Paper(folder.parent / "made" / name, {HOME: page("首页", *urls)}).crawl()
    if not finished:
        with paper.bundle.transaction():
            paper.bundle.set("finished", None)
    paper.bundle.close()
    folder.mkdir(parents=True, exist_ok=True)
    return paper.bundle.path.rename(folder / name)


def test_the_latest_finished_run_before_this_one_is_read(tmp_path: Path):
    runs = tmp_path / "runs"
    run(runs, "2026-01-01_000000", "http://www.old.cn/")
    run(
        runs,
        "2026-02-01_000000",
        "http://www.a.com.cn/x",
        "http://b.a.com.cn/",
        "http://10.9.8.7/",
        "http://121.43.68.40/",
    )
    run(runs, "2026-03-01_000000", "http://www.half.cn/", finished=False)
    run(runs, "2026-05-01_000000", "http://www.later.cn/")
    assert previous_domains(runs / "2026-04-01_000000") == ["121.43.68.40", "a.com.cn"]


def test_without_an_earlier_run_nothing_is_known(tmp_path: Path):
    runs = tmp_path / "runs"
    run(runs, "2026-05-01_000000", "http://www.later.cn/")
    assert previous_domains(runs / "2026-04-01_000000") is None


def test_a_run_without_outside_links_knows_that_there_were_none(tmp_path: Path):
    runs = tmp_path / "runs"
    run(runs, "2026-01-01_000000")
    assert previous_domains(runs / "2026-04-01_000000") == []


def test_broken_bundles_and_other_folders_are_passed_over(tmp_path: Path):
    runs = tmp_path / "runs"
    run(runs, "2026-01-01_000000", "http://www.old.cn/")
    for name in ("2026-02-01_000000", "2026-02-02_000000"):
        (runs / name).mkdir()
    (runs / "2026-02-02_000000" / "evidence.sqlite").write_bytes(b"no database" * 100)
    (runs / "2026-02-03_000000").write_text("a file")
    assert previous_domains(runs / "2026-04-01_000000") == ["old.cn"]
