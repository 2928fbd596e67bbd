"""What the browser showed of a site, on one card: the retrofit and its functions, and how much of the site was looked at.

``accessibility.json`` beside summary.json, for every report; docs/accessibility-card.md says what each key means. What
stands on it was measured and judged elsewhere: nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.checks.retrofit import DETAILS, NAMES, Status, status
from auditor.evaluate.causes import Row
from auditor.model.aging import AgingRun, Mode, Trial
from auditor.model.rendered import RenderedPage


def access_card(home: RenderedPage | None, aging: AgingRun | None, sample: Mapping[str, object] | None) -> Row | None:
    """Return the card; None when no browser looked at the site."""
    if home is None or home.error:
        return None
    mode = _best(aging) if aging else None
    return {
        "retrofit": None if aging is None or aging.error else _retrofit(aging, mode),
        "sample": dict(sample) if sample else None,
        "browser": {"axe": home.axe.version if home.axe else ""},
        "home_shots": {"normal": home.page_shot, "elder": mode.after if mode else ""},
    }


def _best(run: AgingRun) -> Mode | None:
    """The mode of which most was exercised."""
    return max(run.modes, key=lambda mode: len(mode.trials), default=None)


def _retrofit(run: AgingRun, mode: Mode | None) -> Row:
    site = status(run)
    lasting = mode.persistence if mode else None
    return {
        "status": str(site),
        "entry": (run.entries[0].node.text or run.entries[0].words) if run.entries else "",
        "vendor": mode.vendor if mode else "",
        "functions": [_function(trial) for trial in mode.trials] if mode and site is not Status.NONE else [],
        "persistence": None
        if lasting is None
        else {
            "inner": str(lasting.inner), "reload": str(lasting.reload), "new_tab": str(lasting.new_tab),
            "next_day": str(lasting.next_day),
        },
        "floating": len(mode.floating) if mode else 0,
        "observed": mode.observed if mode else None,
        "limits": list(run.limits),
    }  # fmt: skip


def _function(trial: Trial) -> Row:
    return {
        "name": NAMES[trial.function], "label": trial.label, "verdict": str(trial.verdict),
        "detail": DETAILS.get(trial.detail, ""), "figure": trial.figure, "before": trial.before, "after": trial.after,
    }  # fmt: skip
