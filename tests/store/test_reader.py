"""What the checks are given, read back from a bundle."""

from pathlib import Path

import pytest

from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.target import Target
from auditor.probe.dns import Answer
from auditor.store.reader import Links, Reader
from tests.sites.paper import FINE, GONE, HOME, Paper, Said, broken, moved, page, town


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(Paper(tmp_path_factory.mktemp("town"), town()).crawl().bundle)


def target(reader: Reader, url: str) -> Target:
    row = reader.row(url)
    assert row is not None
    return reader.target(row)


def test_a_plain_target_has_one_hop_and_its_page(reader: Reader):
    found = target(reader, f"{HOME}a/1.html")
    assert [hop.url for hop in found.chain] == [f"{HOME}a/1.html"] == [found.final_url]
    assert found.page.title == "文章0-1" and found.internal and found.error is None


def test_redirects_are_one_chain_to_the_page_at_its_end(reader: Reader):
    found = target(reader, f"{HOME}moved")
    assert [hop.url for hop in found.chain] == [f"{HOME}moved", f"{HOME}moved2", f"{HOME}col/0/index.html"]
    assert [hop.attempts[-1].status for hop in found.chain] == [302, 302, 200]
    assert found.page.title == "栏目0"


def test_a_circle_is_a_loop(reader: Reader):
    assert target(reader, f"{HOME}loop1").error is ErrorKind.REDIRECT_LOOP


def test_attempts_of_all_phases_and_clients_are_kept(reader: Reader):
    attempts = target(reader, "http://www.slow.cn/").chain[0].attempts
    assert [(a.phase, a.client, a.status) for a in attempts] == [
        (0, "curl", None),
        (1, "curl", None),
        (2, "python", 200),
    ]


def test_a_refused_head_is_followed_by_a_get(reader: Reader):
    attempts = target(reader, "http://www.dead.cn/").chain[0].attempts
    assert [(a.method, a.status) for a in attempts] == [("HEAD", 404), ("GET", 404)]


def test_a_missing_fragment_is_named_and_a_present_one_is_not(tmp_path: Path):
    answers = {
        HOME: page("首页", "/a.html#here", "/a.html#not-here", "/gone.html#x"),
        f"{HOME}a.html": page("甲", html='<p id="here">'),
    }
    reader = Reader(Paper(tmp_path, answers).crawl().bundle)
    assert target(reader, f"{HOME}a.html").missing_fragments == {"not-here"}
    assert target(reader, f"{HOME}gone.html").missing_fragments == frozenset()


@pytest.mark.parametrize(
    ("location", "error"),
    [("ftp://x.cn/a", ErrorKind.REDIRECT_INVALID), ("http://[", ErrorKind.REDIRECT_INVALID)],
)
def test_a_redirect_no_browser_follows_is_invalid(tmp_path: Path, location: str, error: ErrorKind):
    answers = {HOME: page("首页", "/r"), f"{HOME}r": moved(location)}
    assert target(Reader(Paper(tmp_path, answers).crawl().bundle), f"{HOME}r").error is error


def test_a_chain_longer_than_the_limit_is_said_so(tmp_path: Path):
    answers = {HOME: page("首页", "/hop0")} | {f"{HOME}hop{n}": moved(f"{HOME}hop{n + 1}") for n in range(30)}
    reader = Reader(Paper(tmp_path, answers).crawl().bundle)
    found = target(reader, f"{HOME}hop0")
    assert found.error is ErrorKind.REDIRECT_LIMIT
    assert len(found.chain) == Limits().redirects + 1 or len(found.chain) == Limits().redirects + 2


def test_what_was_never_asked_says_why(tmp_path: Path):
    answers = {HOME: page("首页", "/a/1.html", "/a/2.html", "/no/x.html"), f"{HOME}a/1.html": page("甲")}
    reader = Reader(Paper(tmp_path, answers, allowed=lambda url: "/no/" not in url, max_pages=2).crawl().bundle)
    assert target(reader, f"{HOME}no/x.html").error is ErrorKind.ROBOTS
    assert target(reader, f"{HOME}a/2.html").error is ErrorKind.BUDGET


