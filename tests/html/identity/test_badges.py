"""CONAC marks and 找错 entrances in the forms that real footers have."""

import pytest

from auditor.html.identity import facts
from auditor.model.identity import Element, Flaw, Found, HrefKind, IdentityFacts, Source

URL = "http://www.example.gov.cn/"
ID = "0A5537536EC43D83E053022819ACDDA0"
NAME = "CA314240000603158670002"
SPAN = "%3Cspan id='_ideConac' class='a' %3E%3C/span%3E"
PATH = f"js/31/424/0000/60315867/{NAME}.js"


def footer(html: str) -> IdentityFacts:
    return facts(f'<html><body><div class="footer">{html}</div></body></html>', URL)


def one(html: str, element: Element = Element.CONAC) -> Found:
    found = footer(html).of(element)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="https://bszs.conac.cn/sitename?method=show&amp;id={ID}"><img src="x.png"></a>',
        f'<a href="http://bszs.conac.cn/sitename?method=show&id={ID}" class="dzjg"></a>',
        f"<a href='//bszs.conac.cn/sitename?method=show&id={ID}'><img alt='党政机关'></a>",
        f"<a href={URL}x><i></i></a><a target=_blank href=http://bszs.conac.cn/sitename?method=show&id={ID}>党政机关</a>",
        f"""<script>write("<div class=\\'d\\'><a href=\\'//bszs.conac.cn/sitename?method=show&id={ID}\\'></a></div>")</script>""",
        f'<div class="dzjg j-gov ex-gov-mark" data-setting="{{sitecode:\'{ID}\'}}"></div>',
    ],
)
def test_marks_that_open_a_record(html: str) -> None:
    found = one(html)
    assert (found.value, found.flaws, found.href_kind) == (ID, (), HrefKind.RECORD)


@pytest.mark.parametrize(
    "html",
    [
        f"""<script>document.write(unescape("{SPAN}%3Cscript src='http://dcs.conac.cn/{PATH}' type='a'%3E%3C/script%3E"));</script>""",
        f"""<script>document.write(unescape("{SPAN}%3Cscript   src=' //dcs.conac.cn/{PATH}'%3E%3C/script%3E"));</script>""",
        f"<span><script src='https://dcs.conac.cn/{PATH}'></script></span>",
        f"""<script>footer += '<span id="_ideConac"></span><script src="//dcs.conac.cn/{PATH}" ' + 'type="a"><\\/script>';</script>""",
        f"<script src='http://x.ipv6ipv4.com.cn/{PATH}'></script>",
        f"<script src='js/{NAME}.js'></script>",
        f"<script>eval('\\x64ocument.write(\\'<script src=\"//dcs.conac.cn/{PATH}\"><\\\\/script>\\')')</script>",
    ],
)
def test_scripts_of_the_mark(html: str) -> None:
    found = [item for item in footer(html).of(Element.CONAC) if item.value]
    assert {(item.value, item.form, item.flaws) for item in found} == {(NAME, "script", ())}


def test_a_script_whose_name_and_path_disagree() -> None:
    assert Flaw.PATH in one(f"<script src='//dcs.conac.cn/js/30/424/0000/60315867/{NAME}.js'></script>").flaws


@pytest.mark.parametrize(
    "html",
    [
        '<img src="./img/foot_img_01.png" alt="崇明门户·党政机关">',
        '<a href="#" class="dzjg"><img src="images/dzjg.png" alt=""></a>',
        '<a href=""><img src="../jzlsjimg/red.png"></a>',
        '<a href="javascript:;"><img src="img/conac.png"></a>',
        '<span id="_ideConac"></span>',
    ],
)
def test_marks_that_open_nothing(html: str) -> None:
    found = one(html)
    assert found.value == "" and Flaw.NOT_LINKED in found.flaws


def test_the_error_image_and_the_colour_belong_to_their_mark() -> None:
    link = f'<a href="http://bszs.conac.cn/sitename?method=show&id={ID}"><img id="imgConac" src="//dcs.conac.cn/image/'
    assert Flaw.ERROR_IMAGE in one(link + 'red_error.png"></a>').flaws
    assert one(link + 'blue.png"></a>').colour == "blue"


