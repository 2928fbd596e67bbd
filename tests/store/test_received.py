"""What an address answered, read back from the evidence of a real run on paper."""

from pathlib import Path

import msgpack

from auditor.store.reader import attempt
from auditor.store.received import received
from tests.sites.paper import HOME, OWN, Paper, town


def test_every_attempt_and_redirect_of_an_address_is_read_back(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    run.bundle.close()
    dead = received(run.bundle.path, f"{HOME}gone.html#part")
    assert dead is not None and dead.url == f"{HOME}gone.html#part" and dead.sha256 == ""
    assert {one.status for hop in dead.hops for one in hop.attempts} == {404}
    assert all(one.at.endswith("+08:00") for hop in dead.hops for one in hop.attempts)


def test_a_page_bears_the_hash_of_its_body_and_where_its_name_was_sent(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    run.bundle.close()
    home = received(run.bundle.path, "", HOME)
    assert home is not None and len(home.sha256) == 64 and home.size > 0 and home.mapped == "127.0.0.1"


def test_our_own_address_and_those_of_the_mandate_are_read_back(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    with run.bundle.transaction():
        run.bundle.set("mandated_addresses", ["203.0.113.7"])
    run.bundle.close()
    home = received(run.bundle.path, HOME)
    assert home is not None and home.outlets == ("203.0.113.7",)
    assert {one.own_address for hop in home.hops for one in hop.attempts} == {OWN}


def test_attempts_of_a_release_that_did_not_keep_it_are_still_read():
    old = [0, "GET", "curl", "2026-11-21T10:00:00.000+08:00", 12, "192.0.2.1", 200, None, "", "", "", "", "", []]
    assert attempt(msgpack.packb(old)).own_address == ""


def test_what_was_never_asked_has_no_answer(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    run.bundle.close()
    assert received(run.bundle.path, "http://never.example/", "") is None
    assert received(tmp_path / "nowhere", HOME) is None
