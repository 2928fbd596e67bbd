"""A pack in words: for ``auditor pack show`` and ``check``."""

from collections.abc import Iterator

from auditor.model.verdict import Kind
from auditor.policy.load import unknown_checks
from auditor.policy.numbers import FIELDS, Named, numbers
from auditor.policy.pack import Indicator, Pack

_KINDS = {Kind.VETO: "单项否决", Kind.DEDUCT: "扣分", Kind.BONUS: "加分", Kind.ADVICE: "提示"}
_DECIDABLE = {"auto": "自动", "semi": "半自动", "human": "人工"}


def description(pack: Pack) -> Iterator[str]:
    """Everything that the pack says, a line each."""
    yield f"{pack.id}  {pack.name}  sha256 {pack.sha256}"
    if pack.extends:
        yield f"叠加在 {pack.extends} 之上"
    if pack.filled:
        yield f"填报:{pack.filled.get('by', '')} {pack.filled.get('at', '')}(基于 sha256 {pack.filled.get('base_sha256', '')})"
    yield from (f"依据:{document}" for document in pack.basis)
    by_place: dict[str, list[str]] = {}
    for one in numbers(pack):
        by_place.setdefault("/".join(one.key.split("/")[:2]), []).append(_number(one))
    for indicator in pack.indicators:
        yield from _indicator(indicator, by_place.pop(f"indicator/{indicator.id}", []))
    yield "其他数值"
    for lines in by_place.values():
        yield from (f"  {line}" for line in lines)


def findings(pack: Pack, known: frozenset[str]) -> Iterator[str]:
    """What a careful reader would ask of a consistent pack: unknown numbers, checks that this release lacks."""
    yield f"指标包「{pack.id}」({pack.name})自洽:指标 {len(pack.indicators)} 项,sha256 {pack.sha256}"
    unknown = [one for one in numbers(pack) if one.number.value is None]
    weighing = {one.id for one in pack.indicators if one.kind in (Kind.DEDUCT, Kind.BONUS)}
    open_ = weighing & {one.key.split("/")[1] for one in unknown if one.key.startswith("indicator/")}
    if weighing:
        yield f"没有核实的数值 {len(unknown)} 个,涉及计分的指标 {len(open_)} 项" + (
            ";门户网站的得分因此不能评定" if open_ else ""
        )
    yield from (f"  未核实:{one.heading} {one.name} {FIELDS[one.field]}" for one in unknown)
    lacking = sorted(set(unknown_checks(pack, known)))
    if lacking:
        yield f"本版本没有的检查项 {len({check for _, check in lacking})} 个,有关的指标由人判定"
    yield from (f"  {indicator}:{check}" for indicator, check in lacking)


def _indicator(indicator: Indicator, lines: list[str]) -> Iterator[str]:
    decidable = _DECIDABLE[indicator.decidable]
    yield f"{indicator.id}  {indicator.name}({indicator.heading},{_KINDS[indicator.kind]},{decidable},{indicator.certainty})"
    for rule in indicator.rules:
        evidence = "、".join(dict.fromkeys(selector.check for selector in rule.evidence)) or "人工"
        yield f"  考察点:{rule.text};依据:{evidence}"
    yield from (f"  {line}" for line in lines)
    if indicator.source:
        yield f"  来源:{indicator.source}"
    if indicator.note:
        yield f"  说明:{indicator.note}"


def _number(one: Named) -> str:
    number = one.number
    value = "未核实" if number.value is None else f"{number.value:f} {one.unit}"
    about = [number.certainty.value, *filter(None, (number.source, number.hint and f"参考:{number.hint}"))]
    return f"{one.name if one.key.startswith(('limit', 'heading')) else one.rule} {FIELDS[one.field]}:{value}({';'.join(about)})".strip()
