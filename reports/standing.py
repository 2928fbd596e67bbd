"""How a finding stands before a release, for the formats that machines read: new, known, waived, or not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from auditor.model.finding import Finding

KEY = "gate"
"""Key of the evidence under which the gate notes it."""


class Standing(StrEnum):
    """What the gate makes of a finding; stable strings."""

    NEW = "new"
    """Not in the baseline."""
    KNOWN = "known"
    WAIVED = "waived"
    NONE = ""
    """The report is not the gate's."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How one finding stands; ``file`` is the path of its page in the folder, where there is one."""

    standing: Standing = Standing.NONE
    blocks: bool = False
    file: str = ""
    waiver: Mapping[str, str] = field(default_factory=dict)
    """Reason, approver and last day of the waiver."""
    nowhere: str = ""
    """An origin that nobody has, of a folder whose site is not known: it is left out of what is shown."""


def stand_of(finding: Finding) -> Stand:
    """Read what the gate noted; of a finding that it never saw: nothing."""
    noted = finding.evidence.get(KEY)
    if not isinstance(noted, Mapping):
        return Stand()
    waiver = {str(name): str(value) for name, value in noted.get("waiver", {}).items()}
    return Stand(Standing(noted["standing"]), bool(noted["blocks"]), str(noted["file"]), waiver, str(noted["nowhere"]))
