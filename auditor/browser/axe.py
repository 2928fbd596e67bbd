"""axe-core in our own world of every frame: installed once a tab, asked once a page, its answer slim.

Builds on axe-selenium-python's ``Axe``, which would send the whole of axe with every page, into the page's own world,
where a page may overwrite what axe needs, and bring everything back (docs/decisions/0014-browser.md).
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from axe_selenium_python import Axe

from auditor.browser.tab import WORLD, DocumentGone, Opened, ScriptError, Tab
from auditor.browser.tab import script as facts_script
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
_PLACES = (Path(__file__).parents[2], Path())
_NAMELESS = "caption code deletion emphasis generic insertion none paragraph presentation strong subscript superscript"
_PLAIN = ("generic", "none", "presentation")
_NAMING = ("aria-actions", "aria-label", "aria-labelledby", "aria-braillelabel")
_DESCRIBING = ("aria-roledescription", "aria-brailleroledescription")
"""ARIA forbids naming these roles in braille as well, and describing what is no role; axe knows less of it."""
_CONFIGURE = (
    "axe.configure({noHtml: true, locale: %s, standards: {ariaRoles: %s}, allowedOrigins: ['<unsafe_all_origins>']});"
)
_REMEMBERED = (
    # what axe itself means to remember
    re.compile(r"\(0,\w+\.default\)\((?P<compute>\w+),\w+\)(?=,axe\._memoizedFns\.push)"),
    # which roles are of a type: gone through anew for every element
    re.compile(
        r"(?P<compute>function\((\w+)\)\{return Object\.keys\((\w+)\.ariaRoles\)"
        r"\.filter\(function\((\w+)\)\{return \3\.ariaRoles\[\4\]\.type===\2\}\)\})"
    ),
)
"""Functions of axe.min.js that spend a good part of its time on what they were asked before."""
_INSTALLED: WeakKeyDictionary[Tab, tuple[str, str]] = WeakKeyDictionary()
"""Which axe a tab has: path of the script, and its id there."""


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
        found = self.run()
        still = self.tab.settle()
        if still.changes != opened.changes:
            found = self.run()
        return replace(opened, settled=still.settled), found

    def run(self, context: object = None, options: object = None) -> AxeRun:
        """Ask axe about the page that the tab shows, frames included; arguments are those of the package, and not used.

        Raises AxeFailed, and what Tab raises.
        """
        limits = self.limits
        words = {"most": limits.nodes, "rules": ALSO, "seconds": limits.seconds}
        words |= {"contrast": limits.contrast_elements, "region": limits.region_elements}
        try:
            found = msgspec.convert(self.tab.facts("axe", words), AxeRun)
        except DocumentGone:
            raise
        except ScriptError as error:
            raise AxeFailed(str(error)) from error
        if any(rule.count > len(rule.nodes) for rule in found.rules):
            found = replace(found, limits=(*found.limits, "axe-nodes"))
        return found


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
    text = script.read_text("utf-8")
    for slow in _REMEMBERED:
        text = slow.sub(r"xunwang.memoize(\g<compute>)", text)
    return "\n".join((facts_script("axe_before"), text, configured, facts_script("axe_after")))


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
