"""Checks of what the mode's page itself is like, on paper: sizes, gaps, colours, what is said, what must be installed."""

from dataclasses import replace

import pytest

from auditor.model.aging import (
    AgingRun,
    Block,
    Departure,
    Function,
    Mode,
    ModeKind,
    NonText,
    Reading,
    Surface,
    Trial,
    Verdict,
)
from auditor.model.outcome import Confidence, Outcome
from tests.checks.aging.papers import BAR, CHECKS, ENTRY, NODE, RUN, ask, told, with_mode, with_trial

SITE = replace(BAR, kind=ModeKind.SITE, trials=())


def site(*reading: Reading, **facts: object) -> AgingRun:
    return replace(RUN, modes=(replace(SITE, reading=reading, **facts),))  # type: ignore[arg-type]


def voice(*nontext: NonText) -> AgingRun:
    return with_mode(trials=(Trial(Function.READ_ALOUD, Verdict.WORKS, nontext=nontext),))


def heard(how: str, name: str = "市政府大楼", said: str = "") -> NonText:
    return NonText(NODE, "picture", name, said, how)


# What an entry or control leads to.


@pytest.mark.parametrize("kind", ["program", "extension", "application", "browser"])
def test_larger_text_that_must_be_installed_fails(kind: str) -> None:
    led = Departure(kind, "http://www.yunze.gov.cn/big.exe")
    trial = Trial(Function.ZOOM_IN, Verdict.NO_EFFECT, "no-change", label="放大", led=led)
    (one,) = ask("no_reliance", with_mode(trials=(trial,)))
    assert (one.outcome, one.reason) == (Outcome.FAIL, f"leads-to-{kind}")
    message = CHECKS["no_reliance"].message(one)
    assert "放大" in message
    assert "big.exe" in message


def test_an_entry_that_leads_to_an_application_fails_although_no_mode_came_on() -> None:
    entry = Mode(ENTRY, ModeKind.OTHER, detail="leads-away", led=Departure("application", "weixin://dl"))
    assert told("no_reliance", replace(RUN, modes=(entry,))) == [(Outcome.FAIL, "leads-to-application")]


def test_what_was_only_said_or_not_pressed_is_for_a_person() -> None:
    words = Trial(Function.CAPTION, Verdict.NO_EFFECT, "no-strip", led=Departure("words", "请先安装语音插件"))
    assert told("no_reliance", with_mode(trials=(words,))) == [(Outcome.REVIEW, "says-install")]
    covered = Trial(Function.ZOOM_IN, Verdict.CANNOT_TELL, "not-pressed", led=Departure("program", "http://x/a.exe"))
    assert told("no_reliance", with_mode(trials=(covered,))) == [(Outcome.REVIEW, "leads-away")]


def test_only_what_acts_in_the_page_passes() -> None:
    assert told("no_reliance", RUN) == [(Outcome.PASS, "")]
    assert told("no_reliance", site()) == [(Outcome.PASS, "")]
    idle = Trial(Function.ZOOM_IN, Verdict.NO_EFFECT, "no-change")
    assert told("no_reliance", with_mode(trials=(idle,))) == [(Outcome.UNMEASURED, "no-effect-seen")]
    assert told("no_reliance", with_mode(trials=())) == [(Outcome.NA, "not-offered")]
    cut = replace(with_mode(trials=()), limits=("aging-time",))
    assert told("no_reliance", cut) == [(Outcome.UNMEASURED, "not-exercised")]


# What is said of pictures and buttons.


@pytest.mark.parametrize(
    ("nontext", "expected"),
    [
        ((heard("name"), heard("name", "查询")), [(Outcome.PASS, "")]),
        ((heard("file", said="pic_03.png"), heard("name")), [(Outcome.FAIL, "file-name-said")]),
        ((heard("file", "", "pic_03.png"),), [(Outcome.FAIL, "file-name-said")]),
        ((heard("nothing"), heard("nothing", "查询")), [(Outcome.FAIL, "nothing-said")]),
        ((heard("nothing"), heard("name", "查询")), [(Outcome.REVIEW, "some-silent")]),
        ((heard("nothing"),), [(Outcome.REVIEW, "some-silent")]),
        ((heard("other", said="欢迎光临"),), [(Outcome.REVIEW, "other-words")]),
        ((heard("recording", said="http://x/1.mp3"),), [(Outcome.UNMEASURED, "words-unknown")]),
        ((heard("nothing", ""),), [(Outcome.NA, "nothing-there")]),
        ((), [(Outcome.NA, "nothing-there")]),
    ],
)
def test_pictures_and_buttons_must_be_told_by_their_names(
    nontext: tuple[NonText, ...], expected: list[tuple[Outcome, str]]
) -> None:
    run = voice(*nontext)
    assert told("read_nontext", run) == expected
    assert all("{" not in CHECKS["read_nontext"].message(one) for one in ask("read_nontext", run) if one.reason)


def test_a_voice_that_did_not_follow_the_pointer_was_not_measured() -> None:
    assert told("read_nontext", with_trial(Function.READ_ALOUD, Verdict.NO_EFFECT, "silent")) == [
        (Outcome.UNMEASURED, "no-voice")
    ]
    assert told("read_nontext", with_mode(trials=())) == [(Outcome.NA, "")]


# How large, how far apart.


