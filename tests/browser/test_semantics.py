"""What a real page says, as the collector reads it."""

import io
import wave

import pytest

from auditor.browser.semantics import read_semantics
from auditor.browser.tab import Tab
from tests.browser.conftest import Serve


def wave_of(level: int) -> bytes:
    """Two seconds of a square wave; level 0 is silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes((128 + level, 128 - level)) * 8000)
    return out.getvalue()


TEXT = "云泽市人民政府办公室关于印发全市安全生产工作要点的通知。" * 3
PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><title>云泽</title></head><body>
<h2>通知公告</h2><p>{TEXT}</p><p>详见 <a href="/a.html">更多</a></p>
<p lang="en">The people of the city are invited to read the notice.</p>
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" alt="DSC_1.jpg" width="200" height="150">
<video src="/v.mp4" width="300" height="200" controls></video>
<p style="letter-spacing: 0.01em !important">{TEXT}</p>
<p style="letter-spacing: inherit !important">{TEXT}</p>
<iframe src="/frame.html" title="办事"></iframe>
<script>Array.prototype.map = null; JSON = null; document.title = "云泽市人民政府";</script>
</body></html>"""
FRAME = '<!DOCTYPE html><html lang="zh-CN"><title>框</title><body><a href="/b.html">这里</a></body></html>'


