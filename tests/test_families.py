"""``--checks``: the chosen families are judged, nothing else is, and nothing is left open for it."""

from pathlib import Path

import pytest

from auditor.model.options import UsageError, parse_options
from tests.sites.run import audit
from tests.sites.server import Handler, Host, article, links, serve

FARM = '<div style="display:none"><a href="http://www.casino-one.com/x/">百家乐</a></div>'
HEAD = '<link rel="stylesheet" href="/a.css"><script src="/b.js"></script>'


def told(html: str) -> Handler:
    return lambda visit: visit.page("云泽市人民政府", html)


@pytest.mark.parametrize(
    ("chosen", "judged"), [("links", {"links"}), ("hidden, links", {"links", "hidden"}), ("", {"links", "hidden"})]
)
def test_only_the_chosen_families_are_judged(tmp_path: Path, chosen: str, judged: set[str]) -> None:
    pages = {path: told(HEAD + links("/a.html", "/b.html") + FARM) for path in ("/", "/a.html")}
    hosts = {
        "www.yunze.gov.cn": Host({**pages, "/b.html": article("乙"), "/a.css": article("x"), "/b.js": article("y")})
    }
    with serve(hosts) as served:
        words = ["--profile", "links", "--delay", "0", "--retry-gap", "0.2", "--out", str(tmp_path), "--checks", chosen]
        run = audit("http://www.yunze.gov.cn/", *words, *served.options())
    assert run.code == 0, run.said
    assert {name.partition(".")[0] for name in run.summary["findings"]} == judged
    unasked = [row for row in run.rows("findings") if row["reason"] == "interrupted"]
    assert not unasked


def test_a_family_that_the_profile_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="没有这些类别:identity"):
        parse_options({"url": "http://www.yunze.gov.cn/", "profile": "links", "checks": "links,identity"})
