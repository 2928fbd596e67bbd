"""Checks of the retrofit on paper: what accuses, what is for a person, what was not measured."""

from dataclasses import replace

import pytest

from auditor.checks.retrofit import Status, points, status
from auditor.model.aging import (
    AgingRun,
    Floating,
    Function,
    InnerEntry,
    Kept,
    Mode,
    ModeKind,
    PhoneEntry,
    Reading,
    Trial,
    Verdict,
)
from auditor.model.axe import AxeNode, AxeRule, AxeRun
from auditor.model.outcome import Outcome
from tests.checks.aging.papers import (
    BAR,
    CHECKS,
    ENTRY,
    GOOD,
    HOME,
    KEPT,
    NODE,
    RUN,
    ask,
    told,
    with_mode,
    with_trial,
)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_run_that_did_not_look_raises_no_question(name: str) -> None:
    assert told(name, None) == [(Outcome.NA, "")]


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_home_page_that_was_not_opened_accuses_of_nothing(name: str) -> None:
    assert {outcome for outcome, _ in told(name, AgingRun(HOME, error="timeout"))} == {Outcome.UNMEASURED}


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_good_retrofit_is_accused_of_nothing(name: str) -> None:
    assert not {Outcome.FAIL, Outcome.REVIEW} & {outcome for outcome, _ in told(name, replace(RUN, axe=AxeRun()))}


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_answer_has_a_chinese_sentence(name: str) -> None:
    troubled = with_mode(
        trials=tuple(Trial(function, Verdict.NO_EFFECT, "no-change", 1.0, label="按钮") for function in Function),
        persistence=replace(KEPT, inner=Kept.LOST),
    )
    for run in (troubled, AgingRun(HOME), AgingRun(HOME, error="timeout"), replace(RUN, modes=())):
        for one in ask(name, run):
            assert not one.reason or CHECKS[name].texts.template(one.reason), one


def test_an_entry_is_missed_only_where_everything_could_be_read() -> None:
    assert told("entry", AgingRun(HOME)) == [(Outcome.FAIL, "no-entry")]
    assert told("entry", AgingRun(HOME, unseen="长者模式")) == [(Outcome.REVIEW, "entry-unseen")]
    assert told("entry", AgingRun(HOME, unreadable=("http://x.example/wza.js",))) == [
        (Outcome.UNMEASURED, "entry-unreadable")
    ]
    assert told("entry", AgingRun(HOME, vendors=("aria",))) == [(Outcome.UNMEASURED, "entry-unreadable")]


@pytest.mark.parametrize(
    ("kind", "detail", "outcome", "reason"),
    [
        (ModeKind.DEAD, "no-change", Outcome.FAIL, "entry-dead"),
        (ModeKind.DEAD, "missing-script", Outcome.REVIEW, "entry-dead-script"),
        (ModeKind.DEAD, "missing-page", Outcome.REVIEW, "entry-missing-page"),
        (ModeKind.CANNOT_TELL, "not-loaded", Outcome.UNMEASURED, "entry-unloaded"),
        (ModeKind.CANNOT_TELL, "covered", Outcome.REVIEW, "entry-covered"),
        (ModeKind.OTHER, "nothing-known", Outcome.REVIEW, "entry-unclear"),
    ],
)
def test_what_pressing_the_entry_did_is_told(kind: ModeKind, detail: str, outcome: Outcome, reason: str) -> None:
    assert told("entry", replace(RUN, modes=(Mode(ENTRY, kind, detail=detail),))) == [(outcome, reason)]


def test_functions_behind_an_entry_whose_files_are_gone_were_not_measured() -> None:
    gone = replace(RUN, modes=(Mode(ENTRY, ModeKind.DEAD, detail="missing-page"),))
    assert told("zoom", gone) == [(Outcome.UNMEASURED, "toolbar-unmeasured")]
    assert points(gone)["entry-works"] is None


def test_an_entry_out_of_reach_of_the_keyboard_fails() -> None:
    hidden = replace(ENTRY, keyboard=False, first_view=False)
    run = replace(RUN, entries=(hidden,), modes=(replace(BAR, entry=hidden),))
    assert told("entry", run) == [(Outcome.REVIEW, "not-in-first-view"), (Outcome.FAIL, "not-by-keyboard")]


