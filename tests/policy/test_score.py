"""Verdicts: vetoes first, caps, one cause costs once, no score where a number or a measurement is missing."""

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Outcome
from auditor.model.verdict import Cause, Grade, Item, Stage, Standing, Subject, Verdict
from auditor.policy.load import load
from auditor.policy.pack import Number, Pack
from auditor.policy.score import Case, Decision, verdict
from auditor.policy.tally import NAMED, Confirmed, Tally

KNOWN = frozenset({
    "freshness.stale", "links.dead", "links.soft_404", "links.wrong_type", "identity.meta", "service.form",
})  # fmt: skip
CLEAN = {check: {"pass": 10} for check in KNOWN}
NO_IDEAS = {"bonus.ideas": Decision(False, by=("张三",))}


def judge(pack: Pack, findings: Iterable[Finding] = (), confirmed: Confirmed | None = None, **changed: Any) -> Verdict:
    case = Case(**{"subject": Subject.PORTAL, "known": KNOWN, "judged": CLEAN, "decisions": NO_IDEAS, **changed})
    tally = Tally(pack, case.subject, "http://www.yunze.gov.cn/", confirmed)
    for finding in findings:
        tally.take(finding)
    return verdict(pack, case, tally)


def item(found: Verdict, identity: str) -> Item:
    return next(one for one in found.items if one.indicator == identity)


def stale(made: SimpleNamespace, number: int, kind: str = "news", **changed: Any) -> list[Finding]:
    return [made.finding("freshness.stale", f"{kind}{n}", evidence={"class": kind}, **changed) for n in range(number)]


def test_a_portal_with_nothing_against_it_keeps_all_points(small: Pack) -> None:
    found = judge(small)
    assert (found.grade, found.score, found.deducted, found.bonus, found.band) == (Grade.QUALIFIED, 100, 0, 0, "中")
    assert found.reasons == () and found.pack_sha256 == small.sha256


def test_one_veto_ends_it(small: Pack, made: SimpleNamespace) -> None:
    found = judge(small, [*stale(made, 3), *stale(made, 2, "policy")])
    assert (found.grade, found.score, found.deducted, found.band) == (Grade.UNQUALIFIED, None, None, "")
    (veto,) = found.vetoes
    assert (veto.counted, veto.fingerprints) == (5, ("news0", "news1", "news2", "policy0", "policy1"))
    assert found.reasons == ()


def test_below_the_limit_or_of_another_class_is_no_veto(small: Pack, made: SimpleNamespace) -> None:
    assert judge(small, [*stale(made, 4), *stale(made, 9, "topic")]).grade is Grade.QUALIFIED


def test_what_is_only_likely_vetoes_nobody(small: Pack, made: SimpleNamespace) -> None:
    found = judge(small, [*stale(made, 4), *stale(made, 1, "policy", confidence=Confidence.LIKELY)])
    assert found.grade is Grade.UNDECIDED and not found.vetoes
    veto = item(found, "veto.columns")
    assert (veto.standing, veto.counted, veto.doubtful, veto.causes) == (Standing.PENDING, 4, 1, (Cause.CONFIRM,))
    assert [(one.cause, one.indicators) for one in found.reasons] == [(Cause.CONFIRM, ("veto.columns",))]


def test_points_are_lost_by_rule_home_page_and_cap(small: Pack, made: SimpleNamespace) -> None:
    home = [made.finding("links.dead", f"h{n}", page=made.home, target=f"http://x.cn/{n}") for n in range(3)]
    other = [made.finding("links.dead", f"o{n}", target=f"http://y.cn/{n}") for n in range(70)]
    found = judge(small, [*home, *other])
    assert (item(found, "info.links").change, found.deducted, found.score) == (-8, 8, 92)
    assert judge(small, other[:7]).score == 99.3
    many = [made.finding("links.dead", f"m{n}", page=made.home) for n in range(60)]
    assert item(judge(small, many), "info.links").change == -20