def test_a_page_is_read_whatever_it_overwrites(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": PAGE, "/frame.html": FRAME}) + "/")
    said = read_semantics(tab)
    assert said.title == "云泽市人民政府"
    links = {one.name for one in said.named if one.kind == "link"}
    assert {"更多", "这里"} <= links
    assert [one.lang for one in said.passages][:1] == ["zh-CN"]
    assert "en" in {one.lang for one in said.passages}
    assert [one.name for one in said.pictures] == ["DSC_1.jpg"]
    assert [one.kind for one in said.media] == ["video"]
    assert [one.what for one in said.spacings] == ["letter-spacing"]
    assert not said.full


INNER = """<!DOCTYPE html><html lang="zh-CN"><title>内</title><body style="margin:0;height:2000px">
<a href="/c.html" style="position:absolute;left:20px;top:700px">办理</a><script>scrollTo(0, 100)</script></body></html>"""
OUTER = """<!DOCTYPE html><html lang="zh-CN"><title>外</title><body style="margin:0">
<iframe src="/inner.html" style="position:absolute;left:50px;top:300px;border:2px solid"></iframe></body></html>"""
AROUND = """<!DOCTYPE html><html lang="zh-CN"><title>页</title><body style="margin:0"><p>正文</p>
<div><iframe src="/outer.html" width="600" height="500" style="position:absolute;left:100px;top:1000px;border:5px solid"></iframe></div>
</body></html>"""


def test_what_a_frame_says_stands_where_it_is_in_the_page(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": AROUND, "/outer.html": OUTER, "/inner.html": INNER}) + "/")
    said = read_semantics(tab)
    (link,) = [one.node for one in said.named if one.name == "办理"]
    assert link.selector == "html > body > div > iframe >>> html > body > iframe >>> html > body > a"
    assert link.place.startswith("frame>body")
    assert link.box is not None
    assert (link.box.x, link.box.y) == (100 + 5 + 50 + 2 + 20, 1000 + 5 + 300 + 2 + 700 - 100)


FIELDS = """<label for=a style="color:#c00">姓名</label><input id=a><br><label for=b>电话</label><input id=b><br>
<label for=c style="color:#c00">地址*</label><input id=c><br><label for=d><b style="color:#c00">单位</b></label><input id=d required><br>
<p><input title=e style="border:1px solid #e00"></p><p><input title=f style="border:1px solid #e00"> 格式有误</p>
<p>标红的为必填项</p><p>带红色*的为必填项</p>"""


def test_what_only_a_colour_tells(tab: Tab, serve: Serve) -> None:
    page = f'<!DOCTYPE html><html lang="zh-CN"><title>页</title><body><form>{FIELDS}</form></body></html>'
    tab.open(serve({"/": page}) + "/")
    said = read_semantics(tab)
    assert [(one.what, one.node.text) for one in said.coloured] == [
        ("label", "姓名"), ("label", "单位"), ("border", ""), ("words", "标红的为必填项"),
    ]  # fmt: skip


def test_content_kept_from_assistive_software(tab: Tab, serve: Serve) -> None:
    body = f"<div aria-hidden=true><p>{TEXT}</p></div><p>短</p><i aria-hidden=true>图标</i>"
    start = '<!DOCTYPE html><html lang="zh-CN"><title>页</title><link rel=manifest href="/app.json"><body>'
    origin = serve({"/": start + body, "/d": f"{start}{body}<div role=dialog>提示</div>"})
    tab.open(f"{origin}/")
    said = read_semantics(tab)
    assert [one.node.selector for one in said.concealed] == ["html > body > div"]
    assert said.manifest == f"{origin}/app.json"
    tab.open(f"{origin}/d")
    assert read_semantics(tab).concealed == ()


def test_names_that_hide_what_an_element_is_do_not_hold_the_reader_up(tab: Tab, serve: Serve) -> None:
    form = "<form><input name=parentElement><input name=children><input name=localName><p aria-label=名>字</p></form>"
    tab.open(serve({"/": f'<!DOCTYPE html><html lang="zh-CN"><title>页</title><body>{form}</body></html>'}) + "/")
    assert [one.node.selector for one in read_semantics(tab).prohibited] == ["html > body > form > p"]


def test_what_stands_around_a_link_and_beside_a_recording(tab: Tab, serve: Serve) -> None:
    body = (
        "<div><div class=t>通知公告</div><div class=m><a href='/1'>更多</a></div></div><a href='/2'>更多</a>"
        "<p style='position:absolute;left:-9999px'>念给读屏软件听的一段话,别人看不到</p>"
        "<p aria-hidden=true>只给人看的话</p><audio controls></audio>"
    )
    tab.open(serve({"/": f'<!DOCTYPE html><html lang="zh-CN"><title>页</title><body>{body}</body></html>'}) + "/")
    said = read_semantics(tab)
    assert [one.around for one in said.named if one.kind == "link"] == ["通知公告 更多", ""]
    (audio,) = said.media
    assert (audio.shown, audio.ways) == (len("通知公告更多更多"), 2)
    assert audio.beside == audio.shown + len("念给读屏软件听的一段话,别人看不到")


def test_a_way_past_the_menu_that_leads_nowhere(tab: Tab, serve: Serve) -> None:
    body = "<a href='#zw'>跳到正文</a><a href='/1'>一</a><div id={}>正文</div>"
    page = "<!DOCTYPE html><html lang=zh><title>页</title><body>" + body
    origin = serve({"/": page.format("x"), "/b": page.format("zw")})
    tab.open(f"{origin}/")
    found = read_semantics(tab).bypass
    assert found is not None and found.what == "astray" and found.node.text == "跳到正文"
    tab.open(f"{origin}/b")
    assert read_semantics(tab).bypass is None


def test_a_way_that_ends_before_the_words_of_a_side_part_has_passed_nothing(tab: Tab, serve: Serve) -> None:
    page = (
        "<!DOCTYPE html><html lang=zh><title>页</title><body><a href='#zw'>跳到正文</a><a href='/1'>一</a>"
        "<aside><p id={}>栏目导读</p><i id={}></i></aside><div>正文</div>"
    )
    origin = serve({"/": page.format("zw", "x"), "/end": page.format("x", "zw")})
    tab.open(f"{origin}/")
    found = read_semantics(tab).bypass
    assert found is not None and found.what == "beside" and found.node.text == "跳到正文"
    tab.open(f"{origin}/end")
    assert read_semantics(tab).bypass is None


def test_words_drawn_on_a_canvas_are_heard_unless_they_stand_on_the_page(tab: Tab, serve: Serve) -> None:
    body = (
        "<p>季度</p><canvas id=a width=200 height=80></canvas><canvas id=b width=200 height=80></canvas>"
        "<canvas class=captcha width=200 height=80></canvas>"
        "<script>JSON.stringify = Array.from = null; for (const one of document.querySelectorAll('canvas')) {"
        " const pen = one.getContext('2d'); pen.fillText('季度', 9, 9); if (one.id !== 'b') pen.strokeText('财政收入', 9, 30); }</script>"
    )
    tab.open(serve({"/": f'<!DOCTYPE html><html lang="zh-CN"><title>页</title><body>{body}</body></html>'}) + "/")
    assert [one.drawn for one in read_semantics(tab).pictures] == ["财政收入", "", ""]


def test_what_frames_show_and_where_the_links_of_a_drawing_lead(tab: Tab, serve: Serve) -> None:
    body = (
        "<iframe src=/one title=栏目></iframe><iframe src=/gone title=栏目></iframe>"
        "<svg viewBox='0 0 90 60' width=90><a href=/x aria-label=首页><circle r=20 cx=30 cy=30 /></a></svg>"
        "<svg width=40 height=40> <path/> </svg><b role=link onclick='go()'>办理</b>"
    )
    origin = serve(
        {"/": f"<!DOCTYPE html><html lang=zh><title>页</title><body>{body}", "/one": "<title>一</title><p>内文"}
    )
    tab.open(f"{origin}/")
    said = read_semantics(tab)
    assert [(one.selector, one.title, one.text) for one in said.frames] == [
        ("html > body > iframe:nth-of-type(1)", "一", "内文")
    ]
    assert [(one.name, one.target) for one in said.named if one.kind == "link"] == [
        ("首页", f"{origin}/x"), ("办理", "go()"),
    ]  # fmt: skip
    assert [one.exposed for one in said.pictures] == [True, False]


def test_a_header_or_the_item_around_a_list_is_context(tab: Tab, serve: Serve) -> None:
    body = (
        "<table><tr><th colspan=2>年度报告</th></tr><tr><td><a href=/1>下载</a></td><td>1MB</td></tr></table>"
        "<ul><li>年度预算<ul><li><a href=/2>PDF</a></li></ul></li><li><a href=/3>PDF</a></li></ul>"
    )
    tab.open(serve({"/": f"<!DOCTYPE html><html lang=zh><title>页</title><body>{body}"}) + "/")
    contexts = [one.context for one in read_semantics(tab).named if one.kind == "link"]
    assert contexts == ["年度报告", "年度预算 PDF", ""]


@pytest.mark.parametrize(("level", "sound"), [(0, False), (9, True)])
def test_a_track_with_nothing_on_it_is_no_sound(tab: Tab, serve: Serve, level: int, sound: bool) -> None:
    tab.open(
        serve(
            {
                "/": "<!DOCTYPE html><html lang=zh><title>页</title><body><video src=/v.wav></video>",
                "/v.wav": wave_of(level),
            }
        )
        + "/"
    )
    assert [one.sound for one in read_semantics(tab).media] == [sound]
