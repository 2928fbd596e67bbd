"""Which pages see the browser: all kinds, what is odd, no more than needed, and the same in every run."""

import random
from collections.abc import Callable, Iterable, Sequence

import pytest

from auditor.browser.sample import Candidate, Sampler, candidate, pair
from auditor.model.node import Node
from auditor.model.sampling import Sampling

SITE = "http://www.x.gov.cn"
Finds = Callable[[str], Iterable[str]]


def html(kind: str, number: int, extra: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='zh-CN'><head><title>第{number}页</title></head><body><header class='header'><h1>某市</h1></header>"
        f"<main class='{kind}'><div class='{kind}-left'><ul class='{kind}-list'><li>甲{number}</li></ul></div>"
        f"<div class='{kind}-right'><section class='{kind}-box'><p>第{number}页的文字</p>{extra}</section></div></main></body></html>"
    )


def pages(kind: str, count: int, odd: dict[int, str] | None = None, column: str = "") -> list[Candidate]:
    where = f"{SITE}/{column or kind}/202601/t"
    return [candidate(f"{where}{n}.html", html(kind, n, (odd or {}).get(n, ""))) for n in range(count)]


def none(_: str) -> list[str]:
    return []


def run(sampler: Sampler, finds: Finds = none, shuffle: int = 0) -> list[str]:
    """All chosen pages in the order they were chosen in; each is measured."""
    chosen: list[str] = []
    while batch := [page.url for page in sampler.next_pages()]:
        chosen += batch
        if shuffle:
            random.Random(shuffle).shuffle(batch)
        for url in batch:
            sampler.learn(url, finds(url))
    return chosen


def test_every_kind_of_page_is_seen_however_rare() -> None:
    rare = {f"kind{letter}" for letter in "abcdefghij"}
    site = pages("news", 400) + [page for kind in rare for page in pages(kind, 2, column=f"news/{kind}")]
    sampler = Sampler(site, Sampling())
    run(sampler)
    assert sampler.estimate().clusters == sampler.estimate().clusters_seen == 11


@pytest.mark.parametrize(
    "odd",
    [
        '<img src="a.png">',
        '<p><a href="b.html" tabindex="3">办理</a></p>',
        '<input name="q">',
        '<p class="faint">浅色</p>',
        '<p style="color:#ccc">浅色</p>',
        "<marquee>通知</marquee>",
        '<div role="buton">办</div>',
        '<iframe src="c.html"></iframe>',
        "<ul><div>一</div></ul>",
        '<video src="d.mp4" autoplay></video>',
        "<p><svg role='img'></svg></p>",
        "<h4>跳级的标题</h4>",
        "<button></button>",
        "<table><tr><td>年</td></tr><tr><td>数</td></tr></table>",
    ],
)
def test_what_one_page_of_many_has_is_loaded(odd: str) -> None:
    site = pages("news", 300, {177: odd}) + pages("notice", 300)
    assert f"{SITE}/news/202601/t177.html" in run(Sampler(site, Sampling()))


def test_what_one_page_of_many_lacks_is_loaded() -> None:
    site = pages("news", 300)
    bare = candidate(f"{SITE}/news/202601/t999.html", html("news", 999).replace("<p>第999页的文字</p>", ""))
    assert bare.url in run(Sampler([*site, bare], Sampling()))


def test_the_same_oddity_on_many_pages_is_loaded_a_few_times_only() -> None:
    site = pages("news", 400, dict.fromkeys(range(0, 400, 2), '<img src="a.png">'))
    place = "image-alt|main.news>img"
    chosen = run(Sampler(site, Sampling(control=0.01)), lambda url: [place] if "img" in url else [])
    assert len(chosen) < 15


def test_home_search_and_one_article_of_each_column_are_always_in() -> None:
    columns = [f"col{letter}" for letter in "abcdefghij"]
    site = [page for column in columns for page in pages("news", 60, column=column)]
    site += [
        candidate(f"{SITE}/", html("news", 0), home=True),
        candidate(f"{SITE}/search.jsp?q=x", html("news", 0)),
        candidate(f"{SITE}/zwgk/t1.html", html("news", 0), title="站内搜索"),
    ]
    chosen = run(Sampler(site, Sampling()))
    assert chosen[0] == f"{SITE}/"
    assert f"{SITE}/search.jsp?q=x" in chosen or f"{SITE}/zwgk/t1.html" in chosen
    assert all(any(f"/{column}/" in url for url in chosen) for column in columns)


def test_a_tenth_is_drawn_by_lot_whatever_the_pages_hold() -> None:
    plain, odd = pages("news", 800), pages("news", 800, dict.fromkeys(range(800), '<img src="a.png">'))
    drawn = []
    for site in (plain, odd):
        sampler = Sampler(site, Sampling())
        chosen = run(sampler)
        drawn.append({url for url in chosen if sampler.drawn(url)})
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 4


def some(url: str) -> list[str]:
    number = int(url.rpartition("/t")[2].removesuffix(".html"))
    return [f"color-contrast|t|main.news>p.c{number % 7}", *(["image-alt|t|main.news>img"] if number % 11 == 0 else [])]


