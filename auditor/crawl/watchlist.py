"""The office's own words and domains to watch for, besides the few that come with the program."""

from pathlib import Path

from auditor.crawl.listfile import read_entries
from auditor.model.options import UsageError

_SHORTEST = 2
_LONGEST = 100
_MOST = 20_000


def read_watch_list(path: Path) -> tuple[str, ...]:
    """Return the entries of a file in lower case, each once; raises UsageError naming file and line."""
    found: dict[str, None] = {}
    for number, entry in read_entries(path, "关注清单"):
        word = " ".join(entry.lower().split())
        if len(word) < _SHORTEST:
            raise UsageError(f"关注清单 {path} 第 {number} 行只有一个字:「{word}」会牵连大量正常内容,请写成词语")
        if len(word) > _LONGEST:
            raise UsageError(f"关注清单 {path} 第 {number} 行超过 {_LONGEST} 个字符")
        found[word] = None
    if len(found) > _MOST:
        raise UsageError(f"关注清单 {path} 超过 {_MOST} 条")
    return tuple(found)
