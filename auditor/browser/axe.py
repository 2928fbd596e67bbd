"""axe-core in our own world of every frame: installed once a tab, asked once a page, its answer slim.

Builds on axe-selenium-python's ``Axe``, which would send the whole of axe with every page, into the page's own world,
where a page may overwrite what axe needs, and bring everything back (docs/decisions/0014-browser.md).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from axe_selenium_python import Axe

from auditor.browser.tab import WORLD, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.axe import AxeRun
from auditor.model.error import ErrorKind

ALSO = ("label-content-name-mismatch", "identical-links-same-purpose")
"""Rules that axe leaves off and that find what they are meant to (measured with the ACT cases)."""
_ROOT = Path(__file__).parents[2]
_CONFIGURE = "axe.configure({locale: %s, allowedOrigins: ['<unsafe_all_origins>']});"


@dataclass(frozen=True, slots=True)
class AxeLimits:
    """What axe may cost on one page."""

    elements: int = 6_000
    """Elements of a page beyond which contrast, whose cost grows faster than the page, is left out."""
    nodes: int = 60
    """Elements listed for each rule; the rest are counted."""


class PageAxe(Axe):  # type: ignore[misc]  # the package has no types
    """axe-core for the pages of one tab."""

    def __init__(self, tab: Tab, limits: AxeLimits = AxeLimits()) -> None:
        super().__init__(tab, script_url=str(script_path()))
        self.tab = tab
        self.limits = limits

    def inject(self) -> None:
        """Have axe in every document and frame from the next navigation on. Call it once a tab."""
        self.tab.boot(_source(self.script_url), world=WORLD)

    def run(self, context: object = None, options: object = None) -> AxeRun:
        """Ask axe about the page that the tab shows, frames included; arguments are those of the package, and not used."""
        count = self.tab.run("() => document.getElementsByTagName('*').length")
        contrast = count <= self.limits.elements
        words = {"most": self.limits.nodes, "contrast": contrast, "rules": ALSO}
        found = msgspec.convert(self.tab.facts("axe", words), AxeRun)
        bitten = [] if contrast else ["axe-contrast"]
        if any(rule.count > len(rule.nodes) for rule in found.rules):
            bitten.append("axe-nodes")
        return replace(found, limits=tuple(bitten))


def script_path() -> Path:
    """Where axe-core is installed (``AXE_JS``, else where set-up puts it); raises BrowserTrouble when it is not."""
    path = Path(os.environ.get("AXE_JS") or _ROOT / ".tools" / "axe" / "axe.min.js")
    if not path.is_file():
        raise BrowserTrouble(ErrorKind.BROWSER_MISSING, f"axe-core: {path.name}")
    return path


@cache
def _source(path: str) -> str:
    script = Path(path)
    return script.read_text("utf-8") + "\n" + _CONFIGURE % json.dumps(_locale(script.parent))


def _locale(folder: Path) -> dict[str, Any]:
    path = folder / "locales" / "zh_CN.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
