"""All forms of a circular in one folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.model.statistics import Circular
from reports.circular.data import write_json
from reports.circular.excel import write_excel
from reports.circular.frame import Frame
from reports.circular.page import write_page
from reports.circular.word import fill_template, write_word

_FORBIDDEN = re.compile(r"[^\w\u4e00-\u9fff-]+")


def write_all(circular: Circular, frame: Frame, folder: Path, template: Path | None = None) -> Iterator[Path]:
    """Write every form and yield its path; raises FrameError for a template that cannot be filled, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = "通报-" + (_FORBIDDEN.sub("_", circular.quarter.name)[:60] or "_")
    yield write_json(circular, frame, folder / f"{stem}.json")
    yield write_excel(circular, frame, folder / f"{stem}.xlsx")
    word = folder / f"{stem}.docx"
    yield fill_template(circular, frame, template, word) if template else write_word(circular, frame, word)
    yield write_page(circular, frame, folder / f"{stem}.html")
