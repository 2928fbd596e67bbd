"""The office's database: one file for several people, a book of changes, clear words when it cannot be opened."""

import json
import sqlite3
from pathlib import Path

import pytest

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
