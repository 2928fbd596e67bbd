"""The list of words and domains to watch for: what is understood, and what the user is told otherwise."""

from pathlib import Path

import pytest

from auditor.crawl.watchlist import read_watch_list
from auditor.model.options import UsageError


def read(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "watch.txt"
    path.write_text(text, encoding="utf-8")
    return read_watch_list(path)


def test_one_entry_a_line_each_once_in_lower_case(tmp_path: Path):
    assert read(tmp_path, "# 名单\n银河  娱乐\n\nXH8812.com # 新\nxh8812.COM\n.*+?(\n") == (
        "银河 娱乐",
        "xh8812.com",
        ".*+?(",
    )


@pytest.mark.parametrize(
    ("text", "said"), [("赌\n", "第 1 行只有一个字"), ("ab\n" + "长" * 101, "第 2 行超过 100 个字符")]
)
def test_what_would_do_harm_is_refused_with_its_line(tmp_path: Path, text: str, said: str):
    with pytest.raises(UsageError, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError, match="无法读取关注清单"):
        read_watch_list(tmp_path / "none.txt")
