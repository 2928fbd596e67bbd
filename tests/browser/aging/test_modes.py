"""Entries that are dead, hidden or not loaded; modes that are lost; sites for elders of their own."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from auditor.browser.aging import modes
from auditor.browser.aging.run import AgingPages, run_aging
from auditor.browser.tab import Tab
from auditor.checks.retrofit import Status, status
from auditor.model.aging import AgingRun, Function, Kept, ModeKind, Verdict

_SPEC = importlib.util.spec_from_file_location("toolbars", Path(__file__).with_name("toolbars.py"))
assert _SPEC and _SPEC.loader
toolbars = importlib.util.module_from_spec(_SPEC)
sys.modules["toolbars"] = toolbars
_SPEC.loader.exec_module(toolbars)

Use = Callable[[Mapping[str, object]], AgingRun]


def test_a_site_without_an_entry_has_none_whatever_its_articles_are_about(use: Use) -> None:
    run = use(
        {"/": toolbars.page(entry='<a href="/inner">市政府召开无障碍环境建设推进会</a><a href="/inner">关怀</a>')}
    )
    assert not run.entries
    assert status(run) is Status.NONE


def test_a_button_that_does_nothing_is_dead(use: Use) -> None:
    run = use({"/": toolbars.page(entry='<a href="javascript:void(0)" onclick="wza.open()">长者模式</a>')})
    (mode,) = run.modes
    assert (mode.kind, mode.detail) == (ModeKind.DEAD, "script-error")
    assert status(run) is Status.ENTRY_DEAD


@pytest.mark.slow
def test_a_button_that_opens_a_small_menu_or_asks_something_is_not_called_dead(use: Use) -> None:
    menu = '<div id="m" style="display:none;position:absolute;top:30px"><a href="/inner">功能介绍</a></div>'
    shows = "<button type='button' onclick=\"document.getElementById('m').style.display='block'\">无障碍</button>"
    asks = "<button type='button' onclick=\"alert('请使用其他浏览器')\">长者模式</button>"
    run = use({"/": toolbars.page(entry=shows + menu + asks)})
    assert [mode.kind for mode in run.modes] == [ModeKind.OTHER, ModeKind.OTHER]
    assert [mode.changes for mode in run.modes] == [("menu",), ("dialog",)]


def test_a_script_that_cannot_be_reached_is_not_called_dead(use: Use) -> None:
    script = '<script src="http://127.0.0.9:9/canyou/js/wza.min.js"></script>'
    run = use({"/": toolbars.page(head=script, entry='<a id="wza" href="javascript:void(0)">无障碍</a>')})
    (mode,) = run.modes
    assert (mode.kind, mode.detail) == (ModeKind.CANNOT_TELL, "not-loaded")
    assert run.vendors == ("canyou",)
    assert status(run) is Status.UNKNOWN


@pytest.mark.slow
def test_a_script_that_the_site_itself_does_not_have_is_dead(use: Use) -> None:
    script = '<script src="/js/missing.js"></script>'
    run = use({"/": toolbars.page(head=script, entry='<a id="wza" href="javascript:void(0)">无障碍</a>')})
    assert [(mode.kind, mode.detail) for mode in run.modes] == [(ModeKind.DEAD, "missing-script")]


@pytest.mark.parametrize(
    ("href", "kind", "detail"),
    [
        ("/AiWza/index.html", ModeKind.DEAD, "missing-page"),
        ("http://127.0.0.9:9/wza/index.html", ModeKind.CANNOT_TELL, "not-loaded"),
    ],
)
def test_an_entry_that_leads_to_an_error_page_is_not_judged_by_it(
    use: Use, href: str, kind: ModeKind, detail: str
) -> None:
    run = use({"/": toolbars.page(entry=f'<a href="{href}">无障碍浏览</a>')})
    assert [(mode.kind, mode.detail, mode.reading) for mode in run.modes] == [(kind, detail, ())]
    assert status(run) is Status.UNKNOWN


GROWS = "document.body.style.zoom = 1.5"


@pytest.mark.parametrize(
    ("head", "entry", "expected"),
    [
        ("", f'<button onclick="{GROWS}">大字版</button>', (True, True, True)),
        pytest.param(
            "",
            f'<button onclick="if (innerWidth > 600) {GROWS}">大字版</button>',
            (True, True, False),
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "<style>@media (max-width: 600px) { .e { display: none } }</style>",
            f'<button class="e" onclick="{GROWS}">大字版</button>',
            (True, False, None),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["works", "desktop-only", "hidden"],
)
def test_the_entry_in_a_window_of_a_phone(
    use: Use, head: str, entry: str, expected: tuple[bool, bool, bool | None]
) -> None:
    run = use({"/": toolbars.page(head=head, entry=entry)})
    assert run.phone is not None
    assert (run.phone.made, run.phone.found, run.phone.works) == expected
    assert [mode.kind for mode in run.modes] == [ModeKind.LARGER]


@pytest.mark.parametrize(("style", "measured"), [("/gone.css", False), ("data:text/css,p{color:black}", True)])
def test_a_page_without_its_style_sheets_is_not_said_to_be_small(use: Use, style: str, measured: bool) -> None:
    page = (
        "<!DOCTYPE html><html lang=zh><title>长者版</title><link rel=stylesheet href='{}'><p>" + "市政府办事指南" * 20
    )
    run = use({"/": toolbars.page(entry='<a href="/elder">长者版</a>'), "/elder": page.format(style)})
    (mode,) = run.modes
    assert mode.kind is ModeKind.SITE
    assert [one.large_share is not None for one in mode.reading] == [measured] * len(mode.reading)


@pytest.mark.parametrize(
    ("store", "expected"),
    [
        ("({getItem(){return '';},setItem(){}})", (Kept.LOST, Kept.LOST, Kept.LOST, Kept.LOST)),
        pytest.param("sessionStorage", (Kept.KEPT, Kept.KEPT, Kept.LOST, Kept.LOST), marks=pytest.mark.slow),
    ],
    ids=["nothing-kept", "session"],
)
def test_where_a_mode_lasts_depends_on_what_it_stores(use: Use, store: str, expected: tuple[Kept, ...]) -> None:
    run = use(toolbars.site(store=store, **toolbars.only("bigger", "smaller", "help")))
    kept = run.modes[0].persistence
    assert kept is not None
    assert (kept.inner, kept.reload, kept.new_tab, kept.next_day) == expected


AD = """<div id="fly" style="position:fixed;width:120px;height:90px;background:#fc0"><a href="http://127.0.0.1/x">公示</a></div>
<script>let x=0;setInterval(()=>{x+=3;const s=document.getElementById('fly').style;s.left=100+x+'px';s.top=200+x/2+'px';},50);</script>"""
POPUP = """<div id="pop" style="position:fixed;left:400px;top:200px;width:400px;height:300px;background:#eee">活动通知
<span onclick="this.parentNode.remove()" style="position:absolute;right:0;top:0;width:20px;height:20px;cursor:pointer">×</span></div>"""


def test_a_site_of_its_own_is_watched_for_what_floats_and_comes_back(use: Use) -> None:
    run = use(
        {
            "/": toolbars.page(
                entry='<a href="/elder/" target="_blank"><img src="/img/zzb.png" alt="长者版" width="60" height="20"></a>'
            ),
            "/elder/": toolbars.page(tail=AD + POPUP, title="长者版", size="15px"),
        }
    )
    (mode,) = run.modes
    assert mode.kind is ModeKind.SITE
    assert mode.url.endswith("/elder/")
    found = {one.kind: one for one in mode.floating}
    assert found.keys() == {"moving", "overlay"}
    popup = found["overlay"]
    assert (popup.close, popup.closes, popup.returns) == ("top-right", True, True)
    assert max(popup.close_width, popup.close_height) < 30
    phone = next(one for one in mode.reading if one.width == 390)
    assert (phone.large_share or 0) < 0.2
    assert (phone.spacing or 0) == pytest.approx(1.6, abs=0.05)


LATE = f"<script>setTimeout(()=>document.body.insertAdjacentHTML('beforeend',`{POPUP}`),5000)</script>"


def test_a_window_that_takes_its_time_is_seen_when_the_page_is_watched_to_the_end(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modes, "_WATCH_LONGEST", 9.0)
    entry = '<a href="/elder/"><img src="/img/zzb.png" alt="长者版" width="60" height="20"></a>'
    run = use({"/": toolbars.page(entry=entry), "/elder/": toolbars.page(tail=LATE, title="长者版", size="20px")})
    (mode,) = run.modes
    (popup,) = mode.floating
    assert (popup.kind, popup.late, popup.closes, popup.returns) == ("overlay", True, True, True)
    assert mode.observed == 9.0


SHADOW = """<script>customElements.define('aging-bar',class extends HTMLElement{connectedCallback(){
const root=this.attachShadow({mode:'closed'});let zoom=1;
root.innerHTML='<button id="go" style="position:fixed;right:10px;top:100px">长辈版</button>'
+'<div id="panel" style="display:none;position:fixed;right:10px;top:150px;background:#fff">'
+'<button id="in">放大</button><button id="out">缩小</button><button id="back">重置</button><button id="x">退出</button></div>';
const el=(id)=>root.getElementById(id);
const set=(value)=>{zoom=value;for(const part of document.querySelectorAll('main,header'))part.style.zoom=zoom;};
el('go').onclick=()=>{el('panel').style.display='block';};
el('in').onclick=()=>set(Math.min(1.5,zoom+.25));el('out').onclick=()=>set(Math.max(1,zoom-.25));
el('back').onclick=()=>set(1);el('x').onclick=()=>{set(1);el('panel').style.display='none';};}});</script>"""


def test_a_toolbar_in_a_closed_shadow_tree_is_found_and_exercised(use: Use) -> None:
    run = use({"/": toolbars.page(head=SHADOW, tail="<aging-bar></aging-bar>")})
    assert [one.where for one in run.entries] == ["shadow"]
    (mode,) = run.modes
    assert {one.function: one.verdict for one in mode.trials} == dict.fromkeys(
        (Function.ZOOM_IN, Function.ZOOM_OUT, Function.RESET, Function.EXIT), Verdict.WORKS
    )


@pytest.mark.slow
def test_a_mode_without_a_toolbar_is_recognised_by_its_larger_text(use: Use) -> None:
    entry = "<button type='button' onclick=\"document.body.style.zoom=document.body.style.zoom?'':1.5\">关怀版</button>"
    run = use({"/": toolbars.page(entry=entry)})
    (mode,) = run.modes
    assert mode.kind is ModeKind.LARGER
    assert "text" in mode.changes


def test_an_entry_below_a_cover_is_pressed_with_the_keyboard_and_one_out_of_reach_is_not_called_dead(use: Use) -> None:
    cover = '<div style="position:fixed;inset:0;background:#0005;z-index:9999"></div>'
    run = use({"/": toolbars.page(entry="<span>无障碍</span>", tail=cover)})
    (mode,) = run.modes
    assert (mode.kind, mode.detail) == (ModeKind.CANNOT_TELL, "covered")
    assert run.entries[0].covered
    assert not run.entries[0].keyboard


@pytest.mark.slow
def test_an_entry_in_a_frame_is_pressed_where_the_frame_stands(use: Use) -> None:
    frame = (
        '<iframe src="/head" style="position:absolute;left:300px;top:20px;width:300px;height:60px;border:0"></iframe>'
    )
    inner = '<!doctype html><body><button onclick="parent.document.body.style.zoom=1.5">适老化模式</button></body>'
    run = use({"/": toolbars.page(tail=frame), "/head": inner})
    assert [one.where for one in run.entries] == ["frame"]
    assert [mode.kind for mode in run.modes] == [ModeKind.LARGER]


def test_a_home_page_that_does_not_answer_ends_the_run(tab: Tab) -> None:
    run = run_aging(tab, AgingPages("http://127.0.0.9:9/"), lambda name, _: name)
    assert not run.modes
    assert run.error
    assert status(run) is Status.UNKNOWN


def test_an_entry_that_nobody_sees_is_told_apart_from_none(use: Use) -> None:
    run = use({"/": toolbars.page(entry='<div style="display:none"><a href="javascript:void(0)">长者模式</a></div>')})
    assert (run.entries, run.unseen) == ((), "长者模式")
