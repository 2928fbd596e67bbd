"""docs/checks.md and docs/reasons.md are in step with the checks."""

from pathlib import Path

import pytest

from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.checks.document import catalogue_markdown
from auditor.checks.transport import TEXTS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def documented() -> list[tuple[str, str, str]]:
    """(check id, reason, meaning) of every row of docs/reasons.md."""
    rows = []
    for line in (DOCS / "reasons.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            rows.append((cells[0].strip("`"), cells[1].strip("`"), cells[2]))
    return rows


def test_catalogue_is_generated_from_the_checks() -> None:
    assert (DOCS / "checks.md").read_text("utf-8") == catalogue_markdown()


def test_catalogue_tells_of_every_check_and_reason() -> None:
    text = catalogue_markdown()
    for check in discover():
        assert f"## {check.id} {check.texts.title}\n" in text
        for reason in check.texts.reasons:
            assert f"| `{reason}` | " in text


@pytest.mark.parametrize("check", discover(), ids=lambda check: check.id)
def test_every_reason_is_documented(check: CheckInfo) -> None:
    known = {(identity, reason) for identity, reason, _ in documented()}
    for reason in check.texts.reasons:
        assert (check.id, reason) in known or (reason in TEXTS and ("*", reason) in known), reason


def test_reasons_have_a_meaning_and_stand_once() -> None:
    rows = documented()
    assert len({(identity, reason) for identity, reason, _ in rows}) == len(rows)
    assert all(meaning for _, _, meaning in rows)


def test_documented_reasons_exist_or_are_called_retired() -> None:
    own = {(check.id, reason) for check in discover() for reason in check.texts.reasons}
    for identity, reason, meaning in documented():
        shared = identity == "*" and (reason in TEXTS or discover()[0].texts.template(reason) is not None)
        assert shared or (identity, reason) in own or meaning.startswith("Retired"), (identity, reason)
