"""What has to hold within one pack: ids that name one thing, points that sum, numbers where the kind needs them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from auditor.model.verdict import Kind
from auditor.policy.pack import Band, Heading, Indicator, Number, Pack
from auditor.policy.table import PackError


def consistent(pack: Pack) -> Pack:
    """Return the pack; raises PackError with everything that is wrong with it."""
    wrong = [*_names(pack), *_kinds(pack), *_sums(pack), *_edges(pack.bands)]
    if wrong:
        raise PackError(f"指标包「{pack.id}」不能使用:" + ";".join(wrong))
    return pack


def _names(pack: Pack) -> Iterator[str]:
    yield from _twice("指标", (one.id for one in pack.indicators))
    yield from _twice("一级指标", (one.name for one in pack.headings))
    yield from _twice("分数段", (one.name for one in pack.bands))
    yield from _twice("数值", (one.id for one in pack.limits))
    headings = {one.name for one in pack.headings}
    for indicator in pack.indicators:
        yield from _twice(f"指标「{indicator.id}」的考察点", (rule.id for rule in indicator.rules))
        if indicator.kind is Kind.DEDUCT and indicator.heading not in headings:
            yield f"指标「{indicator.id}」的一级指标「{indicator.heading}」没有列出分值"
    known = headings | {one.heading for one in pack.indicators}
    for exemption in pack.exemptions:
        for name in exemption.headings:
            if name not in known:
                yield f"免检情形「{exemption.id}」中的一级指标「{name}」不存在"


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what}「{name}」出现了 {times} 次"


def _kinds(pack: Pack) -> Iterator[str]:
    for indicator in pack.indicators:
        if not indicator.rules:
            yield f"指标「{indicator.id}」没有考察点"
        weighs = indicator.kind in (Kind.DEDUCT, Kind.BONUS)
        for rule in indicator.rules:
            amounts = [number for number in (rule.once, rule.each) if number is not None]
            if len(amounts) > 1 or (weighs and rule.evidence and not amounts):
                yield f'指标「{indicator.id}」的考察点「{rule.text}」应当写明 once 或 each 之一(不知道的写 certainty = "U")'
            if not weighs and (amounts or rule.cap):
                yield f"指标「{indicator.id}」不计分,考察点「{rule.text}」却写了分值"
            if rule.threshold.value is not None and rule.threshold.value < 1:
                yield f"指标「{indicator.id}」的 threshold 应不小于 1"
        yield from _too_much(indicator)


def _too_much(indicator: Indicator) -> Iterator[str]:
    most = _value(indicator.points)
    for rule in indicator.rules:
        for number in (rule.once, rule.each, rule.cap):
            if most is not None and (_value(number) or 0) > most:
                yield f"指标「{indicator.id}」的考察点「{rule.text}」超过了该指标的分值 {most}"


def _sums(pack: Pack) -> Iterator[str]:
    if not pack.headings:
        return
    yield from _sum("各一级指标", [one.points for one in pack.headings], pack.scoring.total)
    for heading in pack.headings:
        yield from _sum(f"「{heading.name}」各指标", [*_points(pack, heading)], heading.points)
    bonus = [one.points for one in pack.indicators if one.kind is Kind.BONUS and one.points]
    yield from _sum("各加分指标", bonus, pack.scoring.bonus_most)


def _points(pack: Pack, heading: Heading) -> Iterator[Number]:
    for indicator in pack.indicators:
        if indicator.kind is Kind.DEDUCT and indicator.heading == heading.name and indicator.points:
            yield indicator.points


def _sum(what: str, parts: list[Number], whole: Number) -> Iterator[str]:
    """Parts that are all known make the whole; parts of which some are unknown leave room for them."""
    if whole.value is None or not parts:
        return
    known = sum((part.value for part in parts if part.value is not None), Decimal(0))
    missing = sum(part.value is None for part in parts)
    if known > whole.value or (not missing and known != whole.value):
        yield f"{what}的分值合计 {known},应为 {whole.value}" + (f"(另有 {missing} 项未填)" if missing else "")


def _edges(bands: tuple[Band, ...]) -> Iterator[str]:
    """Bands come from the highest down; only the last one may be without an edge."""
    last: Decimal | None = None
    for place, band in enumerate(bands):
        edge = band.over if band.over is not None else band.from_
        if band.over is not None and band.from_ is not None:
            yield f"分数段「{band.name}」只能写 over 或 from 之一"
        if edge is None and place + 1 < len(bands):
            yield f"分数段「{band.name}」没有下限,只有最后一段可以没有"
        if edge is not None and last is not None and edge >= last:
            yield f"分数段「{band.name}」应低于它前面的一段"
        last = edge if edge is not None else last


def _value(number: Number | None) -> Decimal | None:
    return number.value if number else None
