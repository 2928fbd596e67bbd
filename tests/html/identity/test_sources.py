"""Which texts are read, what stays open, what is remembered, and what hostile pages cost."""

import pytest

from auditor.html.identity import Reader, facts
from auditor.model.identity import Element, OpenSource, Source

URL = "http://www.example.gov.cn/a/1.html"
JS = "http://www.example.gov.cn/js/foot.js"


def test_a_script_file_of_the_site_is_read() -> None:
    page = '<body><p>x</p><script src="/js/foot.js"></script></body>'
    code = 'document.writeln("<div class=\'footer\'>");\ndocument.writeln("主办单位：某市人民政府 京ICP备05070218号");'
    read = facts(page, URL, {JS: code})
    (icp,) = read.of(Element.ICP)
    assert (icp.value, icp.source, icp.where) == ("京ICP备05070218号", Source.FILE, JS)
    assert page.startswith("<script", icp.offset)
    assert [item.value for item in read.of(Element.ORGANISER)] == ["某市人民政府"]
    assert read.open_sources == ()


def test_an_unread_script_stays_open_and_a_missing_one_does_not() -> None:
    page = '<script src="/js/foot.js"></script><script src="//cdn.other.com/x.js"></script>'
    page += '<script src="/jquery.min.js"></script>'
    assert facts(page, URL).open_sources == (
        OpenSource("script", JS, 0, True),
        OpenSource("script", "http://cdn.other.com/x.js", page.index("<script", 5), False),
    )
    assert [item.url for item in facts(page, URL, {JS: ""}).open_sources] == ["http://cdn.other.com/x.js"]


def test_frames_of_the_site_are_read() -> None:
    frame = "http://www.example.gov.cn/col/1/index.html"
    page = '<iframe src="/col/1/index.html" height="120"></iframe>'
    assert facts(page, URL).open_sources == (OpenSource("frame", frame, 0, True),)
    (code,) = facts(page, URL, {}, {frame: "<p>网站标识码：3701000001</p>"}).of(Element.SITE_CODE)
    assert (code.value, code.source, code.where, code.footer) == ("3701000001", Source.FRAME, frame, True)


@pytest.mark.parametrize(
    "frame", ['src="javascript:;"', 'src="/module/visitcount/visit.jsp"', 'src="/x.html" height="0" width="0"', ""]
)
def test_frames_that_show_nothing(frame: str) -> None:
    assert facts(f"<iframe {frame}></iframe>", URL).open_sources == ()


def test_markup_that_a_script_loads_is_a_frame() -> None:
    page = "<div id=foot></div><script>$('#foot').load('/inc/foot.html')</script>"
    loaded = "http://www.example.gov.cn/inc/foot.html"
    assert [item.url for item in facts(page, URL).open_sources] == [loaded]
    assert facts(page, URL, {}, {loaded: "京ICP备05070218号"}).of(Element.ICP)


def test_a_number_that_a_script_computes_is_open() -> None:
    page = "<script>document.write('<p>网站标识码：' + code() + '</p>')</script>"
    assert [item.kind for item in facts(page, URL).open_sources] == ["computed"]


def test_files_that_name_each_other_end() -> None:
    a, b = "http://www.example.gov.cn/a.js", "http://www.example.gov.cn/b.js"
    scripts = {
        a: "document.write('<p>备案</p><script src=\"/b.js\"><\\/script>')",
        b: "document.write('<p>备案</p><script src=\"/a.js\"><\\/script>京ICP备05070218号')",
    }
    assert len(facts('<script src="/a.js"></script>', URL, scripts).of(Element.ICP)) == 1


def test_an_inner_document_end_hides_nothing() -> None:
    page = "<html><body><html><body>头</body></html><p>正文</p><div class=footer>网站标识码：bm01000001</div></body></html>"
    assert facts(page, URL).of(Element.SITE_CODE)[0].value == "bm01000001"


def site_page(n: int, middle: str = "") -> str:
    return (
        f'<html><head><title>文章{n}</title><meta name="ArticleTitle" content="{n}"><meta name="SiteIDCode" content="4401000004"></head>'
        f'<body><div class="top"><a href="/map.html">网站地图</a></div><div class="text"><p>{"第" * n}段</p>{middle}</div>'
        '<div class="footer"><p>主办单位：某市人民政府办公室</p><p>网站标识码：4401000004 京ICP备05070218号</p>'
        '<a href="/lxwm.html">联系我们</a><script src="/js/foot.js"></script></div></body></html>'
    )


