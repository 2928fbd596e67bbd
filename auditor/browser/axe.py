"""axe-core in our own world of every frame: installed once a tab, asked once a page, its answer slim.

Builds on axe-selenium-python's ``Axe``, which would send the whole of axe with every page, into the page's own world,
where a page may overwrite what axe needs, and bring everything back (docs/decisions/0014-browser.md).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from axe_selenium_python import Axe

from auditor.browser.tab import WORLD, DocumentGone, Opened, ScriptError, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.axe import AxeRun
from auditor.model.error import ErrorKind

ALSO = (
    "label-content-name-mismatch",
    "identical-links-same-purpose",
    "meta-refresh-no-exceptions",
    "audio-caption",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
)
"""Rules that axe leaves off and that find what they are meant to (measured with the ACT cases)."""
CONTRAST = ("color-contrast",)
REGION = ("region",)
_PLACES = (Path(__file__).parents[2], Path())
_NAMELESS = "caption code deletion emphasis generic insertion none paragraph presentation strong subscript superscript"
_PLAIN = ("generic", "none", "presentation")
_NAMING = ("aria-actions", "aria-label", "aria-labelledby", "aria-braillelabel")
_DESCRIBING = ("aria-roledescription", "aria-brailleroledescription")
"""ARIA forbids naming these roles in braille as well, and describing what is no role; axe knows less of it."""
_CONFIGURE = "axe.configure({locale: %s, standards: {ariaRoles: %s}, allowedOrigins: ['<unsafe_all_origins>']});"
_INSTALLED: WeakKeyDictionary[Tab, tuple[str, str]] = WeakKeyDictionary()
"""Which axe a tab has: path of the script, and its id there."""
_COUNT = """() => {
  const all = (doc, depth) => {
    const here = Document.prototype.getElementsByTagName.call(doc, "*").length;
    if (depth > 4) return here;
    let sum = here;
    for (const frame of Document.prototype.querySelectorAll.call(doc, "iframe, frame")) {
      try { if (frame.contentDocument) sum += all(frame.contentDocument, depth + 1); } catch { /* another origin */ }
    }
    return sum;
  };
  return all(document, 0);
}"""


@dataclass(frozen=True, slots=True)
class AxeLimits:
    """What axe may cost on one page."""

    contrast_elements: int = 6_000
    """Elements of a page beyond which contrast, whose cost grows faster than the page, is left out."""
    region_elements: int = 20_000
    """The same for the landmarks in which all content should stand."""
    nodes: int = 60
    """Elements listed for each rule; the rest are counted."""
    seconds: float = 40.0
    """For all frames to answer."""


class AxeFailed(ScriptError):
    """axe-core itself failed on a page, or its frames gave no answer in time."""


class PageAxe(Axe):  # type: ignore[misc]  # the package has no types
    """axe-core for the pages of one tab."""

    def __init__(self, tab: Tab, limits: AxeLimits = AxeLimits()) -> None:
        super().__init__(tab, script_url=str(script_path()))
        self.tab = tab
        self.limits = limits

    def inject(self) -> None:
        """Have axe in every document and frame from the next navigation on, for as long as the tab lives.

        Doing it again costs nothing: all of axe would otherwise travel to the browser with every page.
        """
        path, identifier = _INSTALLED.get(self.tab, ("", ""))
        if path == self.script_url:
            return
        if identifier:
            self.tab.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)
        words = {"source": source(self.script_url), "worldName": WORLD}
        added = self.tab.cdp("Page.addScriptToEvaluateOnNewDocument", **words)
        _INSTALLED[self.tab] = (self.script_url, str(added["identifier"]))

    def visit(self, url: str) -> tuple[Opened, AxeRun]:
        """Open a page and ask axe about it: at once, and again only if the page still changed while or after axe ran.

        Waiting until it keeps still takes longer than axe does, and most pages do not change any more.
        """
        self.inject()
        opened = self.tab.open(url, 0.0)
        before = self.tab.changes()
        found = self.run()
        settled = self.tab.settle()
        if self.tab.changes() != before:
            found = self.run()
        return replace(opened, settled=settled), found

    def run(self, context: object = None, options: object = None) -> AxeRun:
        """Ask axe about the page that the tab shows, frames included; arguments are those of the package, and not used.

        Raises AxeFailed, and what Tab raises.
        """
        try:
            count = self.tab.run(_COUNT)
            off, bitten = self._left_out(count)
            words = {"most": self.limits.nodes, "rules": ALSO, "off": off, "seconds": self.limits.seconds}
            found = msgspec.convert(self.tab.facts("axe", words), AxeRun)
        except DocumentGone:
            raise
        except ScriptError as error:
            raise AxeFailed(str(error)) from error
        if any(rule.count > len(rule.nodes) for rule in found.rules):
            bitten = (*bitten, "axe-nodes")
        return replace(found, limits=bitten)

    def _left_out(self, elements: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Rules that a page of this size would make too dear, and the limits that say so."""
        if elements <= self.limits.contrast_elements:
            return (), ()
        if elements <= self.limits.region_elements:
            return CONTRAST, ("axe-contrast",)
        return CONTRAST + REGION, ("axe-contrast", "axe-region")


def script_path() -> Path:
    """Where axe-core is installed: ``AXE_JS``, else where set-up puts it, seen from here or from the working directory.

    Raises BrowserTrouble when it is nowhere.
    """
    given = os.environ.get("AXE_JS")
    places = [Path(given)] if given else [place / ".tools" / "axe" / "axe.min.js" for place in _PLACES]
    for path in places:
        if path.is_file():
            return path.resolve()
    raise BrowserTrouble(ErrorKind.BROWSER_MISSING, f"axe-core: {places[0].name}")


@cache
def source(path: str) -> str:
    """axe-core with its messages in Chinese, ready to be booted into every frame."""
    script = Path(path)
    describing = dict.fromkeys(_PLAIN, _DESCRIBING)
    roles = {role: {"prohibitedAttrs": _NAMING + describing.get(role, ())} for role in _NAMELESS.split()}
    configured = _CONFIGURE % (json.dumps(_locale(script.parent)), json.dumps(roles))
    return f"{script.read_text('utf-8')}\n{configured}"


def _locale(folder: Path) -> dict[str, Any]:
    """The package's own Chinese, and ours for what it lacks."""
    path = folder / "locales" / "zh_CN.json"
    theirs = json.loads(path.read_text("utf-8")) if path.is_file() else {"lang": "zh_CN"}
    ours = json.loads(resources.files(__package__).joinpath("facts/axe_zh.json").read_text("utf-8"))
    return dict(_merged(theirs, ours))


def _merged(theirs: Any, ours: Any) -> Any:
    if not isinstance(theirs, dict) or not isinstance(ours, dict):
        return ours
    return {**theirs, **{key: _merged(theirs.get(key), value) for key, value in ours.items()}}
