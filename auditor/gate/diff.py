"""Two bundles of one site compared, in text and in the newer one's report."""

from pathlib import Path

from auditor import siterun
from auditor.checks.catalogue import discover
from auditor.gate.request import GateError
from reports.comparison import Comparison, compare, earlier_bundles
from reports.view import BundleUnreadable, ReportView


def diff(old: Path, new: Path) -> Comparison:
    """Compare two judged bundles, keep it in the newer one and write that one's report anew.

    Raises:
        GateError: one is no judged bundle, or they are of two sites.
    """
    try:
        before, after = ReportView.open(old), ReportView.open(new)
        if before.summary.get("site") != after.summary.get("site"):
            raise GateError(f"两次检查的不是同一个网站:{before.summary.get('site')} 与 {after.summary.get('site')}")
        titles = {check.id: check.texts for check in discover()}
        found = compare(before, after, titles, earlier_bundles(old))
        found.write(new)
        siterun.report(new, ("html",))
    except (BundleUnreadable, OSError) as error:
        raise GateError(str(error)) from error
    return found
