"""A bundle: one folder, one writer, all or nothing."""

import errno
import sqlite3
from pathlib import Path

import pytest

from auditor.model.options import RunOptions
from auditor.store.bundle import Bundle, BundleError, WriteError


def options(out: Path, url: str = "http://www.yunze.gov.cn/", **more: object) -> RunOptions:
    return RunOptions(url=url, out=str(out), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("http://www.yunze.gov.cn/", "www.yunze.gov.cn"),
        ("http://www.yunze.gov.cn:8080/a", "www.yunze.gov.cn_8080"),
        ("http://云泽.政务/", "xn--9kqp55e.xn--zfr164b"),
        ("http://[::1]:81/", "__1_81"),
    ],
)
def test_the_folder_is_named_after_the_site(tmp_path: Path, url: str, folder: str):
    assert Bundle.create(options(tmp_path, url)).path.parent == tmp_path / folder


@pytest.mark.parametrize("host", ["政" * 70 + ".cn", "政..cn", "政.."])
def test_a_host_that_dns_cannot_hold_is_refused_in_words(tmp_path: Path, host: str):
    with pytest.raises(BundleError, match="域名"):
        Bundle.create(options(tmp_path, f"http://{host}/"))


def test_two_runs_in_one_second_have_folders_of_their_own(tmp_path: Path):
    first, second = Bundle.create(options(tmp_path)), Bundle.create(options(tmp_path))
    assert first.path != second.path and second.path.is_dir()


def test_options_come_back_as_they_were(tmp_path: Path):
    chosen = options(
        tmp_path, delay=0.25, map=("a.cn=127.0.0.2:80",), ignore_robots=True, allow_address=("10.0.0.0/8",)
    )
    path = Bundle.create(chosen).path
    assert Bundle.open(path).options == chosen


def test_values_survive_reopening(tmp_path: Path):
    bundle = Bundle.create(options(tmp_path))
    with bundle.transaction():
        bundle.set("note", {"甲": [1, None]})
    bundle.close()
    reopened = Bundle.open(bundle.path)
    assert reopened.get("note") == {"甲": [1, None]} and reopened.get("absent", 7) == 7


def test_a_failed_transaction_leaves_nothing_behind(tmp_path: Path):
    bundle = Bundle.create(options(tmp_path))
    with pytest.raises(KeyError), bundle.transaction():
        bundle.set("half", 1)
        raise KeyError("stopped")
    assert bundle.get("half") is None
    with bundle.transaction():
        bundle.set("whole", 1)
    assert bundle.get("whole") == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_said_so(tmp_path: Path, code: int):
    bundle = Bundle.create(options(tmp_path))
    with pytest.raises(WriteError, match="磁盘空间不足"), bundle.transaction():
        raise OSError(code, "no room")
    assert not bundle.db.in_transaction


def test_a_database_that_is_full_is_said_so(tmp_path: Path):
    bundle = Bundle.create(options(tmp_path))
    bundle.db.execute("PRAGMA max_page_count = 30")
    with pytest.raises(WriteError, match="磁盘空间不足"), bundle.transaction():
        bundle.set("much", "x" * 1_000_000)
    assert bundle.get("version") == 2


def test_a_second_writer_is_refused_not_mixed_in(tmp_path: Path):
    bundle = Bundle.create(options(tmp_path))
    other = sqlite3.connect(bundle.path / "evidence.sqlite", timeout=0.1, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    bundle.db.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(WriteError, match="无法写入"), bundle.transaction():
        bundle.set("x", 1)
    other.close()


def test_missing_damaged_and_foreign_bundles_are_refused_in_words(tmp_path: Path):
    with pytest.raises(BundleError, match="找不到证据包"):
        Bundle.open(tmp_path)
    (tmp_path / "evidence.sqlite").write_bytes(b"this is no database, and long enough to be seen as none" * 9)
    with pytest.raises(BundleError, match="证据包"):
        Bundle.open(tmp_path)
    (tmp_path / "evidence.sqlite").write_bytes(b"")
    with pytest.raises(BundleError, match="损坏"):
        Bundle.open(tmp_path)


def test_a_bundle_of_another_version_is_refused(tmp_path: Path):
    bundle = Bundle.create(options(tmp_path))
    with bundle.transaction():
        bundle.set("version", 99)
    bundle.close()
    with pytest.raises(BundleError, match="99"):
        Bundle.open(bundle.path)


def test_an_output_folder_that_cannot_be_made_is_said_so(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BundleError, match="无法建立输出目录"):
        Bundle.create(options(tmp_path / "file"))
