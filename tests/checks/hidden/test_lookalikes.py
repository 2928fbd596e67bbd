"""What rightly looks like the work of an intruder: nothing of it may be accused."""

from urllib.parse import quote

import pytest

NAMES = "北京市 天津市 河北省 山西省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省".split()
CITIES = "".join(f"<li><a href='http://www.city{n}.com/' target=_blank>{name}</a></li>" for n, name in enumerate(NAMES))
FRIENDS = "".join(f"<a href='http://www.friend{n}.cn/'>{name}</a>" for n, name in enumerate(NAMES))
BODIES = "".join(f"<a href='http://www.city{n}.gov.cn/'>{name}</a>" for n, name in enumerate(NAMES))


@pytest.mark.parametrize(
    "body",
    [
        f"<ul class='dropdown-menu' style='display: none;'>{CITIES}</ul>",
        f"<div class=links><ul style='display:none'>{CITIES}</ul></div>",
        f"<div class='tab-con' style='display:none'>{FRIENDS}</div><script>$('.tab-con').eq(1).show()</script>",
        f"<style>.sub{{display:none}} .nav:hover .sub{{display:block}}</style><div class=nav><div class=sub>{FRIENDS}</div></div>",
        f"<div style='display:none'>{BODIES}</div>",
        f"<div style='display:none'><ul>{CITIES}</ul></div>",
        f"<nav><div style='display:none'><ul>{CITIES}</ul></div></nav>",
        "<select style='display:none'>"
        + "".join(f"<option value='http://c{n}.com/'>{name}</option>" for n, name in enumerate(NAMES))
        + "</select>",
        "<a href='http://www.hanweb.com' style='display:none'>Produced By 大汉网络 大汉版通发布系统</a>",
        '<a style="display:none;" href="http://121.43.68.40/exposure/jiucuo.html?site_code=3300000001&url=http%3A%2F%2Fa">找错</a>',
        '<a rel="me" style="display:none" href="https://social.example.org/@yunze">Mastodon</a>',
        "<div style='display:none'><a href='https://www.cnzz.com/stat/website.php?web_id=1'>站长统计</a></div>",
        "<div style='display:none'><script src='https://s4.cnzz.com/z_stat.php?id=1'></script></div>",
        "<script>document.write(\"<div style='display:none;'>\");</script><script src='https://hm.baidu.com/hm.js?a'></script><script>document.write('</div>');</script>",
        "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript "
        "src='http://dcs.conac.cn/js/33/000/0000/1.js' type='text/javascript'%3E%3C/script%3E\"));</script>",
        "<noscript><iframe src='https://www.googletagmanager.com/ns.html?id=GTM-1' height=0 width=0 "
        "style='display:none;visibility:hidden'></iframe></noscript>",
        "<noscript><img height=1 width=1 style='display:none' src='https://www.facebook.com/tr?id=1'></noscript>",
        "<iframe id=hid src='/upload.jsp' width=0 height=0 style='display:none'></iframe>",
        "<iframe src='about:blank' width=0 height=0></iframe>",
        "<div class='bdsharebuttonbox' style='display:none'><a href='http://www.jiathis.com/share'>分享</a><a href='https://weibo.com/x'>微博</a></div>",
        "<a class='skip' style='position:absolute;left:-9999px' href='#main'>跳到正文</a>",
        "<span style='position:absolute;left:-9999px'>这是供读屏软件使用的说明文字,访问者看不到。</span>" * 8,
        "<span style='position:absolute;left:-9999px'>"
        + "This text is for the users of screen readers and is not shown on the page. " * 8
        + "</span>",
        "<div style='display:none' id=docid>20231122001</div><input type=hidden value=x>",
        "<div class='sponsors' style='display:none'><ul><li><a href='https://www.admiralbet.de/'><img src=a.png></a></li></ul></div>",
        "<textarea style='display:none' id=ue><p><a href='http://www.friend1.cn/'>投稿</a></p></textarea>",
        "<p>被黑龙江省人民政府评为先进单位</p><p>网站被黑客攻击怎么办?</p><p>hackathon 2023</p>",
        "<p>Owned by the City</p><p>Touched by an Angel</p><p>Have I been pwned</p>",
        "<h1>Company was hacked by Chinese hackers, police says</h1>",
        "<p>成人教育 体育局 开户 彩票公益金 足球场</p>",
        "<script>if(/Android|iPhone/i.test(navigator.userAgent)){location.href='http://m.yunze.gov.cn/'}</script>",
        "<script>if(/MicroMessenger/i.test(navigator.userAgent)){location.href='https://open.weixin.qq.com/connect'}</script>",
        "<script>var t=document.title;document.title=unread?'(1)'+t:t;</script>",
        "<script>!function(){var ua=navigator.userAgent;var ie=/msie/i.test(ua);}();</script>",
        "<script>(function(){var hm=document.createElement('script');hm.src='https://hm.baidu.com/hm.js?1';document.body.appendChild(hm)})();</script>",
        "<script>var s='\\u653f\\u52a1\\u516c\\u5f00';document.title=s;</script>",
        "<script>var img='data:image/png;base64," + "QUJD" * 60 + "';</script>",
        "<video id=rand-abcd></video><div id=abcd-efgh></div><span id=abcd></span>",
        "<p>重(zhòng)庆 银行(háng)</p>",
        "<a href='http://www.qianyan.com/zt/'>打击网络赌博专题</a>",
        "<a href='http://www.cwl-news.com/'>福利彩票开奖公告</a>",
        "<div style='opacity:0' class=fade><a href='http://www.friend1.cn/'>友情链接</a></div>",
        "<div class=swiper style='visibility:hidden'>"
        + "".join(f"<div class=slide><a href='http://x{n}.com/'><img src=1.png></a></div>" for n in range(5))
        + "</div>",
        "<object style='display:none' data='http://www.yunze.gov.cn/a.swf'></object>",
        "<marquee width=300 height=30><a href='http://www.friend1.cn/'>通知</a></marquee>",
    ],
)
def test_nothing_is_accused(accused, document, body):
    assert accused(document(body)) == {}


