"""One finding as the HTML report shows it: bounded, typed, every piece of evidence with a Chinese label."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.model.finding import Finding
from reports.intrusion import FAMILY, KEYS, Intrusion, intrusion, presentable
from reports.order import is_shared, most_visible
from reports.texts import reason, text
from reports.visible import clip
from reports.wording import column

ROWS = 12
"""Rows shown of a redirect chain or of a list of attempts."""
EXCERPT = 1_200
VALUE = 600
_SHOWN_APART = frozenset({"excerpt", "suggestion", "chain", "attempts", "shot", "elements", "box"}) | KEYS


@dataclass(frozen=True, slots=True)
class Step:
    """One redirect hop or one attempt, as table cells."""

    where: str
    how: str
    answer: str
    when: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding and what was drawn from its evidence."""

    number: int
    finding: Finding
    spread: str
    suggestion: str
    excerpt: str
    chain: tuple[Step, ...]
    attempts: tuple[Step, ...]
    left_out: int
    """Hops and attempts beyond the rows shown."""
    facts: tuple[tuple[str, str], ...]
    message: str
    text: str
    column: str
    seen: str
    """A page on which more people see it than on the first crawled; empty when that is the one."""
    intrusion: Intrusion


def cause(number: int, finding: Finding) -> Cause:
    """Prepare one finding for display; evidence of unexpected shape is shown as JSON rather than dropped."""
    evidence = finding.evidence
    chain, attempts = _rows(evidence.get("chain")), _rows(evidence.get("attempts"))
    return Cause(
        number,
        finding,
        spread(finding),
        str(evidence.get("suggestion") or ""),
        presentable(finding, clip(str(evidence.get("excerpt") or ""), EXCERPT)),
        tuple(_hop(row) for row in chain[:ROWS]) if len(chain) > 1 else (),
        tuple(_attempt(row) for row in attempts[:ROWS]),
        max(0, len(chain) - ROWS) + max(0, len(attempts) - ROWS),
        tuple((name, presentable(finding, words)) for name, words in _facts(evidence)),
        presentable(finding, finding.message),
        presentable(finding, finding.text),
        column(finding),
        "" if (seen := most_visible(finding)) == finding.page else seen,
        intrusion(finding),
    )


def spread(finding: Finding) -> str:
    """How far one cause reaches, and whether one edit mends it all."""
    if finding.pages <= 1:
        return f"仅此 1 个页面，{finding.occurrences:,} 处" if finding.occurrences > 1 else "仅此 1 处"
    reach = f"出现在 {finding.pages:,} 个页面"
    if finding.check.startswith(FAMILY):  # Whether one edit removes it, only the attacker knows.
        return f"{reach}，共 {finding.occurrences:,} 处"
    if is_shared(finding):
        return f"{reach}，改一处即可"
    return f"{reach}，共 {finding.occurrences:,} 处"


def elsewhere(site: str) -> str:
    """That an attempt was made when another site of the same campaign was inspected; empty for all others."""
    return f"（本批次检查 {site} 时访问）" if site else ""


def moment(at: str) -> str:
    """An ISO 8601 time of Beijing as people write it; other texts stay as they are."""
    return clip(at, 40).removesuffix("+08:00").replace("T", " ")


def _rows(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _cell(value: object, limit: int = VALUE) -> str:
    return "" if value is None else clip(str(value), limit)


def _answer(row: Mapping[str, object]) -> str:
    status, error = row.get("status"), row.get("error")
    parts = [f"HTTP {_cell(status, 20)}"] if status is not None else []
    if error:
        parts.append(reason(_cell(error, 80)))
    if row.get("wall"):
        parts.append(reason(_cell(row["wall"], 80)))
    return "，".join(parts) or "无应答"


def _hop(row: Mapping[str, object]) -> Step:
    return Step(_cell(row.get("url")), "", _answer(row), "")


def _attempt(row: Mapping[str, object]) -> Step:
    how = " ".join(_cell(row.get(key), 40) for key in ("method", "client") if row.get(key))
    took = row.get("ms")
    answer = _answer(row) + (f"（{took} 毫秒）" if isinstance(took, int) else "")
    answer += elsewhere(_cell(row.get("made_for"), 80))
    return Step(_cell(row.get("address"), 80), how, answer, moment(_cell(row.get("at"), 40)))


def _facts(evidence: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in evidence.items():
        if key in _SHOWN_APART or value is None or value == "" or value == []:
            continue
        yield text("evidence", clip(key, 80)), clip(_words(value), VALUE)


def _words(value: object) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
