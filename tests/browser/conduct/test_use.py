"""Captchas, players, forms left alone, and what a page prevents, in a real browser."""

import io
import wave
from collections.abc import Callable

import msgspec

from auditor.browser.conduct import observe
from auditor.browser.conduct.budget import Budget, ConductLimits
from auditor.browser.conduct.captcha import enlarged, glance
from auditor.browser.conduct.players import players
from auditor.browser.semantics import read_semantics
from auditor.browser.tab import Tab
from auditor.model.conduct import Conduct, Idle, Player

Serve = Callable[..., str]
CAPTCHA = (
    "<form onsubmit='return false'><label>验证码 <input name=captcha></label>"
    "<img alt=验证码 src=/captcha.png style='display:inline-block;width:80px;height:30px'> {rest}</form>"
)
TICKS = "<script>let n = 60; setInterval(() => { c.textContent = --n; }, 1000)</script>"


def silence() -> bytes:
    """Ten seconds of it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 80_000)
    return out.getvalue()


def shown(tab: Tab, serve: Serve, body: str) -> None:
    page = f"<!DOCTYPE html><html lang=zh><head><title>页</title></head><body>{body}</body></html>"
    tab.open(serve({"/": page, "/a.wav": silence()}) + "/")
    read_semantics(tab)


def seen(tab: Tab, serve: Serve, body: str) -> Conduct:
    shown(tab, serve, body)
    return observe(tab, ConductLimits(seconds=20))


def tried(tab: Tab, serve: Serve, body: str) -> tuple[Player, ...]:
    shown(tab, serve, body)
    return players(tab, Budget(ConductLimits(seconds=20)))


def test_time_that_runs_out_beside_a_captcha(tab: Tab, serve: Serve) -> None:
    told = "<span role=timer>30秒</span><button type=button>延长时间</button><p>共 90 秒</p>"
    conduct = seen(tab, serve, CAPTCHA.format(rest=f"<span id=c>60</span>秒后失效{told}") + TICKS)
    assert conduct.countdowns is not None
    assert [(one.node.text == f"{one.seconds:g}", one.live, one.longer) for one in conduct.countdowns] == [
        (True, False, True)
    ]
    assert conduct.enlarged is not None
    assert [one.factor for one in conduct.enlarged] == [2.0]
    assert conduct.players == conduct.blocked == ()
    assert conduct.idle is not None
    assert (conduct.idle.fields, conduct.idle.lost) == (1, ())


def test_a_captcha_sized_by_the_window_does_not_grow(tab: Tab, serve: Serve) -> None:
    body = "<p>验证码 <input name=captcha><img alt=验证码 src=/captcha.png style='display:block;width:10vw;height:5vw'></p>"
    shown(tab, serve, body)
    first = glance(tab)
    assert first is not None
    assert [round(one.factor, 1) for one in enlarged(tab, first)] == [1.0]
    assert tab.run("() => innerWidth") == 1280


def test_players_are_used_with_keys(tab: Tab, serve: Serve) -> None:
    body = (
        "<audio controls src=/a.wav></audio>"
        "<div><audio id=b src=/a.wav></audio><a href=/away>播放列表</a><span onclick='b.play()'>播放</span></div>"
        "<div><audio id=d src=/a.wav></audio><button onclick='d.paused ? d.play() : d.pause()'>播放</button></div>"
        "<audio src=/a.wav></audio><a href=#x>后</a>"
    )
    found = tried(tab, serve, body)
    assert [(one.native, one.loaded, one.reached, one.key) for one in found] == [
        (True, True, True, "Space"),
        (False, True, True, ""),
        (False, True, True, "Space"),
    ]
    assert (
        tab.run("() => location.pathname + [...document.querySelectorAll('audio')].every((one) => one.paused)")
        == "/true"
    )


def test_players_out_of_reach_and_without_a_film(tab: Tab, serve: Serve) -> None:
    body = "<div inert><audio controls src=/a.wav></audio></div><video controls src=/none.mp4></video>"
    assert [(one.loaded, one.reached) for one in tried(tab, serve, body)] == [(True, False), (False, None)]


def test_a_form_that_is_left_alone(tab: Tab, serve: Serve) -> None:
    shown(tab, serve, "<form id=f><input value=一></form><input id=v><input id=w><textarea></textarea>")
    tab.facts("con_watch")
    tab.run("() => { f.reset(); v.value = '改'; w.remove(); }", world="")
    idle = msgspec.convert(tab.facts("con_updates", True)["idle"], Idle)
    assert idle.fields == 4
    assert sorted(one.kind for one in idle.lost) == ["gone", "reset", "value"]
    assert not idle.moved


def test_what_a_page_prevents(tab: Tab, serve: Serve) -> None:
    body = (
        "<p>可以阅读的正文文字</p><script>document.oncontextmenu = () => false;"
        "document.addEventListener('keydown', (event) => { if (event.ctrlKey && event.keyCode === 67) event.preventDefault(); })</script>"
    )
    for page, prevented in (
        (body, ["contextmenu", "key:Ctrl+c"]),
        ("<p style='user-select:none'>不能选取的正文</p>", ["select"]),
        ("<p>可以阅读的正文文字</p>", []),
    ):
        shown(tab, serve, page)
        assert tab.facts("con_blocked") == prevented
