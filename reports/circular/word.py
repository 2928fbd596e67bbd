"""The circular as a Word document: ours in official layout, or the office's own template filled in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from auditor.model.statistics import Circular
from reports.circular import lists, wording
from reports.circular.frame import Frame, FrameError
from reports.circular.punctuation import printed
from reports.paper import Paper

_WIDEST = {1: 14}
_ROWS = 3_000
"""Of one attachment on paper; longer lists are in the workbook, and the attachment says so."""


def write_word(circular: Circular, frame: Frame, path: Path) -> Path:
    """Write the document in official layout."""
    paper = Paper()
    if frame.number:
        paper.centred(frame.number)
        paper.blank()
    paper.title(wording.title(circular, frame))
    if wording.draft(circular):
        paper.centred(printed(wording.draft(circular)))
    paper.blank()
    if frame.to:
        paper.line(printed(frame.to))
    for block in wording.body(circular, frame):
        if block.table is not None:
            columns = [(name, _WIDEST.get(at, 9)) for at, name in enumerate(lists.heads(block.table), 1)]
            paper.table(columns, lists.rows(block.table, circular.digits))
        elif block.text:
            paper.text(printed(block.text), block.level)
    _close(paper, circular, frame)
    paper.save(path)
    return path


def _close(paper: Paper, circular: Circular, frame: Frame) -> None:
    """The list of attachments, the signature, the attachments."""
    enclosed = [one for one in lists.attachments(circular) if one[2]]
    paper.blank()
    for number, (title, _, _) in enumerate(enclosed, 1):
        paper.text(printed(f"附件:{number}. {title}") if number == 1 else f"   {number}. {title}")
    paper.blank()
    if frame.issuer:
        paper.right(frame.issuer, 2)
    if frame.date:
        paper.right(frame.date, 4)
    for number, (title, columns, found) in enumerate(enclosed, 1):
        paper.attachment(f"附件{number}", title)
        paper.table(columns, found[:_ROWS])
        if len(found) > _ROWS:
            paper.text(printed(f"共 {len(found)} 行,以上为前 {_ROWS} 行,全部见随附工作簿。"))
    if circular.notes and not circular.quarter.closed:
        paper.attachment("内部", printed("数据核对情况(定稿前处理,不随通报印发)"))
        for note in circular.notes:
            paper.text(printed(("不一致:" if note.wrong else "提示:") + note.text))


def fill_template(circular: Circular, frame: Frame, template: Path, path: Path) -> Path:
    """Fill the office's own template (docs/circular.md names the fields); raises FrameError when that is impossible."""
    import zipfile

    import jinja2
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(template)
        document.render(fields(circular, frame), jinja2.Environment(undefined=jinja2.StrictUndefined), autoescape=True)
        document.save(path)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise FrameError(f"模板 {template} 不是可用的 .docx 文件({error})") from error
    except jinja2.TemplateError as error:
        raise FrameError(f"模板 {template} 中的字段无法填写:{error}(可用的字段见 docs/circular.md)") from error
    return path


def fields(circular: Circular, frame: Frame) -> Mapping[str, Any]:
    """What an office's template may use."""
    enclosed = list(lists.attachments(circular))
    return {
        "title": wording.title(circular, frame),
        "number": frame.number,
        "to": frame.to,
        "draft": wording.draft(circular),
        "period": wording.period(circular.quarter.name),
        "paragraphs": [printed(block.text) for block in wording.body(circular, frame) if block.text],
        "tables": {
            table.key.replace("-", "_"): {
                "title": table.kind.title,
                "heads": lists.heads(table),
                "rows": list(lists.rows(table, circular.digits)),
            }
            for table in circular.tables
        },
        "attachments": [
            {"title": title, "heads": [name for name, _ in columns], "rows": found}
            for title, columns, found in enclosed
        ],
        "issuer": frame.issuer,
        "date": frame.date,
        "contact": frame.contact,
        "due": frame.due,
    }
