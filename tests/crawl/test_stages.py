"""What comes after what: rounds, redirects, impossible paths, outside looks, retries; and what was cut."""

from pathlib import Path

from auditor.crawl.coverage import coverage
from auditor.model.limits import Limits
from auditor.store.state import Role
from tests.sites.paper import FINE, HOME, Paper, Said, broken, moved, page, town


def order(run: Paper, *words: str) -> list[int]:
    """Where in the run each of these was first asked."""
    urls = [f"{mode} {phase} {url}" for url, mode, phase in run.asked]
    return [next(at for at, said in enumerate(urls) if word in said) for word in words]


def test_steps_come_in_their_order(tmp_path: Path):
    names = [f"/a/{n}.html" for n in range(4)]
    answers = {
        HOME: page("首页", *names, "http://old.cn/", "http://fine.cn/", "/x.pdf", "/down.html"), "http://old.cn/": moved("http://new.cn/"),
        "http://new.cn/": FINE, "http://fine.cn/": FINE, f"{HOME}down.html": broken(), **{HOME + n[1:]: page(n) for n in names},
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    steps = order(run, "page 0", "head 0 http://old.cn/", "head 0 http://new.cn/", "look 0 http://www.yunze.gov.cn/x", "look 0 http://fine.cn/",
                  "page 1 http://www.yunze.gov.cn/down", "second 2 http://www.yunze.gov.cn/down")  # fmt: skip
    assert steps == sorted(steps)


def test_impossible_paths_are_asked_once_per_busy_directory(tmp_path: Path):
    names = [f"/col/{n % 3}/deep/er/{n}.shtml" for n in range(12)]
    run = Paper(
        tmp_path, {HOME: page("首页", *names), **{HOME + n[1:]: page(n) for n in names}}, Limits(random_directories=2)
    ).crawl()
    asked = [url.removeprefix(HOME) for url, _, _, _, _, *_ in run.rows() if run.row(url, "role") == (Role.RANDOM,)]
    tails = {path.rpartition("/")[0] for path in asked}
    assert tails == {"", "col/0", "col/1"}
    assert all(path.endswith(".shtml") for path in asked if "/" in path)
    assert len({path.rpartition("/")[2].partition(".")[0] for path in asked}) == 1


def test_the_impossible_path_is_the_same_in_every_run(tmp_path: Path):
    first, second = (Paper(tmp_path / n, {HOME: page("首页")}).crawl() for n in "12")
    assert [row[0] for row in first.rows()] == [row[0] for row in second.rows()]


def test_one_living_page_of_every_outside_host_is_looked_at(tmp_path: Path):
    hosts = ["http://a.cn/1", "http://a.cn/2", "http://b.cn/", "http://dead.cn/"]
    run = Paper(tmp_path, {HOME: page("首页", *hosts), **dict.fromkeys(hosts[:3], FINE)}).crawl()
    assert [url for url, mode, _ in run.asked if mode == "look" and "yunze" not in url] == [
        "http://a.cn/1",
        "http://b.cn/",
    ]


def test_nothing_is_repeated_after_a_resume_between_steps(tmp_path: Path):
    whole = Paper(tmp_path / "1", town()).crawl()
    asked = len(whole.asked)
    for stop in (asked - 3, asked - 9, asked - 15):
        run = Paper(tmp_path / str(stop), town()).crawl(batch=1, batches=stop)
        run.begin()
        run.crawl()
        assert len(run.asked) == asked and set(run.asked) == set(whole.asked)


def test_the_number_of_passes_is_a_limit(tmp_path: Path):
    for phases in (1, 2, 4):
        run = Paper(
            tmp_path / str(phases), {HOME: page("首页", "/x.html"), f"{HOME}x.html": broken()}, Limits(phases=phases)
        ).crawl()
        assert [phase for url, _, phase in run.asked if url.endswith("x.html")] == list(range(phases))


def test_a_site_that_fails_altogether_ends_all_the_same(tmp_path: Path):
    run = Paper(tmp_path, {HOME: Said(503)}).crawl()
    assert not run.stages.advance() and run.row(HOME, "status, phase") == (503, 2)


def test_coverage_counts_what_was_cut_by_reason(tmp_path: Path):
    answers = {
        HOME: page("首页", "/no/1.html", "/no/2.pdf", "/gate/big5/x.html", "http://a.cn/", "/p1.html", "/p2.html"),
        f"{HOME}p1.html": page("p"),
    }
    run = Paper(tmp_path, answers, allowed=lambda url: "/no/" not in url, external=False, max_pages=2).crawl()
    with run.bundle.transaction():
        run.bundle.set("site", {**run.bundle.get("site"), "notes": ["一句话"]})
    found = coverage(run.bundle)
    assert found["cut"] == {"robots": 2, "trap-big5-copy": 1, "external-off": 1, "budget": 1}
    assert found["notes"] == ["一句话"]
