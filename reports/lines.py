"""Files of a bundle, one JSON object a line, read as streams."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]


class BundleUnreadable(Exception):
    """A file of the bundle is missing or is not what DESIGN section 7 says; the message is for the user."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"无法读取 {path.name}：{detail}")
        self.path = path
        self.detail = detail


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Byte offset and text of every line that is not blank; raises BundleUnreadable."""
    offset = 0
    try:
        with path.open("rb") as file:
            for line in file:
                if line.strip():
                    yield offset, line
                offset += len(line)
    except OSError as error:
        raise BundleUnreadable(path, error.strerror or str(error)) from error


def loads(text: bytes, path: Path, offset: int) -> dict[str, Any]:
    """The object that stands at an offset of a file; raises BundleUnreadable."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise BundleUnreadable(path, f"第 {offset} 字节起不是完整的 JSON") from error
    if not isinstance(value, dict):
        raise BundleUnreadable(path, f"第 {offset} 字节起不是 JSON 对象")
    return value
