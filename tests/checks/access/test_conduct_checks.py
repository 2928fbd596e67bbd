"""Checks of a page's conduct: what is certain fails, what is not is for a person, what was not measured is not passed."""

import pytest

from auditor.checks.access import (
    auto_update,
    autoplay,
    clipped_text,
    contrast_pixels,
    focus_visible,
    hidden_focus,
    key_shortcut,
    keyboard_trap,
    keyboard_unreachable,
    motion,
    orientation_lock,
    reading_order,
    reflow,
    target_size,
    unexposed_control,
    zoom_blocked,
)
from auditor.checks.api import CheckInfo
from auditor.model.conduct import (
    Clip,
    Conduct,
    Contrast,
    Control,
    Focus,
    Inversion,
    Media,
    Reflow,
    Shortcut,
    Target,
    Trap,
    Update,
)
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage

URL = "http://www.a.gov.cn/1.html"
NODE = Node("html > body > p", "body>p", "", "<p>", "长者模式")
OTHER = Node("html > body > div > p", "body>div>p", "", "<p>", "公告")
CHECKS = [
    keyboard_trap, focus_visible, hidden_focus, keyboard_unreachable, unexposed_control, contrast_pixels, reflow, clipped_text,
    target_size, autoplay, motion, key_shortcut, auto_update, reading_order, orientation_lock,
]  # fmt: skip


def said(module: object, conduct: Conduct | None) -> list[Judgement]:
    check: CheckInfo = module.judge  # type: ignore[attr-defined]
    page = PageFacts(
        URL, URL, "甲", "00ff", 200, HiddenFacts(version=0), rendered=RenderedPage(URL, URL, conduct=conduct)
    )
    given = list(check.function(page, None, check.config))
    assert given
    assert all("{" not in check.message(one) and "—" not in check.message(one) for one in given if one.reason)
    return given


def outcomes(module: object, conduct: Conduct) -> list[tuple[str, str]]:
    return [(one.outcome.value, one.reason) for one in said(module, conduct)]


@pytest.mark.parametrize("module", CHECKS, ids=lambda one: one.__name__.rpartition(".")[2])
def test_what_was_not_measured_is_not_passed(module: object) -> None:
    assert {one.outcome for one in said(module, Conduct())} == {Outcome.UNMEASURED}
    assert {one.outcome for one in said(module, None)} == {Outcome.UNMEASURED}


def test_a_page_without_faults_passes() -> None:
    conduct = Conduct(
        ("width=device-width, initial-scale=1",), (), (), (), Focus(3, True), (), (), (), (), (), (), False, (), False, (), motion=False,
    )  # fmt: skip
    for module in (*CHECKS, zoom_blocked):
        assert [one.outcome for one in said(module, conduct)] == [Outcome.PASS], module


def test_trap_without_a_way_out_fails_with_one_it_is_for_a_person() -> None:
    (trapped,) = said(keyboard_trap, Conduct(focus=Focus(2, traps=(Trap((NODE, OTHER)),))))
    assert trapped.outcome is Outcome.FAIL
    assert set(trapped.refs) == {"act:80af7b", "act:a1b64e", "act:ebe86a"}
    (named,) = said(keyboard_trap, Conduct(focus=Focus(2, traps=(Trap((NODE,), "Control+m"),))))
    assert (named.outcome, named.refs) == (Outcome.REVIEW, ("act:80af7b",))
    assert "Control+m" in keyboard_trap.judge.message(named)


def test_focus_that_does_not_show() -> None:
    assert outcomes(focus_visible, Conduct(focus=Focus(2, unseen=(NODE,)))) == [("fail", "no-change")]
    assert [one.outcome for one in said(focus_visible, Conduct(focus=Focus(0, True)))] == [Outcome.NA]


@pytest.mark.parametrize(
    ("control", "unreachable", "unexposed"),
    [
        (Control(NODE, "listener", "", False, True, True), ("fail", "not-focusable"), ("fail", "no-role")),
        (
            Control(NODE, "attribute", "", False, False, True),
            ("review", "maybe-not-focusable"),
            ("review", "maybe-no-role"),
        ),
        (Control(NODE, "listener", "button", True, True, True), ("pass", ""), ("pass", "")),
        (Control(NODE, "tabindex", "link", False, True, True), ("review", "maybe-not-focusable"), ("pass", "")),
    ],
)
def test_controls_made_of_anything(control: Control, unreachable: tuple[str, str], unexposed: tuple[str, str]) -> None:
    assert outcomes(keyboard_unreachable, Conduct(controls=(control,))) == [unreachable]
    assert outcomes(unexposed_control, Conduct(controls=(control,))) == [unexposed]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (Contrast(NODE, 3.2, 16, plain=False), ("fail", "low")),
        (Contrast(NODE, 3.2, 24, plain=False), ("review", "enhanced")),
        (Contrast(NODE, 3.2, 19, bold=True, plain=False), ("review", "enhanced")),
        (Contrast(NODE, 4.0, 16, exact=False, plain=False), ("review", "maybe-low")),
        (Contrast(NODE, 1.5, 16, exact=False, plain=False), ("fail", "low")),
        (Contrast(NODE, 7.2, 16, plain=False), ("pass", "")),
        (Contrast(NODE, 3.2, 16), ("pass", "")),
        (Contrast(NODE, 5.2, 16), ("review", "enhanced")),
    ],
)
def test_contrast(text: Contrast, answer: tuple[str, str]) -> None:
    assert outcomes(contrast_pixels, Conduct(contrasts=(text,))) == [answer]