def test_a_cause_that_several_checks_complain_of_costs_once(small: Pack, made: SimpleNamespace) -> None:
    target = "http://www.yunze.gov.cn/form.doc"
    twice = [
        made.finding("links.wrong_type", "b", target=target, page=made.home),
        made.finding("links.soft_404", "a", target=target, page=made.home),
    ]
    for findings in (twice, twice[::-1]):
        found = judge(small, findings)
        assert (item(found, "info.links").change, item(found, "svc.forms").change, found.score) == (-1, 0, 99)
    doubted = [replace(twice[1], outcome=Outcome.REVIEW, confidence=Confidence.LIKELY), twice[0]]
    assert item(judge(small, doubted), "svc.forms").change == -25


def test_a_reason_nobody_named_costs_nothing(small: Pack, made: SimpleNamespace) -> None:
    assert judge(small, [made.finding("identity.meta", "m", reason="empty")]).score == 100
    assert judge(small, [made.finding("identity.meta", "m", reason="missing")]).score == 70


def test_below_the_line_fails_and_above_it_the_bonus_counts(small: Pack, made: SimpleNamespace) -> None:
    forms = [made.finding("service.form", f"f{n}") for n in range(2)]
    found = judge(small, forms)
    assert (found.grade, found.score, found.bonus, found.band) == (Grade.QUALIFIED, 60, 0, "中")
    tags = made.finding("identity.meta", "m", reason="missing")
    assert (judge(small, [*forms, tags]).grade, judge(small, [*forms, tags]).score) == (Grade.UNQUALIFIED, 30)
    ideas = {"bonus.ideas": Decision(True, Decimal(4), ("张三",))}
    assert (judge(small, decisions=ideas).score, judge(small, decisions=ideas).band) == (104, "高")
    assert judge(small, forms, decisions=ideas).score == 60
    eighty = replace(small, scoring=replace(small.scoring, bonus_above=Number(Decimal(100))))
    assert judge(eighty, decisions=ideas).score == 100, "exactly the line is not above it"


def test_a_bonus_nobody_decided_leaves_the_grade_and_takes_the_score(small: Pack) -> None:
    found = judge(small, decisions={})
    assert (found.grade, found.score, found.deducted) == (Grade.QUALIFIED, None, 0)
    assert [(one.cause, one.indicators) for one in found.reasons] == [(Cause.MANUAL, ("bonus.ideas",))]


@pytest.mark.parametrize(
    ("judged", "cause"),
    [
        ({"unmeasured": 2, "pass": 10}, Cause.UNMEASURED),
        ({"unmeasured": 1}, Cause.UNMEASURED),
        (None, Cause.NOT_CHECKED),
    ],
)
def test_a_weighted_indicator_that_was_not_measured_takes_the_score(small: Pack, judged: Any, cause: Cause) -> None:
    counts = {check: one for check, one in {**CLEAN, "identity.meta": judged}.items() if one is not None}
    found = judge(small, judged=counts)
    assert (found.grade, found.score) == (Grade.UNDECIDED, None)
    assert [(one.cause, one.indicators) for one in found.reasons] == [(cause, ("info.tags",))]


def test_a_little_that_was_not_measured_is_tolerated(small: Pack) -> None:
    assert judge(small, judged=CLEAN | {"identity.meta": {"unmeasured": 1, "pass": 9}}).score == 100


def test_what_lies_outside_the_sample_is_not_held_against_the_measurement(small: Pack, made: SimpleNamespace) -> None:
    beyond = made.finding("identity.meta", "x", outcome=Outcome.UNMEASURED, reason="budget")
    counts = CLEAN | {"identity.meta": {"unmeasured": 1, "pass": 3}}
    assert judge(small, [beyond], judged=counts).score == 100
    assert judge(small, [replace(beyond, reason="wall")], judged=counts).score is None