def test_order_of_pages_and_of_results_makes_no_difference() -> None:
    site = pages("news", 300, {n: f"<p class='c{n % 7}x'>一</p>" for n in range(0, 300, 9)}) + pages("notice", 200)
    first, second = Sampler(site, Sampling()), Sampler(random.Random(4).sample(site, len(site)), Sampling())
    assert run(first, some) == run(second, some, shuffle=7)
    assert first.estimate() == second.estimate()


def test_all_means_all() -> None:
    site = pages("news", 120)
    sampler = Sampler(site, Sampling("all"))
    assert sorted(run(sampler, some)) == sorted(page.url for page in site)
    assert sampler.estimate().stopped == "complete"
    assert sampler.estimate().unseen == 0


def test_a_number_is_the_most() -> None:
    site = pages("news", 400, {n: f'<p class="k{n}">一</p><img src="a.png">' for n in range(0, 400, 2)}) + pages(
        "notice", 90
    )
    sampler = Sampler(site, Sampling("17"))
    assert len(run(sampler, some)) == 17
    assert sampler.estimate().stopped == "budget"
    assert len(run(Sampler(pages("news", 5), Sampling("17")))) == 5


def test_pages_that_are_all_alike_are_not_loaded_to_the_limit() -> None:
    sampler = Sampler(pages("news", 2_000), Sampling(control=0.02))
    assert len(run(sampler, lambda _: ["image-alt|header>img"])) < 15
    assert sampler.estimate().stopped == "nothing-new"


def test_a_kind_whose_pages_keep_showing_new_things_is_looked_at_longer() -> None:
    site = pages("news", 400, column="a") + pages("notice", 400, column="a")

    def finds(url: str) -> list[str]:
        return [f"list|news|main>ul.x{url[-9:]}"] if url in news else ["list|notice|main>ul"]

    news = {page.url for page in site[:400]}
    site = [
        *site[:400],
        *(
            Candidate(page.url.replace("/a/", "/b/"), page.skeleton, page.marks, page.traits, "/a/")
            for page in site[400:]
        ),
    ]
    chosen = run(Sampler(site, Sampling()), finds)
    assert sum(url in news for url in chosen) > 2 * sum(url not in news for url in chosen)


def test_what_was_guilty_in_one_kind_is_looked_for_in_the_others() -> None:
    """Many innocent novelties in each kind, and one class that a style sheet makes pale: known after the first kinds."""
    kinds = [f"kind{letter}" for letter in "abcdefghij"]
    site: list[Candidate] = []
    pale: set[str] = set()
    for at, kind in enumerate(kinds):
        odd = {n: f"<p class='word{chr(97 + n % 26)}{chr(97 + n // 26)}'>一</p>" for n in range(0, 50, 2)}
        odd[13 + 2 * at] = "<p class='ghost'>一</p>"
        site += pages(kind, 60, odd)
        pale.add(f"{SITE}/{kind}/202601/t{13 + 2 * at}.html")

    def finds(url: str) -> list[str]:
        kind = url.split("/")[3]
        return [f"color-contrast|{kind}|main.{kind}>div.{kind}-right>section.{kind}-box>p.ghost"] if url in pale else []

    chosen = run(Sampler(site, Sampling("42")), finds)
    assert len(pale & set(chosen)) >= 8


def test_what_a_page_promised_that_could_not_be_measured_is_looked_for_elsewhere() -> None:
    twins = {5: '<img src="a.png">', 250: '<img src="b.png">'}
    sampler = Sampler(pages("news", 400, twins), Sampling())
    tried: list[str] = []
    while batch := sampler.next_pages():
        for page in batch:
            tried.append(page.url)
            if (
                page.url.endswith(("/t5.html", "/t250.html"))
                and len([u for u in tried if u.endswith(("/t5.html", "/t250.html"))]) == 1
            ):
                continue
            sampler.learn(page.url, [])
    assert {f"{SITE}/news/202601/t5.html", f"{SITE}/news/202601/t250.html"} <= set(tried)
    assert sampler.estimate().measured == sampler.estimate().chosen - 1


def test_estimate_says_what_was_seen_and_what_may_be_left() -> None:
    sampler = Sampler(pages("news", 400), Sampling())
    before = sampler.estimate()
    assert (before.pages, before.measured, before.unseen) == (400, 0, None)
    run(sampler, lambda url: ["label|header>input", f"list|t|main.x>ul.y{url[-9:-5]}"])
    hidden = sampler.estimate()
    assert hidden.pairs == hidden.measured + 1
    assert hidden.singletons == hidden.measured
    assert hidden.unseen is not None
    assert hidden.unseen > 0.5
    assert hidden.control_new == hidden.control_pages

    same = Sampler(pages("news", 400), Sampling())
    run(same, lambda _: ["label|header>input"])
    known = same.estimate()
    assert known.unseen is not None
    assert known.unseen < 0.1
    assert (known.control_pairs, known.control_new) == (1, 0)


def test_no_page_no_choice() -> None:
    sampler = Sampler([], Sampling())
    assert sampler.next_pages() == []
    assert sampler.estimate().stopped == "complete"


@pytest.mark.parametrize(
    ("region", "shared"), [("header", True), ("nav", True), ("footer", True), ("main", False), ("", False)]
)
def test_places_in_shared_regions_belong_to_no_template(region: str, shared: bool) -> None:
    names: Sequence[str] = [pair("label", Node("s", "body>input", region, ""), cluster) for cluster in ("one", "two")]
    assert (names[0] == names[1]) is shared
