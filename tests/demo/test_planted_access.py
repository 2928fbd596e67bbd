"""What the truth says of the sites for the browser is really on their pages, and a machine without browser is told so."""

import re
from types import SimpleNamespace

import pytest

from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind
from demo import __main__ as command
from demo import graft, retrofit, truth
from demo.compare import Comparison
from demo.hosts import pages_of, stands_on

ACCESS = truth.load("access")
PAGES = [f"http://{site.host}{path}" for site in retrofit.sites() for path in site.pages]


def named(plant):
    return plant.id


@pytest.mark.parametrize("plant", ACCESS.plants, ids=named)
def test_every_entry_is_about_a_page_that_is_served(plant):
    assert any(stands_on(plant, page) for page in PAGES)
    assert plant.what and all(piece.place in graft.PLACES for piece in plant.markup)


def test_ids_are_unique():
    assert len({plant.id for plant in ACCESS.plants}) == len(ACCESS.plants)


@pytest.mark.parametrize("plant", [plant for plant in ACCESS.plants if plant.markup], ids=named)
def test_what_is_planted_stands_on_its_page_and_its_files_are_there(plant, get):
    page = next(page for page in PAGES if stands_on(plant, page))
    status, _, body = get(page)
    text = body.decode()
    assert status == 200
    for piece in plant.markup:
        assert piece.html.strip() in text
        for file in re.findall(r"""(?:src=["']|url\()(/[\w/.]+)""", piece.html):
            assert get(page[: page.index("/", 8)] + file)[0] == 200


def test_faults_stand_where_the_truth_says_and_nowhere_else(get):
    for plant in ACCESS.faults:
        if not plant.markup:
            continue
        wrong = [page for page in PAGES if page not in pages_of(plant)]
        pieces = [piece.html.strip() for piece in plant.markup]
        assert not [page for page in wrong if any(piece in get(page)[2].decode() for piece in pieces)]


@pytest.mark.parametrize("site", retrofit.sites(), ids=lambda site: site.host)
def test_sites_are_small_and_every_page_for_everybody_leads_to_the_others(site, get):
    assert 3 <= len(site.pages) <= 8
    home = get(site.home)[2].decode()
    assert all(f'href="{path}"' in home for path in site.pages if not path.startswith(site.elder or "//"))


def test_without_a_browser_the_rest_is_shown_and_counts(monkeypatch, capsys, tmp_path):
    def missing():
        raise BrowserTrouble(ErrorKind.BROWSER_MISSING, "chromium")

    def audited(demo, out):
        for name in ("city", "offices"):
            (out / name).mkdir()
            (out / name / "findings.jsonl").touch()
        return True

    compared = []
    monkeypatch.setattr(command, "programs", missing)
    monkeypatch.setattr(command, "_audited", audited)
    monkeypatch.setattr(command, "_served", lambda demo, out: True)
    monkeypatch.setattr(command, "_twice", lambda demo, out: (out / "freshness").mkdir() or True)
    monkeypatch.setattr(command, "_runs", lambda: tmp_path)
    monkeypatch.setattr(command, "compare", lambda bundles, known: compared.append(known.title) or Comparison())
    assert command._audit(SimpleNamespace(url="http://x/", hosts={}, hits=(), options=list)) == 0
    assert "没有浏览器" in capsys.readouterr().out and compared and ACCESS.title not in compared
