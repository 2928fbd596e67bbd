"""What the run before knew: the latest finished one of the same site, or nothing."""

from pathlib import Path

from auditor.store.previous import previous_domains, visited_before
from tests.sites.paper import HOME, STARTED, Paper, page


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


LONG_AGO = "2026-11-01T00:00:00+08:00"
ARTICLES = [f"{HOME}art/{year}/03/x{n}.html" for n in range(5) for year in (2015, 2026)]
COLUMN = f"{HOME}news/"


def part(folder: Path, name: str, pages: int, visited: list[str]) -> set[str]:
    """What a run reads that may read so many pages of a site with a column and ten articles, and knows of earlier ones."""
    answers = {HOME: page("首页", COLUMN, *ARTICLES), COLUMN: page("栏目"), **{url: page("文章") for url in ARTICLES}}
    paper = Paper(folder / "made" / name, answers, max_pages=pages)
    with paper.bundle.transaction():
        paper.bundle.set("visited_before", visited)
    paper.begin()
    paper.crawl()
    read = paper.bundle.db.execute(
        "SELECT url FROM url WHERE kind = 'page' AND place IS NOT NULL AND state = 2 AND role = 0"
    )
    found = {url for (url,) in read}
    paper.bundle.close()
    (folder / "runs").mkdir(exist_ok=True)
    paper.bundle.path.rename(folder / "runs" / name)
    return found


def test_what_the_budget_left_out_goes_first_next_time_and_in_a_few_runs_all_is_read(tmp_path: Path):
    seen: list[set[str]] = []
    for number in range(3):
        name = f"2026-11-0{number + 1}_000000"
        (tmp_path / "runs").mkdir(exist_ok=True)
        seen.append(part(tmp_path, name, 6, visited_before(tmp_path / "runs" / name, LONG_AGO)))
    assert all(HOME in read and COLUMN in read for read in seen), "home and columns are read every time"
    assert {url for url in seen[0] if "/art/" in url} < {url for url in ARTICLES if "/2026/" in url}
    assert not {url for url in seen[0] & seen[1] if "/art/" in url}
    assert set().union(*seen) == {HOME, COLUMN, *ARTICLES}


def test_a_site_that_was_read_whole_is_read_in_the_usual_order(tmp_path: Path):
    part(tmp_path, "2026-11-01_000000", 50, [])
    assert visited_before(tmp_path / "runs" / "2026-11-02_000000", LONG_AGO) == []


def test_what_an_earlier_quarter_read_does_not_count(tmp_path: Path):
    part(tmp_path, "2026-11-01_000000", 6, [])
    assert visited_before(tmp_path / "runs" / "2026-11-02_000000", LONG_AGO)
    assert visited_before(tmp_path / "runs" / "2026-11-02_000000", STARTED.replace("2026", "2027")) == []
