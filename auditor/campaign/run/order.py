"""What a site run's process is told. Light: the scheduler knows this much, and only the processes load what inspecting takes."""

from dataclasses import dataclass
from pathlib import Path

from auditor.model.options import RunOptions
from auditor.model.verdict import Subject

BUSY = 75
"""Exit code besides those of ``auditor audit``: another process runs the same site."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to run: a new bundle with these options, or an old one; and where its sentences go."""

    options: RunOptions
    resume: str
    """The bundle to go on with, empty for a new one."""
    output: Path
    lock: Path
    shared: Path
    """Folder that the site runs of this campaign share: answers of link targets, the pace of servers."""
    pack: str = ""
    """The rules of the proposed verdict; empty: those that come with the program."""
    subject: Subject | None = None
    """What the register says of the site."""


def carry_out(order: Order) -> None:
    """Run a site as ``auditor audit`` does and exit with its code."""
    from auditor.campaign.run.site import run_site

    run_site(order)