@pytest.mark.parametrize(
    "head",
    [
        "<title>&#x4E91;&#x6CFD;&#x5E02;&#x4EBA;&#x6C11;&#x653F;&#x5E9C;</title>",
        "<title>我市开展打击网络赌博专项行动</title>",
        "<title>体育彩票管理中心</title><meta name=keywords content='体育彩票,开奖公告'>",
        "<title>${title}</title>",
        "<meta name=SiteDomain content='www.yunze.gov.cn'><title>a</title>",
        "<meta name=SiteDomain content='yunze.gov.cn,www.yunze.cn'><title>a</title>",
        "<link rel=canonical href='http://www.yunze.gov.cn/a/1.html'><title>Hacked: how to protect yourself</title>",
    ],
)
def test_heads_that_are_right(accused, document, head):
    assert accused(document("", head=head), "http://www.yunze.gov.cn/a/1.html") == {}


def test_operators_are_no_strangers(accused, document):
    html = document(
        "<div style='display:none'>" + "".join(f"<a href='http://s{n}.com/'>子站{n}</a>" for n in range(5)) + "</div>"
    )
    assert accused(html)["hidden_link"].startswith("fail")
    assert accused(html, operators=frozenset({"www.yunze.gov.cn", *(f"s{n}.com" for n in range(5))})) == {}


def test_text_after_the_end_of_the_document(accused, document):
    assert accused(document("", after="<!-- 0.02s --><script>var a=1</script><a href='/x'>x</a>")) == {}


def test_ordinary_search_page(accused, document):
    url = "http://www.yunze.gov.cn/s?q=%E8%80%81%E5%B9%B4%E4%BA%BA%E4%BC%98%E5%BE%85%E8%AF%81%E5%8A%9E%E7%90%86"
    assert accused(document("", head="<title>搜索 老年人优待证办理 结果</title>"), url) == {}


def news(*titles: str) -> str:
    return "".join(f'<a href="http://www.paper{n}.com/{n}.html">{title}</a>' for n, title in enumerate(titles))


DOUBTFUL = [
    ("<title>西地那非(sildenafil)、他达拉非(tadalafil)检验方法</title><meta name=keywords content='sildenafil,tadalafil'>", ""),
    ("<title>代孕、供卵相关法律问题解读</title><meta name=keywords content='代孕,供卵,借卵'>", ""),
    ("<title>黑链、webshell检测技术培训班开班</title><meta name=keywords content='黑链,webshell,蜘蛛池'>", ""),
    ("<title>非法网站名单</title><meta name=keywords content='新葡京,必威体育,百家乐,亚博体育'>", ""),
    ("<title>网站目录</title><meta name=keywords content='新葡京,必威体育,百家乐,亚博体育'>", ""),
    ("", news("警方打掉六合彩赌博窝点", "严厉打击代孕", "法院判决百家乐网络赌博案", "抓获时时彩团伙")),
    ("", news("六合彩案一审宣判", "百家乐网站老板获刑", "记者暗访时时彩窝点")),
    ("", f"<div style='display:none'>{news('警方打掉六合彩赌博窝点')}</div>"),
    ("<title>案例分析 - hacked by shadow team</title>",
     "<h2>hacked by shadow team</h2>" + "<p>网络安全宣传周期间,我市组织单位学习这一案例。</p>" * 80),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), DOUBTFUL)
