"""The life of an accusation: 初判 → 核实 → 告知 → 申诉 → 定稿. What may follow what stands in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from auditor.model.result import Kind

MACHINE = "程序"
"""Who acts where no person does."""


class State(StrEnum):
    """Where an accusation stands."""

    PROPOSED = "proposed"
    SECOND = "second"
    """A veto that one person confirmed: another one must too."""
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    DISPUTED = "disputed"
    FINAL = "final"
    REJECTED = "rejected"
    MENDED = "mended"
    WAIVED = "waived"
    LAPSED = "lapsed"
    """Nobody had decided yet, and what is known by now does not say so any more."""


class Action(StrEnum):
    """What a person does to it."""

    CONFIRM = "confirm"
    REJECT = "reject"
    NOTIFY = "notify"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    """The dispute, or the machine's doubt, did not convince."""
    WITHDRAW = "withdraw"
    """It did."""
    MEND = "mend"
    """Looked at again: it is gone."""
    RETURN = "return"
    """It was mended and is there again."""
    WAIVE = "waive"
    CLOSE = "close"
    CORRECT = "correct"
    """Wrong after all, though the figures are frozen: printed as 更正."""
    LAPSE = "lapse"
    """The machine does not say so any more."""
    REVIVE = "revive"
    """It does again."""


STATES_ZH: Mapping[State, str] = {
    State.PROPOSED: "初判(待核实)", State.SECOND: "待第二人核实", State.CONFIRMED: "已核实", State.NOTIFIED: "已告知",
    State.DISPUTED: "申诉中", State.FINAL: "已定稿", State.REJECTED: "不属实", State.MENDED: "已整改", State.WAIVED: "豁免",
    State.LAPSED: "已由机器撤回",
}  # fmt: skip
ACTIONS_ZH: Mapping[Action, str] = {
    Action.CONFIRM: "核实属实", Action.REJECT: "核实不属实", Action.NOTIFY: "告知", Action.DISPUTE: "申诉", Action.UPHOLD: "维持",
    Action.WITHDRAW: "撤销", Action.MEND: "复查已整改", Action.RETURN: "复查再次出现", Action.WAIVE: "豁免", Action.CLOSE: "定稿",
    Action.CORRECT: "更正", Action.LAPSE: "撤回", Action.REVIVE: "重新提出",
}  # fmt: skip

PUBLISHED = frozenset({State.CONFIRMED, State.NOTIFIED, State.DISPUTED, State.FINAL, State.MENDED})
"""Confirmed by whom it takes: may be counted and named. What is mended by now was true and says so beside its name."""
NAMED = PUBLISHED - {State.MENDED}
"""What is put to a unit as still to be mended."""
OPEN = frozenset({State.PROPOSED, State.SECOND})
"""Nobody, or not everybody whom it takes, has confirmed it: it reaches nobody outside."""
DOUBTABLE = frozenset({State.SECOND, State.CONFIRMED, State.NOTIFIED, State.FINAL})
"""Persons have spoken: what the machine has against it by now is put before them, and changes nothing."""

_NEXT: Mapping[tuple[State, Action], State] = {
    **{(state, Action.REJECT): State.REJECTED for state in (State.PROPOSED, State.SECOND, State.CONFIRMED)},
    **{(state, Action.WAIVE): State.WAIVED for state in (*OPEN, State.CONFIRMED, State.NOTIFIED, State.DISPUTED)},
    **{(state, Action.MEND): State.MENDED for state in (State.CONFIRMED, State.NOTIFIED, State.DISPUTED, State.FINAL)},
    **{(state, Action.CLOSE): State.FINAL for state in (State.CONFIRMED, State.NOTIFIED)},
    **{(state, Action.UPHOLD): state for state in DOUBTABLE},
    (State.PROPOSED, Action.LAPSE): State.LAPSED,
    (State.LAPSED, Action.REVIVE): State.PROPOSED,
    (State.PROPOSED, Action.CONFIRM): State.CONFIRMED,
    (State.SECOND, Action.CONFIRM): State.CONFIRMED,
    (State.CONFIRMED, Action.NOTIFY): State.NOTIFIED,
    (State.NOTIFIED, Action.DISPUTE): State.DISPUTED,
    (State.DISPUTED, Action.UPHOLD): State.NOTIFIED,
    (State.DISPUTED, Action.WITHDRAW): State.REJECTED,
    (State.MENDED, Action.RETURN): State.NOTIFIED,
    (State.FINAL, Action.CORRECT): State.REJECTED,
    (State.MENDED, Action.CORRECT): State.REJECTED,
}
_NEEDS_REASON = frozenset(
    {Action.REJECT, Action.DISPUTE, Action.UPHOLD, Action.WITHDRAW, Action.WAIVE, Action.CORRECT, Action.LAPSE}
)


