"""What may follow what in an accusation's life, and who it takes."""

from dataclasses import replace

import pytest

from auditor.model.accusation import OPEN, PUBLISHED, Accusation, Accused, Action, NotAllowed, State, Step, after
from auditor.model.result import Kind

ONE = Accusation(
    1,
    "2026Q4-0001-01",
    Accused(Kind.SITE, 1),
    "f",
    False,
    False,
    "错链",
    "链接打不开",
    "http://a.gov.cn/",
    "",
    {},
    "",
    State.PROPOSED,
    "b",
)
VETO = replace(ONE, veto=True)


def confirmed_by(who: str) -> Accusation:
    step = Step("2026-12-01T10:00:00+08:00", who, Action.CONFIRM, State.PROPOSED, State.SECOND)
    return replace(VETO, state=State.SECOND, steps=(step,))


def test_one_named_person_confirms_what_is_no_veto():
    assert after(ONE, Action.CONFIRM, "张三") is State.CONFIRMED


def test_nobody_confirms_without_a_name():
    with pytest.raises(NotAllowed, match="须写明是谁"):
        after(ONE, Action.CONFIRM, "  ")


def test_a_veto_takes_two_different_persons():
    assert after(VETO, Action.CONFIRM, "张三") is State.SECOND
    with pytest.raises(NotAllowed, match="须由另一人"):
        after(confirmed_by("张三"), Action.CONFIRM, "张三")
    assert after(confirmed_by("张三"), Action.CONFIRM, "李四") is State.CONFIRMED


@pytest.mark.parametrize("action", [Action.REJECT, Action.WAIVE])
def test_saying_no_takes_a_reason(action: Action):
    with pytest.raises(NotAllowed, match="理由"):
        after(ONE, action, "张三")
    assert after(ONE, action, "张三", "页面已下线") not in PUBLISHED


def test_what_was_seen_once_is_confirmed_only_by_saying_how():
    doubtful = replace(ONE, evidence={"confidence": "likely"})
    with pytest.raises(NotAllowed, match="如何核实"):
        after(doubtful, Action.CONFIRM, "张三")
    assert after(doubtful, Action.CONFIRM, "张三", "次日用手机打开仍为 404") is State.CONFIRMED


@pytest.mark.parametrize("state", sorted(OPEN))
@pytest.mark.parametrize("action", [Action.NOTIFY, Action.DISPUTE, Action.CLOSE, Action.MEND])
def test_what_nobody_confirmed_goes_nowhere(state: State, action: Action):
    with pytest.raises(NotAllowed, match="不能再"):
        after(replace(ONE, state=state), action, "张三", "理由")


def test_the_whole_way():
    one = ONE
    for action, state in (
        (Action.CONFIRM, State.CONFIRMED), (Action.NOTIFY, State.NOTIFIED), (Action.DISPUTE, State.DISPUTED),
        (Action.UPHOLD, State.NOTIFIED), (Action.CLOSE, State.FINAL), (Action.CORRECT, State.REJECTED),
    ):  # fmt: skip
        one = replace(one, state=after(one, action, "张三", "理由"))
        assert one.state is state