def test_a_check_this_release_lacks_makes_the_item_a_persons(small: Pack) -> None:
    found = judge(small, known=KNOWN - {"service.form"})
    forms = item(found, "svc.forms")
    assert (forms.standing, forms.causes, found.score) == (Standing.MANUAL, (Cause.NO_CHECK,), None)
    settled = judge(
        small,
        known=KNOWN - {"service.form"},
        decisions={**NO_IDEAS, "svc.forms": Decision(True, Decimal(5), ("李四",))},
    )
    assert (settled.score, item(settled, "svc.forms").by) == (95, ("李四",))


def test_unknown_points_are_never_guessed(small: Pack, made: SimpleNamespace) -> None:
    links, tags = small.indicators[1:3]
    unknown = replace(
        small, indicators=(small.indicators[0], links, replace(tags, points=Number()), *small.indicators[3:])
    )
    for findings in ([], [made.finding("identity.meta", "m", reason="missing")]):
        found = judge(unknown, findings)
        assert (found.grade, found.score, item(found, "info.tags").points) == (Grade.UNDECIDED, None, None)
        assert [(one.cause, one.indicators) for one in found.reasons] == [(Cause.POINTS_UNKNOWN, ("info.tags",))]


def test_points_lost_for_certain_fail_whatever_is_open(small: Pack, made: SimpleNamespace) -> None:
    forms = [made.finding("service.form", f"f{n}") for n in range(2)]
    home = [made.finding("links.dead", f"h{n}", page=made.home) for n in range(3)]
    found = judge(
        small, [*forms, *home], judged={check: one for check, one in CLEAN.items() if check != "identity.meta"}
    )
    assert (found.grade, found.score) == (Grade.UNQUALIFIED, None)


def test_an_unknown_limit_is_for_a_person(small: Pack, made: SimpleNamespace) -> None:
    veto = small.indicators[0]
    unknown = replace(
        small, indicators=(replace(veto, rules=(replace(veto.rules[0], threshold=Number()),)), *small.indicators[1:])
    )
    assert item(judge(unknown, stale(made, 9)), "veto.columns").causes == (Cause.LIMIT_UNKNOWN,)
    assert item(judge(unknown), "veto.columns").standing is Standing.CLEAR


def test_a_hint_is_no_veto_and_silence_no_acquittal_where_a_person_decides(small: Pack, made: SimpleNamespace) -> None:
    veto = small.indicators[0]
    semi = replace(veto, rules=(replace(veto.rules[0], accuses=False, acquits=False),))
    pack = replace(small, indicators=(semi, *small.indicators[1:]))
    assert item(judge(pack, stale(made, 9)), "veto.columns").standing is Standing.PENDING
    assert item(judge(pack), "veto.columns").standing is Standing.MANUAL
    assert (
        judge(pack, decisions={**NO_IDEAS, "veto.columns": Decision(False, by=("甲", "乙"))}).grade is Grade.QUALIFIED
    )


def test_a_site_that_is_no_portal_is_not_scored(small: Pack, made: SimpleNamespace) -> None:
    dead = [made.finding("links.dead", f"h{n}", page=made.home) for n in range(30)]
    found = judge(small, dead, subject=Subject.SITE)
    assert (found.grade, found.score, found.reasons) == (Grade.QUALIFIED, None, ())
    assert item(found, "info.links").standing is Standing.NA
    assert judge(small, stale(made, 5), subject=Subject.SITE).grade is Grade.UNQUALIFIED


def test_who_offers_no_service_is_scored_on_the_rest(small: Pack, made: SimpleNamespace) -> None:
    forms, tags = made.finding("service.form", "f"), made.finding("identity.meta", "m", reason="missing")
    found = judge(small, [forms, tags], exempt=frozenset({"no-service"}))
    assert (found.score, found.deducted, item(found, "svc.forms").standing) == (50, 30, Standing.NA)
    odd = [made.finding("links.dead", "d", page=made.home)]
    assert judge(small, odd, exempt=frozenset({"no-service"})).score == 98.33
    unsure = replace(small, scoring=replace(small.scoring, decimals=Number()))
    lost = judge(unsure, odd, exempt=frozenset({"no-service"}))
    assert lost.score is None and [one.cause for one in lost.reasons] == [Cause.ROUNDING_UNKNOWN]


