"""Doubts of a run that a browser settles: links said to be hidden, a footer written elsewhere, a warning on the way out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sites.browsers import needs_browser
from tests.sites.run import Run, audit
from tests.sites.server import Handler, Host, Served, Visit, links, serve

NAME, SCRIPTS = "www.yunze.gov.cn", "static.yunze-shuju.cn"
HOME = f"http://{NAME}/"
WORDS = ["--profile", "full", "--checks", "hidden,identity", "--delay", "0", "--retry-gap", "0.2"]
NEAR_WHITE = (
    "<style>.t9{color:#fefefe;background:#fff;text-decoration:none}</style><div><p class=t9>"
    '<a class="t9" href="http://www.first-stranger.com/">建材批发</a> '
    '<a class="t9" href="http://www.second-stranger.net/">二手车市场</a></p></div>'
)
MENU = (
    "<div class=q><b>合作单位</b>"
    '<div style="display:none"><a href="http://www.partner-one.com/">华夏材料</a> <a href="http://www.partner-two.net/">江南测绘</a> '
    '<a href="http://www.partner-three.org/">北方设计</a></div></div>'
    "<script>document.querySelector('.q').addEventListener('mouseenter',function(){this.lastElementChild.style.display='block'})</script>"
)
ADDED = "<script src='/js/site.js'></script>"
SITE_JS = """
var h = 'http://www.' + ['bet', 'wang'].join('-') + '.com/';
var d = document.createElement('div');
d.style.cssText = 'position:absolute;left:-999px';
d.innerHTML = '<a href="' + h + '">' + String.fromCharCode(28595, 38376, 36172, 22330, 22312, 32447) + '</a>';
addEventListener('load', function () { document.body.appendChild(d); });
"""
FOOTER_JS = """
var f = ['主办单位:云泽市人民政府办公室', '网站标识码:4405' + '000001', '粤ICP备0507' + '0218号-1'];
addEventListener('DOMContentLoaded', function () {
  var p = document.createElement('div');
  p.className = 'footer';
  p.textContent = f.join(' ');
  document.body.appendChild(p);
});
"""
WARNS = (
    "<a href='http://www.partner-one.com/'>华夏材料</a><script>document.addEventListener('click',function(e){var a=e.target.closest('a');"
    "if(a&&a.host.indexOf('gov.cn')<0&&!confirm('您访问的链接即将离开本网站,是否继续?'))e.preventDefault()})</script>"
)


def told(title: str, html: str) -> Handler:
    return lambda visit: visit.page(title, html)


def script(text: str) -> Handler:
    async def answer(visit: Visit) -> None:
        await visit.send(200, text.encode(), "text/javascript; charset=utf-8")

    return answer


def site(home: str, **pages: str) -> dict[str, Host]:
    """The site, the operator's script server, and nothing else: other names do not exist."""
    routes = {f"/{name}.html": told(name, html) for name, html in pages.items()}
    own = {"/": told("云泽市人民政府", links(*routes) + home), "/js/site.js": script(SITE_JS), **routes}
    return {NAME: Host(own), SCRIPTS: Host({"/footer.js": script(FOOTER_JS)})}


def hidden(run: Run, check: str = "hidden.hidden_link") -> list[dict[str, Any]]:
    return [row for row in run.rows("findings") if row["check"] == check]


def card(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run.bundle / "identity.json").read_text("utf-8"))
    return found


def element(run: Run, name: str) -> dict[str, Any]:
    (found,) = [row for row in card(run)["elements"] if row["element"] == name]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    footer = f"<script src='http://{SCRIPTS}/footer.js'></script>"
    with serve(site(footer + WARNS, white=NEAR_WHITE, menu=MENU, added=ADDED)) as running:
        yield running


