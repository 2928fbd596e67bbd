"""Chinese texts of the reports by message id; they live in ``templates/texts.zh-CN.toml``."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

TEMPLATES = Path(__file__).parent / "templates"

_HTTP = re.compile(r"http-(\d{3})")


class CheckTexts(Protocol):
    """What a report says of a check; ``auditor.checks.api.Texts`` is one."""

    @property
    def title(self) -> str:
        """Name of the check."""

    @property
    def why(self) -> str:
        """Why it matters."""

    @property
    def not_this(self) -> str:
        """What the check does not accuse."""

    @property
    def fix(self) -> str:
        """How to mend it."""

    @property
    def reasons(self) -> Mapping[str, str]:
        """Sentences by reason code; ``{name}`` in one is filled for each finding."""


Titles = Mapping[str, CheckTexts]
"""Texts of the checks by id; a check without texts appears under its id."""


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All texts: table name -> id -> Chinese."""
    return tomllib.loads((TEMPLATES / "texts.zh-CN.toml").read_text("utf-8"))


def text(table: str, key: str) -> str:
    """The Chinese of one id, or the id itself when there is none."""
    return texts()[table].get(key, key)


def why(code: str, of: CheckTexts | None) -> str:
    """The Chinese of a reason that several findings of a check share: the common one, the check's own, or the check's name."""
    common = reason(code)
    if common != code or of is None:
        return common
    own = of.reasons.get(code, "")
    return own if own and "{" not in own else of.title


def reason(code: str) -> str:
    """The Chinese of a reason, error kind, wall or limit; HTTP statuses by pattern, unknown codes as they are."""
    known = texts()["reason"].get(code)
    if known is not None:
        return known
    status = _HTTP.fullmatch(code)
    if status:
        return texts()["reason"]["http"].format(status=status[1])
    return next((name for stem, name in texts()["wall"].items() if code.startswith(stem)), code)
