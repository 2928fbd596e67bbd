"""What the checks know of the whole site: our own troubles, names by majority, templates."""

from dataclasses import asdict
from pathlib import Path

import msgpack
import pytest

from auditor.model.error import ErrorKind
from auditor.model.register import Register, RegisterEntry, RegisterHost
from auditor.model.target import SiteContext
from auditor.sitecontext import site_context
from auditor.store.occurrences import Counts
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader
from tests.sites.paper import FINE, HOME, Paper, Said, broken, page

OUTSIDE = [f"http://www.out{n}.cn/" for n in range(10)]


def context(run: Paper) -> SiteContext:
    return site_context(run.bundle, Reader(run.bundle), Counts(run.bundle), FactsReader(Reader(run.bundle)).of)


def crawled(out: Path, failing: int, error: ErrorKind = ErrorKind.CONNECT_TIMEOUT, **options: object) -> SiteContext:
    """A site that links to ten outside hosts, of which some fail in the crawl."""
    answers = {HOME: page("首页", *OUTSIDE), **{url: (broken(error), FINE) for url in OUTSIDE[:failing]}}
    return context(Paper(out, answers | dict.fromkeys(OUTSIDE[failing:], FINE), **options).crawl())


@pytest.mark.parametrize(("failing", "troubled"), [(0, False), (3, False), (7, False), (8, True), (10, True)])
def test_many_outside_hosts_failing_at_once_is_our_trouble(tmp_path: Path, failing: int, troubled: bool):
    assert (0 in crawled(tmp_path, failing).troubled_phases) is troubled


def test_a_few_hosts_are_too_few_to_tell(tmp_path: Path):
    answers = {HOME: page("首页", *OUTSIDE[:4]), **dict.fromkeys(OUTSIDE[:4], broken())}
    assert context(Paper(tmp_path, answers).crawl()).troubled_phases == frozenset()


@pytest.mark.parametrize(
    "error", [ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_UNPROVEN, ErrorKind.GUARD, ErrorKind.REDIRECT_LOOP]
)
def test_errors_that_no_network_causes_are_not_counted(tmp_path: Path, error: ErrorKind):
    assert crawled(tmp_path, 10, error).troubled_phases == frozenset()


def test_a_retry_in_which_every_canary_fails_is_our_trouble(tmp_path: Path):
    canaries = dict.fromkeys(OUTSIDE[1:], (FINE, broken(), FINE))
    run = Paper(tmp_path, {HOME: page("首页", *OUTSIDE), OUTSIDE[0]: broken(), **canaries}).crawl()
    assert context(run).troubled_phases == {1}


def test_one_canary_that_answers_is_enough(tmp_path: Path):
    canaries: dict[str, object] = dict.fromkeys(OUTSIDE[1:3], (FINE, broken()))
    run = Paper(tmp_path, {HOME: page("首页", *OUTSIDE), OUTSIDE[0]: broken(), **canaries, OUTSIDE[3]: FINE}).crawl()  # type: ignore[arg-type]
    assert context(run).troubled_phases == frozenset()


def told_by_another_run(run: Paper, *urls: str) -> Paper:
    """The first answers of these were not got by this run but by another one of the same campaign."""
    for url in urls:
        rows = run.bundle.db.execute(
            "SELECT a.rowid, a.fields FROM attempt a JOIN url u ON u.id = a.url WHERE u.url = ?", (url,)
        ).fetchall()
        for row, blob in rows:
            fields = msgpack.unpackb(blob)
            if fields[0] == 0:
                marked = msgpack.packb([*fields[:15], "http://www.other.gov.cn/"])
                run.bundle.db.execute("UPDATE attempt SET fields = ? WHERE rowid = ?", (marked, row))
    return run


def test_what_another_run_was_told_does_not_hide_our_trouble(tmp_path: Path):
    answers = {HOME: page("首页", *OUTSIDE), **dict.fromkeys(OUTSIDE[5:], (broken(), FINE))}
    run = Paper(tmp_path, answers | dict.fromkeys(OUTSIDE[:5], FINE)).crawl()
    assert context(run).troubled_phases == frozenset()
    assert context(told_by_another_run(run, *OUTSIDE[:5])).troubled_phases == {0}


def test_what_another_run_was_told_does_not_prove_our_line_but_names_the_canaries(tmp_path: Path):
    alone = Paper(tmp_path / "1", {HOME: page("首页", OUTSIDE[0]), OUTSIDE[0]: FINE}).crawl()
    assert not context(told_by_another_run(alone, OUTSIDE[0])).outside_proven
    canaries = dict.fromkeys(OUTSIDE[1:], (FINE, broken(), FINE))
    run = Paper(tmp_path / "2", {HOME: page("首页", *OUTSIDE), OUTSIDE[0]: broken(), **canaries}).crawl()
    assert context(told_by_another_run(run, *OUTSIDE[1:])).troubled_phases == {1}


