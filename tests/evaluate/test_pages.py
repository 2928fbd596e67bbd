"""Checks of pages and of the site: one cause is one finding, whatever page it stands on, and every place is counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.checks.api import PASS, CheckInfo, Shape, Texts, check, noting, targets
from auditor.model.finding import Judgement, Spot
from auditor.model.link import TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext
from tests.sites.paper import HOME, Judged, Paper, Said, page, sitemap

FARM = '<div style="display:none"><a href="http://farm.example.com/">甲</a><a href="http://farm2.example.net/">乙</a></div>'
ZH = Texts("标题", "原因。", "不算。", "改法。", {"block": "有 {count} 个链接"})


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("t:1",))
def blocks(given: PageFacts, site: SiteContext, config: object) -> Iterator[Judgement]:
    """Accuse every hidden block with outside links."""
    found = [block for block in given.hidden.blocks if block.links]
    for block in found:
        yield Judgement(
            Outcome.FAIL, "block", cause=block.key, args={"count": str(len(block.links))}, urgent=True,
            spots=(Spot(block.offset, block.raw),), evidence={"domains": [link.domain for link in block.links]},
        )  # fmt: skip
    if not found:
        yield PASS


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH)
def whole(view: SiteView, config: object) -> Iterator[Judgement]:
    """Name the pages without a number in their title, and say how much could be seen."""
    odd = [given.url for given in view.pages() if not any(letter.isdigit() for letter in given.title)]
    seen = {"pages": len(list(view.pages())), "targets": len(list(view.targets()))}
    yield Judgement(
        Outcome.REVIEW, "block", cause="odd", spots=tuple(Spot(0, "<html", url) for url in odd), evidence=seen
    )
    yield Judgement(Outcome.UNMEASURED, "block", cause="nowhere")


def named(made: CheckInfo, name: str) -> CheckInfo:
    return replace(made, id=f"hidden.{name}")


CHECKS = (named(blocks, "blocks"), named(whole, "whole"))


def site(articles: int, block: str = FARM, every: int = 1) -> dict[str, Said]:
    names = [f"/a/{n}.html" for n in range(articles)]
    return {HOME: page("首页", *names)} | {
        HOME + name[1:]: page(f"文章{n}", html=f'\n<div class="footer">\n{block if n % every == 0 else ""}</div>')
        for n, name in enumerate(names)
    }


def judged(out: Path, answers: dict[str, Said], seed: int = 0) -> Judged:
    return Paper(out, answers).crawl(seed=seed).judged(CHECKS)


def only(found: Judged, name: str, outcome: str) -> dict[str, object]:
    (row,) = [row for row in found.findings if row["check"] == f"hidden.{name}" and row["outcome"] == outcome]
    return row


def test_an_equal_block_on_many_pages_is_one_finding(tmp_path: Path):
    found = judged(tmp_path, site(30))
    row = only(found, "blocks", "fail")
    assert (row["occurrences"], row["pages"], len(row["sample_pages"])) == (30, 30, 20)
    assert (row["page"], row["page_title"], row["target"]) == (f"{HOME}a/0.html", "文章0", None)
    assert row["message"] == "有 2 个链接" and row["refs"] == ("t:1",)
    assert found.evaluation.counts["hidden.blocks"] == {"pass": 1, "fail": 1}


def test_place_and_source_of_the_first_occurrence_are_told(tmp_path: Path):
    found = judged(tmp_path, site(3))
    row = only(found, "blocks", "fail")
    assert row["place"].startswith("第 ") and row["place"].endswith("页脚")
    assert row["evidence"]["excerpt"].startswith('<div style="display:none">')
    assert row["last_checked"].startswith("2026-11-21T10:00")
    places = {(one["line"], one["column"]) for one in found.occurrences if one["fingerprint"] == row["fingerprint"]}
    ((line, column),) = places
    body = site(3)[f"{HOME}a/0.html"].body.decode()
    assert body.split("\n")[line - 1][column - 1 :].startswith(FARM[:20])


def test_the_templates_it_comes_from_are_told_with_their_sizes(tmp_path: Path):
    one, half = (
        only(judged(tmp_path / "1", site(6)), "blocks", "fail"),
        judged(tmp_path / "2", site(6, "<b>x</b>" + FARM, 2)),
    )
    assert [(row["pages"], row["of"]) for row in one["evidence"]["templates"]] == [(6, 6)]
    assert sum(row["pages"] for row in only(half, "blocks", "fail")["evidence"]["templates"]) == 3


def test_every_place_is_written_and_counted(tmp_path: Path):
    found = judged(tmp_path, site(5, FARM * 3))
    written = Counter(row["fingerprint"] for row in found.occurrences)
    assert written == {row["fingerprint"]: row["occurrences"] for row in found.findings if row["occurrences"]}
    assert only(found, "blocks", "fail")["occurrences"] == 15


@pytest.mark.parametrize("seed", [1, 7])
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, seed: int):
    assert judged(tmp_path / "1", site(12)).text() == judged(tmp_path / "2", site(12), seed=seed).text()


def test_judging_twice_is_judging_once(tmp_path: Path):
    run = Paper(tmp_path, site(5)).crawl()
    assert run.judged(CHECKS).text() == run.judged(CHECKS).text()


def test_a_finding_keeps_its_fingerprint_when_the_site_grows(tmp_path: Path):
    prints = {only(judged(tmp_path / str(n), site(n)), "blocks", "fail")["fingerprint"] for n in (3, 9)}
    assert len(prints) == 1


def test_different_blocks_are_different_findings(tmp_path: Path):
    answers = site(4) | {f"{HOME}a/0.html": page("文章0", html=FARM.replace("farm2.", "other."))}
    rows = [row for row in judged(tmp_path, answers).findings if row["check"] == "hidden.blocks"]
    assert sorted(row["pages"] for row in rows) == [1, 3]


def test_sitemaps_and_pages_that_were_not_read_are_not_asked_about(tmp_path: Path):
    answers = site(2) | {f"{HOME}sitemap.xml": sitemap(f"{HOME}gone.html")}
    assert sum(judged(tmp_path, answers).evaluation.counts["hidden.blocks"].values()) == 1 + 1


def test_links_and_pages_are_judged_in_one_pass(tmp_path: Path):
    run = Paper(tmp_path, site(3) | {f"{HOME}a/1.html": page("文章1", "/gone.html", html=FARM)}).crawl()
    every = run.judged((*CHECKS, dead()))
    alone = run.judged((dead(),))
    assert [row for row in every.findings if row["check"] == "t.dead"] == alone.findings and alone.findings
    assert every.targets == alone.targets and every.pages == alone.pages


def dead() -> CheckInfo:
    @check(shape=targets(TargetKind.PAGE), impact=Impact.SERIOUS, zh=ZH)
    def judge(target, links, site, config):
        status = target.last.status if target.last else None
        yield Judgement(Outcome.FAIL, "block") if status == 404 else PASS

    return replace(judge, id="t.dead")


def test_the_site_is_asked_once_and_its_places_are_counted(tmp_path: Path):
    answers = site(4) | {f"{HOME}a/2.html": page("无号")}
    found = judged(tmp_path, answers)
    row = only(found, "whole", "review")
    assert row["sample_pages"] == (HOME, f"{HOME}a/2.html") and row["occurrences"] == 2
    assert (row["evidence"]["pages"], row["page"]) == (5, HOME)
    assert row["evidence"]["targets"] >= 4


def first_letter(given: PageFacts, site: SiteContext) -> str:
    """A note that a check of the site may want of every page."""
    return given.title[:1]


@noting(first_letter)
@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH)
def letters(view: SiteView, config: object) -> Iterator[Judgement]:
    """Count pages by the first letter of their title, as noted and as read now."""
    evidence = {"noted": dict(view.noted(first_letter)), "taken": first_letter in view.counted}
    read = dict(replace(view, counted={}).noted(first_letter))
    yield Judgement(Outcome.REVIEW, "block", cause="letters", evidence=evidence | {"read": read})


def test_notes_are_taken_while_the_pages_pass(tmp_path: Path):
    run = Paper(tmp_path, site(4) | {f"{HOME}sitemap.xml": sitemap(f"{HOME}a/0.html")}).crawl()
    (row,) = run.judged((named(letters, "letters"),)).findings
    assert row["evidence"]["taken"] and row["evidence"]["noted"] == row["evidence"]["read"] == {"首": 1, "文": 4}


def test_what_has_no_place_stands_on_the_first_page(tmp_path: Path):
    row = only(judged(tmp_path, site(2)), "whole", "unmeasured")
    assert (row["page"], row["pages"], row["occurrences"], row["place"]) == (HOME, 1, 1, "")


@pytest.mark.parametrize(
    ("outcome", "confidence", "urgent"),
    [
        (Outcome.FAIL, Confidence.CERTAIN, True),
        (Outcome.FAIL, Confidence.LIKELY, None),
        (Outcome.REVIEW, Confidence.CERTAIN, None),
    ],
)
def test_only_a_certain_intrusion_is_urgent(tmp_path: Path, outcome: Outcome, confidence: Confidence, urgent: object):
    @check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
    def judge(given, site, config):
        yield Judgement(outcome, "block", confidence, urgent=True, cause="x")

    (row,) = Paper(tmp_path, site(1)).crawl().judged((named(judge, "one"),)).findings
    assert row["evidence"].get("urgent") is urgent


def test_a_judgement_without_cause_is_about_its_target_or_its_page(tmp_path: Path):
    @check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
    def judge(given, site, config):
        yield (
            Judgement(Outcome.REVIEW, "block", target="http://bad.example.com/")
            if "a/" in given.url
            else Judgement(Outcome.REVIEW, "block")
        )

    rows = Paper(tmp_path, site(3)).crawl().judged((named(judge, "one"),)).findings
    assert {(row["target"], row["pages"]) for row in rows} == {("http://bad.example.com/", 3), (None, 1)}


def test_raw_text_is_cut(tmp_path: Path):
    @check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
    def judge(given, site, config):
        yield Judgement(Outcome.FAIL, "block", spots=(Spot(0, "x" * 9_000),))

    found = Paper(tmp_path, site(1)).crawl().judged((named(judge, "one"),))
    assert {len(row["raw"]) for row in found.occurrences} == {500}


@pytest.mark.timeout(60)  # A reading of the page for each place takes minutes.
def test_thousands_of_places_in_one_page_cost_one_reading_of_it(tmp_path: Path):
    @check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
    def judge(given, site, config):
        for n in range(5_000):
            yield Judgement(Outcome.FAIL, "block", cause=str(n), spots=(Spot(100 + 200 * n, "x"),))

    answers = {HOME: page("首页", html='<div class="footer">\n' * 50_000)}
    run = Paper(tmp_path, answers).crawl()
    assert len(run.judged((named(judge, "one"),)).findings) == 5_000
