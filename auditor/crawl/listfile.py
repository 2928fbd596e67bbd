"""Lists that a user keeps as text files: one entry a line, ``#`` begins a remark."""

from collections.abc import Iterator
from pathlib import Path

from auditor.model.options import UsageError

_LARGEST = 1 << 20


def read_entries(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, entry) of a list; ``what`` names it to the user. Raises UsageError for an unreadable file."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"无法读取{what} {path}:{error.strerror}") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{what} {path} 超过 {_LARGEST >> 20} MB")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{what} {path} 不是 UTF-8 编码的文本") from error
    written = ((number, line.partition("#")[0].strip()) for number, line in enumerate(lines, 1))
    yield from ((number, entry) for number, entry in written if entry)
