"""Finds every check by walking the folder."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import auditor.checks as package
from auditor.checks.api import CheckInfo


@cache
def discover() -> tuple[CheckInfo, ...]:
    """Return all checks, sorted by id; a check lives in a module of a family folder and is defined there."""
    return tuple(sorted(_walk(), key=lambda check: check.id))


def _walk() -> Iterator[CheckInfo]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        depth = module.name.removeprefix(package.__name__).count(".")
        if module.ispkg or depth < 2:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, CheckInfo):
                yield value