def test_the_outside_is_proven_by_an_answer_of_an_unmapped_host(tmp_path: Path):
    maps = tuple(f"{url.split('/')[2]}=127.0.0.9:80" for url in OUTSIDE)
    assert crawled(tmp_path / "1", 0).outside_proven
    mapped = crawled(tmp_path / "2", 0, map=maps)
    assert not mapped.outside_proven and mapped.exempt_hosts >= {"www.out0.cn"}
    dead = {HOME: page("首页", OUTSIDE[0]), OUTSIDE[0]: broken()}
    assert not context(Paper(tmp_path / "3", dead).crawl()).outside_proven


def test_an_error_page_proves_the_outside_too(tmp_path: Path):
    assert context(Paper(tmp_path, {HOME: page("首页", OUTSIDE[0])}).crawl()).outside_proven


def names(out: Path, *written: tuple[str, str, int]) -> tuple[tuple[str, str], ...]:
    """(text, host, times written) → the names learnt."""
    links = "".join(f'<a href="http://{host}/">{text}</a>' * times for text, host, times in written)
    return context(Paper(out, {HOME: page("首页", html=links)}).crawl()).names


def test_a_body_is_known_by_the_majority_of_links(tmp_path: Path):
    found = names(tmp_path, ("云泽市财政局", "czj.yunze.gov.cn", 6), ("云泽市财政局", "other.cn", 2))
    assert found == (("云泽市财政局", "czj.yunze.gov.cn"),)


@pytest.mark.parametrize(
    "written",
    [
        [("云泽市财政局", "a.gov.cn", 2)],
        [("云泽市财政局", "a.gov.cn", 5), ("云泽市财政局", "b.gov.cn", 4)],
        [("点击查看更多", "a.gov.cn", 9)],
    ],
)
def test_few_examples_disagreement_or_no_name_teach_nothing(tmp_path: Path, written: list[tuple[str, str, int]]):
    assert names(tmp_path, *written) == ()


def test_home_templates_and_random_paths(tmp_path: Path):
    pages = [f"/a/{n}.html" for n in range(5)]
    answers: dict[str, Said] = {HOME: page("云泽市", *pages, html='<div class="home"></div>')}
    found = context(
        Paper(tmp_path, answers | {HOME + p[1:]: page(p, html='<div class="art"></div>') for p in pages}).crawl()
    )
    assert (found.home, found.host, found.home_page.title) == (HOME, "www.yunze.gov.cn", "云泽市")
    assert [count for _, count in found.templates] == [5, 1] and found.templates[1][0] == found.home_page.template
    assert {answer.directory for answer in found.random_paths} == {HOME, f"{HOME}a/"}
    assert not found.private


@pytest.mark.parametrize(
    ("address", "mapped", "private"), [("10.0.0.1", False, True), ("10.0.0.1", True, False), ("1.2.3.4", False, False)]
)
def test_a_site_is_private_when_its_own_address_is(tmp_path: Path, address: str, mapped: bool, private: bool):
    run = Paper(tmp_path, {HOME: page("首页")}).crawl()
    with run.bundle.transaction():
        run.bundle.set("site", {**run.bundle.get("site"), "address": address, "mapped": mapped})
    assert context(run).private is private


def registered(out: Path, *rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """(name, hosts) of a register → the names known."""
    entries = tuple(
        RegisterEntry(row, name=name, hosts=tuple(map(RegisterHost, hosts.split())))
        for row, (name, hosts) in enumerate(rows)
    )
    run = Paper(out, {HOME: page("首页", html='<a href="http://b.gov.cn/">云泽市财政局</a>' * 4)}).crawl()
    with run.bundle.transaction():
        run.bundle.set("register", asdict(Register("表", entries)))
    return context(run).names


def test_the_register_names_bodies_and_is_believed_before_links(tmp_path: Path):
    found = dict(registered(tmp_path, ("云泽市财政局网站", "czj.gov.cn"), ("清河县", "qh.gov.cn")))
    assert found == {"云泽市财政局网站": "czj.gov.cn", "云泽市财政局": "czj.gov.cn"}


def test_a_name_of_several_hosts_means_none_of_them(tmp_path: Path):
    rows = (("云泽市教育局", "a.gov.cn"), ("云泽市教育局", "c.gov.cn"), ("云泽市卫健委", "d.gov.cn e.gov.cn"))
    assert dict(registered(tmp_path, *rows)) == {"云泽市财政局": "b.gov.cn"}


def test_without_a_register_there_is_none_and_the_home_page_is_known(tmp_path: Path):
    found = context(Paper(tmp_path, {HOME: page("首页", html="<p>网站标识码:4405000001</p>")}).crawl())
    assert found.register is None and found.home_facts is not None and found.home_facts.url == HOME
