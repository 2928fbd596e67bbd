"""What the office knows better, put over what the program found."""

from dataclasses import replace

from auditor.model.columns import CLASS_NAMES, Column, Correction


def corrected(column: Column, correction: Correction | None, day: str) -> Column:
    """A column with the office's corrections; each stands in its evidence. A waiver that has run out does nothing."""
    if correction is None:
        return column
    changed = column
    if correction.cls is not None:
        changed = replace(
            changed, cls=correction.cls, evidence=(*changed.evidence, f"office:{CLASS_NAMES[correction.cls]}")
        )
    if correction.excluded is not None:
        why = correction.reason if correction.excluded else ""
        changed = replace(changed, excluded="office" if correction.excluded else "", excluded_why=why)
    if correction.holds_on(day):
        until = f",有效期至 {correction.expires}" if correction.expires else ""
        said = f"确无应发布内容:{correction.reason}(批准:{correction.approver}{until})"
        changed = replace(changed, excluded="waived", excluded_why=said)
    return changed