def test_an_unfinished_run_says_so(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页", "/a.html")}).crawl(batch=1, batches=2)
    assert target(Reader(run.bundle), f"{HOME}a.html").error is ErrorKind.INTERRUPTED


@pytest.mark.parametrize(
    "error", [ErrorKind.PRIVATE_ADDRESS, ErrorKind.GUARD, ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_UNPROVEN]
)
def test_what_stands_before_the_request_is_the_error_of_the_target(tmp_path: Path, error: ErrorKind):
    run = Paper(tmp_path, {HOME: page("首页", "http://x.cn/"), "http://x.cn/": broken(error)}).crawl()
    assert target(Reader(run.bundle), "http://x.cn/").error is error


def test_a_transport_error_is_in_the_attempts_not_in_the_target(tmp_path: Path):
    run = Paper(
        tmp_path, {HOME: page("首页", "http://x.cn/"), "http://x.cn/": broken(ErrorKind.CONNECT_REFUSED)}
    ).crawl()
    found = target(Reader(run.bundle), "http://x.cn/")
    assert found.error is None and found.last.error is ErrorKind.CONNECT_REFUSED


@pytest.mark.parametrize(("proof", "proven"), [((True, True), True), ((True, False), False), ((False, True), False)])
def test_a_resolver_is_believed_only_when_it_resolved_and_denied(
    tmp_path: Path, proof: tuple[bool, bool], proven: bool
):
    run = Paper(tmp_path, {HOME: page("首页", "http://x.cn/"), "http://x.cn/": FINE}).crawl()
    run.writer.host("x.cn", Answer(("127.0.0.7",)), late=False)
    with run.bundle.transaction():
        run.bundle.set("resolver", {"resolved": proof[0], "denied": proof[1]})
    assert target(Reader(run.bundle), "http://x.cn/").host.resolver_proven is proven


def test_equal_links_in_several_elements_are_one_link_with_all_its_elements(reader: Reader):
    links = Links(reader, reader.row("http://www.dead.cn/").id)
    assert [(link.text, link.tag) for link in links] == [("友情链接", "a")]
    assert links[0] is next(iter(links)) and len(links) == 1 and len(links.elements[0]) >= 1


def test_the_answer_to_impossible_paths_speaks_for_its_directory(reader: Reader):
    answers = reader.random_answers()
    assert {answer.directory for answer in answers} >= {HOME, f"{HOME}a/", f"{HOME}col/0/"}
    assert all(answer.status == 404 and answer.url.startswith(answer.directory) for answer in answers)


def test_a_soft_404_is_read_with_its_text(tmp_path: Path):
    soft = Said(200, "<html><title>页面不存在</title><p>您访问的页面不存在或已删除".encode())

    class Soft(dict[str, Said]):
        def get(self, url: str, default: object = None) -> object:
            return super().get(url) or (None if " " in url else soft)

    reader = Reader(Paper(tmp_path, Soft({HOME: page("首页")})).crawl().bundle)
    (answer,) = reader.random_answers()
    assert (answer.status, answer.page.title) == (200, "页面不存在")


def test_bodies_come_back_decoded(tmp_path: Path):
    body = '<html><meta charset="gb2312"><title>云泽市</title><p>朱镕基</p></html>'.encode("gb18030")
    run = Paper(tmp_path, {HOME: Said(200, body, "text/html")}).crawl()
    reader = Reader(run.bundle)
    document = reader.body(reader.row(HOME).id)
    assert "朱镕基" in document.text and (document.url, document.encoding) == (HOME, "gb18030")


def test_what_has_no_page_has_no_text(reader: Reader):
    dead = reader.row("http://www.dead.cn/").id
    assert reader.body(dead) is None and reader.page_text(dead) is None
    assert reader.row("http://never.seen/") is None and GONE.status == 404
