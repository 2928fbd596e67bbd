"""Every row of the link-form table (footer-and-links, section 4), on markup as real government pages write it."""

import pytest

from auditor.html.scanner import Scanner
from auditor.model.link import Link, LinkForm
from auditor.model.link import TargetKind as Kind
from auditor.urls.scope import Scope

SITE = "http://www.x.gov.cn"
URL = f"{SITE}/a/b/c.html"
SCOPE = Scope(frozenset({f"{SITE}:80"}))


def links(markup: str, url: str = URL, encoding: str = "utf-8") -> list[Link]:
    scan = Scanner(SCOPE).scan(markup, url, encoding)
    definitions = {definition.id: definition.links for definition in scan.new}
    return [link for number in scan.refs for link in definitions[number]]


def targets(markup: str, url: str = URL, encoding: str = "utf-8") -> list[str]:
    return [link.target for link in links(markup, url, encoding)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="javascript:;">x</a>',
        '<a href="javascript:void(0)">x</a>',
        '<a href="JavaScript:;">x</a>',
        '<a href="javascript://">x</a>',
        '<a href="javascript:void(0)" onclick="aria.start()">无障碍</a>',
        '<a href="javascript:window.print()">打印</a>',
        '<a href="javascript:history.go(-1)">返回</a>',
        '<a href="javascript:window.close()">关闭</a>',
        "<a href=\"javascript:AddFavorite('本站')\">收藏</a>",
        "<a onmouseover=\"this.href='javascript:doZoom(16,14,14,16);'\">大</a>",
        "<a>x</a>",
        '<a nohref="#">x</a>',
        '<a name="x"></a>',
        '<iframe src="javascript:;"></iframe>',
        '<iframe src=""></iframe>',
        '<iframe src="../../../../module/visitcount/visit.jsp?i_webid=1"></iframe>',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<meta http-equiv="refresh" content="600">',
        "<!-- <a href='/dead.html'>x</a> -->",
        '<base target="_blank">',
        '<link rel="dns-prefetch" href="//cdn.y.cn">',
    ],
)
def test_no_link(markup: str) -> None:
    assert links(markup) == []


def test_ui_action_with_a_hash_is_a_placeholder_with_a_handler() -> None:
    (link,) = links('<a onclick="SetHome(this,window.location)" href="###">设为首页</a>')
    assert (link.kind, link.bare) == (Kind.PLACEHOLDER, False)


def test_a_literal_before_a_plus_is_only_a_prefix() -> None:
    markup = """<a href='#' onclick='window.open("http://www.y.gov.cn/jiucuo.php?code=1&url="+window.location.href);return false;'>错</a>"""
    assert [link.kind for link in links(markup)] == [Kind.PLACEHOLDER]


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        ("<a href=\"javascript:top.location.href='/wza/index.html'\">x</a>", f"{SITE}/wza/index.html"),
        ("<a href='#' onclick='window.open(\"http://www.y.gov.cn/a\");return false;'>x</a>", "http://www.y.gov.cn/a"),
        ("<div onclick=\"location.href='list.html'\">x</div>", f"{SITE}/a/b/list.html"),
        ("<div onclick=\"window.location.replace('/list.html')\">x</div>", f"{SITE}/list.html"),
        ('<a class="wza" onclick="wza(\'http://www.bjdx.gov.cn/AiWza/\');">x</a>', "http://www.bjdx.gov.cn/AiWza/"),
    ],
)
def test_literal_in_a_handler(markup: str, target: str) -> None:
    (link,) = links(markup)
    assert (link.target, link.form) == (target, LinkForm.SCRIPT)


@pytest.mark.parametrize("name", ["url", "data-url", "data-href", "data-link", "data-src", "_href"])
def test_address_in_a_data_attribute_when_href_is_idle(name: str) -> None:
    (link,) = links(f'<a ischeck="checked" href="javascript:;" {name}="http://www.beian.gov.cn/p">x</a>')
    assert (link.target, link.form, link.attr) == ("http://www.beian.gov.cn/p", LinkForm.DATA, name)


def test_data_attribute_beside_a_real_href_is_not_read() -> None:
    assert targets('<a href="/a" data-url="/CBC/login!x">x</a>') == [f"{SITE}/a"]


def test_leaving_site_guard_keeps_the_href() -> None:
    markup = "<a href='http://fgw.beijing.gov.cn/' onclick=\"this.href.indexOf('fgw.beijing.gov.cn')>=0?'':alert('您已跳出…')\">x</a>"
    (link,) = links(markup)
    assert (link.target, link.form) == ("http://fgw.beijing.gov.cn/", LinkForm.PLAIN)