def test_official_text_of_the_trade_is_never_certain(accused, document, head, body):
    found = accused(document(body, head=head or "<title>云泽</title>"))
    assert not [answer for answer in found.values() if answer.startswith("fail")]


@pytest.mark.parametrize("query", ["www.12306.com", "微信:yunzefabu", "百家乐赌博举报"])
def test_search_pages_repeat_what_people_look_for(accused, document, query):
    html = document("", head=f"<title>{query} 搜索结果</title>")
    assert "doorway" not in accused(html, f"http://www.yunze.gov.cn/s?q={quote(query)}")


def test_account_with_a_word_of_the_trade_is_for_a_person(accused, document):
    query = "办证 微信:abcde12345"
    html = document("", head=f"<title>{query}</title>")
    assert accused(html, f"http://www.yunze.gov.cn/s?q={quote(query)}")["doorway"] == "review address-words"


GO = "location.href='https://www.yunze-portal.com/'"


@pytest.mark.parametrize(
    "code",
    [
        f"if(document.referrer.indexOf('baidu')>-1){{stat()}} function go(){{{GO}}}",
        f"if(document.referrer.indexOf('baidu')>-1)\n{{stat();}} else {{other();}}\n{GO}",
        f"function is(){{if(/baidu/.test(document.referrer)){{return 1}} return 0}} function go(){{{GO}}}",
        f"var r=document.referrer;log('baidu',r);{GO}",
        f"if(/baiduboxapp|baidubrowser/i.test(navigator.userAgent)){{{GO}}}",
    ],
)
def test_what_stands_near_is_no_condition(accused, document, code):
    assert "mobile_redirect" not in accused(document(f"<script>{code}</script>"))


def test_apps_of_search_engines_are_phones(accused, document):
    code = f"if(/iphone|android|baiduboxapp|sogou/i.test(navigator.userAgent)){{{GO}}}"
    assert accused(document(f"<script>{code}</script>"))["mobile_redirect"] == "review mobile-visitors"


@pytest.mark.parametrize("size", ["border-width:0", "line-height:0", "min-height:0", "height:0.5em"])
def test_frames_with_other_zeros_are_seen(accused, document, size):
    html = document(f"<iframe src=http://bad-site.com/ style='{size}'></iframe>")
    assert "hidden_frame" not in accused(html)


SEEN = "".join(f'<a style="font-size:14px;display:inline-block" href="http://f{n}.com/">友情{n}</a>' for n in range(4))
FEW = "".join(f'<a href="http://f.com/{n}">资料{n}</a>' for n in range(3))


def test_links_that_undo_what_they_inherit_are_seen(accused, document):
    assert "hidden_link" not in accused(document(f"<div style='font-size:0'>{SEEN}</div>"))
    again = f"<div style='visibility:hidden'><p style='visibility:visible'>{FEW}</p></div>"
    assert "hidden_link" not in accused(document(again))
    assert accused(document(f"<div style='display:none;font-size:0'>{SEEN}</div>"))["hidden_link"].startswith("fail")


@pytest.mark.parametrize(
    "style", ["overflow:hidden;height:0", "max-height:0;overflow:hidden", "line-height:0;overflow:hidden"]
)
def test_collapsed_panel_is_no_more_than_not_displayed(accused, document, style):
    assert accused(document(f"<div style='{style}'>{FEW}</div>"))["hidden_link"] == "review unnamed-link"


def test_unseen_button_that_covers_nothing(accused, document):
    button = "<a href='http://www.friend1.cn/' style='opacity:0;position:fixed;right:0;width:40px;height:40px'></a>"
    assert "hidden_link" not in accused(document(button))


def test_a_governments_name_is_no_brand(accused, document):
    spread = (
        "<div style='display:none'>"
        + "".join(f"<a href='http://{n}.yunze.{end}/'>栏目</a>" for n, end in enumerate(("top", "vip", "cc")))
        + "</div>"
    )
    assert accused(document(spread))["hidden_link"] == "fail anonymous-block"
    owned = spread.replace("yunze.", "duowan.")
    assert "hidden_link" not in accused(document(owned), operators=frozenset({"www.yunze.gov.cn", "www.duowan.cn"}))
