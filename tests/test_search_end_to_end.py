"""The site's search as a run asks it: few questions by GET at the run's pace, kept as evidence, judged from it."""

import contextlib
import json
import os
import signal
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from auditor import siterun
from auditor.store.bundle import Bundle
from tests.sites.run import audit, begin, members, wait_until
from tests.sites.server import Handler, Host, Visit, article, links, moved, serve

TITLES = {f"/zwgk/{n}/a.html": f"云泽市第{name}号公共服务事项办理通知" for n, name in enumerate("一二三四五六")}
FORM = '<form action="/so/"><input name="q" placeholder="请输入关键词"><button>搜索</button></form>'
OPTIONS = ["--delay", "0", "--retry-gap", "0.2", "--browser", "off"]
FULL = ["--profile", "full", "--checks", "search", *OPTIONS]


def told(form: str, *targets: str) -> Handler:
    return lambda visit: visit.page("云泽市人民政府", form + links(*targets))


def site(form: str = FORM, **routes: Handler) -> Host:
    pages = {path: article(title) for path, title in TITLES.items()}
    return Host({"/": told(form, "/zwgk/"), "/zwgk/": article("政务公开", *TITLES), **pages, **routes})


def words_of(visit: Visit) -> str:
    return parse_qs(visit.query).get("q", [""])[0]


def honest(visit: Visit) -> Awaitable[None]:
    hits = [(path, title) for path, title in TITLES.items() if title == words_of(visit)]
    rows = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in hits)
    said = f"<p>共找到 {len(hits)} 条结果</p>" if hits else "<p>抱歉,没有找到相关结果</p>"
    return visit.page("搜索结果", said + f"<ul>{rows}</ul>")


async def data(visit: Visit) -> None:
    hits = [{"title": f"<em>{title}</em>", "url": path} for path, title in TITLES.items() if title == words_of(visit)]
    body = json.dumps({"code": 200, "data": {"total": len(hits), "list": hits}})
    await visit.send(200, body.encode(), "application/json;charset=utf-8")


async def any_data(visit: Visit) -> None:
    body = json.dumps({"total": 31, "list": [{"title": "云泽市召开年度工作会议" * 400, "url": "/x/9.html"}]})
    await visit.send(200, body.encode(), "text/javascript")


async def rules(visit: Visit) -> None:
    await visit.send(200, b"User-agent: *\nDisallow: /so/\n", "text/plain")


def says(body: str, title: str = "搜索结果") -> Handler:
    return lambda visit: visit.page(title, body)


SAME = says("<p>共找到 12 条结果</p><ul><li><a href='/x/9.html'>云泽市召开年度工作会议</a></li></ul>")
BROKEN = says("<p>HTTP Status 500 - java.lang.NullPointerException</p>", "出错")
NOTHING = says("<p>抱歉,没有找到相关结果</p>")
SCRIPT = says("<div id='list'></div><a href='/hot.html'>热门:公积金提取办法问答</a><script src='/list.js'></script>")
BY_POST = FORM.replace("<form", '<form method="post"')
ELSEWHERE = FORM.replace("/so/", "http://so.hz.gov.cn/so/")
FETCHED = "<input id=w placeholder=搜索><script>fetch('/so/?q='+encodeURIComponent(w.value)).then(show)</script>"
SITES = {
    "data": site(FETCHED, **{"/so/": data}),
    "same data": site(FETCHED, **{"/so/": any_data}),
    "works": site(**{"/so/": honest}),
    "same": site(**{"/so/": SAME}),
    "broken": site(**{"/so/": BROKEN}),
    "home": site(**{"/so/": moved("/")}),
    "script": site(**{"/so/": SCRIPT}),
    "post": site(BY_POST, **{"/so/": honest}),
    "robots": site(**{"/so/": honest, "/robots.txt": rules}),
    "elsewhere": site(ELSEWHERE),
}
EXPECTED = {
    "data": [],
    "same data": [("search.finds", "review", "finds-nothing"), ("search.nonsense", "review", "claims-results")],
    "works": [],
    "same": [("search.finds", "fail", "finds-nothing"), ("search.nonsense", "fail", "claims-results")],
    "broken": [("search.finds", "fail", "error-page")],
    "home": [("search.finds", "fail", "search-home")],
    "script": [("search.finds", "unmeasured", "script-results"), ("search.nonsense", "unmeasured", "script-results")],
    "post": [("search.entry", "review", "manual-post")],
    "robots": [
        ("search.finds", "unmeasured", "robots-disallowed"),
        ("search.nonsense", "unmeasured", "robots-disallowed"),
    ],
    "elsewhere": [],
}
ASKED = {"post": 0, "robots": 0}
"""Questions put, where they are not five."""


def host(name: str) -> str:
    return f"{name.replace(' ', '-')}.yunze.gov.cn"


@dataclass
class Asked:
    """What came of auditing all sites in one go, and every question that reached a server."""

    folder: Path
    questions: list[tuple[str, str]]

    def bundle(self, name: str) -> Path:
        (found,) = (self.folder / host(name)).iterdir()
        return found

    def findings(self, name: str) -> list[tuple[str, str, str]]:
        lines = (self.bundle(name) / "findings.jsonl").read_text("utf-8").splitlines()
        return [(row["check"], row["outcome"], row["reason"]) for row in map(json.loads, lines)]


