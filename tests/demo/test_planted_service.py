"""What the truth says of guides, messages and searches is really on the small sites, on the day of the audit."""

from datetime import date
from urllib.parse import quote

import pytest

from auditor.html.service import service_facts
from demo import disguise, services, truth
from demo.hosts import pages_of

SERVICE = truth.load("service")
HOMES = [site.home for site in services.sites()]


def named(plant):
    return plant.id


@pytest.mark.parametrize("plant", SERVICE.plants, ids=named)
def test_every_entry_is_about_a_page_that_is_served(plant, get):
    for page in pages_of(plant):
        status, _, body = get(page)
        assert status == 200
        assert plant.raw in body.decode()
    assert plant.what and any(page.startswith(home) for page in pages_of(plant) for home in HOMES)


def test_ids_are_unique_and_every_check_of_the_families_is_planted():
    assert len({plant.id for plant in SERVICE.plants}) == len(SERVICE.plants)
    assert {plant.check.partition(".")[0] for plant in SERVICE.faults} == {"service", "interaction", "search"}


@pytest.mark.parametrize("home", HOMES)
def test_a_crawl_reaches_every_page_by_links(home, get):
    index = get(home)[2].decode() + get(home + "bmfw/")[2].decode()
    paths = {
        page.removeprefix(home[:-1]) for plant in SERVICE.plants for page in pages_of(plant) if page.startswith(home)
    }
    assert all(f'href="{path}"' in index for path in paths)


def test_dates_are_counted_back_from_today(get):
    page = next(plant for plant in SERVICE.plants if plant.id == "message-old")
    (open_one,) = [
        message
        for message in service_facts(get(pages_of(page)[0])[2].decode(), pages_of(page)[0]).messages
        if "自助机" in message.title
    ]
    assert (date.fromisoformat(disguise.day(0)) - date.fromisoformat(open_one.asked)).days == 120


def test_searches_do_what_their_names_say(get):
    by_kind = {site.search: site for site in services.sites()}
    title, nonsense = quote(next(iter(by_kind["works"].articles().values()))), "qzxvkw"

    def said(kind: str, words: str) -> str:
        return get(f"{by_kind[kind].home}so/?q={words}")[2].decode()

    assert "共找到 1 条" in said("works", title) and "没有找到" in said("works", nonsense)
    assert "没有找到" in said("nothing", title)
    assert "共找到 36 条" in said("same", nonsense)
    assert "HTTP Status 500" in said("error", title)
    assert get(by_kind["none"].home + "so/")[0] == 404
