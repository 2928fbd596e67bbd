"""A check that needs one more fact: the run gets it and judges again; without the right to, the question stays open."""

from pathlib import Path

from auditor import siterun
from auditor.store.bundle import Bundle
from auditor.store.views import subjects
from tests.sites import visitors
from tests.sites.paper import HOME, Paper, page
from tests.sites.run import QUICK, audit
from tests.sites.server import Host, Visit, serve

ASKS = "<script>if(!navigator.userAgent.match(/baiduspider|sogou|360spider/i)){document.title='工作动态'}</script>"
FEW = '{"view_sample": 1}'


async def suspicious(visit: Visit) -> None:
    """A script that asks who is looking; search engines get another page altogether."""
    if visitors.is_spider(visit):
        await visit.page(visitors.SPAM_TITLE, visitors.SPAM + ASKS)
    else:
        await visit.page("工作动态", f"<p>{visitors.OWN}</p>{ASKS}")


def test_a_suspicious_page_outside_the_sample_is_looked_at_and_judged_again(tmp_path: Path):
    pages = {f"/{n}.html": visitors.honest(f"第{n}篇") for n in range(5)}
    routes = {"/": visitors.honest("云泽市人民政府", *pages, "/odd.html"), **pages, "/odd.html": suspicious}
    with serve({"www.yunze.gov.cn": Host(routes)}) as served:
        run = audit(HOME, *QUICK, "--out", str(tmp_path), *served.options(), XUNWANG_LIMITS=FEW)
    assert run.code == 0, run.said
    bundle = Bundle.open(run.bundle)
    assert subjects(bundle) == [HOME, f"{HOME}0.html", f"{HOME}odd.html"]
    bundle.close()
    (row,) = [row for row in run.rows("findings") if row["check"] == "hidden.cloaking"]
    assert (row["outcome"], row["reason"], row["page"]) == ("fail", "spider-words", f"{HOME}odd.html")
    assert run.summary["finished"]


def test_judging_again_later_gives_the_same_files(tmp_path: Path):
    with serve({"www.yunze.gov.cn": Host({"/": suspicious})}) as served:
        run = audit(HOME, *QUICK, "--out", str(tmp_path), *served.options())
    names = ("findings.jsonl", "occurrences.jsonl", "links.jsonl", "pages.jsonl", "summary.json")
    before = {name: (run.bundle / name).read_bytes() for name in names}
    bundle = Bundle.open(run.bundle)
    siterun.judge(bundle)
    bundle.close()
    assert {name: (run.bundle / name).read_bytes() for name in names} == before


def test_without_the_right_to_look_the_question_is_open_once_for_all_pages(tmp_path: Path):
    names = [f"/{n}.html" for n in range(4)]
    run = Paper(
        tmp_path, {HOME: page("首页", *names), **{HOME + name[1:]: page(name, html=ASKS) for name in names}}
    ).crawl()
    judged = run.judged()
    (row,) = [row for row in judged.findings if row["check"] == "hidden.cloaking"]
    assert (row["outcome"], row["reason"], row["pages"]) == ("unmeasured", "no-views", 4)
    assert len(judged.evaluation.wants) == 4
