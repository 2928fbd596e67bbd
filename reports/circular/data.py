"""The circular as JSON: every figure, where it comes from, and the list behind it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from auditor.model.result import Kind, Named, Result
from auditor.model.statistics import Circular, Line, Problem, Table, percent
from reports.circular import wording
from reports.circular.frame import Frame


def write_json(circular: Circular, frame: Frame, path: Path) -> Path:
    """Write one object; lone surrogates of hostile names become escapes, as JSON has them."""
    text = json.dumps(as_dict(circular, frame), ensure_ascii=False, indent=1)
    path.write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")
    return path


def as_dict(circular: Circular, frame: Frame) -> dict[str, Any]:
    """JSON-able form. Lists are positions in ``results``; figures that nobody knows are null."""
    quarter = circular.quarter
    positions = {(one.kind, one.key): at for at, one in enumerate(quarter.results)}
    return {
        "campaign": quarter.name,
        "title": wording.title(circular, frame),
        "number": frame.number,
        "asof": quarter.asof,
        "closed": quarter.closed or None,
        "corrections": list(quarter.corrections),
        "previous": circular.previous or None,
        "earlier": {kind: percent(rate, circular.digits) for kind, rate in circular.earlier.items()},
        "tables": [_table(table, circular.digits) for table in circular.tables],
        "notes": [
            {"code": one.code, "table": one.table, "text": one.text, "wrong": one.wrong} for one in circular.notes
        ],
        "problems": [_problem(one, positions) for one in circular.problems],
        "best": [positions[one.kind, one.key] for one in circular.best],
        "worst": [positions[one.kind, one.key] for one in circular.worst],
        "full": {kind: list(regions) for kind, regions in (circular.full or {}).items()},
        "lasting": {kind: list(regions) for kind, regions in (circular.lasting or {}).items()},
        "suppliers": [{"unit": unit, "sites": count} for unit, count in circular.suppliers],
        "results": [_result(one) for one in quarter.results],
        "named": [_named(one) for one in quarter.named],
    }


def _table(table: Table, digits: int) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.kind.title,
        "lines": [_line(line, table.kind.columns, digits) for line in table.lines],
    }


def _line(line: Line, columns: tuple[str, ...], digits: int) -> dict[str, Any]:
    return {
        "name": line.name,
        **{column: line.counts.get(column) for column in columns},
        "rate": percent(line.rate, digits) or None,
        "listed": line.listed,
        "origin": line.origin or None,
        "lists": {column: list(members) for column, members in line.members.items()},
    }


def _problem(one: Problem, positions: Mapping[tuple[Kind, str], int]) -> dict[str, Any]:
    return {
        "name": one.name,
        "veto": one.veto,
        "platform": one.platform or None,
        "results": [positions[result.kind, result.key] for result in one.results],
    }


def _result(one: Result) -> dict[str, Any]:
    return {
        "kind": one.kind, "key": one.key, "name": one.name, "conclusion": one.conclusion, "unit": one.unit, "region": one.region,
        "level": one.level, "platform": one.platform, "portal": one.portal, "causes": list(one.causes), "problems": list(one.problems),
        "score": None if one.score is None else float(one.score), "supplier": one.supplier or None, "checked": one.checked or None,
        "origin": one.origin or None,
    }  # fmt: skip


def _named(one: Named) -> dict[str, Any]:
    return {
        "kind": one.kind, "name": one.name, "cause": one.cause, "platform": one.platform, "unit": one.unit, "region": one.region,
        "origin": one.origin,
    }  # fmt: skip
