"""Organiser, contact, site map, IPv6 claim and page tags."""

import pytest

from auditor.html.identity import facts
from auditor.model.identity import Element, Flaw, HrefKind, IdentityFacts

URL = "http://www.example.gov.cn/"


def footer(html: str) -> IdentityFacts:
    return facts(f'<html><body><div class="footer">{html}</div></body></html>', URL)


@pytest.mark.parametrize(
    ("html", "organiser", "undertaker"),
    [
        ("主办单位：安溪县人民政府办公室 网站标识码：1", "安溪县人民政府办公室", ""),
        ("主办：&nbsp;&nbsp;&nbsp;武汉市人民政府", "武汉市人民政府", ""),
        ("<p>主　办：某市人民政府</p><p>承　办：某市大数据局</p>", "某市人民政府", "某市大数据局"),
        ("西安市人民政府办公厅主办", "西安市人民政府办公厅", ""),
        ("中共青岛市委、青岛市人民政府主办", "中共青岛市委、青岛市人民政府", ""),
        ("网站主办：某县人民政府", "某县人民政府", ""),
        ("版权所有/主办单位：某县人民政府", "某县人民政府", ""),
        ("主办方：某区政府办公室<br>技术支持：某公司", "某区政府办公室", ""),
        ("主办：某区人民政府 承办：某区信息中心 运营：某公司", "某区人民政府", "某区信息中心"),
        ("主办单位：中共安徽省委教育工委 安徽省教育厅", "中共安徽省委教育工委 安徽省教育厅", ""),
        ("主管单位：甲部 主办单位：乙局", "乙局", ""),
        (
            "主办单位：常州国家高新技术产业开发区（新北区）党政办公室",
            "常州国家高新技术产业开发区（新北区）党政办公室",
            "",
        ),
        ("某区人民政府主办、某区信息化办公室承办", "某区人民政府", "某区信息化办公室"),
        ("省政府办公厅主管  省政务大数据服务中心承办", "", "省政务大数据服务中心"),
        ("技术支持：某公司 运行维护单位：某中心 版权所有：某市人民政府", "", ""),
        ("主办单位：<span>某市</span><b>人民政府</b>", "某市人民政府", ""),
    ],
)
def test_names(html: str, organiser: str, undertaker: str) -> None:
    read = footer(html)
    for element, name in ((Element.ORGANISER, organiser), (Element.UNDERTAKER, undertaker)):
        assert [item.value for item in read.of(element)] == ([name] if name else [])


def test_a_label_without_a_name() -> None:
    found = footer("<p>主办单位： 承办单位：</p>").of(Element.ORGANISER)
    assert [(item.value, item.flaws) for item in found] == [("", (Flaw.EMPTY,))]


def test_an_article_does_not_name_the_organiser() -> None:
    text = "<div class=article><p>活动由某协会与某文联联合主办，自5月起。</p></div>" + "<p>字</p>" * 50
    assert facts(f"<html><body>{text}<div class=footer>版权所有</div></body></html>", URL).of(Element.ORGANISER) == ()


@pytest.mark.parametrize(
    ("html", "form"),
    [
        ('<a href="/lxwm/">联系我们</a>', "link"),
        ('<a href="/a.htm" title="联系我们"><i class="fa"></i></a>', "link"),
        ("联系电话：0512-68752345", "phone"),
        ("联系电话 商务局：027-82796639", "phone"),
        ("电话：(010)68752345", "phone"),
        ("Tel: 010-68752345", "phone"),
        ("邮箱：web@example.gov.cn", "email"),
        ('<a href="mailto:web@example.gov.cn">信</a>', "email"),
        ("政务服务热线：12345", "hotline"),
        ("市民热线：027-12345", "hotline"),
    ],
)
def test_contacts(html: str, form: str) -> None:
    assert {item.form for item in footer(html).of(Element.CONTACT)} == {form}


