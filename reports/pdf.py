"""report.pdf: the HTML report as it is printed, with bookmarks."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.formats import Format, Means, NotPossible
from reports.html import render
from reports.view import ReportView

NAME = "report.pdf"


def write(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    """Print the report; raises NotPossible where nothing can print."""
    if means.print_pdf is None:
        raise NotPossible("这里没有可以打印 PDF 的浏览器")
    target = folder / NAME
    with TemporaryDirectory(prefix="xunwang-") as scratch:
        means.print_pdf(render(view, Path(scratch), means.titles, means.confirmed), target)
    return (target,)


FORMAT = Format("pdf", write)