@pytest.mark.parametrize(
    "handler",
    ["javascript:window.open(this.options[this.selectedIndex].value)", "tiaozou(1)", "gotoLink(this)", "$.goSite(this)",
     "if(this.value!=\"\" && this.value.indexOf(\"#\")!=0)window.open(this.value)"],
)  # fmt: skip
def test_options_of_a_jump_menu(handler: str) -> None:
    found = links(
        f"<select onchange='{handler}'><option value='no'>友情链接</option><option value='/'>-</option>"
        "<option value='#'>-</option><option value=''>-"
        "<option value='http://www.y.gov.cn/'>某县</option><option value='/zwgk/'>公开</option></select>"
    )
    assert [(link.target, link.text, link.form) for link in found] == [
        ("http://www.y.gov.cn/", "某县", LinkForm.OPTION),
        (f"{SITE}/zwgk/", "公开", LinkForm.OPTION),
    ]


def test_relative_references() -> None:
    assert targets('<a href="./t1.shtml">x</a><a href="../../dbdh/">y</a><a href="?page=2">z</a>') == [
        f"{SITE}/a/b/t1.shtml",
        f"{SITE}/dbdh/",
        f"{URL}?page=2",
    ]


def test_the_first_base_with_href_counts() -> None:
    markup = '<base target="_blank"><a href="x">1</a><base id="headbase" href="http://www.y.cn/forum/"><base href="/no/"><a href="?q">2</a>'
    assert targets(markup) == ["http://www.y.cn/forum/x", "http://www.y.cn/forum/?q"]


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        ('<a href ="../index.htm">x</a>', f"{SITE}/a/index.htm"),
        ("<a href=jgsz/jwcjj/index.htm>x</a>", f"{SITE}/a/b/jgsz/jwcjj/index.htm"),
        ("<A HREF='/u'>x</A>", f"{SITE}/u"),
        ('<a title="a>b" href="/u">x</a>', f"{SITE}/u"),
        ('<area shape="rect" coords="0,0,1,1" href="/u">', f"{SITE}/u"),
        ('<noscript><a href="/u">x</a></noscript>', f"{SITE}/u"),
        ('<a href="/u?a=1&amp;b=2&copy=3">x</a>', f"{SITE}/u?a=1&b=2&copy=3"),
        ('<a href="\n /u\t">x</a>', f"{SITE}/u"),
        ("</body></html><html><body><a href=/u>x</a>", f"{SITE}/u"),
        ('<iframe src="/col/col97620/index.html"></iframe>', f"{SITE}/col/col97620/index.html"),
        ("<frame src=/u>", f"{SITE}/u"),
        ('<meta http-equiv="refresh" content="0;URL=http://rsj.y.gov.cn/zwgk/"/>', "http://rsj.y.gov.cn/zwgk/"),
        ("<meta http-equiv=Refresh content=\"5; url='/u'\">", f"{SITE}/u"),
    ],
)
def test_markup_a_browser_reads(markup: str, target: str) -> None:
    assert targets(markup) == [target]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=/u.png>", "<img src=/u>", "<link rel=stylesheet href=/u.css>", "<script src=/u.js></script>", "<input type=image src=/u>",
        "<img data-src=/u.png>", "<img srcset='/u.png 2x'>", "<source srcset=/u.png>", "<video poster=/u.png></video>",
        "<embed src=/u.swf>",
        "<td background=/u.gif>", "<div style=\"background:url('/u.png')\">", "<style>.a{background:url(/u.png)}</style>",
        "<style>@import '/u.css';</style>", "<object data=/u.swf></object>",
    ],
)  # fmt: skip
def test_parts_of_a_page_are_assets(markup: str) -> None:
    (link,) = links(markup)
    assert link.kind is Kind.ASSET and link.target.startswith(f"{SITE}/u")


def test_srcset_with_several_candidates() -> None:
    assert targets('<img srcset="a.png 1x, b.png?x=1,2 2x,c.png 100w">') == [
        f"{SITE}/a/b/{name}" for name in ("a.png", "b.png?x=1,2", "c.png")
    ]


def test_raw_chinese_in_the_query_of_a_gbk_page() -> None:
    markup = '<a href="index.asp?t=政府">x</a><a href="i.asp?FileType=%D5%FE">y</a>'
    assert targets(markup, encoding="gb18030") == [
        f"{SITE}/a/b/index.asp?t=%D5%FE%B8%AE",
        f"{SITE}/a/b/i.asp?FileType=%D5%FE",
    ]


