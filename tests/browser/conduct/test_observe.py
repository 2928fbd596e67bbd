"""What using a page shows of it, in a real browser."""

from collections.abc import Callable

import pytest

from auditor.browser.conduct import observe
from auditor.browser.conduct.budget import ConductLimits
from auditor.browser.tab import Tab
from auditor.model.conduct import Conduct

Serve = Callable[..., str]


def seen(tab: Tab, serve: Serve, body: str, head: str = "", limits: ConductLimits | None = None) -> Conduct:
    page = f"<!DOCTYPE html><html lang=zh><head><title>页</title>{head}</head><body>{body}</body></html>"
    tab.open(serve({"/": page}) + "/")
    return observe(tab, limits or ConductLimits(seconds=20))


TRAP = "<a href=#a>一</a><button id=b onblur='setTimeout(() => this.focus(), 10)'>二</button><a href=#c>三</a>"


def test_an_element_that_takes_the_focus_back_is_a_trap(tab: Tab, serve: Serve) -> None:
    conduct = seen(tab, serve, TRAP)
    assert conduct.focus is not None
    (trap,) = conduct.focus.traps
    assert "二" in {node.text for node in trap.nodes}
    assert not trap.exit


@pytest.mark.parametrize(
    "body",
    [
        "<a href=#a>一</a><button>二</button><input><a href=#c>三</a>",
        # Tab is held, Escape lets go.
        "<a href=#a>一</a><textarea onkeydown=\"if (event.key === 'Tab' && !this.free) event.preventDefault();"
        "if (event.key === 'Escape') { this.free = true; this.blur(); }\"></textarea><a href=#c>三</a>",
        "<input type=date><a href=#a>一</a>",
        '<iframe srcdoc="<a href=#x>内</a><a href=#y>内二</a>"></iframe><a href=#a>一</a>',
    ],
)
def test_what_lets_the_focus_go_is_none(tab: Tab, serve: Serve, body: str) -> None:
    focus = seen(tab, serve, body).focus
    assert focus is not None
    assert focus.traps == ()


def test_a_way_to_another_program_is_reached_and_not_taken(tab: Tab, serve: Serve) -> None:
    body = (
        "<style>a:focus { outline: none }</style><a href=weixin://dl/business/?t=x>微信</a>"
        "<a href=#a onfocus=\"location.href = 'weixin://dl/chat'\">自动</a><a href=#b>后</a>"
        "<script>addEventListener('keydown', (event) => { if (event.key === 's') location.href = 'alipays://platform' })</script>"
    )
    conduct = seen(tab, serve, body)
    assert conduct.focus is not None
    assert conduct.focus.ended
    assert [node.text for node in conduct.focus.unseen] == ["微信", "自动", "后"]
    assert tab.others() == []
    assert tab.url.startswith("http://127.0.0.1")


def test_focus_without_any_sign(tab: Tab, serve: Serve) -> None:
    body = (
        "<style>.no:focus { outline: none } .own:focus { outline: none; background: #ff0 }</style>"
        "<p><a class=no href=#a>暗</a></p><div><a class=own href=#b>明</a></div><section><a href=#c>常</a></section>"
    )
    focus = seen(tab, serve, body).focus
    assert focus is not None
    assert [node.text for node in focus.unseen] == ["暗"]
    assert focus.ended


def test_controls_that_only_a_mouse_reaches(tab: Tab, serve: Serve) -> None:
    body = (
        "<div id=d style='cursor:pointer;width:90px'>提交</div><button>按钮</button>"
        "<div id=card><a href=#x>链接</a></div><span role=button tabindex=0 onclick='1'>好</span>"
        "<script>for (const id of ['d', 'card']) document.getElementById(id).addEventListener('click', () => 1)</script>"
    )
    controls = seen(tab, serve, body).controls
    assert controls is not None
    assert {(one.node.text, one.focusable, one.role) for one in controls} == {
        ("提交", False, ""),
        ("好", True, "button"),
    }


def test_contrast_is_that_of_the_picture_behind(tab: Tab, serve: Serve) -> None:
    body = (
        "<p style='background:linear-gradient(#888,#888);color:#999;font-size:18px'>看不清楚的文字在这里</p>"
        "<p style='background:linear-gradient(#000,#000);color:#fff;font-size:18px'>看得清楚的文字在这里</p>"
        "<div style='filter:opacity(0.2)'><p style='color:#000;font-size:18px'>滤镜后面的文字</p></div>"
    )
    contrasts = seen(tab, serve, body).contrasts
    assert contrasts is not None
    ratios = {one.node.text[:2]: one for one in contrasts}
    assert {text: one.ratio < 4.5 for text, one in ratios.items() if not one.plain} == {
        "看不": True,
        "看得": False,
        "滤镜": True,
    }
    assert ratios["看得"].ratio > 20
    assert not ratios["滤镜"].exact


def test_enlarged(tab: Tab, serve: Serve) -> None:
    body = (
        "<div style='width:900px'><p style='width:900px'>固定宽度的段落</p></div>"
        "<p style='height:24px;line-height:18px;width:50%;overflow:hidden;font-size:16px'>"
        + "很长的一段文字" * 20
        + "</p>"
    )
    conduct = seen(tab, serve, body)
    assert conduct.reflows is not None
    assert [one.scroll_width > one.width for one in conduct.reflows] == [True, True]
    assert conduct.clips is not None
    assert [one.way for one in conduct.clips] == ["vertical"]
    assert tab.run("() => innerWidth") == 1280


