"""What is read from a page's bytes for choosing it."""

import pytest

from auditor.browser.sampling.clusters import clusters
from auditor.browser.sampling.page import Traits, spot, traits

FINE = '<!DOCTYPE html><html lang="zh-CN"><head><title>页</title></head><body><main class="mm"><h1>题</h1>{}</main></body></html>'


def marks(extra: str) -> set[str]:
    """Marks that an addition to a page without any brings, with their places."""
    return set(traits(FINE.format(extra)).marks - traits(FINE.format("")).marks)


def test_a_fine_page_has_no_mark_but_its_language() -> None:
    assert traits(FINE.format("<p>文字</p>")).marks == {"lang zh-cn|html"}


@pytest.mark.parametrize(
    ("extra", "mark"),
    [
        ('<p><img src="a.png"></p>', "no alt|body>main.mm>p>img"),
        ('<a href="b"><img src="a.png" alt=""></a>', "no name|body>main.mm>a"),
        ('<img src="a" alt="IMG_0012.jpg">', "alt says nothing|body>main.mm>img"),
        ("<a href='x'></a>", "no name|body>main.mm>a"),
        ("<a href='x'>更多</a>", "vague|body>main.mm>a"),
        ("<div class='dd'><iframe src='x'></iframe></div>", "no title|body>main.mm>div.dd>iframe"),
        ("<input name='q'>", "no label|main.mm>input"),
        ("<label for='other'>名</label><input id='q'>", "no label|main.mm>input"),
        ("<button class='bb'> </button>", "empty|body>main.mm>button.bb"),
        ("<p tabindex='4'>x</p>", "tabindex positive|body>main.mm>p"),
        ("<p style='color:#aaa'>x</p>", "pale|body>main.mm>p"),
        ("<p><font color='yellow'>x</font></p>", "pale|body>main.mm>p>font"),
        ("<p aria-lable='x'>x</p>", "aria-lable wrong|body>main.mm>p"),
        ("<p role='buton'>x</p>", "role unknown|body>main.mm>p"),
        ("<ul class='uu'><div>x</div></ul>", "child|body>main.mm>ul.uu"),
        ("<div><li>x</li></div>", "parent|body>main.mm>div>li"),
        ("<div role='button' tabindex='0'>办<a href='x'>办理</a></div>", "nested control|body>main.mm>div"),
        ("<button>办<input type='checkbox' title='x'></button>", "nested control|body>main.mm>button"),
        ("<h4>x</h4>", "jump|body>main.mm>h4"),
        ("<p id='a'>x</p><p id='a'>y</p>", "same id|body>main.mm>p"),
        ("<table class='tt'><tr><td>1</td></tr><tr><td>2</td></tr></table>", "no th|body>main.mm>table.tt"),
        ("<div onclick='go()'>x</div>", "click|body>main.mm>div"),
        ("<select aria-label='x' onchange='location=this.value'></select>", "change goes|body>main.mm>select"),
        ("<img alt='x' src='/captcha.jpg'>", "captcha|body>main.mm>img"),
        ("<video autoplay src='x'></video>", "media autoplay|body>main.mm>video"),
        ("<p>" + "This page is written in another language for all visitors. " * 4 + "</p>", "latin|body>main.mm>p"),
    ],
)
def test_marks_say_what_and_where(extra: str, mark: str) -> None:
    assert mark in marks(extra)


@pytest.mark.parametrize(
    "extra",
    [
        '<img src="a.png" alt="市民中心">',
        "<label>名 <input name='q'></label>",
        "<label for='q'>名</label><input id='q'>",
        "<input name='q' aria-label='名'>",
        "<a href='x'>办理指南</a>",
        "<p style='color:#222'>x</p>",
        "<p style='background:#036;color:white'>x</p>",
        "<ul><li>x<li>y</ul>",
        "<table><tr><th>x<td>y<tr><th>x<td>z</table>",
        "<!-- <img src='a.png'> --><script>var a = '<img>';</script>",
    ],
)
def test_what_is_fine_has_no_mark(extra: str) -> None:
    assert marks(extra) == set()


def test_marks_in_shared_regions_are_told_apart() -> None:
    assert marks("<div class='footer'><img src='a'></div>") == {"@no alt|body>main.mm>div.footer>img"}


def test_a_link_is_the_same_wherever_it_leads() -> None:
    one, other = (
        traits(FINE.format(f'<a href="/a/{n}.html" title="关于第{n}号文件的通知">第{n}号文件全文</a>')) for n in (1, 22)
    )
    assert one == other


def test_numbers_in_classes_are_no_trait_of_their_own() -> None:
    assert traits(FINE.format("<p class='note12'>x</p>")).traits == traits(FINE.format("<p class='note7'>x</p>")).traits


@pytest.mark.parametrize(
    "text", ["", "<", "<html", "<a <a <a", "</div></div>", "<div>" * 5_000, "<table><tr>" * 2_000, "<p class=>" * 500]
)
def test_broken_pages_are_read(text: str) -> None:
    assert isinstance(traits(text), Traits)


def test_spot_of_a_place() -> None:
    assert spot("body>div.a>p>span.b") == spot("div.x>div.a>ul>span.b") == "div.a\tspan.b"


def skeleton(*extra: str) -> frozenset[str]:
    return frozenset([*(f"div.a>div.b{n}" for n in range(8)), *extra])


def test_a_box_more_or_less_makes_no_other_template() -> None:
    found = clusters(
        [skeleton()] * 9 + [skeleton("div.a>table.t")] * 5 + [frozenset({"body>ul.l", "ul.l>div.x", "body>form.f"})] * 9
    )
    assert len(set(found.values())) == 2


def test_templates_may_differ_by_their_numbers_alone() -> None:
    kinds = [frozenset(f"div.t{n}-{part}>div.t{n}-{part}-in" for part in "abcde") for n in range(12)]
    assert len(set(clusters(kinds * 20).values())) == 12


def test_a_number_of_one_page_makes_no_template() -> None:
    found = clusters(
        [*(skeleton(f"div#p{n}>div.q{n}", f"div.q{n}>p#r{n}", f"div#p{n}>ul#s{n}") for n in range(50)), frozenset()]
    )
    assert len({found[one] for one in found if one}) == 1


def test_the_name_of_a_template_does_not_hang_on_the_order_of_pages() -> None:
    pages = [skeleton()] * 5 + [skeleton("x>y")] * 5 + [frozenset({"p>q", "q>r", "r>s", "s>t"})] * 3
    assert clusters(pages) == clusters(reversed(pages))