def test_a_phone_in_an_article_is_not_the_sites() -> None:
    page = f"<html><body><p>联系人：张某 联系电话：0512-68752345</p>{'<p>正文正文正文</p>' * 300}<div class=footer>京ICP备05070218号</div>"
    assert facts(page, URL).of(Element.CONTACT) == ()


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<a href="/map.html">网站地图</a>', HrefKind.RECORD),
        ('<a href="/map.html">【站点地图】</a>', HrefKind.RECORD),
        ('<a href="#">网站导航</a>', HrefKind.HASH),
        ('<a href="/m"><img alt="崇明门户·网站地图"></a>', HrefKind.RECORD),
        ('<a href="/m" title="网站地图"><i></i></a>', HrefKind.RECORD),
    ],
)
def test_site_maps(html: str, kind: HrefKind) -> None:
    assert [item.href_kind for item in footer(html).of(Element.SITEMAP)] == [kind]


@pytest.mark.parametrize("words", ["顺义地图", "产业地图", "便民服务地图", "网站地图更新通知公告全文请点此处查看"])
def test_other_maps(words: str) -> None:
    assert footer(f'<a href="/m">{words}</a>').of(Element.SITEMAP) == ()


@pytest.mark.parametrize(
    "html",
    [
        "本网站支持IPv6",
        "<a>网站已支持ipv6</a>",
        '<li class="ipv6"><img src="x.png"></li>',
        '<img src="ipv.png" alt="网站支持IPv6">',
    ],
)
def test_ipv6_claims(html: str) -> None:
    assert footer(html).of(Element.IPV6)


@pytest.mark.parametrize(
    "html", ['<a href="http://a.ipv6ipv4.com.cn/">x</a>', "<script>function parseIPv6(){}</script>"]
)
def test_no_ipv6_claims(html: str) -> None:
    assert footer(html).of(Element.IPV6) == ()


def test_page_tags_are_read_in_any_spelling() -> None:
    head = (
        '<meta name="SiteName" content=""><meta  name=sitename content=某市><META content="4401000004" NAME="SiteIDCode">'
        '<meta name="Author"content="a"><!-- <meta name="PubDate" content="2020-01-01"> -->'
    )
    read = facts(f"<html><head>{head}</head><body><meta name='ColumnName' content=' 公共  头 '></body></html>", URL)
    assert read.tag("siteName") == "某市" and read.tag("SITEIDCODE") == "4401000004"
    assert read.tag("Author") == "a" and read.tag("PubDate") == "" and read.tag("ColumnName") == "公共 头"
    assert [tag.content for tag in read.tags("SiteName")] == ["", "某市"]


def test_the_leaving_prompt_is_seen_in_scripts() -> None:
    read = footer(
        "<script>function out(){ if(confirm('您访问的链接即将离开“某市”门户网站,是否继续?')) go(); }</script>"
    )
    assert len(read.of(Element.LEAVING_PROMPT)) == 1


@pytest.mark.parametrize(
    ("words", "element"),
    [
        ("Site Map", Element.SITEMAP), ("SITEMAP", Element.SITEMAP), ("网站地图(SiteMap)", Element.SITEMAP),
        ("网站地图（Site Map）", Element.SITEMAP), ("联系我们(Contact Us)", Element.CONTACT), ("Contact Us", Element.CONTACT),
    ],
)  # fmt: skip
def test_links_in_two_languages(words: str, element: Element) -> None:
    assert footer(f'<a href="/x.html">{words}</a>').of(element)


def test_a_list_of_offices_with_commas() -> None:
    read = footer("广州市人民政府主办,广州市政务服务中心承办。")
    assert [item.value for item in read.of(Element.ORGANISER)] == ["广州市人民政府"]
    assert [item.value for item in read.of(Element.UNDERTAKER)] == ["广州市政务服务中心"]


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ('主办单位:<img alt="安和市人民政府">', "安和市人民政府"),
        ('主办单位： <a href="/"><img src="n.png" title="安和市人民政府"></a>', "安和市人民政府"),
        ('主办单位:<img src="name.png">', ""),
    ],
)
def test_a_name_that_is_drawn_is_not_empty(html: str, value: str) -> None:
    (item,) = footer(html).of(Element.ORGANISER)
    assert (item.value, item.flaws, item.form) == (value, (), "image")
