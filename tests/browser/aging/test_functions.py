"""Toolbars of our own making: what each function is said to do is what it does."""

import importlib.util
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from auditor.browser.aging import modes
from auditor.checks.retrofit import Status, status
from auditor.model.aging import AgingRun, Function, Kept, ModeKind, Trial, Verdict

_SPEC = importlib.util.spec_from_file_location("toolbars", Path(__file__).with_name("toolbars.py"))
assert _SPEC and _SPEC.loader
toolbars = importlib.util.module_from_spec(_SPEC)
sys.modules["toolbars"] = toolbars
_SPEC.loader.exec_module(toolbars)

Use = Callable[[Mapping[str, object]], AgingRun]


@pytest.fixture
def only_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a mode lasts is told by test_modes.py."""
    monkeypatch.setattr(modes, "_follow", lambda *_: None)


def trial(run: AgingRun, function: Function) -> Trial:
    (mode,) = run.modes
    assert mode.kind is ModeKind.TOOLBAR, mode
    found = mode.trial(function)
    assert found is not None, mode.trials
    return found


def test_every_function_of_a_good_toolbar_works_and_the_mode_lasts(use: Use) -> None:
    run = use(toolbars.site())
    (mode,) = run.modes
    assert {one.function: (one.verdict, one.detail) for one in mode.trials} == dict.fromkeys(
        Function, (Verdict.WORKS, "")
    )
    assert trial(run, Function.ZOOM_IN).figure == 2
    assert (trial(run, Function.SCHEME).figure or 0) > 10
    assert trial(run, Function.CURSOR).figure == 64
    assert trial(run, Function.CAPTION).figure == 48
    assert {one.heard for one in trial(run, Function.READ_ALOUD).nontext or ()} == {"name"}
    assert dict(trial(run, Function.ZOOM_IN).figures)["largest"] == 32
    assert mode.surface is not None
    assert run.plain is not None
    assert all(one.before and one.after for one in mode.trials if one.function is not Function.SHORTCUTS)
    kept = mode.persistence
    assert kept is not None
    assert (kept.inner, kept.reload, kept.new_tab, kept.next_day) == (Kept.KEPT,) * 4
    assert kept.stored == ("local:bar",)
    assert not mode.floating
    assert [one.found for one in run.inner] == [True]
    assert mode.shortcuts == ("Alt + B",)
    assert not run.limits
    assert status(run) is Status.CONFORMANT


def _slow_after(count: int, cases: Iterable[str]) -> list[ParameterSet]:
    """The cases, those behind the first few marked as slow."""
    return [pytest.param(one, marks=[pytest.mark.slow] if at >= count else []) for at, one in enumerate(cases)]


ZOOMS = {
    "document.documentElement.style.fontSize=16*state.zoom+'px'": (Verdict.NO_EFFECT, "no-change"),
    "document.body.style.zoom=state.zoom": (Verdict.WORKS, ""),
    "document.querySelector('main').style.transform='scale('+state.zoom+')'": (Verdict.BREAKS_PAGE, "text-lost"),
    "document.querySelector('h1').style.zoom=document.querySelector('.t').style.zoom=state.zoom;"
    "for(const one of [...document.querySelectorAll('main p')].slice(0,12))one.style.zoom=state.zoom": (
        Verdict.PARTIAL,
        "some-text",
    ),
}


@pytest.mark.parametrize("apply", _slow_after(1, ZOOMS), ids=["html-font-size", "body-zoom", "transform", "some"])
@pytest.mark.usefixtures("only_functions")
def test_larger_text_is_measured_as_it_is_drawn(use: Use, apply: str) -> None:
    run = use(toolbars.site(inner=False, apply=apply, **toolbars.only("bigger", "reset", "help")))
    found = trial(run, Function.ZOOM_IN)
    assert (found.verdict, found.detail) == ZOOMS[apply]


SCHEMES = {
    "document.querySelector('main').style.filter=state.colour?'contrast(1)':''": (Verdict.NO_EFFECT, "no-change"),
    "document.documentElement.style.filter=state.colour?'invert(1)':''": (Verdict.WORKS, ""),
    "for(const one of document.querySelectorAll('main *,header a')){one.style.color=state.colour?'#c8c8c8':'';}": (
        Verdict.PARTIAL,
        "low-contrast",
    ),
}


@pytest.mark.parametrize("apply", _slow_after(1, SCHEMES), ids=["idle-filter", "inverting-filter", "pale"])
@pytest.mark.usefixtures("only_functions")
def test_schemes_are_judged_by_their_pixels(use: Use, apply: str) -> None:
    run = use(toolbars.site(inner=False, apply=apply, **toolbars.only("colour", "help")))
    found = trial(run, Function.SCHEME)
    assert (found.verdict, found.detail) == SCHEMES[apply]


@pytest.mark.slow
@pytest.mark.usefixtures("only_functions")
def test_a_pointer_set_on_the_body_alone_is_small_over_links(use: Use) -> None:
    apply = "document.body.style.cursor=state.pointer?'url(CURSOR),auto':''"
    found = trial(use(toolbars.site(inner=False, apply=apply, **toolbars.only("pointer", "help"))), Function.CURSOR)
    assert (found.verdict, found.detail) == (Verdict.PARTIAL, "some-kinds")
    assert dict(found.figures) | {"button": 0.0, "input": 0.0} == {
        "text": 1.0,
        "link": 0.0,
        "button": 0.0,
        "input": 0.0,
    }


@pytest.mark.slow
@pytest.mark.usefixtures("only_functions")
def test_a_voice_that_says_something_else_is_heard(use: Use) -> None:
    found = trial(
        use(toolbars.site(inner=False, say="'欢迎光临'", **toolbars.only("voice", "help"))), Function.READ_ALOUD
    )
    assert (found.verdict, found.detail) == (Verdict.PARTIAL, "other-text")
    assert {said for _, said in found.said} == {"欢迎光临"}


@pytest.mark.usefixtures("only_functions")
def test_a_voice_that_never_speaks_and_lines_that_stand_still_have_no_effect(use: Use) -> None:
    run = use(toolbars.site(inner=False, **toolbars.only("voice", "guide", "caption", voice="", guide="", caption="")))
    assert {one.verdict for one in run.modes[0].trials} == {Verdict.NO_EFFECT}
    assert len(run.modes[0].trials) == 3
    assert status(run) is Status.PARTLY


@pytest.mark.slow
def test_functions_that_ask_or_lead_away_do_not_stop_the_others(use: Use) -> None:
    pages = toolbars.site(
        inner=False,
        **toolbars.only(
            "bigger", "help", "voice", voice="alert('没有语音');confirm('下载?')", help="location.href='/inner'"
        ),
    )
    run = use(pages)
    assert trial(run, Function.ZOOM_IN).verdict is Verdict.WORKS
    assert trial(run, Function.READ_ALOUD).verdict is Verdict.NO_EFFECT
    assert trial(run, Function.HELP).verdict is Verdict.WORKS
    assert run.modes[0].persistence is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bigger", "kind"),
    [("location.href='/tool.exe'", "program"), ("alert('请按住 Ctrl 加 + 放大网页')", "words"), ("", "")],
    ids=["download", "advice", "nothing"],
)
@pytest.mark.usefixtures("only_functions")
def test_larger_text_that_is_not_the_pages_own_is_told(use: Use, bigger: str, kind: str) -> None:
    pages = toolbars.site(inner=False, **toolbars.only("bigger", "help", bigger=bigger))
    found = trial(use({**pages, "/tool.exe": b"MZ"}), Function.ZOOM_IN)
    assert found.verdict is Verdict.NO_EFFECT
    assert (found.led.kind if found.led else "") == kind