CODE = "4401120001"


@pytest.mark.parametrize(
    ("html", "form"),
    [
        (f"<script id='_jiucuo_' sitecode='{CODE}' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>", "script"),
        (f"<script src=https://zfwzgl.www.gov.cn/exposure/jiucuo.js sitecode={CODE} id=_jiucuo_></script>", "script"),
        (f'<div id="_jiucuo_" sitecode="{CODE}"></div><script src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>', "script"),
        (f'<script id="_jiucuo_" sitecode="{CODE}" src="../../exposure/jiucuo.js"></script>', "script"),
        (f'<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}&amp;url=http%3A%2F%2Fa.gov.cn"><img></a>', "link"),
        (f'<a href="//zfwzgl.www.gov.cn/exposure/jiucuo.html?url=http%3A%2F%2Fa.gov.cn&site_code={CODE}">找错</a>', "link"),
        (f"<img src='jiucuo.png' onclick=\"Link('{CODE}')\">", "onclick"),
        (f"<a onclick=\"linkto_jiucuo('{CODE}')\">x</a>", "onclick"),
        (f"<a @click=\"Link('{CODE}')\">x</a>", "onclick"),
        (f"<a href='#' onclick='window.open(\"http://a.gov.cn/api/jiucuo.php?site_code={CODE}&url=\"+location.href)'>x</a>", "onclick"),
        (f'<div class="jiucuo j-jiucuo ex-find-wrong" data-setting="{{sitecode:{CODE}}}"></div>', "attribute"),
        (f"<script>document.write('<script id=\"_jiucuo_\" sitecode=\"{CODE}\" src=\"//x/jiucuo.js\"><\\/script>')</script>", "script"),
    ],
)  # fmt: skip
def test_entrances(html: str, form: str) -> None:
    found = footer(html).of(Element.JIUCUO)
    assert {(item.value, item.form) for item in found} == {(CODE, form)}
    assert not found[0].flaws


@pytest.mark.parametrize("host", ["http://121.43.68.40", "http://pucha.kaipuyun.cn"])
def test_given_up_hosts(host: str) -> None:
    found = one(f'<a href="{host}/exposure/jiucuo.html?site_code={CODE}&url=">x</a>', Element.JIUCUO)
    assert found.value == CODE and Flaw.OUTDATED_HOST in found.flaws


def test_an_image_is_an_entrance_without_a_code() -> None:
    found = one('<a href="#"><img src="zfwzzc.png" alt="政府网站找错"></a>', Element.JIUCUO)
    assert (found.value, found.href_kind) == ("", HrefKind.HASH) and Flaw.NOT_LINKED in found.flaws


def test_the_feedback_of_an_article_is_not_the_entrance() -> None:
    page = '<div class="article"><p>…</p><a href="/jiucuo?id=3">【我要纠错】</a><a>内容纠错</a></div><div class="footer">x</div>'
    assert facts(page, URL).of(Element.JIUCUO) == ()


def test_a_selector_in_a_script_is_no_entrance() -> None:
    assert footer("<script>$('.jiucuo').hide(); $('#zhaocuo').text();</script>").of(Element.JIUCUO) == ()


def test_nested_scripts_are_followed() -> None:
    inner = f"document.write(unescape('%3Cscript src=%22//dcs.conac.cn/{PATH}%22%3E%3C/script%3E'))"
    html = f'<script>document.write("<script>{inner}<\\/script>")</script>'
    found = footer(html).of(Element.CONAC)
    assert found and found[0].value == NAME and found[0].source is Source.SCRIPT


@pytest.mark.parametrize(
    ("alt", "mark"),
    [
        ("党政机关厉行节约条例", False), ("党政机关", True), ("党政机关网站标识", True), ("事业单位", True), ("全国事业单位标志", True),
        ("广州·党政机关", True), ("事业单位公开招聘公告", False),
    ],
)  # fmt: skip
def test_names_of_marks(alt: str, mark: bool) -> None:
    assert bool(footer(f'<img alt="{alt}" src="x.jpg">').of(Element.CONAC)) is mark
