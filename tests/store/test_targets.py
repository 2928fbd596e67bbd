"""All targets in one pass are what each would be alone."""

from pathlib import Path

from auditor.store.reader import Reader
from auditor.store.targets import all_targets, called, one_target
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


def test_what_anchors_call_by_a_name_is_found_without_asking_every_destination(tmp_path: Path):
    reader = Reader(Paper(tmp_path, town()).crawl().bundle)
    texts = {
        link.text for row in reader.linked() for _, _, link in reader.links_to(row.id) if link.tag == "a" and link.text
    }
    name = min(texts)
    expected = [
        row.url
        for row in reader.urls()
        if row.kind in ("page", "external")
        and any(link.tag == "a" and link.text == name for *_, link in reader.links_to(row.id))
    ]
    found = list(called(reader, lambda text: text == name))
    assert expected and [target.url for _, target in found] == expected
    assert {said for said, _ in found} == {name}
    assert list(called(reader, lambda text: False)) == []


def test_one_destination_is_found_in_whatever_spelling(tmp_path: Path):
    reader = Reader(Paper(tmp_path, town()).crawl().bundle)
    row, target = next(all_targets(reader))
    assert one_target(reader, row.url) == one_target(reader, row.url + "#top") == target
    assert one_target(reader, HOME + "never-linked.html") is None