@pytest.fixture(scope="module", name="asked")
def _asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("search")
    hosts = {host(name): one for name, one in SITES.items()} | {"so.hz.gov.cn": Host({"/so/": honest})}
    with serve(hosts) as served:
        urls = [f"http://{host(name)}/" for name in SITES]
        done = audit(*urls, *FULL, "--out", str(folder), *served.options())
        questions = [(name, target) for name, target, _ in served.asked if "q=" in target]
    assert done.code == 0, done.said
    return Asked(folder, questions)


@pytest.mark.parametrize("name", SITES)
def test_what_a_search_does_wrong_is_seen_and_nothing_else(asked: Asked, name: str) -> None:
    found = [row for row in asked.findings(name) if name != "home" or row[0] != "search.nonsense"]
    assert found == EXPECTED[name]


@pytest.mark.parametrize("name", SITES)
def test_five_questions_are_asked_by_get_at_most(asked: Asked, name: str) -> None:
    server = "so.hz.gov.cn" if name == "elsewhere" else host(name)
    targets = [target for where, target in asked.questions if where == server]
    assert len(targets) == len(set(targets)) == ASKED.get(name, 5)
    said = [parse_qs(urlsplit(target).query)["q"][0] for target in targets]
    assert sum(word in TITLES.values() for word in said) == max(len(targets) - 1, 0)


def test_questions_are_no_pages_of_the_site(asked: Asked) -> None:
    summary = json.loads((asked.bundle("works") / "summary.json").read_text("utf-8"))
    assert summary["pages"] == 2 + len(TITLES)
    assert summary["findings"]["search.finds"] == {"pass": 1}


def test_judging_again_needs_no_network_and_gives_the_same(asked: Asked) -> None:
    path = asked.bundle("same")
    before = (path / "findings.jsonl").read_bytes()
    bundle = Bundle.open(path)
    siterun.judge(bundle)
    bundle.close()
    assert (path / "findings.jsonl").read_bytes() == before


def test_nothing_is_asked_outside_when_outside_is_off_or_by_another_profile(tmp_path: Path) -> None:
    hosts = {
        "a.yunze.gov.cn": site(ELSEWHERE),
        "b.yunze.gov.cn": site(**{"/so/": honest}),
        "so.hz.gov.cn": Host({"/so/": honest}),
    }
    with serve(hosts) as served:
        off = audit("http://a.yunze.gov.cn/", *FULL, "--external", "off", "--out", str(tmp_path), *served.options())
        links_only = audit(
            "http://b.yunze.gov.cn/", "--profile", "links", *OPTIONS, "--out", str(tmp_path), *served.options()
        )
        assert not [target for _, target, _ in served.asked if "q=" in target]
    assert (off.code, links_only.code) == (0, 0), off.said + links_only.said
    assert {row["reason"] for row in off.rows("findings")} == {"outside-off"}


def steady(bundle: Path) -> dict[str, list[dict[str, object]]]:
    """What a run wrote, without the times."""
    found = {}
    for name in ("findings", "links", "pages", "occurrences"):
        rows = [json.loads(line) for line in (bundle / f"{name}.jsonl").read_text("utf-8").splitlines()]
        found[name] = [{key: row[key] for key in row if key not in ("first_seen", "last_checked")} for row in rows]
    summary = json.loads((bundle / "summary.json").read_text("utf-8"))
    found["summary"] = [{key: value for key, value in summary.items() if key not in ("started", "finished")}]
    return found


@pytest.mark.parametrize("asked", [1, 4, pytest.param(5, marks=pytest.mark.slow)])
def test_killed_while_it_asks_and_resumed_it_has_asked_all_and_found_the_same(tmp_path: Path, asked: int) -> None:
    def answered(visit: Visit) -> Awaitable[None]:
        return honest(visit) if words_of(visit) != next(iter(TITLES.values())) else NOTHING(visit)

    name = host("killed")
    with serve({name: site(**{"/so/": answered})}) as served:
        words = [f"http://{name}/", *FULL, "--delay", "0.1", *served.options()]
        whole = audit(*words, "--out", str(tmp_path / "whole"))
        assert whole.code == 0, whole.said
        served.forget()

        def questions() -> list[str]:
            return [target for _, target, _ in served.asked if "q=" in target]

        process = begin(*words, "--out", str(tmp_path / "killed"))
        assert process.stdout is not None
        bundle = Path(process.stdout.readline().strip())
        assert wait_until(lambda: len(questions()) >= asked or process.poll() is not None, 30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert wait_until(lambda: not members(process.pid), 10)
        resumed = audit("--resume", str(bundle))
        assert resumed.code == 0, resumed.said
        assert len(set(questions())) == 5, "the same five, put again where no answer was kept"
    assert steady(bundle) == steady(whole.bundle)
    assert [row["reason"] for row in whole.rows("findings")] == ["misses-some"]
