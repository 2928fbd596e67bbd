"""The file of the operator's own domains: what is understood, and what the user is told otherwise."""

from pathlib import Path

import pytest

from auditor.crawl.operatorfile import read_operator_domains
from auditor.model.options import UsageError


def read(folder: Path, data: str | bytes) -> tuple[str, ...]:
    path = folder / "domains.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_operator_domains(path)


def test_one_domain_a_line_with_remarks(tmp_path: Path):
    text = "# 主办单位\n\nYunze.gov.cn  # 门户\n*.kaifaqu.com\r\n云泽.政务\n121.43.68.40\nyunze.gov.cn\n"
    assert read(tmp_path, text) == ("yunze.gov.cn", "kaifaqu.com", "xn--9kqp55e.xn--zfr164b", "121.43.68.40")


def test_an_empty_file_names_nobody_and_a_byte_order_mark_is_no_letter(tmp_path: Path):
    assert read(tmp_path, "") == ()
    assert read(tmp_path, "\ufeffa.cn\n") == ("a.cn",)


@pytest.mark.parametrize(
    "line", ["http://a.cn/", "a.cn/x", "a b.cn", "a.cn:80", "x..cn", "localhost", "-a.cn", "甲乙", "<a>"]
)
def test_what_is_no_domain_is_named_with_its_line(tmp_path: Path, line: str):
    with pytest.raises(UsageError, match=r"第 2 行不是域名"):
        read(tmp_path, f"a.cn\n{line}\n")


@pytest.mark.parametrize("line", ["gov.cn", "com.cn", "co.uk"])
def test_a_suffix_that_belongs_to_nobody_is_refused(tmp_path: Path, line: str):
    with pytest.raises(UsageError, match="公共后缀"):
        read(tmp_path, line)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="无法读取域名清单"):
        read_operator_domains(tmp_path / "none.txt")
    with pytest.raises(UsageError, match="不是 UTF-8"):
        read(tmp_path, "云泽".encode("gb18030"))
    with pytest.raises(UsageError, match="超过 1 MB"):
        read(tmp_path, b"a.cn\n" * 300_000)
