"""What surrounds the figures of a circular: who issues it, to whom, on what basis, by when an answer is due."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from reports.texts import TEMPLATES

DEFAULT = TEMPLATES / "circular.toml"


class FrameError(ValueError):
    """A frame that cannot be read; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Texts of one office; every field may be empty and is then left out. ``{period}`` stands for the quarter."""

    title: str = ""
    number: str = ""
    """文号, such as ×政办函〔2026〕12号."""
    to: str = ""
    basis: str = ""
    demands: tuple[str, ...] = ()
    """Paragraphs of the last section; ``{due}`` stands for the date, the word or the days given in ``due``."""
    due: str = ""
    contact: str = ""
    issuer: str = ""
    date: str = ""
    index: str = ""
    """索引号 of the page on the portal."""
    openness: str = ""
    """公开属性."""
    topics: str = ""
    site_name: str = ""
    site_domain: str = ""
    site_code: str = ""
    column: str = ""
    """Name of the column on the portal that publishes the page."""


def read_frame(path: Path | None) -> Frame:
    """Our own frame, or with what an office's file says instead; raises FrameError."""
    own = _read(DEFAULT)
    return _frame({**own, **_read(path)} if path else own)


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise FrameError(f"无法读取通报要素文件 {path}:{error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameError(f"通报要素文件 {path} 不是 UTF-8 编码的 TOML({error})") from error


def _frame(values: Mapping[str, object]) -> Frame:
    known = {field.name for field in fields(Frame)}
    strange = sorted(values.keys() - known)
    if strange:
        raise FrameError(f"通报要素文件中有不认识的项:{'、'.join(strange)}(可用:{'、'.join(sorted(known))})")
    made: dict[str, str | tuple[str, ...]] = {}
    for name, value in values.items():
        if name == "demands":
            made[name] = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        else:
            made[name] = str(value)
    return Frame(**made)  # type: ignore[arg-type]
