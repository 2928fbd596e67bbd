"""The printed report: A4, bookmarks from its headings, fonts inside, and nothing stored runs or can be clicked."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from auditor import siterun
from auditor.browser.printing import print_pdf
from reports.formats import Means, NotPossible
from reports.pdf import write
from reports.view import ReportView
from tests.reports.conftest import finding, write_bundle

EVIL = "</script><script>document.title='pwned'</script><a href='http://evil.example/'>点我</a>"


@pytest.fixture(scope="module")
def _browser() -> None:
    if not any(map(shutil.which, (os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium"))):
        pytest.skip("no browser")


def titles(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from titles(one)
        else:
            yield str(one.title)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, _browser: None) -> PdfReader:
    folder = tmp_path_factory.mktemp("pdf")
    old = "http://www.anhe.gov.cn/zwgk/201305/t20130502_7.html"
    records = [finding(n, message=f"第 {n} 号问题 {EVIL}", page_title=EVIL) for n in range(205)]
    records.append(finding(999, message="陈年问题", page=old))
    (path,) = siterun.report(write_bundle(folder, records), ("pdf",))
    return PdfReader(path)


def test_every_page_is_a4(printed: PdfReader) -> None:
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in printed.pages}
    assert sizes == {(595, 842)}


def test_headings_are_bookmarks_down_to_the_cause(printed: PdfReader) -> None:
    found = list(titles(printed.outline))
    assert "检测范围与未能检测的部分" in found
    assert any("近两年的文章" in title for title in found) and any("第 7 号问题" in title for title in found)


def test_all_causes_are_printed_also_old_stock_and_what_is_on_further_pages(printed: PdfReader) -> None:
    words = normalize("NFKC", "".join(page.extract_text() for page in printed.pages))
    assert "陈年问题" in words and "第 204 号问题" in words


def test_fonts_are_inside(printed: PdfReader) -> None:
    for page in printed.pages[:3]:
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values()):
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            assert inner["/Subtype"] == "/Type3" or any(key.startswith("/FontFile") for key in descriptor.get_object())


def test_nothing_runs_and_nothing_leads_anywhere(printed: PdfReader) -> None:
    assert printed.metadata is not None and "pwned" not in str(printed.metadata.title)
    targets = [
        annotation.get_object().get("/A", {}).get("/URI")
        for page in printed.pages
        for annotation in page.get("/Annots", ())
    ]
    assert not any(targets)


def test_a_report_that_nobody_can_print_is_refused(tmp_path: Path, made: SimpleNamespace) -> None:
    view = ReportView.open(made.bundle(tmp_path, [made.finding(1)]))
    with pytest.raises(NotPossible):
        write(view, tmp_path, Means())


def test_printing_asks_no_server_for_anything(tmp_path: Path, _browser: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        source = tmp_path / "a.html"
        source.write_text(
            f"<meta charset=utf-8><img src='http://127.0.0.1:{server.getsockname()[1]}/x.png'><p>办事指南</p>", "utf-8"
        )
        print_pdf(source, tmp_path / "a.pdf")
        with pytest.raises(TimeoutError):
            server.accept()
    assert "办事指南" in normalize("NFKC", PdfReader(tmp_path / "a.pdf").pages[0].extract_text())
    assert not list(tmp_path.glob("*.part"))
