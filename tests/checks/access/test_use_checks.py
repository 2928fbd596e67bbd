"""Checks of captchas, players and forms in use: nothing but the certain fails, and what was not tried is not passed."""

from dataclasses import replace

import pytest

from auditor.checks.access import captcha_time, captcha_zoom, media_keyboard, time_enough
from auditor.checks.api import CheckInfo
from auditor.model.conduct import Conduct, Countdown, Enlarged, Idle, Loss, Player
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Captcha, Semantics

URL = "http://www.a.gov.cn/1.html"
NODE = Node("html > body > img", "body>img", "", "<img>", "验证码")
OTHER = Node("html > body > div > img", "body>div>img", "", "<img>")
PAGE = PageFacts(URL, URL, "甲", "00ff", 200, HiddenFacts(version=0))
SEEN = Semantics(captchas=(Captcha(NODE, typed=True),))
CHECKS = [captcha_time, captcha_zoom, media_keyboard, time_enough]


def said(module: object, conduct: Conduct | None, semantics: Semantics | None = None) -> list[Judgement]:
    check: CheckInfo = module.judge  # type: ignore[attr-defined]
    page = replace(PAGE, rendered=RenderedPage(URL, URL, semantics=semantics, conduct=conduct))
    given = list(check.function(page, None, check.config))
    assert given
    assert all("{" not in check.message(one) and "—" not in check.message(one) for one in given if one.reason)
    return given


def outcomes(module: object, conduct: Conduct | None, semantics: Semantics | None = None) -> list[tuple[str, str]]:
    return [(one.outcome.value, one.reason) for one in said(module, conduct, semantics)]


@pytest.mark.parametrize("module", CHECKS, ids=lambda one: one.__name__.rpartition(".")[2])
def test_what_was_not_measured_is_not_passed(module: object) -> None:
    assert outcomes(module, None) == outcomes(module, Conduct()) == [("unmeasured", "render-part")]
    check: CheckInfo = module.judge  # type: ignore[attr-defined]
    assert [one.outcome for one in check.function(PAGE, None, check.config)] == [Outcome.NA]


# Captchas.


@pytest.mark.parametrize(
    ("factor", "enlarge", "answer"),
    [
        (2.0, "", ("pass", "")),
        (1.99, "", ("pass", "")),
        (1.0, "", ("review", "too-small")),
        (1.0, "看大图", ("review", "own-control")),
    ],
)
def test_a_captcha_grows_with_the_page(factor: float, enlarge: str, answer: tuple[str, str]) -> None:
    semantics = Semantics(captchas=(Captcha(NODE, True, enlarge=enlarge),))
    assert outcomes(captcha_zoom, Conduct(enlarged=(Enlarged(NODE, factor),)), semantics) == [answer]


def test_a_captcha_that_was_not_measured_does_not_pass() -> None:
    assert outcomes(captcha_zoom, Conduct(enlarged=()), SEEN) == [("unmeasured", "render-part")]
    both = replace(SEEN, captchas=(*SEEN.captchas, Captcha(OTHER)))
    assert outcomes(captcha_zoom, Conduct(enlarged=(Enlarged(NODE, 2.0),)), both) == [("unmeasured", "render-part")]
    assert outcomes(captcha_zoom, Conduct(), Semantics()) == [("na", "")]
    assert outcomes(captcha_zoom, Conduct(), Semantics(full=True)) == [("unmeasured", "render-part")]


@pytest.mark.parametrize(
    ("countdown", "answer"),
    [
        (Countdown(NODE, 60, 3), ("review", "silent-no-more")),
        (Countdown(NODE, 180, 3, live=True), ("review", "no-more")),
        (Countdown(NODE, 60, 3, longer=True), ("review", "silent")),
        (Countdown(NODE, 60, 3, live=True, longer=True), ("pass", "")),
        (Countdown(NODE, 300, 3), ("na", "no-countdown")),
    ],
)
def test_time_that_runs_out_is_told_and_can_be_had_more_of(countdown: Countdown, answer: tuple[str, str]) -> None:
    assert outcomes(captcha_time, Conduct(countdowns=(countdown,))) == [answer]


def test_a_captcha_without_a_clock_is_no_question_of_time() -> None:
    assert outcomes(captcha_time, Conduct(countdowns=())) == [("na", "no-countdown")]


# Players.


@pytest.mark.parametrize(
    ("player", "answer"),
    [
        (Player(NODE, reached=True, key="Space"), ("pass", "")),
        (Player(NODE, reached=False), ("fail", "unreachable")),
        (Player(NODE, reached=False, elsewhere=True), ("review", "maybe-unreachable")),
        (Player(NODE, native=False, reached=False), ("review", "maybe-unreachable")),
        (Player(NODE, reached=True), ("review", "no-key")),
        (Player(NODE, loaded=False), ("unmeasured", "not-tried")),
    ],
)
def test_players(player: Player, answer: tuple[str, str]) -> None:
    assert outcomes(media_keyboard, Conduct(players=(player,))) == [answer]


def test_one_player_that_was_not_tried_keeps_the_page_from_passing() -> None:
    good, untried = Player(NODE, reached=True, key="Space"), Player(OTHER)
    assert outcomes(media_keyboard, Conduct(players=(good, untried))) == [("unmeasured", "not-tried")]
    assert outcomes(media_keyboard, Conduct(players=())) == [("na", "")]


# Forms that nobody touches.


@pytest.mark.parametrize(
    ("idle", "answers"),
    [
        (Idle(3.3, 1), [("na", "")]),
        (Idle(3.3, 4), [("unmeasured", "watched-briefly")]),
        (Idle(60.0, 4), [("pass", "")]),
        (Idle(3.3, 4, (Loss(NODE, "reset"), Loss(OTHER, "gone"))), [("review", "reset"), ("review", "gone")]),
        (Idle(60.0, 4, (Loss(NODE, "value"),), moved=True), [("review", "value"), ("review", "moved")]),
    ],
)
def test_a_form_stands_until_its_visitor_has_finished(idle: Idle, answers: list[tuple[str, str]]) -> None:
    assert outcomes(time_enough, Conduct(idle=idle)) == answers


def test_the_seconds_watched_are_named() -> None:
    (one,) = said(time_enough, Conduct(idle=Idle(3.3, 4)))
    message = time_enough.judge.message(one)
    assert "3.3 秒" in message
    assert "60 秒" in message
