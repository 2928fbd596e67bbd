"""Site code, police and ICP numbers in every spelling that real footers use."""

import pytest

from auditor.html.identity import facts
from auditor.model.identity import Element, Flaw, Found, HrefKind, IdentityFacts, Source, Trust

URL = "http://www.example.gov.cn/"


def footer(html: str) -> IdentityFacts:
    return facts(f'<html><body><p>正文</p><div class="footer">{html}</div></body></html>', URL)


def first(html: str, element: Element) -> Found:
    found = footer(html).of(element)
    assert found, html
    return found[0]


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ("网站标识码：4401000004", "4401000004"),
        ("网站标识码:3204110029", "3204110029"),
        ("网站标识码 ：4506000001", "4506000001"),
        ("网站标识码: 4303000006", "4303000006"),
        ("网站标识码bm01000001", "bm01000001"),
        ("网站标识码：BM01000001", "bm01000001"),
        ("政府网站标识码 5000000091", "5000000091"),
        ("政府网站标识码&nbsp;:&nbsp;5000000091", "5000000091"),
        ("网站<br>标识码：bm07000001", "bm07000001"),
        ("网站标识号：1500000007", "1500000007"),
        ("网站识别码：4400000106", "4400000106"),
        ("藏ICP备11000170号-6000002号网站标识码：5426270002", "5426270002"),
        ("网站标识码：3505240010闽公网安备 35052402000177号", "3505240010"),
        ("网站标识码 <span>44</span><b>01</b>000004", "4401000004"),
        ("网站标识码：４４０１０００００４", "4401000004"),
        ("网站标识码：\u200b4401000004", "4401000004"),
        ("网站标识码&#65306;4401000004", "4401000004"),
        ("<p>网站标识码</p><p>4401000004</p>", "4401000004"),
        ("网站标识码: bm14000001京ICP备.5002860号", "bm14000001"),
        ("网站标识：4401000004", "4401000004"),
        ("网站标识编码：4401000004", "4401000004"),
        ("网站标识码为4401000004", "4401000004"),
        ("（网站标识码：4401000004）", "4401000004"),
    ],
)
def test_site_codes(html: str, value: str) -> None:
    found = first(html, Element.SITE_CODE)
    assert (found.value, found.flaws, found.trust, found.footer) == (value, (), Trust.PRINTED, True)


@pytest.mark.parametrize(
    ("html", "value", "flaw"),
    [
        ("网站标识码：0000000000", "0000000000", Flaw.PLACEHOLDER),
        ("网站标识码：1234567890", "1234567890", Flaw.PLACEHOLDER),
        ("网站标识码：500xxxxxxx", "500xxxxxxx", Flaw.PLACEHOLDER),
        ("网站标识码：1304000000", "1304000000", Flaw.PLACEHOLDER),
        ("网站标识码：310000000044", "310000000044", Flaw.LENGTH),
        ("网站标识码：3610782", "3610782", Flaw.LENGTH),
        ("网站标识码：</p><p>主办：某市", "", Flaw.EMPTY),
    ],
)
def test_bad_site_codes_are_kept_as_they_are(html: str, value: str, flaw: Flaw) -> None:
    found = first(html, Element.SITE_CODE)
    assert found.value == value and flaw in found.flaws


@pytest.mark.parametrize(
    ("html", "value", "prefix"),
    [
        ("京公网安备11010202000001号", "11010202000001", "京"),
        ("陕公网安备 61011202000087号", "61011202000087", "陕"),
        ("川公网安备&nbsp;51010502010674号", "51010502010674", "川"),
        ("桂公网安备 45010302001240", "45010302001240", "桂"),
        ("苏公网安备:32010602010331号", "32010602010331", "苏"),
        ("津公网安备 ：12010302000991号", "12010302000991", "津"),
        ("粤公网安备号44030402003007", "44030402003007", "粤"),
        ("公安备案号 36090202000071", "36090202000071", ""),
        ("公安机关备案号：36010802000157", "36010802000157", ""),
        ("公安部备案号：川公网安备 51010502010674号", "51010502010674", "川"),
        ("国际联网备案： 渝公网安备 50010502010674号", "50010502010674", "渝"),
        ("沪公安备：31010102045442号", "31010102045442", "沪"),
        ("京公安备号11010802020312号", "11010802020312", "京"),
        ("郑公备：41010029000130", "41010029000130", ""),
        ("京<i>公网</i>安备<b>110102</b>02000001号", "11010202000001", "京"),
        ("京公网安备 1101 0202 0000 01号", "11010202000001", "京"),
        ("京公网安备第11010202000001号", "11010202000001", "京"),
    ],
)
def test_police_numbers(html: str, value: str, prefix: str) -> None:
    found = first(html, Element.POLICE)
    assert (found.value, found.prefix) == (value, prefix)
    assert not {Flaw.LENGTH, Flaw.MALFORMED, Flaw.PLACEHOLDER, Flaw.LEGACY} & set(found.flaws)
    assert len(footer(html).of(Element.POLICE)) == 1


