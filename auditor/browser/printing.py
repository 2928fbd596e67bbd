"""Prints one of our own HTML files: A4, tagged, with bookmarks from its headings, its fonts embedded."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from auditor.browser.launch import BrowserSettings, browser
from auditor.browser.limits import BrowserLimits
from auditor.browser.tab import ScriptError
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind

_NOWHERE = "127.0.0.1:9"
"""The discard port as the only way out: what is printed loads nothing."""
_LIMITS = BrowserLimits(load_seconds=120.0, call_seconds=300.0)
_A4 = {"paperWidth": 8.27, "paperHeight": 11.69}
_FOOTER = (
    '<div style="width:100%;font-size:8px;text-align:center;color:#555">第 <span class="pageNumber"></span> 页,'
    '共 <span class="totalPages"></span> 页</div>'
)


def print_pdf(source: Path, target: Path, footer: bool = True) -> None:
    """Print an HTML file into a PDF file, which is replaced only when it is complete.

    Raises:
        BrowserTrouble: there is no browser, or it did not manage.
        OSError: the file cannot be written.
    """
    with browser(BrowserSettings(proxy=_NOWHERE, limits=_LIMITS)) as running:
        running.driver.get(source.resolve().as_uri())
        try:
            printed = running.tab.cdp(
                "Page.printToPDF", **_A4, preferCSSPageSize=True, printBackground=True, displayHeaderFooter=footer,
                headerTemplate="<span></span>", footerTemplate=_FOOTER, generateTaggedPDF=True, generateDocumentOutline=True,
            )  # fmt: skip
        except ScriptError as error:
            raise BrowserTrouble(ErrorKind.BROWSER_FAILED, str(error)) from error
    partial = target.with_name(target.name + ".part")
    partial.write_bytes(base64.b64decode(printed["data"]))
    os.replace(partial, target)
