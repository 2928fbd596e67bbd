"""Style sheets and script files of the site: fetched once, kept within a budget, still ordinary link targets."""

from pathlib import Path

from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.store.bundle import Bundle
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, moved, page
from tests.sites.run import QUICK, audit
from tests.sites.server import Host, Visit, document, links, serve

CSS, JS = "text/css", "application/javascript"


def sheet(text: str, media: str = CSS) -> Said:
    return Said(200, text.encode(), media)


def head(*names: str) -> str:
    return "".join(
        f'<script src="{name}"></script>' if name.endswith(".js") else f'<link rel="stylesheet" href="{name}">'
        for name in names
    )


def kept(run: Paper) -> tuple[dict[str, str], dict[str, str]]:
    reader = Reader(run.bundle)
    return dict(reader.stylesheets()), dict(reader.scripts())


def test_what_pages_load_is_asked_once_with_get_and_kept(tmp_path: Path):
    answers = {
        HOME: page("首页", "/a.html", html=head("/css/a.css", "/js/f.js", "http://other.cn/x.css")),
        f"{HOME}a.html": page("甲", html=head("css/a.css", "/js/f.js")),
        f"{HOME}css/a.css": sheet(".a{display:none}"), f"{HOME}js/f.js": sheet("document.write('页脚')", JS),
        "http://other.cn/x.css": sheet(".c{}"),
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    sheets, scripts = kept(run)
    assert sheets == {f"{HOME}css/a.css": ".a{display:none}"}
    assert scripts == {f"{HOME}js/f.js": "document.write('页脚')"}
    asked = [(url, mode) for url, mode, _ in run.asked if url.startswith(HOME) and url.endswith((".css", ".js"))]
    assert sorted(asked) == [(f"{HOME}css/a.css", "style"), (f"{HOME}js/f.js", "script")]


def test_a_missing_file_is_a_dead_link_as_before(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页", html=head("/gone.css", "/gone.js"))}).crawl()
    judged = run.judged()
    for name in ("gone.css", "gone.js"):
        assert judged.finding(HOME + name)["reason"] == "http-404"
    assert kept(run) == ({}, {})


def test_an_empty_file_was_read_and_one_that_broke_off_was_not(tmp_path: Path):
    answers = {
        HOME: page("首页", html=head("/empty.js", "/broken.js")), f"{HOME}empty.js": sheet("", JS),
        f"{HOME}broken.js": Said(200, b"", JS, error=ErrorKind.TRUNCATED_BODY),
    }  # fmt: skip
    assert kept(Paper(tmp_path, answers).crawl())[1] == {f"{HOME}empty.js": ""}


def test_a_web_page_in_the_place_of_a_file_is_not_kept(tmp_path: Path):
    answers = {
        HOME: page("首页", html=head("/a.css", "/a.js")), f"{HOME}a.css": page("登录"), f"{HOME}a.js": page("登录"),
    }  # fmt: skip
    assert kept(Paper(tmp_path, answers).crawl()) == ({}, {})


def test_a_small_file_about_captchas_is_no_wall(tmp_path: Path):
    answers = {HOME: page("首页", html=head("/g.css")), f"{HOME}g.css": sheet(".geetest_box{}")}
    run = Paper(tmp_path, answers).crawl()
    assert run.row(f"{HOME}g.css", "wall") == ("",) and kept(run)[0] == {f"{HOME}g.css": ".geetest_box{}"}


def test_imports_are_followed_on_the_same_site_within_a_bound(tmp_path: Path):
    answers = {HOME: page("首页", html=head("/css/0.css"))} | {
        f"{HOME}css/{n}.css": sheet(f'/* @import "not.css"; */ @import url("{n + 1}.css");@import "http://b.cn/b.css";@import url(0.css);')
        for n in range(9)
    }  # fmt: skip
    sheets, _ = kept(Paper(tmp_path, answers).crawl())
    assert sorted(sheets) == [f"{HOME}css/{n}.css" for n in range(4)]


def test_an_imported_sheet_is_no_link_of_a_page(tmp_path: Path):
    answers = {HOME: page("首页", html=head("/a.css")), f"{HOME}a.css": sheet('@import "gone.css";')}
    judged = Paper(tmp_path, answers).crawl().judged()
    assert f"{HOME}gone.css" not in [row["url"] for row in judged.targets]


def test_a_sheet_that_moved_is_found_under_the_address_pages_name(tmp_path: Path):
    answers = {
        HOME: page("首页", html=head("/old.css")), f"{HOME}old.css": moved(f"{HOME}new.css"), f"{HOME}new.css": sheet(".n{}"),
    }  # fmt: skip
    assert kept(Paper(tmp_path, answers).crawl())[0] == {f"{HOME}new.css": ".n{}", f"{HOME}old.css": ".n{}"}


def test_beyond_the_budget_the_most_used_are_kept_and_the_rest_is_asked_by_head(tmp_path: Path):
    answers: dict[str, Said] = {
        HOME: page("首页", *(f"/{n}.html" for n in range(5)), html=head("/rare.css", "/one.css"))
    }
    answers |= {
        f"{HOME}{n}.html": page(f"第{n}页", html=head("/often.css", *["/some.css"] * (n < 3))) for n in range(5)
    }
    answers |= {f"{HOME}{name}.css": sheet(f".{name}{{}}") for name in ("rare", "one", "often", "some")}
    run = Paper(tmp_path, answers, Limits(stylesheets=2)).crawl()
    assert sorted(kept(run)[0]) == [f"{HOME}often.css", f"{HOME}some.css"]
    assert {url: mode for url, mode, _ in run.asked if url.endswith("e.css")}[f"{HOME}rare.css"] == "head"


def test_a_sheet_that_fails_at_first_is_kept_when_it_comes(tmp_path: Path):
    answers = {HOME: page("首页", html=head("/a.css")), f"{HOME}a.css": (Said(503), sheet(".a{}"))}
    assert kept(Paper(tmp_path, answers).crawl())[0] == {f"{HOME}a.css": ".a{}"}


def test_encodings_are_told_as_browsers_tell_them(tmp_path: Path):
    answers = {
        HOME: page("首页", html=head("/gbk.css", "/bom.css", "/none.js")),
        f"{HOME}gbk.css": Said(200, '@charset "gbk"; .a:before{content:"政府"}'.encode("gbk"), CSS),
        f"{HOME}bom.css": Said(200, b"\xef\xbb\xbf.b{}", CSS),
        f"{HOME}none.js": Said(200, "var a='网站'".encode("gbk"), JS),
    }  # fmt: skip
    sheets, scripts = kept(Paper(tmp_path, answers).crawl())
    assert "政府" in sheets[f"{HOME}gbk.css"] and sheets[f"{HOME}bom.css"] == ".b{}"
    assert scripts[f"{HOME}none.js"] == "var a='网站'"


async def _huge(visit: Visit) -> None:
    await visit.send(200, b".a{color:red}\n" * 10_000, CSS)


async def _home(visit: Visit) -> None:
    await visit.send(200, document("首页", links("/") + head("/huge.css", "/self.css")))


async def _circle(visit: Visit) -> None:
    await visit.send(200, b'@import "self.css"; @import "huge.css";', CSS)


def test_served_for_real_a_huge_sheet_is_cut_and_says_so(tmp_path: Path):
    with serve({"www.yunze.gov.cn": Host({"/": _home, "/huge.css": _huge, "/self.css": _circle})}) as served:
        run = audit(HOME, *QUICK, "--out", str(tmp_path), *served.options(), XUNWANG_LIMITS='{"resource_bytes": 50000}')
        times = [target for _, target, _ in served.asked if target.endswith(".css")]
    assert run.code == 0 and sorted(times) == ["/huge.css", "/self.css"]
    assert run.link(f"{HOME}huge.css") == ("pass", "")
    bundle = Bundle.open(run.bundle)
    reader = Reader(bundle)
    assert len(reader.stylesheets()[f"{HOME}huge.css"]) == 50_000
    row = reader.row(f"{HOME}huge.css")
    assert row is not None and reader.attempts(row.id)[-1].limit == "resource_bytes"
    bundle.close()