def test_small_neighbours(tab: Tab, serve: Serve) -> None:
    style = "style='display:block;float:left;width:12px;height:12px;padding:0;border:0'"
    crowd = f"<button {style} aria-label=一></button><button {style} aria-label=二></button>"
    lonely = "<button style='margin:60px;width:12px;height:12px;padding:0;border:0' aria-label=三></button>"
    targets = seen(
        tab, serve, f"{crowd}<div style='clear:both'>{lonely}</div><p>句子里的<a href=#x>小</a>链接</p>"
    ).targets
    assert targets is not None
    assert [11 <= one.width <= 13 for one in targets] == [True, True]


def test_small_neighbours_below_the_first_window_are_measured_too(tab: Tab, serve: Serve) -> None:
    style = "style='display:block;float:left;width:12px;height:12px;padding:0;border:0'"
    crowd = f"<button {style} aria-label=一></button><button {style} aria-label=二></button>"
    targets = seen(tab, serve, f"<p style='height:3000px'>文</p>{crowd}").targets
    assert targets is not None
    assert [11 <= one.width <= 13 for one in targets] == [True, True]


def test_keys_that_do_something(tab: Tab, serve: Serve) -> None:
    script = (
        "<p id=out>空</p><input onkeydown=\"if (event.key === 'x') out.textContent += 'x'\"><script>"
        "document.addEventListener('keydown', (event) => { if (event.key === 's' && !event.ctrlKey) out.textContent += 's'; "
        "if (event.key === 'Escape') out.textContent = ''; });</script>"
    )
    shortcuts = seen(tab, serve, script).shortcuts
    assert shortcuts is not None
    assert [one.key for one in shortcuts] == ["s"]


def test_what_changes_by_itself(tab: Tab, serve: Serve) -> None:
    body = (
        "<p>静止</p><p id=t>0</p><p id=once>0</p><script>let n = 0; setInterval(() => { t.textContent = '第' + (n += 1); }, 500);"
        "setTimeout(() => { once.textContent = 'x'; }, 300)</script>"
    )
    conduct = seen(tab, serve, body)
    assert conduct.updates is not None
    assert [one.node.selector.rpartition("> ")[2] for one in conduct.updates] == ["p:nth-of-type(2)"]
    assert not conduct.pause_control
    assert seen(tab, serve, body + "<button>暂停</button>").pause_control


def test_turned_in_one_orientation(tab: Tab, serve: Serve) -> None:
    head = "<style>@media (orientation: portrait) { #r { transform: rotate(90deg) } } #b { transform: rotate(90deg) }</style>"
    rotated = seen(tab, serve, "<p id=r>转</p><p id=b>总是</p>", head).rotated
    assert rotated is not None
    assert [node.text for node in rotated] == ["转"]


def test_order_seen_and_order_read(tab: Tab, serve: Serve) -> None:
    body = "<div style='display:flex;flex-direction:column-reverse'><p>先读</p><p>先看</p></div><div><p>甲</p><p>乙</p></div>"
    inversions = seen(tab, serve, body).inversions
    assert inversions is not None
    assert [(one.node.text, one.before) for one in inversions] == [("先看", "先读")]


def test_no_time_is_named_and_nothing_is_claimed(tab: Tab, serve: Serve) -> None:
    conduct = seen(tab, serve, "<a href=#a>一</a>", limits=ConductLimits(seconds=0))
    assert conduct.focus is None
    assert conduct.contrasts is None
    assert "conduct-focus" in conduct.limits


def test_a_page_that_clobbers_names_is_measured(tab: Tab, serve: Serve) -> None:
    body = (
        "<form><input name=parentElement><input name=children><input name=id><button>好</button></form>"
        "<script>Array.prototype.map = null; JSON.stringify = null; Element.prototype.getClientRects = null</script>"
    )
    conduct = seen(tab, serve, body)
    assert conduct.focus is not None
    assert conduct.focus.ended


def test_what_the_focus_rests_on_though_it_is_hidden_from_screen_readers(tab: Tab, serve: Serve) -> None:
    body = (
        "<a href=#a>一</a><div aria-hidden=true><a href=#b>藏</a>"
        "<a href=#c onfocus='d.focus()'>转交</a>"
        "<a href=#e onfocus='setTimeout(() => d.focus(), 5)'>稍后转交</a></div><button id=d>后</button>"
    )
    focus = seen(tab, serve, body).focus
    assert focus is not None
    assert [node.text for node in focus.hidden] == ["藏"]
    assert [node.text for node in focus.handing] == ["转交", "稍后转交"]


@pytest.mark.parametrize(("kind", "listens"), [("devicemotion", True), ("scroll", False)])
def test_who_listens_to_the_motion_of_the_device(tab: Tab, serve: Serve, kind: str, listens: bool) -> None:
    assert seen(tab, serve, f"<p>摇一摇</p><script>addEventListener('{kind}', () => 0)</script>").motion is listens


def test_the_last_element_of_a_page_can_be_a_trap_as_well(tab: Tab, serve: Serve) -> None:
    focus = seen(tab, serve, "<a href=#a>一</a><button onblur='setTimeout(() => this.focus(), 10)'>末</button>").focus
    assert focus is not None
    assert [[node.text for node in trap.nodes] for trap in focus.traps] == [["末"]]
