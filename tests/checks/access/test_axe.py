"""access.axe: one finding for each rule and place; what axe is not sure of is for a person."""

from dataclasses import replace

import pytest

from auditor.checks.access import hidden_focus, prohibited_name
from auditor.checks.access.axe import judge
from auditor.checks.axerules import HIDDEN_FOCUS, PROHIBITED, same
from auditor.model.axe import INCOMPLETE, VIOLATION, AxeNode, AxeRule, AxeRun
from auditor.model.conduct import Conduct, Contrast, Focus
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.node import Node
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Mark, Semantics

URL = "http://www.a.gov.cn/1.html"
PAGE = PageFacts(URL, URL, "甲", "00ff", 200, HiddenFacts(version=0))
RULE = AxeRule(
    "color-contrast", VIOLATION, "serious", "元素必须满足对比度", ("wcag2aa", "wcag143"), ("afw4f7",), 3,
    (
        AxeNode(Node("html > body > p", "body>p", "", "<p>"), "对比度 2.1"),
        AxeNode(Node("html > body > p:nth-of-type(2)", "body>p", "", "<p>"), "对比度 2.2"),
        AxeNode(Node("html > body > nav > a", "body>nav>a", "nav", "<a>"), "对比度 1.9"),
    ),
)  # fmt: skip


def said(page: PageFacts) -> list[Judgement]:
    return list(judge.function(page, None, judge.config))


def with_rules(*rules: AxeRule) -> PageFacts:
    return replace(PAGE, rendered=RenderedPage(URL, URL, axe=AxeRun("4.14.1", rules)))


def test_a_rule_at_a_place_is_one_finding() -> None:
    in_text, in_menu = said(with_rules(RULE))
    assert (in_text.outcome, in_text.reason, in_text.impact) == (Outcome.FAIL, "axe-color-contrast", Impact.SERIOUS)
    assert in_text.evidence["nodes"] == 2
    assert in_text.refs == ("axe:color-contrast", "wcag:1.4.3", "act:afw4f7")
    assert "对比度 2.1" in judge.message(in_text)
    other = said(replace(with_rules(RULE), template="ffff"))
    assert [one.cause == two.cause for one, two in zip((in_text, in_menu), other, strict=True)] == [False, True]


@pytest.mark.parametrize(
    "rule",
    [replace(RULE, outcome=INCOMPLETE), replace(RULE, tags=("experimental", "wcag253"))],
)
def test_what_is_not_sure_is_for_a_person(rule: AxeRule) -> None:
    assert {one.outcome for one in said(with_rules(rule))} == {Outcome.REVIEW}


def test_advice_is_minor_and_accuses_only_where_an_outside_rule_stands_behind_it() -> None:
    advice = replace(RULE, tags=("best-practice",))
    assert {(one.outcome, one.impact) for one in said(with_rules(advice))} == {(Outcome.FAIL, Impact.MINOR)}
    assert {one.outcome for one in said(with_rules(replace(advice, act=())))} == {Outcome.REVIEW}


def test_what_axe_leaves_open_though_the_standard_does_not() -> None:
    forbidden = AxeNode(RULE.nodes[0].node, "不支持", ("aria-prohibited-attr:noRoleSingular",))
    visible = AxeNode(RULE.nodes[1].node, "不支持", ("aria-prohibited-attr:visibleLabelSingular",))
    rule = AxeRule(
        "aria-prohibited-attr",
        INCOMPLETE,
        "serious",
        "不得使用",
        ("wcag2a", "wcag412"),
        ("5c01ea",),
        2,
        (forbidden, visible),
    )
    found = said(with_rules(rule))
    assert [(one.outcome, one.impact) for one in found] == [
        (Outcome.FAIL, Impact.MINOR),
        (Outcome.REVIEW, Impact.SERIOUS),
    ]
    assert found[0].refs == ("axe:aria-prohibited-attr", "wcag:4.1.2", "act:5c01ea", "act:kb1m8s")
    assert found[0].evidence["axe"] == forbidden.keys


def test_contrast_that_pixels_settle_is_not_asked_again() -> None:
    incomplete = replace(RULE, outcome=INCOMPLETE)
    rendered = RenderedPage(
        URL,
        URL,
        axe=AxeRun("4.14.1", (incomplete,)),
        conduct=Conduct(contrasts=(Contrast(RULE.nodes[0].node, 9.0, plain=False),)),
    )
    remaining = said(replace(PAGE, rendered=rendered))
    assert [one.evidence["selector"] for one in remaining] == [node.node.selector for node in RULE.nodes[1:]]


