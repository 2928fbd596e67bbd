"""The site for trying the choice of pages: what is planted stands there, and what is said to be found was loaded."""

import pytest

from auditor.browser.sampling.page import traits
from auditor.model.sampling import Sampling
from bench.sampling import main, sample
from bench.sampling_faults import FAULTS
from bench.sampling_site import HOME, Plan, Size, files, page, plan

SMALL = Size(pages=600, templates=15, singles=12, late=3)


@pytest.fixture(scope="module")
def site() -> Plan:
    return plan(4, SMALL)


def test_every_page_and_template_is_there(site: Plan) -> None:
    assert len(site.paths) == len(set(site.paths)) == 600
    assert set(site.template.values()) == set(range(15))
    assert site.paths[0] == HOME


def test_a_site_is_the_same_every_time(site: Plan) -> None:
    again = plan(4, SMALL)
    assert again == site
    assert all(page(again, path) == page(site, path) for path in site.paths[:50])
    assert page(plan(5, SMALL), HOME) != page(site, HOME)


def test_what_is_planted_shows_in_the_bytes(site: Plan) -> None:
    """Every planted element stands where the truth says, by the sampler's own reading of places."""
    for path in site.paths[:60]:
        text = page(site, path)
        for name, _ in site.faults[path]:
            if name in FAULTS:
                markup = FAULTS[name][1].partition("{")[0]
                assert markup in text, (path, name)


def test_what_scripts_bring_does_not_show_in_the_bytes(site: Plan) -> None:
    script = dict(files(site))["/static/all.js"].decode()
    for path in site.late:
        assert "late" not in page(site, path)
        assert path in script
    assert not any("late.png" in mark for mark in traits(page(site, sorted(site.late)[0])).marks)


def test_faults_are_on_all_on_some_and_on_single_pages(site: Plan) -> None:
    pages = [path for path in site.paths if site.template[path] == 3]
    counts = [
        sum((rule, place, region) in site.truth(path) for path in pages) for rule, place, region in site.truth(pages[0])
    ]
    assert len(pages) in counts
    everywhere = sum(len(site.faults[path]) for path in site.paths)
    assert everywhere > 2 * len(site.paths)


@pytest.mark.parametrize("pasted", [0, 12])
def test_most_is_found_with_few_loads(pasted: int) -> None:
    size = Size(pages=1_000, templates=20, singles=15, late=3, pasted=pasted)
    site = plan(11, size)
    found = sample(site, {path: site.truth(path) for path in site.paths}, Sampling())
    assert found.estimate.measured <= 50
    assert found.share >= 0.95
    assert found.found <= found.pairs.keys()
    assert found.share <= found.bound + 0.02


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["--seeds", "2", "--pages", "200", "--templates", "5", "--singles", "3", "--late", "1", "--missed"]) == 0
    )
    assert "| 2 | 200 |" in capsys.readouterr().out
