"""Findings against the truth: found, missed, falsely accused."""

import json
from dataclasses import replace
from pathlib import Path

from demo import truth
from demo.compare import compare, plain
from demo.hosts import pages_of, target_of
from demo.model import Plant, Truth

LINKS = truth.load("links")


def row(plant: Plant, number: int, **other: object) -> dict[str, object]:
    """The finding that a perfect audit would write."""
    page = pages_of(plant)[0]
    finding = {
        "check": plant.check,
        "outcome": plant.outcomes[0] if plant.outcomes else "fail",
        "reason": plant.reasons[0] if plant.reasons else "any",
        "target": target_of(plant, page) or plant.raw or None,
        "fingerprint": f"f{number}",
        "page": page,
        "raw": plant.raw,
    }
    return finding | other


def bundle(folder: Path, rows: list[dict[str, object]]) -> Path:
    names = ("check", "outcome", "reason", "page", "target", "fingerprint")
    findings = [json.dumps({name: entry[name] for name in names}) for entry in rows]
    places = [json.dumps({name: entry[name] for name in ("fingerprint", "page", "raw")}) for entry in rows]
    (folder / "findings.jsonl").write_text("\n".join(findings))
    (folder / "occurrences.jsonl").write_text("\n".join(places))
    (folder / "summary.json").write_text('{"pages": 3, "targets": 4}')
    return folder


def perfect() -> list[dict[str, object]]:
    return [row(plant, i) for i, plant in enumerate((*LINKS.faults, *LINKS.unmeasured))]


def test_a_perfect_audit_is_clean(tmp_path):
    result = compare([bundle(tmp_path, perfect())], LINKS)
    assert result.missed == [] and result.false_alarms == []
    assert result.clean and result.pages == 3


def test_what_is_not_reported_is_missed(tmp_path):
    result = compare([bundle(tmp_path, perfect()[1:])], LINKS)
    assert [(plant.id, said) for plant, said in result.missed] == [(LINKS.faults[0].id, "未报告")]


def test_a_wrong_reason_is_missed_and_told(tmp_path):
    rows = perfect()
    rows[0]["reason"] = "http-418"
    result = compare([bundle(tmp_path, rows)], LINKS)
    assert [said for _, said in result.missed] == ["links.dead fail http-418"]


def test_an_accused_look_alike_is_a_false_alarm(tmp_path):
    extra = [
        row(replace(plant, outcomes=("fail",)), 1000 + i)
        for i, plant in enumerate(LINKS.innocents)
        if plant.id != "big5-copy"
    ]
    result = compare([bundle(tmp_path, [*perfect(), *extra])], LINKS)
    assert len(result.false_alarms) == len(extra) > 50


def test_a_review_accuses_nobody(tmp_path):
    plant = Plant("x", "links.dead", ("/lxwm/",), "/x", outcomes=("review",))
    assert compare([bundle(tmp_path, [*perfect(), row(plant, 999)])], LINKS).clean


def test_a_fine_page_called_unmeasurable_is_told(tmp_path):
    plant = next(plant for plant in LINKS.innocents if plant.id == "article-about-captcha")
    blind = row(replace(plant, outcomes=("unmeasured",)), 999, reason="wall")
    result = compare([bundle(tmp_path, [*perfect(), blind])], LINKS)
    assert result.unseen == [plant] and result.false_alarms == [] and not result.clean


def test_a_blocked_target_called_dead_is_missed_and_a_false_alarm(tmp_path):
    rows = perfect()
    rows[-1]["outcome"] = "fail"
    result = compare([bundle(tmp_path, rows)], LINKS)
    assert len(result.missed) == 1 and len(result.false_alarms) == 1


def test_another_check_on_a_planted_target_is_a_false_alarm(tmp_path):
    rows = perfect()
    result = compare([bundle(tmp_path, [*rows, rows[0] | {"check": "links.parked", "fingerprint": "f997"}])], LINKS)
    assert len(result.false_alarms) == 1


def test_other_families_are_none_of_our_business(tmp_path):
    rows = perfect()
    result = compare([bundle(tmp_path, [*rows, rows[0] | {"check": "hidden.block", "target": "http://x/"}])], LINKS)
    assert result.clean


def test_one_finding_may_gather_several_placeholders_but_no_innocent_one(tmp_path):
    plants = [plant for plant in LINKS.faults if plant.check == "links.empty"]
    others = [entry for entry in perfect() if entry["check"] != "links.empty"]
    joined = [row(plant, 500, reason="empty-href", target=None) for plant in plants]
    assert compare([bundle(tmp_path, [*others, *joined])], LINKS).clean
    strange = joined[0] | {"page": "http://www.yunze.gov.cn/hdjl/anniu/", "raw": "#"}
    assert compare([bundle(tmp_path, [*others, *joined, strange])], LINKS).false_alarms


def test_raw_may_be_the_whole_element(tmp_path):
    rows = perfect()
    for entry, plant in zip(rows, (*LINKS.faults, *LINKS.unmeasured), strict=True):
        entry["raw"] = f'<a href="{plant.raw}">{plant.text}</a>'
        entry["target"] = None
    assert compare([bundle(tmp_path, rows)], LINKS).clean


def test_tolerated_targets_are_left_alone(tmp_path):
    extra = perfect()[0] | {"target": LINKS.tolerated[0], "fingerprint": "f998"}
    assert compare([bundle(tmp_path, [*perfect(), extra])], LINKS).clean


def test_addresses_are_compared_without_default_port_and_double_slashes():
    assert plain("http://www.yunze.gov.cn:80//a//b.html#c") == "http://www.yunze.gov.cn/a/b.html#c"
    assert plain("https://a.cn:443/") == "https://a.cn/" and plain("http://a.cn:81/") == "http://a.cn:81/"
    assert plain("http://[broken") == "http://[broken"


