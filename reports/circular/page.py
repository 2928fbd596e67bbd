"""The circular as a page for the portal: required tags, 索引号 and 公开属性, nothing that needs the network."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from auditor.model.statistics import Circular
from reports.circular import lists, wording
from reports.circular.frame import Frame
from reports.circular.punctuation import printed
from reports.texts import TEMPLATES
from reports.visible import finalize


def write_page(circular: Circular, frame: Frame, path: Path) -> Path:
    """Write the page, streaming its lists."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, finalize=finalize, undefined=jinja2.StrictUndefined
    )
    title = wording.title(circular, frame)
    enclosed = [
        {"title": name, "heads": [head for head, _ in columns], "rows": rows}
        for name, columns, rows in lists.attachments(circular)
        if rows
    ]
    stream = environment.get_template("circular.html.j2").stream(
        title=title,
        tags=list(_tags(title, frame)),
        facts=_facts(frame),
        draft=printed(wording.draft(circular)),
        frame=frame,
        blocks=_blocks(circular, frame),
        attachments=enclosed,
    )
    stream.enable_buffering(100)
    with path.open("wb") as file:
        stream.dump(file, "utf-8", "backslashreplace")
    return path


def _tags(title: str, frame: Frame) -> Iterator[tuple[str, str]]:
    """Tags that a page of a government site carries; those of the portal itself only when the office names them."""
    known = {
        "SiteName": frame.site_name, "SiteDomain": frame.site_domain, "SiteIDCode": frame.site_code, "ColumnName": frame.column,
        "ColumnType": frame.column, "ArticleTitle": title, "PubDate": frame.date, "ContentSource": frame.issuer,
        "Keywords": frame.topics,
    }  # fmt: skip
    return ((name, content) for name, content in known.items() if content)


def _facts(frame: Frame) -> Sequence[tuple[str, str]]:
    facts = (
        ("索引号", frame.index), ("公开属性", frame.openness), ("文号", frame.number), ("发布机构", frame.issuer),
        ("成文日期", frame.date), ("主题词", frame.topics),
    )  # fmt: skip
    return [(name, content) for name, content in facts if content]


def _blocks(circular: Circular, frame: Frame) -> Iterator[Mapping[str, Any]]:
    for block in wording.body(circular, frame):
        if block.table is not None:
            heads, rows = lists.heads(block.table), lists.rows(block.table, circular.digits)
            yield {"text": block.table.kind.title, "heads": heads, "rows": rows, "level": 0}
        elif block.text:
            yield {"text": printed(block.text), "heads": (), "rows": (), "level": block.level}