class NotAllowed(ValueError):
    """An action that cannot follow; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Step:
    """Who did what when, and why."""

    at: str
    operator: str
    action: Action
    before: State
    after: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class Accused:
    """Whom an accusation is about: a site or an account, and its row in the register."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Accusation:
    """One thing said against one site or account, by the number that people say on the phone."""

    id: int
    number: str
    """2026Q4-0123-07; of an account 2026Q4-M0123-01."""
    accused: Accused
    fingerprint: str
    """Of the finding, or ``indicator:<id>`` for a verdict of the pack and for what only a person can decide."""
    veto: bool
    manual: bool
    """No machine says so: an inspector is asked."""
    cause: str
    """As the circular counts it: the heading of a veto, the title of a check."""
    message: str
    page: str
    place: str
    evidence: Mapping[str, object]
    supplier: str
    state: State
    bundle: str
    steps: tuple[Step, ...] = ()
    points: Decimal | None = None
    """What the inspector says it costs or earns; None: what the pack says."""
    doubt: str = ""
    """Why the machine does not say so any more, though persons confirmed it; empty once one of them has answered."""

    @property
    def certain(self) -> bool:
        """The machine is sure within its run, or a person says so; else whoever confirms it must say how he made sure."""
        return self.evidence.get("confidence", "certain") == "certain"

    @property
    def confirmers(self) -> tuple[str, ...]:
        """The persons who confirmed it."""
        return tuple(dict.fromkeys(step.operator for step in self.steps if step.action is Action.CONFIRM))


def after(accusation: Accusation, action: Action, operator: str, note: str = "") -> State:
    """The state that an action leads to; raises NotAllowed.

    A confirmation takes a named person, a veto two different ones; saying no takes a reason.
    """
    if not operator.strip():
        raise NotAllowed(f"{accusation.number}:须写明是谁{ACTIONS_ZH[action]}")
    if action in _NEEDS_REASON and not note.strip():
        raise NotAllowed(f"{accusation.number}:{ACTIONS_ZH[action]}须写明理由")
    target = _NEXT.get((accusation.state, action))
    if target is None:
        raise NotAllowed(f"{accusation.number} 现为“{STATES_ZH[accusation.state]}”,不能再{ACTIONS_ZH[action]}")
    if action is Action.UPHOLD and accusation.state is not State.DISPUTED and not accusation.doubt:
        raise NotAllowed(f"{accusation.number} 没有申诉,也没有疑问,不用维持")
    if action is Action.CONFIRM and not accusation.certain and not note.strip():
        raise NotAllowed(f"{accusation.number} 只是一次观测,机器不能确定;属实须写明如何核实")
    if action is Action.CONFIRM and accusation.doubt and not note.strip():
        raise NotAllowed(f"{accusation.number} {accusation.doubt};属实须写明如何核实")
    if action is Action.CONFIRM and accusation.veto:
        if accusation.state is State.PROPOSED:
            return State.SECOND
        if operator in accusation.confirmers:
            raise NotAllowed(f"{accusation.number} 是单项否决,{operator} 已核实过,须由另一人核实")
    return target