@pytest.fixture(scope="module")
def run(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    done = audit(HOME, *WORDS, "--out", str(tmp_path_factory.mktemp("runs")), *served.options())
    assert done.code == 0, done.said
    return done


@pytest.fixture(scope="module")
def blind(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same site without a browser."""
    words = [*WORDS, "--browser", "off", "--out", str(tmp_path_factory.mktemp("blind"))]
    return audit(HOME, *words, *served.options())


@needs_browser
def test_links_in_the_colour_of_their_ground_are_certain_once_no_pixel_shows_them(run: Run, blind: Run) -> None:
    (before,) = [row for row in hidden(blind) if row["page"].endswith("white.html")]
    (found,) = [row for row in hidden(run) if row["page"].endswith("white.html")]
    assert (before["outcome"], found["outcome"], found["reason"]) == ("review", "fail", "confirmed-hidden")
    assert "browser-hidden" in found["evidence"]["techniques"] and found["evidence"]["urgent"] is True


@needs_browser
def test_a_menu_that_opens_under_the_pointer_is_no_certain_fault_any_more(run: Run, blind: Run) -> None:
    (before,) = [row for row in hidden(blind) if row["page"].endswith("menu.html")]
    found = [row for row in hidden(run) if row["page"].endswith("menu.html")]
    assert (before["outcome"], before["reason"]) == ("fail", "anonymous-block")
    assert [(row["outcome"], row["reason"]) for row in found] == [("review", "shown-in-browser")]


@needs_browser
def test_links_that_a_changed_script_file_adds_are_found(tmp_path: Path) -> None:
    with serve(site(ADDED)) as running:
        found = audit(HOME, *WORDS, "--out", str(tmp_path), *running.options())
    (row,) = hidden(found, "hidden.script_link")
    assert (row["outcome"], row["reason"], row["page"]) == ("fail", "added-spam", HOME)
    assert row["evidence"]["domains"] == ["bet-wang.com"] and "by-script" in row["evidence"]["techniques"]


@needs_browser
def test_a_footer_that_another_server_writes_is_read_in_the_browser(run: Run, blind: Run) -> None:
    assert element(blind, "icp")["verdict"] == "unmeasured"
    (value,) = element(run, "icp")["values"]
    assert (value["value"], value["source"]) == ("粤ICP备05070218号-1", "rendered")
    assert element(run, "site_code")["verdict"] != "unmeasured"
    assert element(run, "conac")["verdict"] == "fail", "with every source run, what is not there is missing"
    assert (run.bundle / "shots" / card(run)["footer_shot"]).is_file()
    assert "首页页脚的截图" in (run.bundle / "report.html").read_text("utf-8")


@needs_browser
def test_what_the_browser_did_not_reach_stays_open(tmp_path: Path) -> None:
    hosts = site("<script src='http://nowhere.yunze-shuju.cn/footer.js'></script>")
    with serve(hosts) as running:
        found = audit(HOME, *WORDS, "--out", str(tmp_path), *running.options())
    assert element(found, "icp")["verdict"] == "unmeasured"
    assert card(found)["open_sources"]


@needs_browser
def test_a_script_that_is_refused_to_the_browser_is_not_taken_for_run(tmp_path: Path) -> None:
    hosts = site(f"<script src='http://{SCRIPTS}/footer.js'></script>")
    hosts[SCRIPTS] = Host({"/footer.js": lambda visit: visit.send(403, b"forbidden")})
    with serve(hosts) as running:
        found = audit(HOME, *WORDS, "--out", str(tmp_path), *running.options())
    assert element(found, "icp")["verdict"] == "unmeasured"


@needs_browser
def test_a_page_whose_styles_did_not_come_settles_nothing(tmp_path: Path) -> None:
    style = "<link rel=stylesheet href='http://nowhere.yunze-shuju.cn/a.css'>"
    with serve(site("", white=style + NEAR_WHITE)) as running:
        found = audit(HOME, *WORDS, "--out", str(tmp_path), *running.options())
    assert [(row["outcome"], row["reason"]) for row in hidden(found)] == [("review", "near-white")]


@needs_browser
def test_no_more_pages_are_looked_at_than_the_limit_allows(served: Served, tmp_path: Path) -> None:
    one = '{"look_pages": 1}'
    found = audit(HOME, *WORDS, "--out", str(tmp_path), *served.options(), XUNWANG_LIMITS=one)
    assert {row["reason"] for row in hidden(found)} == {"near-white", "anonymous-block"}
    assert card(found)["footer_shot"], "the home page comes first"


@needs_browser
def test_a_click_shows_whether_the_way_out_warns(run: Run, tmp_path: Path) -> None:
    assert not hidden(run, "identity.leaving_prompt")
    with serve(site("<a href='http://www.partner-one.com/'>华夏材料</a>")) as running:
        silent = audit(HOME, *WORDS, "--out", str(tmp_path), *running.options())
    (row,) = hidden(silent, "identity.leaving_prompt")
    assert (row["outcome"], row["reason"]) == ("review", "no-prompt-clicked")
    assert row["evidence"]["example"] == "http://www.partner-one.com/"


def test_without_a_browser_the_questions_stay_what_they_were(blind: Run) -> None:
    assert blind.code == 0
    assert {row["reason"] for row in hidden(blind)} == {"near-white", "anonymous-block"}
    assert not (blind.bundle / "shots").exists()
    assert not hidden(blind, "hidden.script_link")