MIDDLES = [
    "",
    "<p>普通文字</p>",
    "<p>网站标识码：4401000005</p>",
    "<!-- 开",
    "<!-- 关 -->",
    "<script>var a='京ICP备05070219号';document.write('<p>'+a+'</p>')</script>",
    '<script src="/js/other.js"></script>',
    '<iframe src="/x.html"></iframe>',
    "<style>.a{}</style>",
    "<textarea>",
    '<meta name="PubDate" content="2024-01-01">',
    "<a href='/m2.html'>普通链接</a>",
    "京公网安备11010202000001号",
    '<img alt="党政机关">',
    "<SCRIPT>document.write('京ICP备05070219号')</SCRIPT>",
    "<p>京<span>ICP</span>备05070219号</p>",
    "<p>京icp备05070219号</p>",
    "<p>京ICP&nbsp;备05070219号</p>",
    "<p>京ICP 备 05070219号</p>",
    "<p>京ICP&#22791;05070219号</p>",
    "<p>京ＩＣＰ备05070219号</p>",
    "<p>京ICP備05070219號</p>",
    "<p>京ICP05070219号</p>",
    "<p>网站标识<b>码</b>:1101000001</p>",
    "<p>网站标<b>识</b>码:1101000001</p>",
    "<p>网站标识：1101000001</p>",
    "<p>网站標識碼：1101000001</p>",
    "<p>网站识别号 1101000001</p>",
    "<p>网站&#26631;&#x8bc6;码：1101000001</p>",
    "<p>京公网安<br>备 11010202000001号</p>",
    "<p>公安机关互联网站备案号：11010202000001</p>",
    '<img title="京icp备05070219号">',
    '<div class="footer"><p>主办：别市人民政府</p></div>',
    "<footer>服务热线 0512-68752345</footer>",
    "<script>document.write(unescape('%u4EACICP%u590705070219%u53F7'))</script>",
    "<script>document.write('\\u4eacICP\\u590705070219\\u53f7')</script>",
    "<script>$('#f').load('/other.html')</script>",
    "<script>$.get('/other.html', function(d){$('#f').html(d)})</script>",
    "<DIV CLASS=FOOTER>主办单位：某县财政局</DIV>",
    "<Div Class=Footer>主办单位：某县财政局</Div>",
    "<footer>主办单位：某县财政局</footer>",
    "<P class=x>正文</P><Meta name=ColumnName content=财政>",
    "<p>设备准备就绪，目标和识别都好，请备好 2024 年材料</p>",
]


@pytest.mark.parametrize("middle", MIDDLES)
def test_a_remembered_footer_changes_no_answer(middle: str) -> None:
    reader = Reader({JS: "document.write('<p>京公网安备11010202000001号</p>')"})
    for n in range(1, 6):
        reader.facts(site_page(n), URL)
    page = site_page(9, middle)
    remembered = reader.facts(page, URL)
    fresh = Reader({JS: "document.write('<p>京公网安备11010202000001号</p>')"}).facts(page, URL)
    assert remembered == fresh


def test_equal_footers_have_equal_keys() -> None:
    reader = Reader()
    keys = {reader.facts(site_page(n), URL).footer_key for n in range(1, 8)}
    assert len(keys) == 1 and "" not in keys
    assert reader.facts(site_page(3).replace("某市", "别市"), URL).footer_key not in keys


HOSTILE = {
    "large footer": "<div class=footer>" + "<p>版权所有 主办 备案 ICP 标识码 电话 </p>" * 50_000,
    "divs": "<div class=foot>" * 100_000,
    "signs": "备" * 500_000,
    "icp": "ICP备" * 200_000,
    "labels": "网站标识码：" * 100_000,
    "names": "某" * 300_000 + "主办",
    "blanks": "公网安备" + " " * 500_000 + "1",
    "anchors": "<a href=#>联系我们" * 50_000,
    "attributes": "<div " + "a='" * 200_000,
    "comments": "<!--" * 200_000,
    "mails": "a@" * 200_000,
    "images": "<div class=footer>" + '<img src="dzjg.png">' * 20_000,
    "script": "<script>" + "document.write('<p>备案');" * 20_000 + "</script>",
    "plus": "<script>x='<p>备案'" + "+'a'" * 50_000 + "</script>",
    "quotes": "<script>备案 " + "'\\" * 200_000 + "</script>",
    "codes": "<script>备案 unescape('" + "%3C" * 200_000 + "')</script>",
    "phones": "<div class=footer>" + "电话" * 200_000,
    "references": "<div class=footer>" + "&nbsp;" * 200_000,
}


