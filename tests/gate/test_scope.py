"""What was declared to be judged: nothing of it is passed unmeasured, and nothing else stops a release."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.gate.folder import Folder
from auditor.gate.scope import article_scope, gaps, release_scope
from auditor.model.outcome import Outcome

HOME = "http://www.anhe.gov.cn/"


def found(reason: str, target: str | None = None, check: str = "links.dead", outcome: Outcome = Outcome.UNMEASURED):
    return SimpleNamespace(outcome=outcome, reason=reason, target=target, check=check)


@pytest.mark.parametrize(
    ("finding", "external", "declared"),
    [
        (found("read-timeout", f"{HOME}a.html"), False, True),
        (found("read-timeout", "http://anhe.gov.cn/a.html"), False, True),
        (found("not-determinable", None, "identity.icp"), False, True),
        (found("wall", "http://other.gov.cn/"), False, False),
        (found("wall", "http://other.gov.cn/"), True, True),
        (found("external-off"), False, False),
        (found("browser-missing", None, "access.axe"), False, False),
        (found("http-404", f"{HOME}a.html", outcome=Outcome.FAIL), True, False),
    ],
)
def test_a_gap_is_what_was_declared_and_not_measured(finding, external: bool, declared: bool):
    assert release_scope(HOME, external)(finding) is declared


@pytest.mark.parametrize(
    ("finding", "declared"),
    [
        (found("budget", f"{HOME}a.html"), False),
        (found("too-large", None, "hidden.hidden_link"), True),
        (found("no-views", None, "hidden.cloaking"), False),
    ],
)
def test_of_an_article_only_what_stands_in_it_is_declared(finding, declared: bool):
    assert article_scope(finding) is declared


def view(**coverage):
    return SimpleNamespace(summary={"coverage": {"cut": {}, **coverage}})


def test_a_page_limit_is_missing_data_unless_the_user_chose_it():
    limited = view(cut={"budget": 7, "external-off": 90})
    assert [*gaps(limited, frozenset(), None, False)] == [
        "达到网页数上限,有 7 个地址没有检查(用 --max-pages 说明要检查多少)"
    ]
    assert [*gaps(limited, frozenset(), None, True)] == []


def test_every_page_of_a_folder_must_have_been_read(tmp_path: Path):
    for name in ("index.html", "a.html", "b.html"):
        (tmp_path / name).write_text(name, "utf-8")
    folder = Folder.read(tmp_path, HOME)
    assert [*gaps(view(), frozenset(folder.pages()), folder, False)] == []
    (said,) = gaps(view(), frozenset({HOME}), folder, False)
    assert said == "有 2 个网页没有能够读取:a.html、b.html"


def test_links_without_a_conclusion_are_a_gap():
    assert "浏览器" in next(gaps(view(links_concluded=False), frozenset(), None, False))