def test_local_file_of_pasted_office_text() -> None:
    (link,) = links('<img src="file:///C:/DOCUME~1/ADMINI~1/LOCALS~1/Temp/ksohtml/wps6F1.tmp.png">')
    assert (link.kind, link.note) == (Kind.PRIVATE, "local-file")


@pytest.mark.parametrize(
    ("markup", "bare"),
    [
        ('<a href="#">公告</a>', True),
        ('<a href="">公告</a>', True),
        ('<a href="#" id="x">公告</a>', False),
        ('<a href="#" class="x">公告</a>', False),
        ('<a href="#" data-toggle="x">公告</a>', False),
        ('<a href="#" role="button">公告</a>', False),
        ('<a href="" onclick="go()">公告</a>', False),
    ],
)
def test_placeholder_under_visible_text(markup: str, bare: bool) -> None:
    (link,) = links(markup)
    assert (link.kind, link.text, link.bare) == (Kind.PLACEHOLDER, "公告", bare)


@pytest.mark.parametrize(
    "markup", ['<a href="#"></a>', '<a href="#"><img src="data:,x"></a>', '<a href=""> &nbsp; </a>']
)
def test_placeholder_without_text_is_nothing(markup: str) -> None:
    assert links(markup) == []


@pytest.mark.parametrize("raw", ["{{x.docId}}", "${list.url}", "[!---news.url--]", "<%=u%>", "{% url %}"])
def test_residue_in_live_markup(raw: str) -> None:
    (link,) = links(f"<a href='{raw}'>x</a>")
    assert (link.kind, link.raw) == (Kind.RESIDUE, raw)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="text/template"><a href="{{u}}">x</a><a href="/t">x</a></script>',
        '<script type="text/x-handlebars"><a href="{{u}}">x</a></script>',
        '<template><a href="{{u}}">x</a><template></template><a href="/t">x</a></template>',
        '<div ng-repeat="x in list"><a href="{{x.u}}">x</a></div>',
        '<div v-for="x in list"><a href="${x.u}">x</a></div>',
        '<a ng-href="{{u}}" href="{{u}}">x</a>',
        '<a :href="u" href="{{u}}">x</a>',
    ],
)
def test_client_templates_are_not_live(markup: str) -> None:
    assert links(markup) == []


def test_what_follows_a_template_is_live() -> None:
    assert targets('<template><a href="/t">x</a></template><a href="/u">y</a>') == [f"{SITE}/u"]


def test_written_markup_with_a_concatenated_address_is_ignored() -> None:
    assert (
        links("<script>document.write('<a href=\"'+getUrl()+'\" >x</a><a href=\"/u?id='+id+'\">y</a>')</script>") == []
    )


def test_written_markup_with_a_simple_variable_is_resolved() -> None:
    script = "<script>var str_1=\"./t20170811_21250996.html\";document.write('<a href=\"'+str_1+'\" target=_blank>x</a>')</script>"
    (link,) = links(script)
    assert (link.target, link.form) == (f"{SITE}/a/b/t20170811_21250996.html", LinkForm.SCRIPT)


@pytest.mark.parametrize(
    "script",
    [
        """document.writeln("<div class=\\'dzjg\\'><a href=\\'http://bszs.conac.cn/sitename?method=show&id=0AC8\\'></a>")""",
        "document.write(unescape(\"%3Ca href='http://bszs.conac.cn/sitename?method=show&id=0AC8'%3E%3C/a%3E\"))",
        """$('body').append('<a href="http://bszs.conac.cn/sitename?method=show&id=0AC8">' + '</a>')""",
        """var f='';f += '<a href="http://bszs.conac.cn/'+'sitename?method=show&id=0AC8"></a>'""",
    ],
)
def test_markup_written_by_a_script(script: str) -> None:
    assert targets(f"<script>{script}</script>") == ["http://bszs.conac.cn/sitename?method=show&id=0AC8"]


@pytest.mark.parametrize(
    "script",
    [
        "// document.write('<a href=\"/old\">x</a>')",
        "/* location.href='/old' */",
        '/* var list=[{"url":"/old.html"}] */',
        "// createPageHTML(4, 0, 'index', 'html');",
    ],
)
def test_comments_in_scripts_count_for_nothing(script: str) -> None:
    assert links(f"<script>{script}\n</script>") == []