@pytest.mark.timeout(60)  # Two megabytes are a hundred pages; anything worse than linear takes minutes here.
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_come_to_an_end(name: str) -> None:
    found = facts(HOSTILE[name], URL)
    assert found.truncated or len(found.found) <= 400


def test_a_footer_of_images_has_no_values() -> None:
    page = '<div class="footer"><img src="timg.png"><img src="biaozhi.png"><img src="3.jpg"></div>'
    assert facts(page, URL).found == ()


@pytest.mark.parametrize(
    "src",
    [
        "/js/static_footer.js", "/js/conac.js", "/js/wxb_foot.js", "/js/city_footer.js", "/js/jquery.footer.js", "/table.js",
        "/counties.js", "/remark.js", "/js/jiucuo.js", "http://static.hbtrs.com/foot.js", "/js/swiper-2footer.js",
    ],
)  # fmt: skip
def test_names_that_only_begin_like_a_library_stay_open(src: str) -> None:
    (left,) = facts(f'<script src="{src}"></script>', URL).open_sources
    assert left.url.endswith(src)


@pytest.mark.parametrize(
    "src",
    [
        "/jquery-1.9.1.min.js", "/js/jquery.SuperSlide.2.1.js", "/swiper-bundle.min.js", "/swiper4.min.js?v=3", "/vue.js",
        "/sm2.js", "//hm.baidu.com/hm.js?1", "https://dcs.conac.cn/js/x.js", "https://zfwzgl.www.gov.cn/exposure/jiucuo.js",
    ],
)  # fmt: skip
def test_libraries_and_official_hosts_write_no_footer(src: str) -> None:
    assert facts(f'<script src="{src}"></script>', URL).open_sources == ()


@pytest.mark.parametrize(
    "code",
    [
        "$.get('/inc/foot.html', function(d){$('#f').html(d)})",
        "fetch('/inc/foot.html').then(r => r.text()).then(t => {document.getElementById('f').innerHTML = t})",
        "$.ajax({url:'/inc/foot.html', success:function(d){$('#f').append(d)}})",
        'axios.get("/inc/foot.html").then(function(r){f.innerHTML=r.data})',
        "$.ajax({type:'get','url':'/inc/foot.html', success: show})",
        "var x=new XMLHttpRequest();x.open('GET','/inc/foot.html');x.onload=function(){f.innerHTML=x.responseText}",
    ],
)
def test_markup_that_a_script_requests_is_a_frame(code: str) -> None:
    loaded = "http://www.example.gov.cn/inc/foot.html"
    page = f"<div id=f></div><script>{code}</script>"
    assert [(item.kind, item.url) for item in facts(page, URL).open_sources] == [("frame", loaded)]
    read = facts(page, URL, {}, {loaded: "京ICP备05070218号"})
    assert read.of(Element.ICP) and read.open_sources == ()


def test_an_interface_whose_answer_is_put_into_the_page_is_read() -> None:
    page = '<script>axios.get("/api/foot").then(function(r){f.innerHTML=r.data})</script>'
    assert [item.url for item in facts(page, URL).open_sources] == ["http://www.example.gov.cn/api/foot"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("$.get(base + '/x', function(d){$('#f').html(d)})", ["computed"]),
        ("$.post('/api/x', function(d){$('#f').html(d)})", ["computed"]),
        ("fetch('/api/' + id).then(t => {f.innerHTML = t})", ["computed"]),
        ("$.get('/visitcount', function(d){$('#f').html(d)})", []),
        ("$.post('/log', {a: 1})", []),
        ("map.get('a')", []),
    ],
)
def test_requests_of_unknown_address(code: str, kinds: list[str]) -> None:
    assert [item.kind for item in facts(f"<script>{code}</script>", URL).open_sources] == kinds


def test_limits_leave_sources_open() -> None:
    large = {JS: "var a=1;" * 300_000}
    assert [item.kind for item in facts('<script src="/js/foot.js"></script>', URL, large).open_sources] == ["computed"]
    frames = {f"http://www.example.gov.cn/{n}.html": f'<iframe src="/{n + 1}.html"></iframe>' for n in range(9)}
    assert [item.kind for item in facts('<iframe src="/0.html"></iframe>', URL, {}, frames).open_sources] == ["frame"]


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        ('height="0" width="100%" onload="fit(this)"', True),
        ('height="0" width="100%"', True),
        ('height="0" width="0"', False),
        ('style="display:none"', False),
    ],
)
def test_frames_that_size_themselves_are_shown(frame: str, shown: bool) -> None:
    assert bool(facts(f'<iframe src="/foot.html" {frame}></iframe>', URL).open_sources) is shown
