"""A few pages seen as other visitors would see them: last, few, only with the right to, and safe from crashes."""

from datetime import date
from pathlib import Path

import pytest

from auditor.crawl.dress import DRESSES
from auditor.crawl.preflight import Site
from auditor.crawl.rights import rights
from auditor.crawl.robots import Robots
from auditor.model.limits import Limits
from auditor.model.view import AGAIN, BAIDU, BROWSER, MOBILE, PROBE_VIEWS, REFERRED, SOGOU, VIEWS, View
from auditor.model.want import Want, WantKind
from auditor.store.bundle import Bundle
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader
from auditor.store.views import subjects
from tests.sites.paper import HOME, Paper, Said, broken, moved, page, town
from tests.sites.run import QUICK, Run, audit
from tests.sites.server import Host, Visit, document, serve

EVERYWHERE = {"may": lambda _host: True}


def viewed(bundle: Bundle, url: str) -> dict[str, View]:
    return {view.name: view for view in FactsReader(Reader(bundle)).views.of(url)}


def asked_as(run: Paper) -> list[str]:
    return [url for url, mode, _ in run.asked if mode == "view"]


def test_without_the_right_nobody_else_is_pretended_to_be(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    assert not asked_as(run) and not subjects(run.bundle)


def test_views_come_last_and_are_few(tmp_path: Path):
    run = Paper(tmp_path, town(), Limits(view_sample=3), **EVERYWHERE).crawl()
    modes = [mode for _, mode, _ in run.asked]
    first = modes.index("view")
    assert set(modes[first:]) == {"view"} and "second" not in modes[first:]
    chosen = subjects(run.bundle)
    assert chosen[0] == HOME and len(chosen) == 4
    failed = 6 * (f"{HOME}flaky.html" in chosen)
    assert len(asked_as(run)) == len(chosen) * len(VIEWS) + 4 * len(PROBE_VIEWS) + failed


def test_one_page_of_every_template_comes_before_second_ones_and_no_error_page(tmp_path: Path):
    body = '<form class="a"><table class="b"><tr><td><select id="c"></select></table></form>'
    answers = {HOME: page("首页", *(f"/{n}.html" for n in range(5)), "/t.html", "/gone.html")}
    answers |= {f"{HOME}{n}.html": page(f"第{n}页") for n in range(5)} | {
        f"{HOME}t.html": Said(200, document("表", body))
    }
    two = Paper(tmp_path / "2", answers, Limits(view_sample=2), **EVERYWHERE).crawl()
    assert subjects(two.bundle) == [HOME, f"{HOME}0.html", f"{HOME}t.html"]
    most = Paper(tmp_path / "9", answers, Limits(view_sample=9), **EVERYWHERE).crawl()
    assert len(subjects(most.bundle)) == 7 and f"{HOME}gone.html" not in subjects(most.bundle)


def test_what_was_asked_as_somebody_else_changes_nothing_of_the_crawl(tmp_path: Path):
    plain = Paper(tmp_path / "1", town()).crawl()
    other = Paper(tmp_path / "2", town(), **EVERYWHERE).crawl()
    assert [row for row in other.rows() if row[2] != 6] == plain.rows()
    plain_texts, other_texts = plain.judged(), other.judged()
    assert (plain_texts.targets, plain_texts.pages) == (other_texts.targets, other_texts.pages)
    assert [row for row in other_texts.findings if row["check"].startswith("links.")] == [
        row for row in plain_texts.findings if row["check"].startswith("links.")
    ]


def test_each_view_is_kept_with_what_it_said(tmp_path: Path):
    answers = {
        HOME: page("首页"),
        f"{BAIDU} {HOME}": page("娱乐城", "http://bet.example.com/"),
        f"{SOGOU} {HOME}": Said(403),
    }
    run = Paper(tmp_path, answers, **EVERYWHERE).crawl()
    found = viewed(run.bundle, HOME)
    assert tuple(found) == VIEWS
    titles = {name: view.page.title for name, view in found.items() if view.page}
    assert titles == {BROWSER: "首页", BAIDU: "娱乐城", REFERRED: "首页", MOBILE: "首页", AGAIN: "首页"}
    assert (found[SOGOU].status, found[SOGOU].wall) == (403, "http-403")
    assert found[BROWSER].page and found[AGAIN].page and found[BROWSER].page.simhash == found[AGAIN].page.simhash != 0


def test_redirects_are_followed_where_we_may_and_recorded_where_not(tmp_path: Path):
    answers = {
        HOME: page("首页"), f"{MOBILE} {HOME}": moved("/m/", 301), f"{REFERRED} {HOME}": moved("http://bet.cn/?from=gov#x"),
    }  # fmt: skip
    answers[f"{MOBILE} {HOME}"] = moved(f"{HOME}m/")
    answers[f"{HOME}m/"] = page("手机版")
    run = Paper(tmp_path, answers, may=lambda host: host == "www.yunze.gov.cn").crawl()
    found = viewed(run.bundle, HOME)
    assert found[MOBILE].chain == (HOME, f"{HOME}m/") and found[MOBILE].page and found[MOBILE].page.title == "手机版"
    assert found[REFERRED].final_url == "http://bet.cn/?from=gov#x" and found[REFERRED].page is None
    assert not any(url.startswith("http://bet.cn") for url, _, _ in run.asked)


def test_a_circle_ends(tmp_path: Path):
    answers = {HOME: page("首页"), f"{BAIDU} {HOME}": moved(HOME)}
    run = Paper(tmp_path, answers, Limits(view_redirects=3), **EVERYWHERE).crawl()
    assert len(viewed(run.bundle, HOME)[BAIDU].chain) == 5


def test_a_view_that_fails_is_asked_once_more(tmp_path: Path):
    answers = {HOME: page("首页"), f"{BAIDU} {HOME}": (broken(), page("首页")), f"{SOGOU} {HOME}": broken()}
    run = Paper(tmp_path, answers, **EVERYWHERE).crawl()
    found = viewed(run.bundle, HOME)
    assert found[BAIDU].page is not None and len(found[BAIDU].attempts) == 2
    assert found[SOGOU].page is None and len(found[SOGOU].attempts) == 2


@pytest.mark.parametrize("stop", [1, 3, 7, 20])
def test_a_crash_among_the_views_changes_nothing(tmp_path: Path, stop: int):
    answers = {
        **town(),
        f"{MOBILE} {HOME}": moved(f"{HOME}m/"),
        f"{HOME}m/": page("手机版"),
        f"{BAIDU} {HOME}": (broken(), page("百度")),
    }
    whole = Paper(tmp_path / "1", answers, **EVERYWHERE).crawl()
    run = Paper(tmp_path / "2", answers, **EVERYWHERE).crawl(batch=1, batches=len(whole.asked) - stop)
    run.begin()
    run.crawl()
    names = ("url", "mode", "status", "state", "phase")
    assert run.rows(", ".join(names)) == whole.rows(", ".join(names))


def test_robots_are_heeded_by_made_up_addresses_too(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页")}, allowed=lambda url: "/news/" not in url, **EVERYWHERE).crawl()
    assert not any("/news/" in url for url in asked_as(run))
    assert len(subjects(run.bundle, probe=True)) == 2


def test_made_up_addresses_are_the_same_in_every_run_and_have_the_shapes_of_spider_pools(tmp_path: Path):
    first, second = (Paper(tmp_path / n, {HOME: page("首页")}, **EVERYWHERE).crawl() for n in "12")
    made_up = subjects(first.bundle, probe=True)
    assert made_up == subjects(second.bundle, probe=True)
    assert [url.startswith((f"{HOME}news/", HOME)) for url in made_up] == [True] * 4
    assert {url.removeprefix(HOME)[:1] for url in made_up} == {"n", "p", "?"}


def test_wants_are_fulfilled_within_budget_and_twice_at_most(tmp_path: Path):
    answers = {HOME: page("首页", *(f"/{n}.html" for n in range(9)))} | {
        f"{HOME}{n}.html": page(str(n)) for n in range(9)
    }
    run = Paper(tmp_path, answers, Limits(view_sample=1, view_pages=4), **EVERYWHERE).crawl()
    stage = run.stages.views
    known = subjects(run.bundle)
    wants = [Want(WantKind.VIEWS, f"{HOME}{n}.html", str(n)) for n in (3, 5, 7, 8)]
    assert stage.wants_open and stage.fulfil(wants)
    run.crawl()
    assert subjects(run.bundle) == [*known, *(f"{HOME}{n}.html" for n in (3, 5, 7, 8))][:4]
    assert stage.wants_open and not stage.fulfil(wants) and not stage.wants_open


@pytest.mark.parametrize(
    ("host", "address", "mandated", "may"),
    [
        ("www.a.gov.cn", "127.0.0.5", (), True),
        ("www.a.gov.cn", "10.0.0.8", (), True),
        ("www.a.gov.cn", "203.0.114.9", (), False),
        ("www.a.gov.cn", "203.0.114.9", ("www.a.gov.cn",), True),
        ("bet.cn", "127.0.0.5", ("www.a.gov.cn",), False),
        ("staged.cn", "203.0.114.9", (), True),
        ("mapped.cn", "127.0.0.5", (), False),
        ("192.168.1.9", "203.0.114.9", (), True),
    ],
)
def test_who_may_be_deceived(host: str, address: str, mandated: tuple[str, ...], may: bool):
    site = Site("http://www.a.gov.cn/", ("http://www.a.gov.cn:80",), Robots(None), address, False, True, ())
    maps = {"staged.cn": ("127.0.0.9", 80), "mapped.cn": ("203.0.114.7", 80)}
    assert rights(site, maps, mandated)(host) is may


def test_the_names_are_those_of_real_visitors():
    assert tuple(DRESSES) and set(DRESSES) == set(VIEWS)
    assert "Baiduspider" in DRESSES[BAIDU].user_agent and "Sogou" in DRESSES[SOGOU].user_agent
    assert DRESSES[BROWSER] == DRESSES[AGAIN] and DRESSES[REFERRED].referer.startswith("https://www.baidu.com/")
    assert "Mobile" in DRESSES[MOBILE].user_agent


async def _mirror(visit: Visit) -> None:
    """Says who came."""
    agent, referer = visit.headers.get("user-agent", ""), visit.headers.get("referer", "")
    await visit.page(f"{agent}|{referer}|{visit.headers.get('cookie', '')}", "<p>来访</p>", Set_Cookie="seen=1; Path=/")


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Run:
    with serve({"www.yunze.gov.cn": Host({"/": _mirror})}) as served:
        return audit(HOME, *QUICK, "--out", str(tmp_path_factory.mktemp("mirror")), *served.options())


def test_on_the_wire_every_view_says_who_it_is_and_carries_no_cookie(mirrored: Run):
    assert mirrored.code == 0, mirrored.said
    bundle = Bundle.open(mirrored.bundle)
    found = viewed(bundle, HOME)
    said = {name: view.page.title.split("|") for name, view in found.items() if view.page}
    own = Reader(bundle).row(HOME)
    assert own is not None
    text = Reader(bundle).page_text(own.id)
    bundle.close()
    assert set(said) == set(VIEWS)
    for name, (agent, referer, cookie) in said.items():
        assert (agent, referer, cookie) == (DRESSES[name].user_agent, DRESSES[name].referer, "")
    assert text is not None and "Xunwang" in text.title


def test_a_mandate_is_remembered_for_the_resume(tmp_path: Path):
    from auditor.crawl.given import read_given
    from auditor.crawl.session import Session
    from auditor.model.options import RunOptions

    path = tmp_path / "m.toml"
    path.write_text(
        f'office="a"\ndocument="b"\nhosts=["www.a.cn"]\nvalid_from=2020-01-01\nvalid_until={date.max}\naddresses=["203.0.113.7"]\n',
        "utf-8",
    )
    (given,) = read_given([RunOptions("http://www.a.cn/", out=str(tmp_path), mandate=str(path))])
    session = Session.start(given)
    path.unlink()
    assert session.bundle.get("mandated") == ["www.a.cn"]
    assert session.bundle.get("mandated_addresses") == ["203.0.113.7"]


def test_a_mandate_that_has_run_out_ends_the_run(tmp_path: Path):
    from auditor.crawl.session import Session
    from auditor.model.options import UsageError

    run = Paper(tmp_path, {HOME: page("首页")})
    with run.bundle.transaction():
        run.bundle.set("mandated_until", str(date.max))
    Session.resume(run.bundle.path).bundle.close()
    with run.bundle.transaction():
        run.bundle.set("mandated_until", "2020-01-01")
    run.bundle.close()
    with pytest.raises(UsageError, match="2020-01-01 到期"):
        Session.resume(run.bundle.path)