HIDDEN = truth.load("hidden")


def told(plant: Plant, number: int, **other: object) -> dict[str, object]:
    """The finding of a check that judges pages; where it points to does not matter."""
    page = pages_of(plant)[0].replace("*", "any.html")
    return row(plant, number) | {"page": page, "target": "http://elsewhere.cn/", "raw": f"<x>{plant.raw}"} | other


def all_told() -> list[dict[str, object]]:
    return [told(plant, number) for number, plant in enumerate(HIDDEN.faults)]


def test_pages_perfectly_judged_are_clean(tmp_path):
    assert compare([bundle(tmp_path, all_told())], HIDDEN).clean


def test_every_outcome_of_the_set_will_do(tmp_path):
    rows = [told(plant, n, outcome=outcome) for n, plant in enumerate(HIDDEN.faults) for outcome in plant.outcomes]
    assert compare([bundle(tmp_path, rows)], HIDDEN).clean


def test_a_review_where_certainty_is_due_is_missed(tmp_path):
    plant = next(plant for plant in HIDDEN.faults if plant.outcomes == ("fail",))
    rows = [entry | ({"outcome": "review"} if entry["fingerprint"] == "f0" else {}) for entry in all_told()]
    result = compare([bundle(tmp_path, rows)], HIDDEN)
    assert plant == HIDDEN.faults[0]
    assert result.missed == [(plant, f"{plant.check} review any")] and not result.false_alarms


def test_the_right_check_on_another_page_is_missed_and_a_false_alarm(tmp_path):
    rows = all_told()
    rows[0]["page"] = "http://www.yunze.gov.cn/gywm/"
    result = compare([bundle(tmp_path, rows)], HIDDEN)
    assert [plant for plant, _ in result.missed] == [HIDDEN.faults[0]]
    assert len(result.false_alarms) == 1 and "/gywm/" in result.false_alarms[0]


def test_another_check_on_a_page_is_a_false_alarm_unless_the_truth_expects_it(tmp_path):
    plant = next(plant for plant in HIDDEN.faults if plant.also == ("hidden.injected_script",))
    expected = told(plant, 900, check="hidden.injected_script")
    assert compare([bundle(tmp_path, [*all_told(), expected])], HIDDEN).clean
    strange = told(plant, 900, check="hidden.defacement")
    assert len(compare([bundle(tmp_path, [*all_told(), strange])], HIDDEN).false_alarms) == 1


def test_one_finding_on_many_pages_is_held_against_each(tmp_path):
    plant = next(plant for plant in HIDDEN.faults if plant.id == "whole-template")
    pages = [f"http://www.yunze.gov.cn/ztzl/{folder}/index_1.html" for folder in ("aqsc", "xczx")]
    own = [entry for entry in all_told() if entry["page"] != pages_of(plant)[0].replace("*", "any.html")]
    spread = [told(plant, 901, page=page) for page in pages]
    folder = bundle(tmp_path, [*own, spread[0]])
    with (folder / "occurrences.jsonl").open("a") as more:
        more.write("\n" + json.dumps({name: spread[1][name] for name in ("fingerprint", "page", "raw")}))
    result = compare([folder], HIDDEN)
    assert result.missed == []
    assert len(result.false_alarms) == 1 and "/xczx/" in result.false_alarms[0]


def test_a_finding_without_occurrences_stands_on_its_own_page(tmp_path):
    folder = bundle(tmp_path, all_told())
    (folder / "occurrences.jsonl").write_text("")
    assert compare([folder], HIDDEN).missed == []


def test_an_innocent_page_must_not_be_accused(tmp_path):
    extra = [
        told(plant, 1000 + n, check="hidden.hidden_link", outcome="fail") for n, plant in enumerate(HIDDEN.innocents)
    ]
    assert len(compare([bundle(tmp_path, [*all_told(), *extra])], HIDDEN).false_alarms) == len(HIDDEN.innocents)


def test_an_innocent_page_is_sent_to_review_only_where_that_is_tolerable(tmp_path):
    extra = [
        told(plant, 1000 + n, check="hidden.hidden_link", outcome="review") for n, plant in enumerate(HIDDEN.innocents)
    ]
    blamed = compare([bundle(tmp_path, [*all_told(), *extra])], HIDDEN).false_alarms
    assert len(blamed) == len([plant for plant in HIDDEN.innocents if not plant.tolerates]) < len(HIDDEN.innocents)


def test_an_ordinary_page_sent_to_review_is_told(tmp_path):
    extra = told(HIDDEN.faults[0], 999, page="http://www.yunze.gov.cn/gywm/", outcome="review")
    assert len(compare([bundle(tmp_path, [*all_told(), extra])], HIDDEN).false_alarms) == 1


def test_a_page_that_could_not_be_judged_is_no_alarm(tmp_path):
    extra = told(HIDDEN.faults[0], 999, page="http://www.yunze.gov.cn/gywm/", outcome="unmeasured")
    assert compare([bundle(tmp_path, [*all_told(), extra])], HIDDEN).clean


def test_the_two_capabilities_ignore_each_other(tmp_path):
    rows = [*perfect(), *(entry | {"fingerprint": f"h{entry['fingerprint']}"} for entry in all_told())]
    folder = bundle(tmp_path, rows)
    assert all(compare([folder], truth.load(name)).clean for name in ("links", "hidden"))


def test_the_three_kinds_do_not_overlap():
    assert len(LINKS.faults) + len(LINKS.unmeasured) + len(LINKS.innocents) == len(LINKS.plants)
    assert Truth(()).plants == ()
