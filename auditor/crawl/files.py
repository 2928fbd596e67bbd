"""Which style sheets and script files of the site are kept, and what style sheets import."""

from __future__ import annotations

import re
from collections import Counter

from auditor.crawl.lease import Mode
from auditor.store.bundle import Bundle
from auditor.store.frontier import Frontier
from auditor.store.occurrences import pages
from auditor.store.resources import STYLE, Resources
from auditor.urls.resolve import join

IMPORT_DEPTH = 3
"""Style sheets that import style sheets that import …; no browser needs more, and circles end here."""
_COMMENT = re.compile(r"/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)")
_IMPORT = re.compile(r"""@import\s{0,20}(?:url\(\s{0,20})?["']?([^"'()\s;]{1,2000})""", re.IGNORECASE)
_HEAD = 100_000
"""Imports stand before all rules."""
_READ_BY = {"hidden", "identity", "search"}
"""Families of checks that read style sheets and scripts; for the others it is enough that these answer."""


def fetch_files(bundle: Bundle, frontier: Frontier) -> None:
    """Mark every file that was held back: within the budget to be kept, beyond it to be asked like any other target."""
    limits = frontier.rules.limits
    read = bool(bundle.options.families & _READ_BY)
    for mode, most in ((Mode.STYLE, limits.stylesheets), (Mode.SCRIPT, limits.scripts)):
        budget = most if read else 0
        held = [identity for (identity,) in bundle.db.execute(
            "SELECT id FROM url WHERE state = 0 AND kind = 'asset' AND mode = ? ORDER BY parent, position, id", (mode,)
        )]  # fmt: skip
        kept = held if len(held) <= budget else _most_used(bundle, held)[:budget]
        frontier.ask_again(kept, mode)
        frontier.ask_again(sorted(set(held).difference(kept)), "")


def follow_imports(bundle: Bundle, frontier: Frontier) -> None:
    """Mark what the kept style sheets import from the same site, within the same budget."""
    sheets = Resources(bundle, STYLE)
    room = frontier.rules.limits.stylesheets - len(sheets)
    for url in sorted(sheets):
        for raw in _IMPORT.findall(_COMMENT.sub(" ", sheets[url][:_HEAD])):
            target = (join(url, raw) or "").partition("#")[0]
            if room > 0 and frontier.rules.scope.internal(target) and frontier.add_part(target, Mode.STYLE):
                room -= 1


def _most_used(bundle: Bundle, held: list[int]) -> list[int]:
    """The same rows, those on most pages first; order of discovery among equals."""
    chosen = set(held)
    behind: dict[int, set[int]] = {}
    for url, element in bundle.db.execute(
        "SELECT e.url, e.element FROM edge e JOIN url u ON u.id = e.url WHERE u.state = 0"
    ):
        if url in chosen:
            behind.setdefault(element, set()).add(url)
    on: Counter[int] = Counter()
    for _, _, _, elements in pages(bundle):
        found = behind.keys() & set(elements)
        on.update(set().union(*(behind[element] for element in found)))
    order = {identity: at for at, identity in enumerate(held)}
    return sorted(held, key=lambda identity: (-on[identity], order[identity]))
