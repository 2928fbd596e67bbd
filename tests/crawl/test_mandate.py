"""The mandate: who ordered, which hosts, until when."""

from datetime import date
from pathlib import Path

import pytest

from auditor.crawl.mandate import read_mandate
from auditor.model.options import UsageError

TEXT = """
office = "某省人民政府办公厅"
document = "某政办函〔2026〕1号"
hosts = ["www.yunze.gov.cn", "zwfw.yunze.gov.cn"]
valid_from = 2026-10-01
valid_until = 2026-12-31
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mandate.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("host", "day", "covered"),
    [
        ("www.yunze.gov.cn", date(2026, 10, 1), True),
        ("zwfw.yunze.gov.cn", date(2026, 12, 31), True),
        ("www.yunze.gov.cn", date(2026, 9, 30), False),
        ("www.yunze.gov.cn", date(2027, 1, 1), False),
        ("other.gov.cn", date(2026, 11, 1), False),
        ("yunze.gov.cn", date(2026, 11, 1), False),
    ],
)
def test_hosts_and_days_are_exact(tmp_path: Path, host: str, day: date, covered: bool):
    assert read_mandate(written(tmp_path, TEXT)).covers(host, day) is covered


@pytest.mark.parametrize("name", ["office", "document", "hosts", "valid_from", "valid_until"])
def test_nothing_may_be_missing(tmp_path: Path, name: str):
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith(name))
    with pytest.raises(UsageError, match=name):
        read_mandate(written(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        TEXT.replace("2026-10-01", '"2026-10-01"'),
        TEXT.replace("2026-10-01", "2026-10-01T00:00:00"),
        TEXT.replace('["www.yunze.gov.cn", "zwfw.yunze.gov.cn"]', '"www.yunze.gov.cn"'),
        TEXT.replace('["www.yunze.gov.cn", "zwfw.yunze.gov.cn"]', "5"),
        TEXT.replace('["www.yunze.gov.cn", "zwfw.yunze.gov.cn"]', "[1, 2]"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(tmp_path: Path, text: str):
    with pytest.raises(UsageError, match="授权文件"):
        read_mandate(written(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_a_usage_error(tmp_path: Path):
    with pytest.raises(UsageError, match="无法读取"):
        read_mandate(tmp_path / "none.toml")
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="授权文件"):
        read_mandate(path)
