"""All targets in one pass are what each would be alone."""

from pathlib import Path

from auditor.store.reader import Reader
from auditor.store.targets import all_targets
from tests.sites.paper import HOME, Paper, town


def test_the_pass_gives_what_single_questions_give(tmp_path: Path):
    reader = Reader(Paper(tmp_path, town()).crawl().bundle)
    found = list(all_targets(reader))
    assert found == [(row, reader.target(row)) for row in reader.linked()]
    assert len(found) > 60
    assert any(target.missing_fragments for _, target in found) and any(len(target.chain) > 1 for _, target in found)


def test_a_mere_step_of_a_redirect_is_no_target(tmp_path: Path):
    reader = Reader(Paper(tmp_path, town()).crawl().bundle)
    urls = [row.url for row in reader.linked()]
    assert f"{HOME}moved" in urls and f"{HOME}moved2" not in urls
