"""Finds one finding by what somebody says on the phone: its number, or its fingerprint."""

import re
from collections.abc import Iterator
from pathlib import Path

from reports.numbers import tag
from reports.view import SUMMARY, BundleUnreadable, Entry, ReportView

_NUMBER = re.compile(r"(?:(?P<tag>[A-Z][0-9A-Z]{5})-)?(?P<place>\d{1,7})")
_DEEPEST = 3
"""Folders between the root of the runs and a bundle: campaign, site, run."""


class NotFound(Exception):
    """There is no such finding; the message is for the user."""


def find(key: str, runs: Path, bundle: Path | None = None) -> tuple[ReportView, Entry]:
    """The finding of a number (``K7QM2P-0007``, or ``7`` of the latest bundle) or of a fingerprint.

    Args:
        key: what was said.
        runs: where bundles are looked for, the latest first.
        bundle: the only one to look in.

    Raises:
        NotFound: no bundle has it.
        BundleUnreadable: the bundle named cannot be read.
    """
    wanted = key.strip().upper()
    number = _NUMBER.fullmatch(wanted)
    plain = number is not None and number["tag"] is None
    for view in _views(runs, bundle):
        if number is not None and number["tag"] not in (None, tag(view.summary)):
            continue
        found = _entry(view, wanted if number is None else f"{tag(view.summary)}-{int(number['place']):04d}")
        if found is not None:
            return view, found
        if plain:
            break
    where = str(bundle) if bundle else f"{runs} 下的证据包"
    raise NotFound(f"在 {where} 中没有找到「{key[:40]}」;请核对编号,或用 --bundle 指明证据包")


def _entry(view: ReportView, wanted: str) -> Entry | None:
    for entry in view.ordered:
        if wanted in (view.numbers.number(entry.fingerprint), entry.fingerprint.upper()):
            return entry
    return None


def _views(runs: Path, bundle: Path | None) -> Iterator[ReportView]:
    if bundle is not None:
        yield ReportView.open(bundle)
        return
    patterns = ["*/" * depth + SUMMARY for depth in range(1, _DEEPEST + 1)]
    bundles = {path.parent for pattern in patterns for path in runs.glob(pattern)}
    for path in sorted(bundles, key=lambda one: (one.name, one), reverse=True):
        try:
            yield ReportView.open(path)
        except BundleUnreadable:  # A run that is not finished, or that somebody copied in part.
            continue
