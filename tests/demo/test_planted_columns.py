"""What the truth says of the sites with columns is about pages that are served, and their dates are right on any day."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from demo import columned, truth
from demo.hosts import pages_of

FRESHNESS = truth.load("freshness")
CHECKS = {"freshness", "interpretation"}


def named(plant):
    return plant.id


@pytest.mark.parametrize("plant", FRESHNESS.plants, ids=named)
def test_every_entry_is_about_a_page_that_is_served(plant, get):
    assert plant.what and plant.check.partition(".")[0] in CHECKS
    for page in pages_of(plant):
        assert get(page)[0] == 200, page


def test_ids_are_unique():
    assert len({plant.id for plant in FRESHNESS.plants}) == len(FRESHNESS.plants)


def test_dates_are_counted_back_from_today(get):
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    text = get("http://www.yunxi.gov.cn/bmdt/")[2].decode()
    assert re.findall(r"\d{4}-\d\d-\d\d", text)[0] == (today - timedelta(days=40)).isoformat()


def test_what_comes_later_is_not_there_on_the_first_visit_and_stays_afterwards():
    (site, *_) = columned.sites()
    notices = next(column for column in site.columns if column.path == "/tzgg/")
    first, second = (columned._list(site, notices, again) for again in (False, True))
    assert "居住证" in second and "居住证" not in first


def test_every_form_of_list_is_shown():
    forms = {column.form for site in columned.sites() for column in site.columns}
    assert forms == {
        "html", "cdata", "json", "script", "images", "short", "oldest", "undated", "blank", "silent", "emptied", "text",
    }  # fmt: skip
