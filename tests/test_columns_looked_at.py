"""A real browser reads the lists that only a script fills: what lives passes, what is empty even then is blank."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites.browsers import needs_browser
from tests.sites.run import Run, audit
from tests.sites.server import Handler, Host, Visit, serve

NAME = "www.yunze.gov.cn"
HOME = f"http://{NAME}/"
WORDS = ["--profile", "full", "--checks", "freshness", "--external", "off", "--delay", "0", "--retry-gap", "0.2"]
MENU = "<ul><li><a href='/tzgg/'>通知公告</a></li><li><a href='/gsgg/'>公示公告</a></li></ul>"
FILL = """<ul id='list'></ul><script>fetch('%s').then(function (r) { return r.json(); }).then(function (rows) {
  document.getElementById('list').innerHTML = rows.length
    ? rows.map(function (row) { return '<li><a href="' + row[0] + '">' + row[1] + '</a><span>' + row[2] + '</span></li>'; }).join('')
    : '<li>暂无信息</li>';
});</script>"""
ROWS = '[["/tzgg/1.html", "关于开展绿化养护的公告", "%s"], ["/tzgg/2.html", "关于道路施工绕行的公告", "%s"]]'


def told(title: str, html: str) -> Handler:
    return lambda visit: visit.page(title, MENU + html)


def data(text: str) -> Handler:
    async def answer(visit: Visit) -> None:
        await visit.send(200, text.encode(), "application/json; charset=utf-8")

    return answer


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    routes = {
        "/": told("云泽市人民政府", ""),
        "/tzgg/": told("通知公告", FILL % "/api/tzgg.json"),
        "/gsgg/": told("公示公告", FILL % "/api/gsgg.json"),
        "/api/tzgg.json": data(ROWS % ("2020-03-02", "2020-01-15")),
        "/api/gsgg.json": data("[]"),
        "/tzgg/1.html": told("公告一", ""),
        "/tzgg/2.html": told("公告二", ""),
    }
    out: Path = tmp_path_factory.mktemp("looked")
    with serve({NAME: Host(routes)}) as served:
        yield audit(HOME, *WORDS, *served.options(), "--out", str(out))


def answers(run: Run, path: str) -> set[tuple[str, str, str]]:
    return {(row["check"], row["outcome"], row["reason"]) for row in run.rows("findings") if row["page"] == HOME + path}


@needs_browser
def test_a_list_that_a_script_fills_is_read_in_the_browser(run: Run) -> None:
    column = next(row for row in run.rows("columns") if row["name"] == "通知公告")
    assert (column["filling"], column["newest"], column["count"]) == ("rendered", "2020-03-02", 2)
    assert answers(run, "tzgg/") == {("freshness.stale_column", "fail", "stale-notice")}


@needs_browser
def test_what_stays_empty_in_the_browser_is_blank(run: Run) -> None:
    assert answers(run, "gsgg/") == {("freshness.blank_column", "fail", "blank")}
