"""Finds every check by walking the folder."""

import importlib
import pkgutil
from functools import cache

import auditor.checks as package
from auditor.checks.api import CheckInfo


@cache
def discover() -> tuple[CheckInfo, ...]:
    """All checks, sorted by id."""
    found = []
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if module.ispkg:
            continue
        found.extend(value for value in vars(importlib.import_module(module.name)).values() if isinstance(value, CheckInfo))
    return tuple(sorted(found, key=lambda check: check.id))