def test_weak_contrast_beyond_what_is_asked_is_one_remark() -> None:
    texts = (Contrast(NODE, 5.0, 16), Contrast(OTHER, 5.0, 16))
    assert outcomes(contrast_pixels, Conduct(contrasts=texts)) == [("review", "enhanced")]


def test_reflow() -> None:
    small, smaller = Reflow(2, 640, 640), Reflow(4, 320, 1000, (NODE,))
    assert outcomes(reflow, Conduct(reflows=(small, smaller))) == [("fail", "scrolls")]
    assert outcomes(reflow, Conduct(reflows=(small, Reflow(4, 320, 1000)))) == [("pass", "")]
    assert outcomes(reflow, Conduct(reflows=(Reflow(4, 320, 320, (), NODE, 0.5),))) == [("review", "covered")]


def test_measured_faults_fail() -> None:
    assert outcomes(clipped_text, Conduct(clips=(Clip(NODE), Clip(NODE, "horizontal")))) == [
        ("fail", "vertical"),
        ("fail", "horizontal"),
    ]
    assert outcomes(target_size, Conduct(targets=(Target(NODE, 16, 12), Target(NODE, 16, 12)))) == [("fail", "small")]
    assert outcomes(orientation_lock, Conduct(rotated=(NODE,))) == [("fail", "turned")]
    assert outcomes(reading_order, Conduct(inversions=(Inversion(NODE, "先"),))) == [("review", "inverted")]


@pytest.mark.parametrize(
    ("media", "answer"),
    [
        (Media(NODE, 30, True), ("fail", "sound")),
        (Media(NODE, -1, True), ("fail", "sound")),
        (Media(NODE, 30, True, control=True), ("review", "sound-controlled")),
        (Media(NODE, 2.5, True), ("pass", "")),
        (Media(NODE, None, None), ("review", "unknown")),
        (Media(NODE, 30, False, moving=True), ("review", "moving")),
        (Media(NODE, 30, False, moving=True, control=True), ("pass", "")),
    ],
)
def test_autoplay(media: Media, answer: tuple[str, str]) -> None:
    assert outcomes(autoplay, Conduct(media=(media,))) == [answer]


@pytest.mark.parametrize(
    ("content", "blocked"),
    [
        ("width=device-width, user-scalable=no", True),
        ("user-scalable=0", True),
        ("maximum-scale=1.5", True),
        ("maximum-scale = 1.0;user-scalable=yes", True),
        ("maximum-scale=yes", True),
        ("maximum-scale=2", False),
        ("maximum-scale=-1", False),
        ("user-scalable=device-width", False),
        ("user-scalable=yes", False),
    ],
)
def test_zoom_blocked(content: str, blocked: bool) -> None:
    assert outcomes(zoom_blocked, Conduct((content,))) == [("fail", "no-scaling") if blocked else ("pass", "")]


def test_no_viewport_is_not_asked() -> None:
    assert [one.outcome for one in said(zoom_blocked, Conduct())] == [Outcome.NA]


def test_shortcuts() -> None:
    pressed = (Shortcut("s", "focus"), Shortcut("+", "content"))
    assert outcomes(key_shortcut, Conduct(shortcuts=pressed)) == [("fail", "acts")]
    assert outcomes(key_shortcut, Conduct(shortcuts=pressed, shortcut_switch=True)) == [("review", "acts-switch")]


def test_updates() -> None:
    changing = Update(NODE, "text", 3)
    assert outcomes(auto_update, Conduct(updates=(changing,))) == [("fail", "changes")]
    assert outcomes(auto_update, Conduct(updates=(changing,), pause_control=True)) == [("review", "changes-maybe")]
    assert outcomes(auto_update, Conduct(updates=(Update(NODE, "text", 3, True),))) == [("review", "changes-maybe")]
    assert outcomes(auto_update, Conduct(updates=(Update(NODE, "moving", 2),))) == [("review", "moves")]


@pytest.mark.parametrize(
    ("contents", "refs"),
    [
        (("30",), {"act:bisz58", "act:bc659a"}),
        (("0; URL='x'", "5; y"), None),
        (("0: x", "5; y"), {"act:bisz58", "act:bc659a"}),
        (("72001; x",), {"act:bisz58"}),
        (("+5; x",), None),
        (("-0.1 foo",), None),
        (("; 30",), None),
        (("foo",), None),
    ],
)
def test_refresh(contents: tuple[str, ...], refs: set[str] | None) -> None:
    (answer,) = said(auto_update, Conduct(refreshes=contents, updates=()))
    named = {one for one in answer.refs if one.startswith("act:")}
    assert (answer.outcome is Outcome.FAIL, named) == (refs is not None, refs or set())


def test_what_shaking_does_is_for_a_person() -> None:
    (found,) = said(motion, Conduct(motion=True))
    assert (found.outcome, found.reason) == (Outcome.REVIEW, "listens")
