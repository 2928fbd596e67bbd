"""A look at a page: how each link out is met, what the page turns into, and what a click on a way out brings."""

import io

import pytest
from PIL import Image

from auditor.browser.look import LookTask, look
from auditor.browser.tab import Tab
from auditor.model.look import Looked, Prompt, Sight
from tests.browser.conftest import Serve

OUT = "http://bet.example.com/"


def at(tab: Tab, serve: Serve, body: str, **task: object) -> Looked:
    """What is seen of a page with one link out, or more."""
    origin = serve(
        {"/": f"<!doctype html><html lang=zh><meta charset=utf-8><title>页</title><body>{body}</body></html>"}
    )
    try:
        return look(tab, LookTask(f"{origin}/", **task))[0]  # type: ignore[arg-type]
    finally:
        tab.tidy()


def link(text: str = "外部网站", style: str = "") -> str:
    return f'<a href="{OUT}" style="{style}">{text}</a>'


@pytest.mark.parametrize(
    ("body", "by"),
    [
        (f'<div style="display:none">{link()}</div>', "display-none"),
        (f'<div style="visibility:hidden">{link()}</div>', "visibility"),
        (f'<div style="opacity:0.01">{link()}</div>', "opacity"),
        (f'<div style="position:absolute;left:-9999px">{link()}</div>', "off-screen"),
        (f'<div style="position:absolute;top:-700px">{link()}</div>', "off-screen"),
        (f'<div style="text-indent:-9999px;overflow:hidden">{link()}</div>', "off-screen"),
        (f'<div style="height:1px;width:1px;overflow:auto">{link()}</div>', "clipped"),
        (f'<div style="height:0;overflow:hidden">{link()}</div>', "clipped"),
        (link(style="font-size:1px"), "tiny-text"),
        (link(text=""), "no-box"),
        (f'<body bgcolor="#fffffe">{link(style="color:#fffffe;text-decoration:none")}', "pixels"),
        (f'<div style="background:#123">{link(style="color:#112233;text-decoration:none")}</div>', "pixels"),
        (f'<p>{link()}</p><div style="position:fixed;inset:0;background:#fff"></div>', "pixels"),
        (f'<div style="clip-path:inset(100%)">{link()}</div>', "pixels"),
    ],
)
def test_a_link_nobody_sees_is_told_with_what_hides_it(tab: Tab, serve: Serve, body: str, by: str):
    (seen,) = at(tab, serve, f"<h1>标题</h1>{body}").links
    assert (seen.url, seen.sight) == (OUT, Sight.HIDDEN)
    assert by in seen.hidden_by, seen


@pytest.mark.parametrize(
    "body",
    [
        link(),
        f'<div style="height:3000px"></div>{link()}',
        f'<div style="height:60px;overflow:auto"><div style="height:400px"></div>{link()}</div>',
        f'<a href="{OUT}"><svg width=40 height=20><rect width=40 height=20 /></svg></a>',
        f'<div style="background:#eee">{link(style="color:#888")}</div>',
        f'<div id=h></div><script>h.attachShadow({{mode:"open"}}).innerHTML=`{link()}`</script>',
    ],
)
def test_a_link_somebody_sees_is_shown(tab: Tab, serve: Serve, body: str):
    (seen,) = at(tab, serve, body).links
    assert (seen.sight, seen.hidden_by) == (Sight.SHOWN, ())


def test_links_of_the_own_host_are_left_out(tab: Tab, serve: Serve):
    assert at(tab, serve, '<a href="/a.html">内页</a> <a href="mailto:a@b.cn">邮箱</a>').links == ()


@pytest.mark.parametrize(
    ("body", "sight"),
    [
        (
            "<style>li ul{display:none}li:hover ul{display:block}</style>"
            f"<ul><li><span>友情链接</span><ul><li>{link()}</li></ul></li></ul>",
            Sight.HOVERED,
        ),
        (
            f"<button onclick=\"document.getElementById('box').style.display='block'\">展开</button>"
            f'<div id=box style="display:none">{link()}</div>',
            Sight.CLICKED,
        ),
        (
            "<p><b id=t>更多</b></p><p>别的</p>"
            f'<div><a href="javascript:;" class=tab>二</a><div class=pane style="display:none">{link()}</div></div>'
            "<script>document.querySelector('.tab').addEventListener('click',()=>{document.querySelector('.pane').style.display='block'})</script>",
            Sight.CLICKED,
        ),
        (
            f'<div style="height:2500px"></div><div id=late style="display:none">{link()}</div>'
            "<script>addEventListener('scroll',()=>{if(scrollY>900)late.style.display='block'})</script>",
            Sight.SCROLLED,
        ),
        (f'<div style="display:none">{link()}</div><button>无关</button>', Sight.HIDDEN),
        (f'<div style="height:0;overflow:hidden">{link()}</div><div style="height:2000px"></div>', Sight.HIDDEN),
        (f'<div style="position:absolute;left:-900px">{link()}</div><div style="height:2000px"></div>', Sight.HIDDEN),
    ],
)
def test_what_appears_when_the_page_is_used_is_not_hidden(tab: Tab, serve: Serve, body: str, sight: Sight):
    (seen,) = at(tab, serve, body, reveal=frozenset({OUT})).links
    assert seen.sight is sight