@pytest.mark.parametrize(
    ("html", "flaw"),
    [
        ("京公网安备:110402430068号", Flaw.LEGACY),
        ("深公网安备：4403101910665", Flaw.LEGACY),
        ("冀公网备案号:1300000000000", Flaw.PLACEHOLDER),
        ("苏公网安备000000000000号", Flaw.PLACEHOLDER),
        ("冀公网安备 13010200000000000号", Flaw.PLACEHOLDER),
        ("苏公网安备32012345678900号", Flaw.PLACEHOLDER),
        ("京公网安备1XXXXXX9号", Flaw.MALFORMED),
        ("京公网安备1101020200000123号", Flaw.LENGTH),
    ],
)
def test_bad_police_numbers(html: str, flaw: Flaw) -> None:
    assert flaw in first(html, Element.POLICE).flaws


@pytest.mark.parametrize(
    ("link", "kind", "code"),
    [
        ('href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010202000001"', HrefKind.RECORD, True),
        ('href="//www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010202000001"', HrefKind.RECORD, True),
        ("href=' https://www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010202000001号'", HrefKind.RECORD, True),
        ('href="https://beian.mps.gov.cn/#/query/webSearch?code=11010202000001"', HrefKind.RECORD, True),
        ('href="https://beian.mps.gov.cn/#/query/webSearch"', HrefKind.HOME, False),
        ('href="http://www.beian.gov.cn/portal/index.do"', HrefKind.HOME, False),
        ('href="http://www.beian.gov.cn/portal/recordQuery"', HrefKind.HOME, False),
        ('href="http://www.beian.gov.cn"', HrefKind.HOME, False),
        ('href="https://www.beian.gov.cn//www.cac.gov.cn/registerSystemInfo?x=1"', HrefKind.MALFORMED, False),
        ('href="www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010202000001"', HrefKind.MALFORMED, True),
        ('href="javascript:;" url="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010202000001"', HrefKind.ATTRIBUTE, True),
        ('href="#"', HrefKind.HASH, False),
        ('href=""', HrefKind.HASH, False),
        ('href="javascript:;"', HrefKind.SCRIPT, False),
        ('href="https://www.example.com/"', HrefKind.ELSEWHERE, False),
    ],
)  # fmt: skip
def test_police_links(link: str, kind: HrefKind, code: bool) -> None:
    found = first(f"<a {link}><img src=ga.png>京公网安备11010202000001号</a>", Element.POLICE)
    assert found.href_kind is kind
    assert found.code == ("11010202000001" if code else "")


def test_a_number_without_link_is_not_linked() -> None:
    assert first("<a href='/'>首页</a> 京公网安备11010202000001号", Element.POLICE).href_kind is HrefKind.NONE


@pytest.mark.parametrize(
    ("html", "value", "flaws"),
    [
        ("京ICP备05070218号", "京ICP备05070218号", set()),
        ("京ICP备20013709号-1", "京ICP备20013709号-1", set()),
        ("陕ICP备2024054100号", "陕ICP备2024054100号", set()),
        ("冀ICP备11012692号-54", "冀ICP备11012692号-54", set()),
        ("蜀ICP备 13001288号", "蜀ICP备13001288号", {Flaw.SPACE}),
        ("沪ICP备：12004267", "沪ICP备12004267号", {Flaw.COLON, Flaw.NO_HAO}),
        ("晋ICP备05003854", "晋ICP备05003854号", {Flaw.NO_HAO}),
        ("鄂ICP备19031037-2号", "鄂ICP备19031037号-2", {Flaw.ORDER}),
        ("京 ICP 备 17046648-1 号", "京ICP备17046648号-1", {Flaw.ORDER, Flaw.SPACE}),
        ("辽ICP06018765", "辽ICP备06018765号", {Flaw.WRONG_LABEL, Flaw.NO_HAO}),
        ("ICP备案号：京ICP备05070218号", "京ICP备05070218号", set()),
        ("备案序号：京icp备05070218号", "京ICP备05070218号", set()),
        ("ICP证号：豫ICP备05070218号", "豫ICP备05070218号", set()),
        ("沪ICP备<br>11038903号-7", "沪ICP备11038903号-7", set()),
        ("京<span>ICP</span>备<span>19054529</span>号<span>-1</span>", "京ICP备19054529号-1", set()),
        ("京ＩＣＰ备１９０５４５２９号－１", "京ICP备19054529号-1", set()),
        ("冀ICP备:10000000号", "冀ICP备10000000号", {Flaw.COLON, Flaw.PLACEHOLDER}),
        ("冀ICP备12345678号", "冀ICP备12345678号", {Flaw.PLACEHOLDER}),
        ("ICP备案编号:05070218号", "ICP备05070218号", None),
    ],
)
def test_icp_numbers(html: str, value: str, flaws: set[Flaw] | None) -> None:
    found = footer(html).of(Element.ICP)
    if flaws is None:
        assert found and Flaw.NO_PROVINCE in found[0].flaws
        return
    assert [(item.value, set(item.flaws)) for item in found] == [(value, flaws)]