def test_pass_and_unseen() -> None:
    assert [one.outcome for one in said(with_rules())] == [Outcome.PASS]
    assert [one.outcome for one in said(PAGE)] == [Outcome.NA]
    hung = replace(PAGE, rendered=RenderedPage(URL, error="renderer-hang"))
    assert [(one.outcome, one.reason) for one in said(hung)] == [(Outcome.UNMEASURED, "renderer-hang")]
    half = replace(PAGE, rendered=RenderedPage(URL, URL))
    assert [one.outcome for one in said(half)] == [Outcome.UNMEASURED]


def prohibited(outcome: str, key: str) -> tuple[AxeRule, Node]:
    node = RULE.nodes[0].node
    tags = ("wcag2a", "wcag412")
    return AxeRule(
        PROHIBITED, outcome, "serious", "不得使用", tags, ("5c01ea",), 1, (AxeNode(node, "不支持", (key,)),)
    ), node


@pytest.mark.parametrize(
    ("outcome", "key", "speaker"),
    [
        (VIOLATION, "aria-prohibited-attr", "axe"),
        (INCOMPLETE, "aria-prohibited-attr:noRoleSingular", "axe"),
        (INCOMPLETE, "aria-prohibited-attr:visibleLabelSingular", "own"),
    ],
)
def test_a_forbidden_name_is_accused_once_and_names_both_act_rules(outcome: str, key: str, speaker: str) -> None:
    rule, node = prohibited(outcome, key)
    page = with_rules(rule)
    assert page.rendered is not None
    page = replace(page, rendered=replace(page.rendered, semantics=Semantics(prohibited=(Mark(node, "aria-label"),))))
    by_axe = [one for one in said(page) if one.reason]
    by_us = [one for one in prohibited_name.judge.function(page, None, None) if one.reason]
    (only,) = by_axe + by_us
    assert only is (by_axe if speaker == "axe" else by_us)[0]
    assert only.outcome is Outcome.FAIL
    assert {"wcag:4.1.2", "act:kb1m8s", "act:5c01ea"} <= {*only.refs, *(prohibited_name.judge.refs if by_us else ())}


def test_another_element_with_a_forbidden_name_is_accused_besides() -> None:
    rule, _ = prohibited(VIOLATION, "aria-prohibited-attr")
    page = with_rules(rule)
    assert page.rendered is not None
    other = Semantics(prohibited=(Mark(RULE.nodes[1].node, "aria-label"),))
    page = replace(page, rendered=replace(page.rendered, semantics=other))
    assert [one.outcome for one in prohibited_name.judge.function(page, None, None)] == [Outcome.FAIL]
    assert [one.outcome for one in said(page)] == [Outcome.FAIL]


def test_an_element_in_a_frame_is_known_by_place_and_markup() -> None:
    axe = Node("html > body > iframe:nth-child(1) >>> html > body > p:nth-child(2)", "frame>body>p", "", "<p>甲")
    ours = Node("html > body > iframe >>> html > body > p", "frame>body>p", "", "<p>甲")
    assert same(axe, ours)
    assert not same(axe, replace(ours, html="<p>乙"))
    assert not same(replace(axe, selector="a"), replace(ours, selector="b"))


def test_what_is_hidden_and_focused_is_said_once_and_by_who_saw_it() -> None:
    box, stop = (
        Node("html > body > div", "body>div", "", "<div>"),
        Node("html > body > div > a", "body>div>a", "", "<a>"),
    )
    rule = AxeRule(
        HIDDEN_FOCUS,
        INCOMPLETE,
        "serious",
        "隐藏的元素",
        ("wcag2a", "wcag412"),
        ("6cfa84",),
        1,
        (AxeNode(box, "请核实"),),
    )
    seen = replace(
        RenderedPage(URL, URL, axe=AxeRun("4.14.1", (rule,))), conduct=Conduct(focus=Focus(2, True, hidden=(stop,)))
    )
    assert [one.outcome for one in said(replace(PAGE, rendered=seen))] == [Outcome.PASS]
    (found,) = hidden_focus.judge.function(replace(PAGE, rendered=seen), None, hidden_focus.judge.config)
    assert (found.outcome, found.evidence["selector"]) == (Outcome.FAIL, stop.selector)
    sure = replace(seen, axe=AxeRun("4.14.1", (replace(rule, outcome=VIOLATION),)))
    ends = replace(sure, conduct=Conduct(focus=Focus(2, True, handing=(stop,))))
    assert [one.outcome for one in said(replace(PAGE, rendered=ends))] == [Outcome.PASS]
    assert [one.outcome for one in said(replace(PAGE, rendered=sure))] == [Outcome.FAIL]
    (silent,) = hidden_focus.judge.function(replace(PAGE, rendered=sure), None, hidden_focus.judge.config)
    assert silent.outcome is Outcome.PASS
