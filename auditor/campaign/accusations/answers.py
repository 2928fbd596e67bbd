"""An inspector's sheet read back: by number, whatever became of the order; conflicts are shown, nothing is overwritten."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from auditor.campaign.accusations.sheet import ANSWERS, FALSE, LATER, TRUE
from auditor.campaign.results.words import score
from auditor.model.accusation import OPEN, PUBLISHED, STATES_ZH, Accusation, Action, NotAllowed, State
from auditor.sheets.numbered import NumberedRow, Unread, read_numbered
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office, OfficeError, now

_ACTIONS = {TRUE: Action.CONFIRM, FALSE: Action.REJECT}
_AGAINST = {Action.CONFIRM: frozenset({State.REJECTED, State.WAIVED}), Action.REJECT: PUBLISHED}


@dataclass(slots=True)
class Read:
    """What came of a sheet."""

    confirmed: int = 0
    second: int = 0
    """Vetoes that now wait for another person."""
    rejected: int = 0
    same: int = 0
    """Answers that say what is known already."""
    open: int = 0
    """Rows without an answer, or to be looked at again."""
    conflicts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def import_sheet(office: Office, campaign: str, path: Path, inspector: str) -> Read:
    """Apply a sheet's answers, all or nothing; ``inspector`` answers where a row names nobody. Raises UsageError, OfficeError."""
    read = Read()
    rows = list(read_numbered(path, "核实表"))
    with office.transaction():
        known = {one.number: one for one in stored.accusations(office, campaign)}
        for row in rows:
            if isinstance(row, Unread):
                read.unread.append(f"{row.where}:{row.why}")
            elif row.number not in known:
                read.unread.append(f"{row.where}:批次 {campaign} 没有编号 {row.number}")
            else:
                known[row.number] = _take(office, known[row.number], row, inspector, read)
    return read


def _take(office: Office, one: Accusation, row: NumberedRow, inspector: str, read: Read) -> Accusation:
    answer = row.values.get("结论", "")
    if one.state is State.LAPSED:
        return one
    if answer in ("", LATER):
        read.open += 1
        return one
    if answer not in ANSWERS:
        read.unread.append(f"{row.where}:结论“{answer[:20]}”无法识别(应为{'、'.join(ANSWERS)})")
        return one
    who, action = row.values.get("核实人", "") or inspector, _ACTIONS[answer]
    points = row.values.get("扣分或加分", "")
    if points and not _is_amount(points):
        read.unread.append(f"{row.where}:扣分或加分“{points[:20]}”应为不小于 0 的数字")
        return one
    if one.doubt:
        return _act(office, one, row, (who, _on_doubt(one, who, action)), read)
    said = any(step.operator == who and step.action is action for step in one.steps)
    if said and one.state not in _AGAINST[action]:
        read.same += 1
        return one
    if one.state not in OPEN and one.state not in _AGAINST[action]:
        read.same += 1
        return one
    if one.state in _AGAINST[action] or _contradicts(one, action):
        read.conflicts.append(f"{row.where}:{one.number} {who}认为{answer},而此前{_decided(one)};未改动")
        return one
    return _act(office, one, row, (who, action), read)


def _on_doubt(one: Accusation, who: str, action: Action) -> Action:
    """What an answer to the machine's doubt does: who stands by what was confirmed upholds it, the second person confirms."""
    if action is not Action.CONFIRM:
        return action
    return Action.CONFIRM if one.state is State.SECOND and who not in one.confirmers else Action.UPHOLD


def _is_amount(text: str) -> bool:
    value = score(text)
    return value is not None and value >= 0


def _act(office: Office, one: Accusation, row: NumberedRow, decided: tuple[str, Action], read: Read) -> Accusation:
    who, action = decided
    try:
        done = stored.act(office, one, action, who, row.values.get("说明", ""))
    except NotAllowed as error:
        read.unread.append(f"{row.where}:{error}")
        return one
    if (points := score(row.values.get("扣分或加分", ""))) is not None:
        stored.set_points(office, one, points)
    if supplier := row.values.get("供稿单位", ""):
        stored.set_supplier(office, one, supplier)
    read.confirmed += done.state is State.CONFIRMED
    read.second += done.state is State.SECOND
    read.rejected += done.state is State.REJECTED
    return done


def _contradicts(one: Accusation, action: Action) -> bool:
    """One inspector confirmed a veto, the other says it is not so: neither wins by coming later."""
    return action is Action.REJECT and one.state is State.SECOND


def _decided(one: Accusation) -> str:
    if not one.steps:
        return STATES_ZH[one.state]
    last = one.steps[-1]
    return f"{last.operator}于 {last.at[:16].replace('T', ' ')} 已定为“{STATES_ZH[last.after]}”" + (
        f"({last.note})" if last.note else ""
    )


def decide(office: Office, number: str, action: Action, operator: str, note: str = "") -> Accusation:
    """Do one thing to the accusation of a number; raises OfficeError with the reason when it cannot follow."""
    with office.transaction():
        try:
            return stored.act(office, stored.accusation(office, number), action, operator, note)
        except NotAllowed as error:
            raise OfficeError(str(error)) from error


def waive(office: Office, number: str, approval: tuple[str, str], until: str) -> Accusation:
    """Let one thing pass until a day; ``approval`` is (who, why). Raises OfficeError."""
    approver, reason = approval
    try:
        last = date.fromisoformat(until.strip())
    except ValueError as error:
        raise OfficeError(f"有效期应写作 2027-03-31 的样子,而不是“{until}”") from error
    if last.isoformat() < now()[:10]:
        raise OfficeError(f"有效期 {until} 已过")
    if not reason.strip():
        raise OfficeError("豁免须写明理由")
    with office.transaction():
        try:
            return stored.waive(office, stored.accusation(office, number), approver, reason, last.isoformat())
        except NotAllowed as error:
            raise OfficeError(str(error)) from error