def test_links_that_only_a_script_puts_there_are_seen(tab: Tab, serve: Serve):
    body = f"<script>document.body.insertAdjacentHTML('beforeend','{link('足球投注')}')</script>"
    (seen,) = at(tab, serve, body).links
    assert (seen.text, seen.domain, seen.sight) == ("足球投注", "example.com", Sight.SHOWN)


LAYER = "document.body.insertAdjacentHTML('beforeend','<div style=\"position:fixed;top:9px\">您访问的链接即将离开本网站,是否继续?</div>')"


@pytest.mark.parametrize(
    ("script", "prompt"),
    [
        ("if(!confirm('您访问的链接即将离开“云泽市”门户网站,是否继续?'))e.preventDefault()", Prompt.SEEN),
        (f"e.preventDefault();{LAYER}", Prompt.SEEN),
        (f"e.preventDefault();setTimeout(()=>{{{LAYER}}},400)", Prompt.SEEN),
        ("e.preventDefault();window.open('/leave.html?to='+e.target.href)", Prompt.SEEN),
        ("e.preventDefault();location.href='/leave.html'", Prompt.SEEN),
        ("e.preventDefault();window.open(e.target.href)", Prompt.NONE),
        ("", Prompt.NONE),
    ],
)
def test_a_way_out_warns_or_does_not(tab: Tab, serve: Serve, script: str, prompt: Prompt):
    listens = f"<script>document.links[0].addEventListener('click',(e)=>{{{script}}})</script>"
    page = f"<!doctype html><title>页</title><h1>首页</h1>{link()}{listens}"
    origin = serve({"/": page, "/leave.html": "<h1>您访问的链接即将离开本站</h1>"})
    seen, _ = look(tab, LookTask(f"{origin}/", click=frozenset({OUT})))
    tab.tidy()
    assert (seen.prompt, seen.clicked) == (prompt, OUT)
    assert bool(seen.said) == (prompt is Prompt.SEEN)


def test_fields_that_bear_the_names_of_properties_do_not_hold_it_up(tab: Tab, serve: Serve):
    body = f'<form style="display:none"><input name=parentElement>{link()}</form>'
    (seen,) = at(tab, serve, body, reveal=frozenset({OUT})).links
    assert seen.sight is Sight.HIDDEN


def test_nothing_is_clicked_in_another_document(tab: Tab, serve: Serve):
    away = "<button onclick=\"location.href='/b'\">展开</button>"
    start = "<!doctype html><title>页</title><a href='http://a.example.com/'>外</a>"
    page = f"{start}<div>{away}<div style='display:none'>{link()}</div></div>"
    origin = serve({"/": page, "/b": start})
    seen, _ = look(tab, LookTask(f"{origin}/", reveal=frozenset({OUT}), click=frozenset({"http://a.example.com/"})))
    tab.tidy()
    assert (seen.prompt, seen.clicked) == (Prompt.UNTRIED, "")


def test_words_that_stood_there_before_are_no_warning(tab: Tab, serve: Serve):
    seen = at(tab, serve, f"<p>您访问的链接即将离开本网站时会有提示</p>{link()}", click=frozenset({OUT}))
    assert seen.prompt is Prompt.NONE


def test_a_hidden_link_is_not_clicked(tab: Tab, serve: Serve):
    seen = at(tab, serve, f'<div style="display:none">{link()}</div>', click=frozenset({OUT}))
    assert (seen.prompt, seen.clicked) == (Prompt.UNTRIED, "")


def test_markup_after_scripts_and_the_picture_of_the_footer(tab: Tab, serve: Serve):
    page = (
        "<!doctype html><title>页</title><div style='height:2000px'>正文</div><div id=f></div>"
        "<script>f.innerHTML='主办单位:云泽市人民政府办公室 <p>京ICP备05000001号</p>'</script><iframe src='/f.html'></iframe>"
    )
    origin = serve({"/": page, "/f.html": "<p>网站标识码1100000001</p>"})
    seen, picture = look(tab, LookTask(f"{origin}/", footer=True))
    tab.tidy()
    assert "<p>京ICP备05000001号</p>" in seen.markup
    assert "网站标识码1100000001" in seen.markup
    with Image.open(io.BytesIO(picture)) as image:
        assert 50 < image.height < 700
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 1