def zoomed(largest: float) -> AgingRun:
    return with_mode(trials=(Trial(Function.ZOOM_IN, Verdict.WORKS, figures=(("largest", largest),)),))


def test_the_largest_text_is_told_and_for_a_person_at_most() -> None:
    phone = Reading(390, 900, median_size=18.0)
    assert told("font_max", site(phone)) == [(Outcome.REVIEW, "small-largest")]
    assert told("font_max", site(phone, Reading(390, 900, median_size=30.0, largest=True))) == [(Outcome.PASS, "")]
    assert told("font_max", zoomed(24.0)) == [(Outcome.REVIEW, "small-largest-wide")]
    assert "24" in CHECKS["font_max"].message(ask("font_max", zoomed(24.0))[0])
    (passed,) = ask("font_max", zoomed(32.0))
    assert (passed.outcome, passed.evidence["largest"]) == (Outcome.PASS, 32.0)


def test_without_larger_text_pressed_to_the_end_a_wide_window_has_no_largest_size() -> None:
    assert told("font_max", site(Reading(1280, 900, median_size=36.0))) == [(Outcome.UNMEASURED, "no-text")]
    assert told("font_max", zoomed(0.0)) == [(Outcome.UNMEASURED, "no-text")]


def test_the_gap_of_paragraphs_is_told_with_the_other_meaning_of_the_rule() -> None:
    close = site(Reading(1280, 900, gaps=6, gap=0.6, stride=1.6))
    (one,) = ask("para_gap", close)
    assert (one.outcome, one.reason, one.confidence) == (Outcome.REVIEW, "narrow-gap", Confidence.LIKELY)
    assert "0.60" in CHECKS["para_gap"].message(one)
    assert "1.60" in CHECKS["para_gap"].message(one)
    assert told("para_gap", site(Reading(1280, 900, gaps=6, gap=1.3, stride=2.3))) == [(Outcome.PASS, "")]
    assert told("para_gap", site(Reading(1280, 900, gaps=1, gap=0.1, stride=1.1))) == [(Outcome.NA, "no-paragraphs")]


@pytest.mark.parametrize(
    ("targets", "side", "expected"),
    [
        (12, 60.0, (Outcome.PASS, "")),
        (12, 20.0, (Outcome.REVIEW, "not-larger")),
        (90, 60.0, (Outcome.REVIEW, "not-fewer")),
        (90, 20.0, (Outcome.REVIEW, "not-simpler")),
        (0, None, (Outcome.UNMEASURED, "not-compared")),
    ],
)
def test_a_version_for_elders_is_compared_with_the_ordinary_page(
    targets: int, side: float | None, expected: tuple[Outcome, str]
) -> None:
    elder = Reading(1280, 900, targets=targets, target_side=side)
    run = replace(site(elder), plain=Reading(1280, 900, targets=80, target_side=24.0))
    assert told("simple_version", run) == [expected]


def test_simplicity_is_not_asked_of_toolbars_and_not_told_without_the_ordinary_page() -> None:
    assert told("simple_version", replace(RUN, plain=Reading(1280, 9, targets=80, target_side=24.0))) == [
        (Outcome.NA, "")
    ]
    assert told("simple_version", site(Reading(1280, 9, targets=8, target_side=60.0))) == [
        (Outcome.UNMEASURED, "not-compared")
    ]


def test_the_home_page_of_a_site_of_its_own_has_a_size_of_its_own_for_main_targets() -> None:
    fifty = Reading(390, 900, targets=10, main_targets=6, main_below_60=6, main_below_48=0)
    assert told("target_size", site(fifty)) == [(Outcome.PASS, "")]
    assert told("target_size", site(fifty, kind=ModeKind.LARGER)) == [(Outcome.REVIEW, "small-main-targets")]
    forty = replace(fifty, main_below_48=6)
    (one,) = ask("target_size", site(forty))
    assert (one.outcome, one.reason) == (Outcome.REVIEW, "small-home-targets")
    assert "48×48" in CHECKS["target_size"].message(one)


# How it is painted.


def test_decoration_is_reported_without_a_number_of_the_rule() -> None:
    (one,) = ask("flat", with_mode(surface=Surface(40, 8, 2, 0, 10)))
    assert (one.outcome, one.reason) == (Outcome.REVIEW, "decorated")
    assert "25%" in CHECKS["flat"].message(one)
    assert told("flat", with_mode(surface=Surface(40, 1, 0, 0, 1))) == [(Outcome.PASS, "")]
    assert told("flat", with_mode(surface=None)) == [(Outcome.UNMEASURED, "not-painted")]
    assert told("flat", with_mode(surface=Surface())) == [(Outcome.UNMEASURED, "not-painted")]


def painted(*colours: str) -> AgingRun:
    return with_mode(surface=Surface(40, blocks=tuple(Block(NODE, colour) for colour in colours)))


def test_blocks_of_one_colour_are_for_a_person() -> None:
    assert told("region_colour", painted("#ffffff", "#fefefe", "#ffffff")) == [(Outcome.REVIEW, "one-colour")]
    assert told("region_colour", painted("#ffffff", "#ffffff", "#c00000")) == [(Outcome.PASS, "")]
    assert told("region_colour", painted("#ffffff", "#ffffff")) == [(Outcome.NA, "few-blocks")]
    assert told("region_colour", with_mode(surface=None)) == [(Outcome.UNMEASURED, "not-painted")]
