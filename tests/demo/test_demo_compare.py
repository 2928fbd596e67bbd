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
        "outcome": plant.outcomes[0],
        "reason": plant.reasons[0] if plant.reasons else "any",
        "target": target_of(plant, page) or plant.raw or None,
        "fingerprint": f"f{number}",
        "page": page,
        "raw": plant.raw,
    }
    return finding | other


def bundle(folder: Path, rows: list[dict[str, object]]) -> Path:
    names = ("check", "outcome", "reason", "target", "fingerprint")
    findings = [json.dumps({name: entry[name] for name in names}) for entry in rows]
    places = [json.dumps({name: entry[name] for name in ("fingerprint", "page", "raw")}) for entry in rows]
    (folder / "findings.jsonl").write_text("\n".join(findings))
    (folder / "occurrences.jsonl").write_text("\n".join(places))
    (folder / "summary.json").write_text('{"pages": 3, "targets": 4}')
    return folder


def perfect() -> list[dict[str, object]]:
    return [row(plant, i) for i, plant in enumerate((*LINKS.faults, *LINKS.unmeasured))]


def test_a_perfect_audit_is_clean(tmp_path):
    result = compare(bundle(tmp_path, perfect()), LINKS)
    assert result.missed == [] and result.false_alarms == []
    assert result.clean and result.summary["pages"] == 3


def test_what_is_not_reported_is_missed(tmp_path):
    result = compare(bundle(tmp_path, perfect()[1:]), LINKS)
    assert [(plant.id, said) for plant, said in result.missed] == [(LINKS.faults[0].id, "未报告")]


def test_a_wrong_reason_is_missed_and_told(tmp_path):
    rows = perfect()
    rows[0]["reason"] = "http-418"
    result = compare(bundle(tmp_path, rows), LINKS)
    assert [said for _, said in result.missed] == ["links.dead fail http-418"]


def test_an_accused_look_alike_is_a_false_alarm(tmp_path):
    extra = [
        row(replace(plant, outcomes=("fail",)), 1000 + i)
        for i, plant in enumerate(LINKS.innocents)
        if plant.id != "big5-copy"
    ]
    result = compare(bundle(tmp_path, [*perfect(), *extra]), LINKS)
    assert len(result.false_alarms) == len(extra) > 50


def test_a_review_accuses_nobody(tmp_path):
    plant = Plant("x", "links.dead", "/x", ("/lxwm/",), outcomes=("review",))
    assert compare(bundle(tmp_path, [*perfect(), row(plant, 999)]), LINKS).clean


def test_a_fine_page_called_unmeasurable_is_told(tmp_path):
    plant = next(plant for plant in LINKS.innocents if plant.id == "article-about-captcha")
    blind = row(replace(plant, outcomes=("unmeasured",)), 999, reason="wall")
    result = compare(bundle(tmp_path, [*perfect(), blind]), LINKS)
    assert result.unseen == [plant] and result.false_alarms == [] and not result.clean


def test_a_blocked_target_called_dead_is_missed_and_a_false_alarm(tmp_path):
    rows = perfect()
    rows[-1]["outcome"] = "fail"
    result = compare(bundle(tmp_path, rows), LINKS)
    assert len(result.missed) == 1 and len(result.false_alarms) == 1


def test_another_check_on_a_planted_target_is_a_false_alarm(tmp_path):
    rows = perfect()
    result = compare(bundle(tmp_path, [*rows, rows[0] | {"check": "links.parked", "fingerprint": "f997"}]), LINKS)
    assert len(result.false_alarms) == 1


def test_other_families_are_none_of_our_business(tmp_path):
    rows = perfect()
    result = compare(bundle(tmp_path, [*rows, rows[0] | {"check": "hidden.block", "target": "http://x/"}]), LINKS)
    assert result.clean


def test_one_finding_may_gather_several_placeholders_but_no_innocent_one(tmp_path):
    plants = [plant for plant in LINKS.faults if plant.check == "links.empty"]
    others = [entry for entry in perfect() if entry["check"] != "links.empty"]
    joined = [row(plant, 500, reason="empty-href", target=None) for plant in plants]
    assert compare(bundle(tmp_path, [*others, *joined]), LINKS).clean
    strange = joined[0] | {"page": "http://www.yunze.gov.cn/hdjl/anniu/", "raw": "#"}
    assert compare(bundle(tmp_path, [*others, *joined, strange]), LINKS).false_alarms


def test_raw_may_be_the_whole_element(tmp_path):
    rows = perfect()
    for entry, plant in zip(rows, (*LINKS.faults, *LINKS.unmeasured), strict=True):
        entry["raw"] = f'<a href="{plant.raw}">{plant.text}</a>'
        entry["target"] = None
    assert compare(bundle(tmp_path, rows), LINKS).clean


def test_tolerated_targets_are_left_alone(tmp_path):
    extra = perfect()[0] | {"target": LINKS.tolerated[0], "fingerprint": "f998"}
    assert compare(bundle(tmp_path, [*perfect(), extra]), LINKS).clean


def test_addresses_are_compared_without_default_port_and_double_slashes():
    assert plain("http://www.yunze.gov.cn:80//a//b.html#c") == "http://www.yunze.gov.cn/a/b.html#c"
    assert plain("https://a.cn:443/") == "https://a.cn/" and plain("http://a.cn:81/") == "http://a.cn:81/"
    assert plain("http://[broken") == "http://[broken"


def test_the_three_kinds_do_not_overlap():
    assert len(LINKS.faults) + len(LINKS.unmeasured) + len(LINKS.innocents) == len(LINKS.plants)
    assert Truth(()).plants == ()
