"""整改通知书.docx: the notice of a site, from our form or the office's own (docs/notice.md)."""

import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from reports.formats import Format, Means, NotPossible
from reports.item import items
from reports.notice import accused, notice, row
from reports.pictures import Pictures
from reports.view import ReportView

NAME = "整改通知书.docx"
MOST = 100
"""Findings listed in a notice; the workbook has them all."""
_PICTURE_MM = 48


def write(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    """Write the notice; raises NotPossible when the form or the due date is not to be had."""
    fields = notice(view, means)
    target = folder / NAME
    partial = folder / (NAME + ".part")
    with TemporaryDirectory(prefix="xunwang-") as scratch:
        form = _form(means.template, Path(scratch))
        fields |= _findings(view, means, form)
        _fill(form, fields, means.template)
        form.save(str(partial))
    os.replace(partial, target)
    return (target,)


FORMAT = Format("word", write)


def _form(given: Path | None, scratch: Path) -> Any:
    from docx.opc.exceptions import PackageNotFoundError  # Seldom needed, and slow to load.
    from docxtpl import DocxTemplate

    from reports.forms.notice import save_form

    path = given or scratch / "form.docx"
    if given is None:
        save_form(path)
    form = DocxTemplate(str(path))
    try:
        form.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotPossible(f"通知书模板 {path} 打不开,或不是 docx 文件") from error
    return form


def _findings(view: ReportView, means: Means, form: Any) -> dict[str, object]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    pictures = Pictures(view.bundle)
    standing = accused(view, means)
    rows = []
    for found in items(view, means.titles, means.looked, standing[:MOST]):
        data = pictures.data(found.finding.evidence.get("shot"))
        picture = InlineImage(form, io.BytesIO(data), width=Mm(_PICTURE_MM)) if data else None
        rows.append(row(found, means.titles, picture))
    return {"findings": rows, "left_out": len(standing) - len(rows)}


def _fill(form: Any, fields: dict[str, object], given: Path | None) -> None:
    """Values are escaped and never read as template; a form can reach nothing but its fields."""
    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    try:
        form.render(fields, environment, autoescape=True)
    except jinja2.TemplateError as error:
        raise NotPossible(f"通知书模板 {given or '(内置)'} 中的字段有误:{error.message}") from error
