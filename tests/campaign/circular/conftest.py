"""Campaigns whose outcome came as files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.campaign.circular.building import circular
from auditor.campaign.circular.rules import Rules
from auditor.campaign.quarters import history, quarter
from auditor.campaign.results.importing import Entry, import_results
from auditor.model.statistics import Circular
from auditor.store.office.database import Office

Build = Callable[..., Circular]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path / "office.db")


@pytest.fixture
def build(office: Office) -> Build:
    """Import files into a campaign and build its circular."""

    def made(name: str, *files: Path, rules: Rules | None = None) -> Circular:
        for file in files:
            import_results(office, file, Entry(name, "张三"))
        return circular(quarter(office, name), history(office, name), rules or Rules())

    return made
