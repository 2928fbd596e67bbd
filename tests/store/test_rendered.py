"""What the browser measured comes back from the bundle as it went in."""

from pathlib import Path

import pytest

from auditor.model.aging import AgingRun
from auditor.model.options import RunOptions
from auditor.model.rendered import RenderedPage
from auditor.store.bundle import Bundle
from auditor.store.reader import Reader
from auditor.store.rendered import Rendered, aging_run, keep_aging, keep_page, keep_shot, rendered_page

HOME = "http://www.a.gov.cn/"


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    made = Bundle.create(RunOptions(url=HOME, out=str(tmp_path)))
    with made.transaction() as db:
        db.execute(
            "INSERT INTO url (key, url, host, kind, internal, role, class, round, parent, position, depth, state, mode, place)"
            " VALUES (?, ?, 'www.a.gov.cn', 'page', 1, 0, 0, 0, 0, 0, 0, 2, '', 0)",
            (HOME, HOME),
        )
    return made


def test_a_page_comes_back(bundle: Bundle) -> None:
    page = RenderedPage(HOME, HOME, shots=(("html > a", "x.png"),), limits=("axe_seconds",))
    with bundle.transaction():
        keep_page(bundle, HOME, RenderedPage(HOME, error="renderer-hang"))
        keep_page(bundle, HOME, page)
    assert rendered_page(bundle, HOME) == page
    assert rendered_page(bundle, HOME + "x") is None
    assert Rendered(Reader(bundle)).of(1) == page
    assert Rendered(Reader(bundle)).of(2) is None


def test_without_a_browser_nothing_was_looked_at(bundle: Bundle) -> None:
    assert Rendered(Reader(bundle)).of(1) is None
    assert aging_run(bundle) is None


def test_the_retrofit_comes_back(bundle: Bundle) -> None:
    with bundle.transaction():
        keep_aging(bundle, AgingRun())
    assert aging_run(bundle) == AgingRun()


def test_equal_pictures_are_one_file_and_no_half_one_stays(tmp_path: Path) -> None:
    first, second = keep_shot(tmp_path, b"png"), keep_shot(tmp_path, b"png")
    assert first == second
    assert [path.name for path in (tmp_path / "shots").iterdir()] == [first]
