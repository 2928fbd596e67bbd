"""What units and reviewers answered about findings, by number. Nothing is overwritten unless somebody says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.sheets.numbered import NumberedRow
from auditor.store.office.database import Office, now

REVIEWER, CONCLUSION = "核实人", "复核结论"
FIELDS = (REVIEWER, "整改情况", "完成时间", "申诉意见", CONCLUSION)
_TRUE, _FALSE = "属实", "不属实"


@dataclass(frozen=True, slots=True)
class Answer:
    """One value and where it stands."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers that do not agree; ``kept`` is what the database says, None when it says nothing yet."""

    number: str
    field: str
    kept: Answer | None
    others: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one import, in values."""

    new: int
    same: int
    replaced: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Numbers that a named person has looked at."""

    confirmed: frozenset[str]
    dismissed: frozenset[str]


def take(office: Office, rows: Iterable[NumberedRow], operator: str, replace: bool = False) -> Taken:
    """Store the answers of rows, all or nothing; empty cells say nothing.

    Args:
        office: the office's database.
        rows: rows as they were read back, from any number of files.
        operator: who brings them in.
        replace: later answers replace what is stored; rows that contradict each other are conflicts even so.
    """
    new = same = replaced = 0
    conflicts = []
    with office.transaction():
        for (number, field), answers in _gathered(rows).items():
            kept = answer(office, number, field)
            values = {one.value for one in answers}
            if kept is not None and values == {kept.value}:
                same += 1
            elif len(values) > 1 or (kept is not None and not replace):
                others = tuple(one for one in answers if kept is None or one.value != kept.value)
                conflicts.append(Conflict(number, field, kept, others))
            else:
                _store(office, operator, (number, field), kept, answers[0])
                new, replaced = new + (kept is None), replaced + (kept is not None)
    return Taken(new, same, replaced, tuple(conflicts))


def answer(office: Office, number: str, field: str) -> Answer | None:
    """What is stored of one field of one finding."""
    row = office.db.execute(
        "SELECT value, source FROM reply WHERE number = ? AND field = ?", (number, field)
    ).fetchone()
    return None if row is None else Answer(row["value"], row["source"])


def answers(office: Office, number: str) -> Mapping[str, str]:
    """Everything that was answered about one finding, by heading."""
    stored = dict(office.db.execute("SELECT field, value FROM reply WHERE number = ?", (number,)).fetchall())
    return {field: stored[field] for field in FIELDS if field in stored}


def judged(office: Office) -> Judged:
    """What named reviewers concluded; a conclusion without a name counts for nothing."""
    rows = office.db.execute(
        "SELECT c.number, c.value FROM reply c JOIN reply r ON r.number = c.number AND r.field = ? WHERE c.field = ?",
        (REVIEWER, CONCLUSION),
    ).fetchall()
    said = {row["number"]: row["value"] for row in rows}
    return Judged(
        frozenset(number for number, value in said.items() if value == _TRUE),
        frozenset(number for number, value in said.items() if value == _FALSE),
    )


def _gathered(rows: Iterable[NumberedRow]) -> dict[tuple[str, str], list[Answer]]:
    found: dict[tuple[str, str], list[Answer]] = {}
    for row in rows:
        for field in FIELDS:
            if field in row.values:
                found.setdefault((row.number, field), []).append(Answer(row.values[field], row.where))
    return found


def _store(office: Office, operator: str, subject: tuple[str, str], kept: Answer | None, given: Answer) -> None:
    number, field = subject
    office.db.execute(
        "INSERT OR REPLACE INTO reply (number, field, value, source, at) VALUES (?, ?, ?, ?, ?)",
        (number, field, given.value, given.source, now()),
    )
    before = None if kept is None else kept.value
    office.record(operator, f"finding:{number}", {field: [before, given.value], "source": given.source})
