"""Waivers: findings that somebody answers for, with a reason and a last day.

[[waiver]]
check = "links.dead"                    # any of check, fingerprint, page, target; all that are given must match
page = "http://www.example.gov.cn/old/*"
reason = "历史专题,原单位已撤销"
approver = "张三"
until = 2026-12-31
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from auditor.gate.request import GateError
from auditor.model.finding import Finding

_CONDITIONS = ("check", "fingerprint", "page", "target")
_SAID = ("reason", "approver")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver; conditions left empty hold for everything, ``*`` in them stands for any characters."""

    reason: str
    approver: str
    until: date
    check: str = ""
    fingerprint: str = ""
    page: str = ""
    target: str = ""

    def covers(self, finding: Finding) -> bool:
        """True when every condition fits the finding."""
        facts = (finding.check, finding.fingerprint, finding.page, finding.target or "")
        wanted = (self.check, self.fingerprint, self.page, self.target)
        return all(not want or fnmatchcase(fact, want) for want, fact in zip(wanted, facts, strict=True))

    def as_dict(self) -> dict[str, str]:
        """What is printed of it."""
        return {"reason": self.reason, "approver": self.approver, "until": self.until.isoformat()}


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Read a waiver file; raises GateError that names the waiver and what it lacks."""
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("waiver", [])
    except OSError as error:
        raise GateError(f"无法读取豁免清单 {path}:{error.strerror}") from error
    except ValueError as error:
        raise GateError(f"豁免清单 {path} 不是有效的 TOML:{error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise GateError(f"豁免清单 {path} 应由若干 [[waiver]] 组成")
    return tuple(_waiver(row, f"豁免清单 {path} 第 {number} 项") for number, row in enumerate(rows, start=1))


def _waiver(row: Mapping[str, object], which: str) -> Waiver:
    if unknown := sorted(row.keys() - {*_CONDITIONS, *_SAID, "until"}):
        raise GateError(f"{which}有不认识的内容:{'、'.join(unknown)}")
    if lacking := [name for name in _SAID if not str(row.get(name, "")).strip()]:
        raise GateError(f"{which}缺少{'、'.join(lacking)}(理由、批准人都要写明)")
    until = row.get("until")
    if type(until) is not date:
        raise GateError(f"{which}的 until 应为日期,例如 until = 2026-12-31")
    if not any(row.get(name) for name in _CONDITIONS):
        raise GateError(f"{which}没有说明豁免什么,请写 {'、'.join(_CONDITIONS)} 中的一项或几项")
    words = {name: str(row[name]) for name in (*_CONDITIONS, *_SAID) if name in row}
    return Waiver(until=until, **words)
