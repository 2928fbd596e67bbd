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
    def read(cls, path: Path, base: str) -> "Baseline":
        """Read a baseline file; raises GateError when it is broken or another site's."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            checks = {str(name): dict(one["findings"]) for name, one in kept["checks"].items()}
            version, of = kept["version"], kept["base"]
        except OSError as error:
            raise GateError(f"无法读取基线 {path}:{error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GateError(f"基线 {path} 的内容不完整或被改坏了,请用 --update-baseline 重新生成") from error
        if version != _VERSION or of != base:
            raise GateError(f"基线 {path} 属于 {of}(版本 {version}),不能用于 {base};请用 --baseline 另外指定")
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
