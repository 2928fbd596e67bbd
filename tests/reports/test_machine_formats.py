"""SARIF, JUnit and GitHub commands: whole, by their rules, and harmless with whatever a hacked site wrote."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from reports import github, junit, sarif
from reports.view import ReportView

HOSTILE = "\x00\x1b[31m]]>\n::error::x%0A\r<script>alert(1)</script>\u202e\ud800[点我](http://evil.example/)"

SCHEMA = Path(__file__).parents[2] / ".tools" / "sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
"""The official one; set-up brings it."""


def stood(standing: str, blocks: bool = False, **more: object) -> dict[str, object]:
    noted = {"standing": standing, "blocks": blocks, "file": "public/通知 1.html", "waiver": {}, "nowhere": "", **more}
    return {"gate": noted}


@pytest.fixture
def view(made, tmp_path: Path) -> ReportView:
    waiver = {"reason": "待迁移", "approver": "张三", "until": "2026-12-31"}
    rows = [
        made.finding(1),
        made.finding(2, evidence=stood("new", True)),
        made.finding(3, evidence=stood("known")),
        made.finding(4, evidence=stood("waived", waiver=waiver)),
        made.finding(5, outcome="review", impact="minor", evidence={}),
        made.finding(6, outcome="unmeasured", reason="wall", evidence={}),
        made.finding(
            7,
            check="hidden.hidden_link",
            message=HOSTILE,
            text=HOSTILE,
            target="http://evil.example/\u202e",
            page=HOSTILE,
        ),
    ]
    places = [made.occurrence(rows[1]["fingerprint"], rows[1]["page"], 12)]
    return ReportView.open(made.bundle(tmp_path / "bundle", rows, places))


def assert_official(log: object) -> None:
    if not SCHEMA.is_file():
        pytest.skip("the official schema of SARIF is not installed (no npm registry at set-up)")
    jsonschema.validators.validator_for(schema := json.loads(SCHEMA.read_text("utf-8")))(schema).validate(log)


def test_sarif_keeps_its_rules_and_says_how_things_stand(view: ReportView, made, tmp_path: Path):
    log = json.loads(sarif.render(view, tmp_path, made.titles).read_text("utf-8"))
    assert_official(log)
    results = log["runs"][0]["results"]
    assert [row.get("baselineState") for row in results[:4]] == [None, "new", "unchanged", "unchanged"]
    assert [row["kind"] for row in results] == ["fail"] * 4 + ["review", "open", "fail"]
    assert results[3]["suppressions"][0]["justification"] == "待迁移(批准:张三,至 2026-12-31)"
    place = results[1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "public/%E9%80%9A%E7%9F%A5%201.html"}, "region": {"startLine": 12, "startColumn": 3},
    }  # fmt: skip
    assert {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} == {"links.dead", "hidden.hidden_link"}


def test_hostile_words_make_no_link_in_sarif(view: ReportView, made, tmp_path: Path):
    text = sarif.render(view, tmp_path, made.titles).read_text("utf-8")
    said = json.loads(text)["runs"][0]["results"][-1]["message"]["text"]
    assert "http://evil" not in said and "\\[点我\\](" in said and "\u202e" not in text


def test_junit_is_xml_whatever_a_page_says(view: ReportView, made, tmp_path: Path):
    root = ET.parse(junit.render(view, tmp_path, made.titles)).getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("7", "3", "0", "4")
    for suite in root:
        cases = list(suite)
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
    text = ET.tostring(root, "unicode")
    assert "alert(1)" in text and "http://evil" not in text and "⟨U+202E⟩" in text


def test_a_clean_check_is_a_case_that_passed(made, tmp_path: Path):
    view = ReportView.open(made.bundle(tmp_path / "b", []))
    root = ET.parse(junit.render(view, tmp_path, made.titles)).getroot()
    assert [(suite.get("name"), len(suite)) for suite in root] == [("links.dead 失效链接", 1)]
    assert root.get("failures") == "0"


def test_github_commands_stay_on_their_line(view: ReportView, made, tmp_path: Path):
    lines = github.render(view, tmp_path, made.titles).read_text("utf-8").split("\n")
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error", "::error", "::notice", "::error"]
    assert lines[1].startswith("::error title=失效链接,file=public/通知 1.html,line=12,col=3::失效链接:")
    assert "%250A" in lines[3] and "http://evil" not in lines[3] and lines[3].count("::") > 1


def test_an_old_file_stays_when_a_new_one_cannot_be_finished(made, tmp_path: Path):
    (tmp_path / sarif.NAME).write_text("old", "utf-8")
    broken = made.bundle(tmp_path / "b", [made.finding(1)])
    (broken / "findings.jsonl").write_text('{"check":', "utf-8")
    view = ReportView.open(broken)
    with pytest.raises(Exception, match=r"findings\.jsonl"):
        sarif.render(view, tmp_path, made.titles)
    assert (tmp_path / sarif.NAME).read_text("utf-8") == "old"