def test_an_unreadable_icp_number_is_kept() -> None:
    found = first("冀ICP备:XXXXXX号-1", Element.ICP)
    assert Flaw.PLACEHOLDER in found.flaws and found.raw == "冀ICP备:XXXXXX号-1"


@pytest.mark.parametrize("html", ["京ICP证080637号", "ICP证：桂B2-20040022-5"])
def test_a_licence_is_not_the_filing(html: str) -> None:
    read = footer(html)
    assert not read.of(Element.ICP) and len(read.of(Element.ICP_LICENCE)) == 1


def test_old_hosts_of_the_icp_register() -> None:
    old = first(
        '<a href="http://www.miitbeian.gov.cn/publish/query/indexFirst.action">京ICP备05070218号</a>', Element.ICP
    )
    new = first('<a href="https://beian.miit.gov.cn/#/Integrated/index">京ICP备05070218号</a>', Element.ICP)
    assert Flaw.OUTDATED_HOST in old.flaws and new.flaws == ()
    assert {old.href_kind, new.href_kind} == {HrefKind.HOME}


def test_offsets_are_places_in_the_page() -> None:
    page = "<html><body>&nbsp;　<p>x</p><div class=footer>&copy; 京&#73;CP备05070218号 网站标识码：4401000004</div>"
    read = facts(page, URL)
    assert page.startswith("网站标识码", read.of(Element.SITE_CODE)[0].offset)
    assert page.startswith("京", read.of(Element.ICP)[0].offset)


def test_values_in_titles_are_believed_less_than_print() -> None:
    read = footer('<li title="网站标识码4403000026 备案序号粤ICP备05070218号">x</li>网站标识码：4403000027')
    assert [(item.value, item.trust) for item in read.of(Element.SITE_CODE)] == [
        ("4403000027", Trust.PRINTED),
        ("4403000026", Trust.ATTRIBUTE),
    ]


def test_two_contradicting_footers_are_both_kept() -> None:
    page = '<div class="pc-footer">粤ICP备19092744号-3</div><div class="wap-footer">粤ICP备2023100790号-1</div>'
    values = {item.value for item in facts(page, URL).of(Element.ICP)}
    assert values == {"粤ICP备19092744号-3", "粤ICP备2023100790号-1"}


def test_what_stands_in_a_comment_is_not_there() -> None:
    html = "<!-- 网站标识码：4401000004 京ICP备05070218号 " + (
        "<a href='http://bszs.conac.cn/sitename?method=show&id=0A5537536EC43D83E053022819ACDDA0'>x</a> -->"
    )
    assert footer(html).found == ()
    script = "<script>// document.write('<p>网站标识码：4401000004</p>');\n/* document.write('<p>京ICP备05070218号</p>') */</script>"
    assert footer(script).found == ()


def test_scripts_are_a_source_of_their_own() -> None:
    found = first("<script>document.writeln('<p>京ICP备'+'05070218号</p>')</script>", Element.ICP)
    assert (found.value, found.source) == ("京ICP备05070218号", Source.SCRIPT)


@pytest.mark.parametrize(
    "html",
    [
        "网站标识码为:4401000004", "网站标识码为：4401000004", "【4401000004】".join(["网站标识码", ""]), "网站标识码-4401000004",
        "网站标识码：44010 00004", "網站標識碼：4401000004", "网站标识码（4401000004）", "网站标识码[4401000004]",
    ],
)  # fmt: skip
def test_site_codes_after_other_signs(html: str) -> None:
    assert (first(html, Element.SITE_CODE).value, first(html, Element.SITE_CODE).flaws) == ("4401000004", ())


def test_traditional_characters() -> None:
    assert first("京ICP備05070218號-1", Element.ICP).value == "京ICP备05070218号-1"
    assert first("京公網安備 11010202000001號", Element.POLICE).value == "11010202000001"
    assert first('<img alt="京公網安備 11010202000001號">', Element.POLICE).value == "11010202000001"


@pytest.mark.parametrize(
    ("html", "placeholder"),
    [
        ("粤ICP备2020000001号-1", False),
        ("粤ICP备2000000012号", False),
        ("粤ICP备2020000000号", True),
        ("粤ICP备00000000号", True),
        ("粤ICP备12345678号", True),
    ],
)
def test_placeholders_of_filings(html: str, placeholder: bool) -> None:
    assert (Flaw.PLACEHOLDER in first(html, Element.ICP).flaws) is placeholder


@pytest.mark.parametrize(
    ("code", "placeholder"),
    [("4401000004", False), ("bm01000001", False), ("1304000000", True), ("bm01000000", True), ("1111111111", True)],
)
def test_placeholders_of_site_codes(code: str, placeholder: bool) -> None:
    assert (Flaw.PLACEHOLDER in first(f"网站标识码：{code}", Element.SITE_CODE).flaws) is placeholder