@pytest.mark.parametrize(
    ("name", "function", "detail"),
    [
        ("cursor", Function.CURSOR, "some-kinds"),
        ("guide_line", Function.GUIDE_LINE, "swallows-clicks"),
        ("caption", Function.CAPTION, "other-text"),
        ("read_aloud", Function.READ_ALOUD, "other-text"),
        ("reset", Function.RESET, "left-colour"),
    ],
)
def test_functions_fail_where_the_fault_was_measured(name: str, function: Function, detail: str) -> None:
    assert told(name, with_trial(function, Verdict.PARTIAL, detail)) == [(Outcome.FAIL, "partly")]
    assert told(name, with_trial(function, Verdict.PARTIAL, "words-unknown")) == [(Outcome.REVIEW, "partly")]
    assert told(name, with_trial(function, Verdict.NO_EFFECT, "no-change")) == [(Outcome.FAIL, "no-effect")]
    assert told(name, with_trial(function, Verdict.CANNOT_TELL, "not-loaded")) == [(Outcome.UNMEASURED, "cannot-tell")]


def test_a_function_that_the_time_did_not_reach_is_not_called_missing() -> None:
    assert told("caption", with_mode(trials=())) == [(Outcome.REVIEW, "not-offered")]
    assert told("caption", replace(with_mode(trials=()), limits=("aging-time",))) == [
        (Outcome.UNMEASURED, "not-exercised")
    ]
    assert told("guide_line", with_mode(trials=())) == [(Outcome.NA, "")]


def test_larger_text_that_is_hardly_larger_is_for_a_person_until_a_number_is_known() -> None:
    run = with_trial(Function.ZOOM_IN, Verdict.WORKS, figure=1.3)
    assert told("zoom", run) == [(Outcome.REVIEW, "small-factor")]
    assert "1.30" in CHECKS["zoom"].message(ask("zoom", run)[0])


def test_schemes_need_contrast() -> None:
    assert told("contrast_scheme", with_trial(Function.SCHEME, Verdict.PARTIAL, "low-contrast", 2.0)) == [
        (Outcome.REVIEW, "low-contrast")
    ]
    assert told("contrast_scheme", with_trial(Function.SCHEME, Verdict.WORKS, figure=7.0)) == [(Outcome.PASS, "")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"inner": Kept.LOST}, [(Outcome.FAIL, "lost-inner")]),
        ({"reload": Kept.LOST}, [(Outcome.FAIL, "lost-reload")]),
        ({"new_tab": Kept.LOST}, [(Outcome.REVIEW, "lost-new-tab")]),
        ({"next_day": Kept.LOST}, [(Outcome.PASS, "")]),
        ({"inner": Kept.UNKNOWN, "reload": Kept.UNKNOWN}, [(Outcome.UNMEASURED, "not-followed")]),
    ],
)
def test_a_mode_must_last(facts: dict[str, Kept], expected: list[tuple[Outcome, str]]) -> None:
    assert told("persistence", with_mode(persistence=replace(KEPT, **facts))) == expected  # type: ignore[arg-type]


def test_what_wanders_over_the_page_fails_and_what_comes_back_too() -> None:
    window = Floating(
        "moving", NODE, "公示", close="top-right", close_width=20, close_height=20, closes=True, returns=True
    )
    run = with_mode(floating=(window,), windows=("http://ad.example/",))
    assert told("ads", run) == [(Outcome.FAIL, "moving-window"), (Outcome.FAIL, "opens-windows")]
    assert told("popup_close", run) == [(Outcome.FAIL, "comes-back"), (Outcome.REVIEW, "small-close-button")]


def test_small_text_fails_on_phones_only() -> None:
    small = {"characters": 900, "large_share": 0.1, "median_size": 14.0}
    assert told("text_size", with_mode(reading=(Reading(390, **small),))) == [(Outcome.FAIL, "small-on-phone")]  # type: ignore[arg-type]
    assert told("text_size", with_mode(reading=(Reading(1280, **small),))) == [(Outcome.REVIEW, "small-text")]  # type: ignore[arg-type]


def test_only_what_the_mode_added_counts_as_its_fault() -> None:
    def run(*places: str) -> AxeRun:
        nodes = tuple(AxeNode(replace(NODE, place=place)) for place in places)
        return AxeRun(
            "4.14.1", (AxeRule("button-name", help="按钮必须有名称", count=len(nodes), nodes=nodes),) if nodes else ()
        )

    before = replace(RUN, axe=run("body>a"))
    assert told("mode_faults", replace(before, modes=(replace(BAR, axe=run("body>a")),))) == [(Outcome.PASS, "")]
    assert told("mode_faults", replace(before, modes=(replace(BAR, axe=run("body>a", "div>td")),))) == [
        (Outcome.FAIL, "axe-button-name")
    ]
    assert told("mode_faults", before) == [(Outcome.UNMEASURED, "not-compared")]


