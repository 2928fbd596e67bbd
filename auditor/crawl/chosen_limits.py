"""Limits other than the usual ones, from the environment; kept in the bundle so that a resume has the same."""

import json
import os
from dataclasses import asdict, fields
from typing import Any

from auditor.model.limits import Limits
from auditor.model.options import UsageError

VARIABLE = "XUNWANG_LIMITS"


def chosen_limits() -> dict[str, Any]:
    """What ``XUNWANG_LIMITS`` (JSON: name to positive number) changes; raises UsageError for what it cannot mean."""
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return {}
    usual = asdict(Limits())
    try:
        chosen = json.loads(text)
    except ValueError as error:
        raise UsageError(f"环境变量 {VARIABLE} 应为 JSON 对象,而不是「{text}」") from error
    if not isinstance(chosen, dict) or chosen.keys() - usual.keys():
        names = "、".join(field.name for field in fields(Limits))
        raise UsageError(f"环境变量 {VARIABLE} 里只能有这些名称:{names}")
    if not all(type(value) in (int, type(usual[name])) and value > 0 for name, value in chosen.items()):
        raise UsageError(f"环境变量 {VARIABLE} 里的值应为正数:「{text}」")
    return {name: type(usual[name])(value) for name, value in chosen.items()}
