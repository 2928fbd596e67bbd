"""The office's database: one file for several people, a book of changes, clear words when it cannot be opened."""

import json
import sqlite3
from pathlib import Path

import pytest

from auditor.model.accusation import Accused, State
from auditor.model.result import Kind
from auditor.store.office.accusations import accusation
from auditor.store.office.database import Office, OfficeError


def test_a_new_database_has_every_topic(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "deep" / "office.db")
    names = {row["name"] for row in office.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"unit", "site", "account", "contact", "campaign", "campaign_site", "change"} <= names


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "office.db")
    with office.transaction() as db:
        db.execute("INSERT INTO unit (name) VALUES ('云泽市人民政府')")
    office.close()
    assert Office.open(tmp_path / "office.db").db.execute("SELECT count(*) FROM unit").fetchone()[0] == 1


def test_a_change_that_breaks_half_way_leaves_nothing(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "office.db")
    with pytest.raises(ZeroDivisionError), office.transaction() as db:
        db.execute("INSERT INTO unit (name) VALUES ('云泽市人民政府')")
        _ = 1 / 0
    assert office.db.execute("SELECT count(*) FROM unit").fetchone()[0] == 0


def test_a_site_of_no_unit_is_refused_in_words(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "office.db")
    with pytest.raises(OfficeError, match="无法写入数据库"), office.transaction() as db:
        db.execute("INSERT INTO site (number, name, url, unit) VALUES ('0001', '某网', 'http://a.gov.cn/', 9)")


def test_changes_are_kept_with_who_and_when(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "office.db")
    with office.transaction():
        office.record("张三", "site:0001", {"name": ["旧名", "新名"]})
    row = office.db.execute("SELECT * FROM change").fetchone()
    assert (row["operator"], row["subject"], json.loads(row["change"])) == (
        "张三",
        "site:0001",
        {"name": ["旧名", "新名"]},
    )
    assert row["at"].endswith("+08:00")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"not a database at all, only words" * 40)
    with pytest.raises(OfficeError, match=r"office\.db"):
        Office.open(tmp_path / "office.db")


def test_a_database_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "office.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(OfficeError, match="99"):
        Office.open(tmp_path / "office.db")


def test_two_people_write_one_after_the_other(tmp_path: Path) -> None:
    first, second = Office.open(tmp_path / "office.db"), Office.open(tmp_path / "office.db")
    with first.transaction() as db:
        db.execute("INSERT INTO unit (name) VALUES ('甲')")
    with second.transaction() as db:
        db.execute("INSERT INTO unit (name) VALUES ('乙')")
    assert [row["name"] for row in first.db.execute("SELECT name FROM unit ORDER BY id")] == ["甲", "乙"]


def test_a_database_of_before_accounts_could_be_accused_keeps_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    Office.open(path).close()
    old = sqlite3.connect(path)
    old.executescript(BEFORE_ACCOUNTS)
    old.close()
    office = Office.open(path)
    one = accusation(office, "2026Q4-0001-01")
    assert (one.accused, one.state, one.doubt) == (Accused(Kind.SITE, 1), State.SECOND, "")
    assert one.confirmers == ("张三",)
    assert tuple(office.db.execute("SELECT site, account, reason FROM waiver").fetchone()) == (1, None, "归档中")
    assert office.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert office.db.execute("PRAGMA user_version").fetchone()[0] == 2
    indexes = {row["name"] for row in office.db.execute("PRAGMA index_list(accusation)")}
    assert "accusation_state" in indexes
    with pytest.raises(OfficeError, match="CHECK"), office.transaction() as db:
        db.execute("UPDATE accusation SET site = NULL")
    office.close()
    assert accusation(Office.open(path), "2026Q4-0001-01") == one


BEFORE_ACCOUNTS = """
DROP TABLE accusation; DROP TABLE waiver; DROP TABLE campaign_account;
CREATE TABLE accusation (
    id INTEGER PRIMARY KEY, campaign INTEGER NOT NULL REFERENCES campaign (id), site INTEGER NOT NULL REFERENCES site (id),
    number TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, veto INTEGER NOT NULL, manual INTEGER NOT NULL, cause TEXT NOT NULL,
    message TEXT NOT NULL, page TEXT NOT NULL, place TEXT NOT NULL, evidence TEXT NOT NULL, supplier TEXT NOT NULL DEFAULT '',
    points TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, bundle TEXT NOT NULL, UNIQUE (campaign, site, fingerprint)
);
CREATE INDEX accusation_state ON accusation (campaign, state, site);
CREATE TABLE waiver (
    site INTEGER NOT NULL REFERENCES site (id), fingerprint TEXT NOT NULL, reason TEXT NOT NULL, approver TEXT NOT NULL,
    until TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (site, fingerprint)
) WITHOUT ROWID;
INSERT INTO unit (name) VALUES ('甲局');
INSERT INTO site (number, name, url, unit) VALUES ('0001', '甲网', 'http://a.gov.cn/', 1);
INSERT INTO campaign (name, opened, plan) VALUES ('2026Q4', '2026-10-01', '{}');
INSERT INTO accusation VALUES (1, 1, 1, '2026Q4-0001-01', 'f', 1, 0, '篡改', '被植入', '', '', '{}', '', '', 'second', 'b');
INSERT INTO accusation_step VALUES (1, 1, '2026-11-01', '张三', 'confirm', 'proposed', 'second', '');
INSERT INTO waiver VALUES (1, 'f', '归档中', '王五', '2099-12-31', '2026-11-01');
PRAGMA user_version = 1;
"""
