"""Reading a bundle's files as streams."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.model.outcome import Confidence, Impact, Outcome
from reports.view import BundleUnreadable, ReportView


def test_findings_come_back_field_by_field(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [made.finding(i, outcome="review", refs=["wcag:1.4.3"]) for i in range(3)]
    view = ReportView.open(made.bundle(tmp_path, records))
    found = list(view.findings())
    assert [one.fingerprint for one in found] == [record["fingerprint"] for record in records]
    assert found[0].outcome is Outcome.REVIEW
    assert found[0].impact is Impact.SERIOUS
    assert found[0].confidence is Confidence.CERTAIN
    assert found[0].refs == ("wcag:1.4.3",)
    assert found[0].evidence["excerpt"] == records[0]["evidence"]["excerpt"]


def test_findings_can_be_asked_for_in_any_order(tmp_path: Path, made: SimpleNamespace) -> None:
    view = ReportView.open(made.bundle(tmp_path, (made.finding(i, text="中" * i) for i in range(9))))
    offsets = [entry.offset for entry in view.entries()]
    asked = [offsets[7], offsets[0], offsets[3]]
    assert [int(one.fingerprint, 16) for one in view.findings_at(asked)] == [7, 0, 3]


def test_lone_surrogates_survive_reading(tmp_path: Path, made: SimpleNamespace) -> None:
    view = ReportView.open(made.bundle(tmp_path, [made.finding(1, message="\ud800")]))
    assert next(view.findings()).message == "\ud800"


@pytest.mark.parametrize("name", ["summary.json", "findings.jsonl", "occurrences.jsonl"])
def test_missing_file_is_named(tmp_path: Path, made: SimpleNamespace, name: str) -> None:
    made.bundle(tmp_path, [])
    (tmp_path / name).unlink()
    with pytest.raises(BundleUnreadable, match=name):
        ReportView.open(tmp_path)


def test_truncated_line_is_refused(tmp_path: Path, made: SimpleNamespace) -> None:
    made.bundle(tmp_path, [made.finding(1)])
    path = tmp_path / "findings.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BundleUnreadable, match=r"findings\.jsonl"):
        list(ReportView.open(tmp_path).findings())


@pytest.mark.parametrize("line", ["[1]", '{"check":"links.dead"}', '{"outcome":"nonsense"}'])
def test_wrong_record_is_refused(tmp_path: Path, made: SimpleNamespace, line: str) -> None:
    made.bundle(tmp_path, [])
    (tmp_path / "findings.jsonl").write_text(line + "\n", "utf-8")
    with pytest.raises(BundleUnreadable):
        list(ReportView.open(tmp_path).entries())


def test_samples_keep_the_first_pages_only(tmp_path: Path, made: SimpleNamespace) -> None:
    rows = [made.occurrence("aa", f"http://x/{page}", line) for page in range(50) for line in (1, 2)]
    rows += [made.occurrence("bb", "http://x/0", 9)]
    samples = ReportView.open(made.bundle(tmp_path, [], rows)).samples(20)
    assert [one.page for one in samples.of("aa")] == [f"http://x/{page}" for page in range(20)]
    assert {one.line for one in samples.of("aa")} == {1}
    assert [(one.line, one.column) for one in samples.of("bb")] == [(9, 3)]
    assert samples.of("cc") == []


def test_the_most_visible_pages_come_first(tmp_path: Path, made: SimpleNamespace) -> None:
    pages = [f"http://x/2026/t{n}.html" for n in range(40)] + ["http://x/zwgk/", "http://x/"]
    samples = ReportView.open(made.bundle(tmp_path, [], [made.occurrence("aa", page) for page in pages])).samples(4)
    assert [one.page for one in samples.of("aa")] == ["http://x/", "http://x/zwgk/", *pages[:2]]


@pytest.mark.parametrize("fingerprint", ["a\\b", '"', "\ud800", "", "中"])
def test_samples_of_odd_fingerprints(tmp_path: Path, made: SimpleNamespace, fingerprint: str) -> None:
    rows = [made.occurrence(fingerprint, f"http://x/{i}") for i in range(3)]
    samples = ReportView.open(made.bundle(tmp_path, [], rows)).samples(2)
    assert [one.page for one in samples.of(fingerprint)] == ["http://x/0", "http://x/1"]


def test_keys_of_an_occurrence_may_come_in_any_order(tmp_path: Path, made: SimpleNamespace) -> None:
    row = dict(reversed(made.occurrence("aa", "http://x/0").items()))
    assert len(ReportView.open(made.bundle(tmp_path, [], [row])).samples(2).of("aa")) == 1


def test_links_and_pages_are_optional(tmp_path: Path, made: SimpleNamespace) -> None:
    view = ReportView.open(made.bundle(tmp_path, []))
    assert list(view.links()) == []
    (tmp_path / "pages.jsonl").write_text('{"url":"http://x/"}\n', "utf-8")
    assert list(view.pages()) == [{"url": "http://x/"}]
    assert list(view.occurrences()) == []
