"""docs/limits.md names every limit with its usual value."""

from dataclasses import fields
from pathlib import Path

import pytest

from auditor.model.limits import Limits

TABLE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text("utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_limit_is_documented(name: str) -> None:
    assert f"| `{name}` | {getattr(Limits(), name):,} |" in TABLE
