"""What the gate says to people, the decision first."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from auditor.gate.request import BASELINE, Request, is_address
from auditor.gate.result import CLEAN, FOUND, Result
from auditor.gate.scope import unmeasured
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from reports.intrusion import presentable
from reports.plain import brief, disarmed, one_line, sentence, suggestion, where
from reports.texts import CheckTexts
from reports.texts import text as words

FIRST = 4
"""Findings named in the first lines of an article, below the decision."""

Titles = Mapping[str, CheckTexts]


def lines(result: Result, titles: Titles) -> Iterator[str]:
    """All lines, for a terminal or a log."""
    if result.article:
        yield from opening(result, titles)
        yield from _listed("逐条说明:", result.counted.stopping, titles, result.counted.blocking, fixes=True)
    else:
        yield f"巡网发布前检查:{result.collected.what}{_declared(result.request)}"
        yield f"结论:{_decision(result)}"
        yield from _stock(result)
        caption = "已记为存量,今后仍应整改:" if result.accepted else "须先处理:"
        yield from _listed(caption, result.counted.stopping, titles, result.counted.blocking)
    rest = result.counted.new - result.counted.blocking
    yield from _listed(f"另有 {rest:,} 项不影响放行,供参考:", result.counted.others, titles, rest)
    if not result.complete:
        yield "没有能够检查的:"
        yield from (f"  · {said}" for said in (*result.gaps, *unmeasured(result.counted.unmeasured)))
    if not result.article:
        yield f"报告:{result.collected.bundle / 'report.html'}"


def opening(result: Result, titles: Titles) -> Iterator[str]:
    """At most five lines that say of an article all that an editor must know at once."""
    counted = result.counted
    if result.code == CLEAN:
        yield f"结论:可以发布。{result.collected.what}没有发现问题。"
        return
    if result.code != FOUND:
        yield f"结论:暂不能放行,{result.collected.what}有内容没有能够检查。"
        return
    mend = sum(finding.outcome is Outcome.FAIL for finding in counted.stopping)
    judge = counted.blocking - mend
    parts = [f"{mend} 处须先修改"] if mend else []
    parts += [f"{judge} 处请人工判断"] if judge else []
    yield f"结论:暂不能发布,{','.join(parts)}。"
    shown = counted.stopping[: FIRST if counted.blocking <= FIRST else FIRST - 1]
    for finding in shown:
        yield _brief(finding, titles)
    if counted.blocking > len(shown):
        yield f"还有 {counted.blocking - len(shown)} 处,见下面的清单。"


def for_page(result: Result, titles: Titles) -> dict[str, object]:
    """The same for the page of the desk: ``lines`` first, then every finding by its parts; all of it is text."""
    found = [*result.counted.stopping, *result.counted.others]
    return {"code": result.code, "lines": [*opening(result, titles)], "found": [_parts(one, titles) for one in found]}


def _parts(finding: Finding, titles: Titles) -> dict[str, object]:
    return {
        "weight": _weight(finding), "sure": finding.outcome is Outcome.FAIL, "place": finding.place,
        "said": sentence(finding, _title(finding, titles)),
        "text": disarmed(one_line(presentable(finding, finding.text or str(finding.evidence.get("excerpt") or "")), 300)),
        "suggestion": suggestion(finding), "fix": titles[finding.check].fix if finding.check in titles else "",
    }  # fmt: skip


def _weight(finding: Finding) -> str:
    return words("impact", finding.impact.value) if finding.outcome is Outcome.FAIL else "待人工判断"


def _brief(finding: Finding, titles: Titles) -> str:
    place = f"{finding.place.partition(',')[0]}:" if finding.place else ""
    text = one_line(presentable(finding, finding.text), 16)
    return f"{place}{brief(finding, _title(finding, titles))}" + (f"「{text}」" if text else "")


def _title(finding: Finding, titles: Titles) -> str:
    return titles[finding.check].title if finding.check in titles else finding.check


def _declared(request: Request) -> str:
    base = "" if is_address(request.source) else f",链接按 {request.base_url} 解析" if request.base_url else ""
    return base + ("" if request.external else ";站外链接不在检查范围内(需要时加 --external)")


def _decision(result: Result) -> str:
    counted = result.counted
    if result.accepted:
        return "已按用户要求把现有问题全部记为存量,本次放行" + ("" if result.complete else ";但有内容没有能够检查")
    if result.code == FOUND:
        kind = "新增" if result.had else ""
        return f"不通过,有 {counted.blocking:,} 项{kind}问题须先处理(达到 --fail-on 规定的程度)"
    if result.code == CLEAN:
        return "通过"
    return "不能放行,检查范围内有内容没有能够检查"


def _stock(result: Result) -> Iterator[str]:
    counted, fixed = result.counted, sum(map(len, result.fixed.values()))
    waived = f";豁免 {counted.waived:,}" if counted.waived else ""
    if result.had is None or result.accepted:
        total = counted.known + counted.new
        named = "基线" if result.accepted else "建议基线"
        yield f"{named}:存量 {total:,},新增 0,首页及栏目页 {counted.front:,}{waived}"
        if not result.accepted and total:
            yield f"  以后只管新增的:把现有问题记为存量,请运行 {_command(result.request)} --update-baseline"
    else:
        mended = f";已整改 {fixed:,}" if fixed else ""
        yield f"存量 {counted.known:,},新增 {counted.new:,},首页及栏目页 {counted.front:,}{mended}{waived}"
    if result.written is not None:
        yield from _changes(result, result.written)


def _changes(result: Result, path: Path) -> Iterator[str]:
    """What the baseline became, check by check: a number that rises is said aloud."""
    before = {} if result.had is None else {name: len(known) for name, known in result.had.checks.items()}
    if result.accepted:
        after = {name: len(known) for name, known in result.counted.current.items()}
    else:
        after = {name: count - len(result.fixed.get(name, ())) for name, count in before.items()}
    moved = [name for name in sorted({*before, *after}) if before.get(name, 0) != after.get(name, 0)]
    yield f"  基线 {path} 已" + ("更新" if result.accepted else "收紧(只减不增)") + (":" if moved and before else "")
    for name in moved if before else ():
        old, new = before.get(name, 0), after.get(name, 0)
        yield f"    {name} {old:,} → {new:,}" + ("(上升)" if new > old else "")


def _command(request: Request) -> str:
    parts = ["auditor gate", request.source]
    parts += ["--base-url", request.base_url] if request.base_url else []
    return " ".join([*parts, "--baseline", str(request.baseline or BASELINE)])


def _listed(
    caption: str, found: Sequence[Finding], titles: Titles, total: int, *, fixes: bool = False
) -> Iterator[str]:
    if not found:
        return
    yield caption
    for number, finding in enumerate(found, start=1):
        yield f"  {number}. [{_weight(finding)}] {sentence(finding, _title(finding, titles))}"
        yield f"     {_place(finding)}"
        if meant := suggestion(finding):
            yield f"     建议改为:{meant}"
        if fixes and finding.check in titles:
            yield f"     怎么改:{titles[finding.check].fix}"
    if total > len(found):
        yield f"  …… 共 {total:,} 项,其余见报告"


def _place(finding: Finding) -> str:
    pages = f"出现在 {finding.pages:,} 个页面," if finding.pages > 1 else "共 "
    spread = f"({pages}{finding.occurrences:,} 处)" if finding.occurrences > 1 else ""
    text = f",写作「{one_line(finding.text, 40)}」" if finding.text.strip() else ""
    return f"{where(finding)} {finding.place}".strip() + text + spread