def test_a_final_verdict_takes_only_what_was_confirmed(small: Pack, made: SimpleNamespace) -> None:
    findings = stale(made, 6)
    names = [one.fingerprint for one in findings]
    final = {"stage": Stage.FINAL}
    assert judge(small, findings, Confirmed(yes=set(names[:5])), **final).grade is Grade.UNQUALIFIED
    waiting = judge(small, findings, Confirmed(yes=set(names[:4])), **final)
    assert (waiting.grade, item(waiting, "veto.columns").standing) == (Grade.UNDECIDED, Standing.PENDING)
    cleared = judge(small, findings, Confirmed(yes=set(names[:4]), no=set(names[4:])), **final)
    assert cleared.grade is Grade.QUALIFIED


def test_a_doubt_counts_once_a_person_confirmed_it_and_a_likely_failure_does_not(
    small: Pack, made: SimpleNamespace
) -> None:
    doubt = made.finding("identity.meta", "m", reason="missing", outcome=Outcome.REVIEW, confidence=Confidence.LIKELY)
    yes = Confirmed(yes={"m"})
    assert judge(small, [doubt], yes, stage=Stage.FINAL).score == 70
    assert judge(small, [replace(doubt, outcome=Outcome.FAIL)], yes, stage=Stage.FINAL).score is None


def test_every_deduction_names_its_findings_and_no_more_than_it_can_carry(small: Pack, made: SimpleNamespace) -> None:
    many = [made.finding("links.dead", f"{n:05}") for n in range(500)]
    random.Random(7).shuffle(many)
    links = item(judge(small, many), "info.links")
    assert (links.counted, links.fingerprints) == (500, tuple(f"{n:05}" for n in range(NAMED)))


def test_the_order_of_the_findings_changes_no_byte(made: SimpleNamespace, small: Pack) -> None:
    findings = [
        *stale(made, 4), *(made.finding("links.dead", f"{n:03}", target=f"http://x.cn/{n % 90}") for n in range(200)),
        *(made.finding("links.wrong_type", f"w{n:03}", target=f"http://x.cn/{n}") for n in range(40)),
        *(made.finding("links.soft_404", f"s{n:03}", target=f"http://x.cn/{n}", outcome=Outcome.REVIEW) for n in range(120)),
    ]  # fmt: skip
    written = set()
    for seed in range(6):
        random.Random(seed).shuffle(findings)
        written.add(json.dumps(judge(small, findings).as_dict(), sort_keys=True))
    assert len(written) == 1


def test_the_national_pack_rates_no_portal_and_says_why(made: SimpleNamespace) -> None:
    pack = load()
    found = judge(pack, decisions={})
    assert (found.grade, found.score) == (Grade.UNDECIDED, None)
    named = {reason.cause: reason.indicators for reason in found.reasons}
    assert {"fn.domain", "pub.policy"} <= set(named[Cause.POINTS_UNKNOWN])
    assert {"veto.site.serious.public-outcry", "fn.compat"} <= set(named[Cause.MANUAL])
    assert "veto.site-unreachable" in named[Cause.NO_CHECK]
    dead = made.finding("freshness.stale_home", "home", reason="home-stale")
    counted = judge(
        pack,
        [dead],
        known=KNOWN | {"freshness.stale_home"},
        judged=CLEAN | {"freshness.stale_home": {"fail": 1}},
        decisions={},
    )
    assert [one.indicator for one in counted.vetoes] == ["veto.home-stale"] and counted.grade is Grade.UNQUALIFIED
