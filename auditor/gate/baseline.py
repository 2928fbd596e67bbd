"""The findings a site has already: they do not stop a release, and their number may only fall."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from auditor.gate.request import GateError
from auditor.model.finding import Finding

_VERSION = 1

Known = dict[str, dict[str, str]]
"""Check to fingerprints, each with the page it was found on."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was there before, of one site."""

    base: str
    checks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read a baseline file; raises GateError when it is broken or of a later program."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            checks = {str(name): dict(one["findings"]) for name, one in kept["checks"].items()}
            version, base = int(kept["version"]), str(kept["base"])
        except OSError as error:
            raise GateError(f"无法读取基线 {path}:{error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GateError(f"基线 {path} 的内容不完整或被改坏了,请用 --update-baseline 重新生成") from error
        if version > _VERSION:
            raise GateError(f"基线 {path} 由更新版本的程序生成(版本 {version}),请升级后再用")
        return cls(base, checks)

    def has(self, finding: Finding) -> bool:
        """True for what was there before."""
        return finding.fingerprint in self.checks.get(finding.check, {})

    @property
    def size(self) -> int:
        """How many findings it knows."""
        return sum(map(len, self.checks.values()))

    def without(self, gone: Mapping[str, Iterable[str]]) -> "Baseline":
        """The same with fewer findings: check to fingerprints that were mended."""
        left = {name: dict(known) for name, known in self.checks.items()}
        for name, fingerprints in gone.items():
            for fingerprint in fingerprints:
                left[name].pop(fingerprint, None)
        return Baseline(self.base, {name: known for name, known in left.items() if known})

    def besides(self, other: "Baseline | None") -> "Baseline":
        """This one and what another knows besides: findings on pages that were not read this time."""
        names = {*self.checks, *(other.checks if other else ())}
        none: Mapping[str, str] = {}
        joined = {
            name: {**(other.checks.get(name, none) if other else none), **self.checks.get(name, none)} for name in names
        }
        return Baseline(self.base, joined)

    def write(self, path: Path) -> None:
        """Write it, in an order that shows well in a comparison of versions; raises GateError."""
        checks = {
            name: {"count": len(known), "findings": dict(sorted(known.items()))}
            for name, known in sorted(self.checks.items())
        }
        text = json.dumps({"version": _VERSION, "base": self.base, "checks": checks}, ensure_ascii=False, indent=1)
        partial = path.with_name(path.name + ".part")
        try:
            partial.write_bytes((text + "\n").encode("utf-8", "replace"))
            partial.replace(path)
        except OSError as error:
            raise GateError(f"无法写入基线 {path}:{error.strerror}") from error
