"""Pictures of a footer that only an eye can read keep a mark from being called missing."""

import pytest

from auditor.html.identity import facts

HOME = "http://www.yunze.gov.cn/"


def pictures(inside: str, before: str = "") -> list[str]:
    text = f'<body>{before}<p>正文</p><div class="footer"><p>网站标识码:4405000001 主办:云泽市人民政府</p>{inside}</div></body>'
    return [source.url for source in facts(text, HOME).open_sources if source.kind == "image"]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="img/biaozhi.png" alt="">',
        "<a href='#'><img src=img/biaozhi.png></a>",
        '<a href="javascript:;"><IMG SRC="img/biaozhi.png"></a>',
    ],
)
def test_a_picture_without_words_or_link_may_be_a_mark(picture: str):
    assert pictures(picture) == [HOME + "img/biaozhi.png"]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="a.png" alt="扫一扫关注">',
        '<img src="gabeian.png" alt="">',
        '<img src="a.png" width="15" height="15">',
        '<img src="a.png">粤公网安备 44050002000101号',
        '<a href="http://www.gd.gov.cn/"><img src="a.png"></a>',
        '<img src="wx_code.png">',
        '<img src="">',
        '<!-- <img src="a.png"> -->',
    ],
)
def test_pictures_that_are_explained_are_none(picture: str):
    assert pictures(picture) == []


def test_only_the_footer_counts_and_only_while_a_badge_is_wanting():
    assert pictures("", before='<div><img src="banner.jpg"></div>' + "<p>新闻</p>" * 900) == []
    mark = '<a href="//bszs.conac.cn/sitename?method=show&id=0A5537536EC43D83E053022819ACDDA0"><img src="red.png"></a>'
    entrance = '<script id="_jiucuo_" sitecode="4405000001" src="//zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
    assert pictures(mark + '<img src="a.png">') == [HOME + "a.png"]
    assert pictures(mark + entrance + '<img src="a.png">') == []


@pytest.mark.timeout(60)
def test_a_monstrous_footer_of_pictures_comes_to_an_end():
    assert len(pictures('<img src="a.png"><a href="#">' * 40_000)) == 30
    assert len(pictures("<!--" * 100_000 + "<img " * 100_000)) == 0
