"""The ACT table counts what names the rule of a case, and serves the cases under the addresses they use."""

import json
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench.act import FAIL, REVIEW, SILENT, Answer, Case, read_cases, served, table, tally


def case(expected: str, rule: str = "aaaaaa") -> Case:
    return Case(rule, "名", "Example 1", expected, "testcases/x.html")


ANSWERS = [
    Answer(case("failed"), axe=FAIL, ours=FAIL),
    Answer(case("failed"), axe=SILENT, ours=REVIEW),
    Answer(case("failed"), axe=REVIEW, ours=SILENT),
    Answer(case("passed"), axe=FAIL, ours=REVIEW),
    Answer(case("inapplicable"), axe=SILENT, ours=FAIL, by=("access.x:y",)),
]


def test_found_doubted_and_false_alarms_are_counted_apart() -> None:
    count = tally(ANSWERS)
    assert (count.failed, count.harmless) == (3, 2)
    assert (count.found, count.doubted, count.false) == ((1, 1), (1, 1), (1, 1))


def test_the_table_says_it_for_each_rule_and_names_what_is_wrong() -> None:
    said = table([*ANSWERS, Answer(case("failed", "bbbbbb"), error="renderer-hang")], details=True)
    assert [line.split()[0] for line in said.splitlines() if line[:6] in ("aaaaaa", "bbbbbb")] == ["aaaaaa", "bbbbbb"]
    assert "false alarm access.x:y" in said
    assert "not measured renderer-hang" in said
    assert "all checks: 25.0% of the failed cases as fail, 50.0% as fail or review; 1 false alarms in 2" in said


def test_cases_are_read_and_served_where_they_expect_their_assets(tmp_path: Path) -> None:
    listed = [
        {
            "ruleId": "aaaaaa",
            "ruleName": "r",
            "testcaseTitle": "t",
            "expected": "passed",
            "relativePath": f"testcases/{name}",
        }
        for name in ("x.html", "x.svg")
    ]
    (tmp_path / "testcases.json").write_text(json.dumps(listed), "utf-8")
    (tmp_path / "test-assets").mkdir()
    (tmp_path / "test-assets" / "page.html").write_text("<p>é", "utf-8")
    assert [one.path for one in read_cases(tmp_path)] == ["testcases/x.html"]
    with served(tmp_path) as origin:
        connection = HTTPConnection(urlsplit(origin).netloc, timeout=5)
        for path in ("/WAI/content-assets/wcag-act-rules/test-assets/page.html", "/test-assets/page.html"):
            connection.request("GET", path)
            answer = connection.getresponse()
            assert (answer.status, answer.read().decode()) == (200, "<p>é")
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        connection.close()