HANWEB = """<div id="212860"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1
&columnid=33718&unitid=212860"></a>]]></nextgroup><recordset><record><![CDATA[<li><a href='/art/2026/9/11/art_33718_11828204.html'
title='标题'>标…</a><span>2026-09-11</span></li>]]></record></recordset></datastore></script></div>"""


def test_cdata_lists_are_ordinary_links_and_the_data_proxy_is_none() -> None:
    (link,) = links(HANWEB)
    assert (link.target, link.form, link.text) == (
        f"{SITE}/art/2026/9/11/art_33718_11828204.html",
        LinkForm.PLAIN,
        "标…",
    )


def test_json_lists() -> None:
    script = r'var itemObj=[{"aT":"x","aU":"{\"common\":\"/art/1.html\"}"},{"title":"y","url":"http:\/\/www.y.gov.cn\/2.html"}]'
    assert targets(f"<script>{script}</script>") == [f"{SITE}/art/1.html", "http://www.y.gov.cn/2.html"]


def test_paging_of_four_arguments() -> None:
    found = links('<script>createPageHTML(4, 0, "index", "html");</script>')
    assert [link.target for link in found] == [f"{SITE}/a/b/index_{page}.html" for page in (1, 2, 3)]
    assert {link.form for link in found} == {LinkForm.GENERATED}


def test_paging_of_six_arguments_is_proven_page_by_page() -> None:
    first = "<script>createPageHTML('page_div',50, 1,'xwzx_list','shtml',1000);</script>"
    assert targets(first) == [f"{SITE}/a/b/xwzx_list_2.shtml"]
    second = targets(first.replace("50, 1", "50, 2"))
    assert (len(second), second[-1]) == (49, f"{SITE}/a/b/xwzx_list_50.shtml")


@pytest.mark.parametrize(
    "call",
    [
        'createPageHTML(1, 0, "index", "html")',
        'createPageHTML(p, t, "javascript:getList", r, "1")',
        "function createPageHTML(n, c, name, ext){}",
    ],
)
def test_paging_calls_that_name_no_page(call: str) -> None:
    assert links(f"<script>{call}</script>") == []


@pytest.mark.parametrize("href", ["javascript:goToPageURL(2)", "javascript:page(2,10,'')", "javascript:getList(2)"])
def test_computed_paging_is_left_alone(href: str) -> None:
    assert links(f'<a href="{href}">2</a>') == []


def test_a_computed_location_is_left_alone() -> None:
    assert links('<script>location.href="index_"+n+".html"</script>') == []


def test_mobile_jump_is_an_alternate_address_and_no_redirect() -> None:
    markup = '<script>if(u.indexOf("iP")>-1||u.indexOf("Android")>-1)location.href="/mpost_1.html"</script>'
    (link,) = links(markup)
    assert (link.target, link.form) == (f"{SITE}/mpost_1.html", LinkForm.SCRIPT)
    assert Scanner(SCOPE).scan(markup, URL, "utf-8").page.refresh == ""


def test_third_party_frames_are_external() -> None:
    (link,) = links('<iframe src="//tianqi.y.com/i.php?id=1"></iframe>')
    assert (link.kind, link.tag) == (Kind.EXTERNAL, "iframe")


def test_session_ids_stay_in_the_address_that_is_requested() -> None:
    assert targets('<a href="/a;jsessionid=D7630ED4">x</a>') == [f"{SITE}/a;jsessionid=D7630ED4"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<a href=/u> 通知&nbsp; 公告\n</a>", "通知 公告"),
        ("<a href=/u>京<span>ICP</span>备<b>1</b></a>", "京ICP备1"),
        ("<a href=/u>甲<br>乙</a>", "甲 乙"),
        ("<a href=/u><img src=data:, alt='党政机关'></a>", "党政机关"),
        ("<a href=/u title='标题'><img src=data:, alt=''></a>", "标题"),
        ("<a href=/u>字<!-- 无 --></a>", "字"),
        (f"<a href=/u>{'长' * 300}</a>", "长" * 200),
    ],
)
def test_text_of_an_anchor(markup: str, text: str) -> None:
    assert links(markup)[0].text == text


def test_an_image_in_an_anchor_is_its_own_link() -> None:
    found = links('<a href="/u"><img src="/i.png"></a>')
    assert [(link.tag, link.kind) for link in found] == [("a", Kind.PAGE), ("img", Kind.ASSET)]


def test_raw_is_the_decoded_attribute_untrimmed() -> None:
    assert links('<a href=" /u?a=1&amp;b=2 ">x</a>')[0].raw == " /u?a=1&b=2 "
