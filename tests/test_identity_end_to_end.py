"""Identity from evidence to findings: a run that was started with a register is judged where the file is no more."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from auditor import siterun
from auditor.crawl.given import read_given
from auditor.crawl.registerfile import read_register
from auditor.crawl.session import Session
from auditor.model.options import RunOptions, UsageError
from tests.sites.paper import HOME, Paper, Said
from tests.sites.server import document, links

FOOTER = (
    '<div class="footer">主办单位:云泽市人民政府办公室 网站标识码:{code} <a href="https://beian.miit.gov.cn/">{icp}</a>'
    '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=44050002000101">粤公网安备 44050002000101号</a>'
    '<a href="/lxwm/">联系我们</a><a href="/wzdt/">网站地图</a></div>'
)
PAGES = [f"{HOME}{n}.html" for n in range(6)]


def page(*targets: str, code: str = "4405000001", icp: str = "粤ICP备05070218号-1") -> Said:
    return Said(200, document("云泽市人民政府", links(*targets) + FOOTER.format(code=code, icp=icp)))


def register(folder: Path, code: str = "4405000001", url: str = "www.yunze.gov.cn") -> Path:
    path = folder / "基本信息表.csv"
    rows = [
        "网站名称,网址,网站标识码,主办单位",
        f"云泽市人民政府,{url},{code},云泽市人民政府办公室",
        "云泽市财政局,待定网址,4405000002,财政局",
    ]
    path.write_bytes("\r\n".join(rows).encode("gb18030"))
    return path


def run(folder: Path, given: Path | None = None, **changed: Said) -> Paper:
    answers = {
        HOME: page(*PAGES),
        **dict.fromkeys(PAGES, page()),
        **{HOME + name: said for name, said in changed.items()},
    }
    paper = Paper(folder / "run", answers, profile="full")
    if given is not None:
        with paper.bundle.transaction():
            paper.bundle.set("register", asdict(read_register(given)))
        given.unlink()
    return paper


def findings(paper: Paper, family: str = "identity.") -> list[dict[str, Any]]:
    siterun.judge(paper.bundle)
    rows = map(json.loads, (paper.bundle.path / "findings.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if row["check"].startswith(family)]


def said(rows: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(row["check"], row["outcome"], row["reason"]) for row in rows}


def test_what_the_footer_lacks_is_one_finding_for_all_pages(tmp_path: Path):
    rows = findings(run(tmp_path).crawl())
    (conac,) = [row for row in rows if row["check"] == "identity.conac"]
    assert (conac["reason"], conac["pages"], conac["page"]) == ("missing", 7, HOME)
    assert not {row["check"] for row in rows} & {
        "identity.site_code",
        "identity.icp",
        "identity.police",
        "identity.register",
    }


def test_a_page_with_another_code_is_told_apart_from_the_site(tmp_path: Path):
    other = {"3.html": page(code="4401000004")}
    rows = findings(run(tmp_path, **other).crawl())
    (differing,) = [row for row in rows if row["check"] == "identity.consistency"]
    assert (differing["outcome"], differing["page"], differing["pages"]) == ("fail", f"{HOME}3.html", 1)
    assert differing["place"] and "4401000004" in differing["evidence"]["excerpt"]


def test_spelling_weighs_less_than_the_check(tmp_path: Path):
    paper = run(tmp_path, **{"2.html": page(icp="粤ICP备 05070218号-1")})
    (spelling,) = [row for row in findings(paper.crawl()) if row["reason"] == "spelling"]
    assert (spelling["impact"], spelling["pages"]) == ("minor", 1)


def test_the_register_is_judged_from_the_bundle(tmp_path: Path):
    paper = run(tmp_path, register(tmp_path, code="4405000009")).crawl()
    (deviation,) = findings(paper, "identity.register")
    assert (deviation["reason"], deviation["page"]) == ("code-differs", HOME)
    assert deviation["evidence"] | {"excerpt": ""} == {
        "excerpt": "", "field": "code", "page": "4405000001", "register": "4405000009", "row": 2, "sheet": "",
        "templates": deviation["evidence"]["templates"],
    }  # fmt: skip
    summary = json.loads((paper.bundle.path / "summary.json").read_text("utf-8"))
    assert summary["coverage"]["register"]["rows"] == 1
    assert [(note["row"], note["reason"]) for note in summary["coverage"]["register"]["notes"]] == [(3, "url-invalid")]
    lines = siterun.closing_lines(summary, paper.bundle.path)
    assert "采用 1 行,未采用 1 行:第 3 行网址无法识别" in lines


def test_an_unregistered_host_with_a_registered_code(tmp_path: Path):
    paper = run(tmp_path, register(tmp_path, url="www.qinghe.gov.cn")).crawl()
    assert said(findings(paper, "identity.register")) == {("identity.register", "fail", "code-of-another")}


def test_the_order_of_answers_changes_nothing(tmp_path: Path):
    other = {"3.html": page(code="4401000004"), "4.html": page(icp="粤ICP备11111112号")}
    one = findings(run(tmp_path / "1", register_in(tmp_path / "1"), **other).crawl())
    two = findings(run(tmp_path / "2", register_in(tmp_path / "2"), **other).crawl(seed=5, batch=2, workers=3))
    assert one == two


def register_in(folder: Path) -> Path:
    folder.mkdir()
    return register(folder, code="4405000009")


def test_a_register_that_cannot_be_read_is_refused_before_anything_is_written(tmp_path: Path):
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    with pytest.raises(UsageError, match="已损坏"):
        read_given([RunOptions("http://www.yunze.gov.cn/", out=str(tmp_path / "out"), register=str(path))])
    assert not (tmp_path / "out").exists()


def test_a_started_run_keeps_the_register(tmp_path: Path):
    path = register(tmp_path)
    (given,) = read_given([RunOptions("http://www.yunze.gov.cn/", out=str(tmp_path / "out"), register=str(path))])
    session = Session.start(given)
    assert session.bundle.get("register")["entries"][0]["code"] == "4405000001"
