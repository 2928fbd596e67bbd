"""One site from evidence to files: judged again, every file is the same byte for byte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import siterun
from auditor.model.outcome import Outcome
from auditor.model.verdict import Grade, Stage, Subject, Verdict
from auditor.policy.load import load
from auditor.store.bundle import Bundle
from tests.sites.paper import HOME, Paper, town
from tests.sites.run import environment

FILES = ("summary.json", "findings.jsonl", "occurrences.jsonl", "links.jsonl", "pages.jsonl", "report.html")


def judge(bundle: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "auditor.cli", "judge", str(bundle)]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment(), timeout=60)


def contents(bundle: Path) -> dict[str, bytes]:
    return {name: (bundle / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    run = Paper(tmp_path_factory.mktemp("town"), town()).crawl()
    summary = siterun.judge(run.bundle)
    siterun.report(run.bundle.path, ("html",))
    run.bundle.close()
    return run.bundle.path, summary


def test_judging_again_rewrites_every_file_byte_for_byte(judged: tuple[Path, dict[str, object]]):
    path, _ = judged
    before = contents(path)
    done = judge(path)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    assert contents(path) == before
    assert not list(path.glob("*.part"))


def test_a_run_in_another_order_has_the_same_files(tmp_path: Path, judged: tuple[Path, dict[str, object]]):
    other = Paper(tmp_path, town()).crawl(seed=9, batch=4, workers=3)
    siterun.judge(other.bundle)
    siterun.report(other.bundle.path, ("html",))
    assert {name: text for name, text in contents(other.bundle.path).items() if name != "report.html"} == {
        name: text for name, text in contents(judged[0]).items() if name != "report.html"
    }


def test_the_summary_says_what_the_files_say(judged: tuple[Path, dict[str, object]]):
    path, summary = judged
    assert json.loads((path / "summary.json").read_text("utf-8")) == json.loads(json.dumps(summary))
    rows = {name: (path / f"{name}.jsonl").read_text("utf-8").splitlines() for name in ("findings", "links", "pages")}
    assert (summary["site"], summary["profile"]) == (HOME, "links")
    assert (summary["pages"], summary["targets"]) == (len(rows["pages"]), len(rows["links"]))
    counted = sum(
        number
        for outcomes in summary["findings"].values()  # type: ignore[attr-defined]
        for outcome, number in outcomes.items()
        if outcome not in (Outcome.PASS, Outcome.NA)
    )
    assert counted == len(rows["findings"]) > 3


def test_the_summary_holds_the_proposed_verdict_with_what_it_rests_on(judged: tuple[Path, dict[str, object]]):
    found = Verdict.from_dict(json.loads((judged[0] / "summary.json").read_text("utf-8"))["verdict"])
    assert (found.pack, found.pack_sha256, found.stage) == ("national-2019", load().sha256, Stage.PROPOSED)
    assert found.release and found.tables and found.grade is Grade.UNDECIDED and found.score is None
    links = next(item for item in found.items if item.indicator == "link.no-dead")
    lines = [json.loads(line) for line in (judged[0] / "findings.jsonl").read_text("utf-8").splitlines()]
    named = [line for line in lines if line["check"] in ("links.dead", "links.soft_404") and line["outcome"] == "fail"]
    sure = {line["fingerprint"] for line in named if line["confidence"] == "certain"}
    assert links.counted == len(sure) > 0 and set(links.fingerprints) == sure


def test_another_pack_and_another_subject_judge_otherwise(judged: tuple[Path, dict[str, object]]):
    bundle = Bundle.open(judged[0])
    before = contents(judged[0])
    other = siterun.judge(bundle, load("census-2015"), Subject.PORTAL)["verdict"]
    assert (other["pack"], other["subject"]) == ("census-2015", "portal")
    siterun.judge(bundle)
    assert (judged[0] / "summary.json").read_bytes() == before["summary.json"]
    bundle.close()


@pytest.mark.parametrize(
    ("words", "said"), [(("--pack", "none"), "没有名为「none」"), (("--subject", "town"), "portal 或 site")]
)
def test_a_pack_or_subject_that_is_not_there_is_a_usage_error(judged: tuple[Path, dict[str, object]], words, said):
    command = [sys.executable, "-m", "auditor.cli", "judge", str(judged[0]), *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment(), timeout=60)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_no_row_id_and_no_path_of_this_machine_is_in_an_output(judged: tuple[Path, dict[str, object]]):
    path, _ = judged
    for name in FILES[:-1]:
        text = (path / name).read_text("utf-8")
        assert str(path.parent) not in text
        assert not {"id", "element", "url_row"} & {key for line in text.splitlines()[:50] if line.startswith("{") and line.endswith("}")
                                                   for key in json.loads(line)}  # fmt: skip


def test_a_bundle_that_is_not_finished_is_not_judged(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl(batches=2)
    with run.bundle.transaction():
        run.bundle.set("finished", None)
    done = judge(run.bundle.path)
    assert done.returncode == 2 and "--resume" in done.stderr
    assert not (run.bundle.path / "findings.jsonl").exists()


def test_what_is_no_bundle_is_a_usage_error(tmp_path: Path):
    done = judge(tmp_path)
    assert done.returncode == 2 and "找不到证据包" in done.stderr and "Traceback" not in done.stderr


def test_copies_of_the_files_are_the_files(tmp_path: Path, judged: tuple[Path, dict[str, object]]):
    path, _ = judged
    written = siterun.report(path, ("jsonl", "html"), tmp_path / "out")
    assert {one.name for one in written} == set(FILES) - {"summary.json"}
    assert (tmp_path / "out" / "findings.jsonl").read_bytes() == (path / "findings.jsonl").read_bytes()
    with pytest.raises(ValueError, match="docx"):
        siterun.report(path, ("docx",), tmp_path)


def test_the_last_words_add_up(judged: tuple[Path, dict[str, object]]):
    path, summary = judged
    said = siterun.closing_lines(summary, path)
    assert f"网页 {summary['pages']} 个" in said and str(path / "report.html") in said
    assert "初判(指标包 national-2019):不能判定;单项否决 0 项" in said


def test_a_bundle_stays_readable_without_its_writer(judged: tuple[Path, dict[str, object]]):
    assert Bundle.open(judged[0]).get("finished")
