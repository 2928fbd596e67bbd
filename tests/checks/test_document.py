from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.checks.catalogue import discover
from auditor.checks.document import catalogue_markdown, reasons_markdown

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMAND = (
    ".venv/bin/python -c 'from auditor.checks import document; print(document.{function}(), end=\"\")' > docs/{name}"
)


@pytest.mark.parametrize(("name", "render"), [("checks.md", catalogue_markdown), ("reasons.md", reasons_markdown)])
def test_document_is_in_step_with_the_checks(name: str, render: Callable[[], str]) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert written == render(), "run: " + COMMAND.format(function=render.__name__, name=name)


def test_every_check_and_reason_is_listed() -> None:
    catalogue, reasons = catalogue_markdown(), reasons_markdown()
    for check in discover():
        assert f"`{check.id}`" in catalogue
        assert all(
            text in catalogue for text in (check.texts.title, check.texts.why, check.texts.not_this, check.texts.fix)
        )
        section = reasons.partition(f"## {check.id} ")[2].partition("\n## ")[0]
        assert all(f"| `{code}` |" in section for code in check.texts.reasons)