def test_inner_pages_without_an_entry_are_named() -> None:
    run = replace(RUN, inner=(InnerEntry(f"{HOME}a/"), InnerEntry(f"{HOME}b/", True)))
    (one,) = ask("entry_every_page", run)
    assert (one.outcome, one.reason, [spot.page for spot in one.spots]) == (
        Outcome.FAIL,
        "inner-without-entry",
        [f"{HOME}a/"],
    )


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (AgingRun(HOME), Status.NONE),
        (AgingRun(HOME, error="timeout"), Status.UNKNOWN),
        (AgingRun(HOME, unreadable=("x.js",)), Status.UNKNOWN),
        (AgingRun(HOME, unseen="长者版"), Status.UNKNOWN),
        (replace(RUN, modes=(Mode(ENTRY, ModeKind.DEAD),)), Status.ENTRY_DEAD),
        (replace(RUN, modes=(Mode(ENTRY, ModeKind.CANNOT_TELL),)), Status.UNKNOWN),
        (replace(RUN, modes=(Mode(ENTRY, ModeKind.DEAD, detail="missing-script"),)), Status.UNKNOWN),
        (replace(RUN, modes=(Mode(ENTRY, ModeKind.DEAD, detail="missing-page"),)), Status.UNKNOWN),
        (with_trial(Function.CURSOR, Verdict.NO_EFFECT), Status.PARTLY),
        (with_mode(persistence=replace(KEPT, inner=Kept.LOST)), Status.PARTLY),
        (with_trial(Function.CURSOR, Verdict.CANNOT_TELL), Status.WORKING),
        (with_mode(trials=GOOD[:1]), Status.WORKING),
        (RUN, Status.CONFORMANT),
    ],
)
def test_the_state_of_the_retrofit(run: AgingRun, expected: Status) -> None:
    assert status(run) is expected


def test_points_that_were_not_measured_count_neither_way() -> None:
    assert points(with_trial(Function.CURSOR, Verdict.CANNOT_TELL))["cursor"] is None
    assert points(with_mode(trials=GOOD[:1]))["caption"] is False


def test_the_table_of_functions_is_in_the_evidence() -> None:
    (one,) = ask("status", RUN)
    modes = one.evidence["modes"]
    assert isinstance(modes, list)
    assert len(modes[0]["functions"]) == len(Function)
    assert {"name", "verdict", "figure", "before", "after"} <= set(modes[0]["functions"][0])


def test_a_reset_to_the_own_size_of_the_page_accuses_nobody() -> None:
    run = with_trial(Function.RESET, Verdict.PARTIAL, "left-size")
    assert told("reset", run) == [(Outcome.REVIEW, "partly")]


@pytest.mark.parametrize(
    ("phone", "outcome", "reason"),
    [
        (PhoneEntry(first_view=True, works=True), Outcome.PASS, ""),
        (PhoneEntry(first_view=True, works=False, words="长者版"), Outcome.REVIEW, "phone-no-effect"),
        (PhoneEntry(first_view=False, works=True), Outcome.REVIEW, "phone-below"),
        (PhoneEntry(first_view=True), Outcome.UNMEASURED, "phone-unmeasured"),
        (PhoneEntry(found=False), Outcome.REVIEW, "phone-without-entry"),
        (PhoneEntry(found=False, unreadable=True), Outcome.UNMEASURED, "phone-unmeasured"),
        (PhoneEntry(made=False), Outcome.NA, "not-for-phones"),
        (None, Outcome.UNMEASURED, "phone-unmeasured"),
    ],
)
def test_the_entry_on_a_phone_is_compared_with_the_desktop(
    phone: PhoneEntry | None, outcome: Outcome, reason: str
) -> None:
    assert told("phone_entry", replace(RUN, phone=phone)) == [(outcome, reason)]
    dead = replace(RUN, phone=phone, modes=(Mode(ENTRY, ModeKind.DEAD),))
    assert told("phone_entry", dead) == [(Outcome.NA, "no-toolbar")]
