"""What the truth says an intruder did is really on its page, shown to whom it says, and an audit gets there."""

import re
from collections import Counter
from dataclasses import replace
from fnmatch import fnmatchcase
from html import unescape

import pytest

from demo import disguise, graft, tree, truth
from demo.hosts import outside, pages_of, stands_on
from demo.model import Piece, Plant, Reply, Request
from tests.demo.conftest import text_of

HIDDEN = truth.load("hidden")
BY_ID = {plant.id: plant for plant in HIDDEN.plants}
CHECKS = {
    f"hidden.{name}"
    for name in (
        "hidden_link", "head_hijack", "cloaking", "injected_script", "hidden_frame", "junk_markup", "doorway", "defacement",
        "mobile_redirect", "wildcard", "clone", "lapsed_domain", "new_outside_domain", "copier_residue",
    )
}  # fmt: skip
VISITORS = {
    "": {},
    "spider": {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"},
    "searched": {"Referer": "http://www.baidu.com/link?url=abc"},
    "mobile": {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"},
    "returning": {},
    "first-visit": {},
}
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0", "Cookie": "seen=1"}
WRITTEN = tuple(plant for plant in HIDDEN.plants if plant.markup)
CHANGING = tuple(plant for plant in HIDDEN.plants if plant.when)


def named(plant: Plant) -> str:
    return plant.id


def a_page_of(plant: Plant, pages: dict[str, str]) -> str:
    """One page that a crawl reaches and the plant stands on."""
    return next(url for url in map(unescape, pages) if stands_on(plant, url))


def test_ids_are_unique_and_say_what_they_are():
    assert len(BY_ID) == len(HIDDEN.plants)
    assert all(plant.what for plant in HIDDEN.plants)


def test_all_checks_are_planted():
    assert {plant.check for plant in HIDDEN.faults} == CHECKS
    assert {check for plant in HIDDEN.faults for check in plant.also} <= CHECKS


def test_outcomes_and_tolerances_are_known():
    assert {outcome for plant in HIDDEN.faults for outcome in plant.outcomes} == {"fail", "review"}
    assert {outcome for plant in HIDDEN.innocents for outcome in plant.tolerates} == {"review"}
    assert not any(plant.tolerates for plant in HIDDEN.faults) and not any(plant.also for plant in HIDDEN.innocents)


def test_places_and_visitors_are_known():
    places = {piece.place for plant in HIDDEN.plants for piece in plant.markup}
    assert places <= graft.PLACES.keys() | {"frame", "page"}
    assert {plant.when for plant in HIDDEN.plants} == VISITORS.keys() == graft.WHEN.keys()


def test_no_innocent_page_is_a_planted_one():
    pages = Counter(page for plant in HIDDEN.innocents if not plant.raw for page in pages_of(plant))
    assert max(pages.values()) == 1
    assert not [(page, plant.id) for page in pages for plant in HIDDEN.faults if stands_on(plant, page)]


@pytest.mark.parametrize("plant", HIDDEN.plants, ids=named)
def test_an_audit_reaches_the_page(plant, pages):
    for wanted in pages_of(plant):
        assert any(fnmatchcase(url, wanted.replace("?", "[?]")) for url in pages), wanted


@pytest.mark.parametrize("plant", WRITTEN, ids=named)
def test_markup_stands_on_its_page_as_written(plant, get, pages):
    url = a_page_of(plant, pages)
    get(url)  # Some plants are for those who come back.
    text = text_of(get(url, **VISITORS[plant.when])[2])[0]
    for piece in plant.markup:
        assert disguise.render(piece.html).strip() in text


@pytest.mark.parametrize("plant", [plant for plant in CHANGING if plant.markup], ids=named)
def test_markup_meant_for_some_is_kept_from_others(plant, demo, get, pages):
    url = a_page_of(plant, pages)
    demo.hits.clear()
    text = text_of(get(url, **BROWSER)[2])[0]
    assert not any(disguise.render(piece.html).strip() in text for piece in plant.markup)


@pytest.mark.parametrize("plant", [plant for plant in CHANGING if plant.answer], ids=named)
def test_some_visitors_are_sent_away(plant, get, pages):
    url = a_page_of(plant, pages)
    status, headers, _ = get(url, **VISITORS[plant.when])
    assert status == 301 and f"-> {headers['location']}" == plant.answer
    assert get(headers["location"])[0] == 200
    assert get(url, **BROWSER)[0] == 200


def test_the_first_visit_leaves_its_cookie(get):
    headers = get(pages_of(BY_ID["cookie-first-visit"])[0])[1]
    assert headers["set-cookie"].startswith("seen=1")


def test_a_planted_column_has_it_on_every_page(get, pages):
    plant = BY_ID["whole-template"]
    texts = [text for url, text in pages.items() if stands_on(plant, url)]
    assert len(texts) > 10 and all(disguise.render(plant.markup[0].html) in text for text in texts)


def test_a_spider_pool_answers_to_any_name_with_another_text(get):
    bodies = {get(f"http://{tree.HOST}/news/{name}.html")[2] for name in ("a", "b", "qzkxv7731")}
    assert len(bodies) == 3 and all("娱乐城" in body.decode() or "棋牌" in body.decode() for body in bodies)
    assert get(f"http://{tree.HOST}/app/contents.php/x/9.shtml")[0] == 200


def test_a_spider_pool_does_not_swell_the_crawl(pages):
    assert 5 < len([url for url in pages if "/news/" in url]) < 30


def test_the_search_says_whatever_it_is_asked(get):
    text = get(f"http://{tree.HOST}/so/?q=%3Cb%3E")[2].decode()
    assert "<title>&lt;b&gt;_搜索结果" in text and "<b>" not in text


def test_every_planted_address_is_served_here(demo, get, pages):
    known = demo.hosts.keys() | outside.LITERAL
    for plant in WRITTEN:
        html = "".join(disguise.render(piece.html) for piece in plant.markup)
        for host in re.findall(r"http://([\w.-]+\.[a-z0-9]+)[/\"'> ]", html):
            assert host in known, (plant.id, host)


def test_what_hidden_links_lead_to_is_what_its_name_says(get):
    assert get("http://js.yb-tongji88.com/yb.js")[1]["content-type"] == "application/javascript"
    assert get("http://www.danyang-4z.org/a.swf")[2].startswith(b"FWS")
    assert "棋牌" in get("http://www.xinghe-ylc8812.com/")[2].decode()


def test_new_domains_stand_nowhere_else():
    for plant in (plant for plant in HIDDEN.faults if plant.when == "returning"):
        host = re.search("http://([^/]+)/", plant.markup[0].html)[1]
        others = (piece.html for other in WRITTEN if other is not plant for piece in other.markup)
        assert not any(host in disguise.render(html) for html in others)


def test_disguises_can_be_taken_off_again():
    assert unescape(disguise.entities("棋牌")) == unescape(disguise.hex_entities("棋牌")) == "棋牌"
    packed = disguise.packed('document.write("<b>")')
    body, keys = re.search(r"p}\('(.*)',36,\d+,'(.*)'\.split", packed).groups()
    words = keys.split("|")
    assert re.sub(r"\w+", lambda word: words[int(word[0], 36)], body) == 'document.write("<b>")'
    digits = disguise.shifted("<style>}")
    assert "".join(chr(int(digits[i : i + 2]) + 26) for i in range(0, len(digits), 2)) == "<style>}"


def test_rows_lead_to_many_hosts_of_their_kind():
    assert len({href.split("/")[2] for href, _ in disguise.rows(40, "farm")}) >= 10
    assert all(
        re.search(r"\.(?:go\.id|ac\.id|gov\.co|edu\.krd|gob\.ec)/.", href) for href, _ in disguise.rows(9, "hacked")
    )


PAGE = (
    '<!DOCTYPE html><html><head><title>旧</title></head><body class=a><p></p><div class="footer"></div></body></html>'
)


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("before-doctype", "", "<!DOCTYPE"), ("head-start", "<head>", "<title>"), ("title", "<head>", "</head>"),
        ("head", "</title>", "</head>"), ("body-start", "<body class=a>", "<p>"), ("content", "</p>", '<div class="footer">'),
        ("body-end", "</div>", "</body>"), ("after-body", "</body>", "</html>"), ("after-html", "</html>", ""),
    ],
)  # fmt: skip
def test_a_piece_goes_to_its_place(place, before, after):
    assert f"{before}<x>{after}" in graft.insert(PAGE, place, "<x>")


def test_a_page_without_the_place_is_an_error():
    with pytest.raises(ValueError, match="content"):
        graft.insert("<p>", "content", "<x>")


def test_only_pages_that_are_there_are_changed():
    plant = replace(BY_ID["none-farm"], markup=(Piece("body-end", "<x>"),))
    moved = Reply(302, b"", headers=(("Location", "/"),))
    answer = graft.grafted(lambda request: moved, plant)
    assert answer(Request("GET", tree.HOST, "/", "", {}, 0)) is moved
