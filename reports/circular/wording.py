"""The sentences of a circular: figures said as offices say them. What is not known is not said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from auditor.model.result import Kind, Result
from auditor.model.statistics import TOTAL, Circular, Line, Problem, Table, percent, share
from reports.circular.frame import Frame

_WHAT = {Kind.SITE: "政府网站", Kind.ACCOUNT: "政务新媒体"}
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text: ``level`` 1 一、 2 (一) 0 paragraph; or the table that stands here."""

    text: str = ""
    level: int = 0
    table: Table | None = None


def period(name: str) -> str:
    """2026Q4 as one says it; any other name as it is."""
    year, mark, quarter = name.upper().partition("Q")
    if mark and year.isdigit() and quarter in ("1", "2", "3", "4"):
        return f"{year}年第{_NUMERALS[int(quarter) - 1]}季度"
    return name


def title(circular: Circular, frame: Frame) -> str:
    """The circular's title."""
    return frame.title.replace("{period}", period(circular.quarter.name))


def draft(circular: Circular) -> str:
    """What a draft must say of itself; empty once the figures are frozen."""
    quarter = circular.quarter
    return "" if quarter.closed else f"(草稿,截至 {quarter.asof[:16].replace('T', ' ')},不得外传)"


def body(circular: Circular, frame: Frame, examples: int = 3) -> Iterator[Block]:
    """The text between addressees and attachments."""
    yield Block(frame.basis.replace("{period}", period(circular.quarter.name)))
    yield Block("一、总体情况", 1)
    parts = [part for part in (_sites(circular), _accounts(circular), _others(circular)) if part]
    for number, part in enumerate(parts):
        yield Block(f"({_NUMERALS[number]}){part[0].text}", 2)
        yield from part[1:]
    yield Block("二、存在的主要问题", 1)
    yield from _problems(circular, examples)
    yield Block("三、下一步工作要求", 1)
    for demand in frame.demands:
        yield Block(demand.replace("{due}", frame.due))
    if frame.contact:
        yield Block(f"联系人及电话:{frame.contact}")
    if circular.quarter.corrections:
        yield Block("更正", 1)
        yield from (Block(f"{number}. {text}") for number, text in enumerate(circular.quarter.corrections, 1))


def _sites(circular: Circular) -> list[Block]:
    if circular.table("site") is None and circular.table("portal") is None:
        return []
    found = [Block("政府网站")]
    found.extend(_tally(circular, Kind.SITE))
    found.extend(_split(circular, "site-region", "分地区看"))
    found.extend(_split(circular, "site-level", "分层级看"))
    found.extend(_full(circular, Kind.SITE))
    found.extend(_vetoes(circular, "veto", "单项否决"))
    found.extend(_scores(circular))
    return found


def _accounts(circular: Circular) -> list[Block]:
    if circular.table("account") is None:
        return []
    found = [Block("政务新媒体")]
    found.extend(_tally(circular, Kind.ACCOUNT))
    found.extend(_split(circular, "account-platform", "分平台看"))
    found.extend(_split(circular, "account-region", "分地区看"))
    found.extend(_full(circular, Kind.ACCOUNT))
    found.extend(_vetoes(circular, "account-cause", "不合格原因"))
    return found


def _tally(circular: Circular, kind: Kind) -> Iterator[Block]:
    table = circular.table(kind)
    line = table.line(TOTAL) if table else None
    if line is None or "sampled" not in line.counts:
        return
    counts, what = line.counts, _WHAT[kind]
    registered, sampled = counts.get("registered"), counts["sampled"]
    rate = percent(share(sampled, registered), circular.digits)
    whole = f"现有正常运行的{what} {registered} 个,本次" if registered is not None else "本次"
    scope = f"抽查 {sampled} 个" + (f",抽查比例 {rate}%" if rate and sampled != registered else "")
    yield Block(f"{whole}{scope}。{_outcome(line, circular.digits)}{_compared(circular, kind, line)}")


def _outcome(line: Line, digits: int) -> str:
    counts = line.counts
    told = [f"合格 {counts['passed']} 个"] if "passed" in counts else []
    told += [f"不合格 {counts['failed']} 个"] if "failed" in counts else []
    told += [f"待核实 {counts['pending']} 个"] if counts.get("pending") else []
    told += [f"未能检测 {counts['unmeasured']} 个(不计入不合格)"] if counts.get("unmeasured") else []
    rate = f",合格率 {percent(line.rate, digits)}%" if line.rate is not None else ""
    return "其中" + ",".join(told) + rate + "。" if told else ""


def _compared(circular: Circular, kind: Kind, line: Line) -> str:
    """With the quarter before; the difference is that of the rates as they are printed."""
    before = circular.earlier.get(kind)
    if before is None or line.rate is None:
        return ""
    now, then = (Fraction(percent(rate, circular.digits)) for rate in (line.rate, before))
    if now == then:
        return f"上季度合格率 {percent(before, circular.digits)}%,持平。"
    points = percent(abs(now - then) / 100, circular.digits)
    return f"上季度合格率 {percent(before, circular.digits)}%,{'提高' if now > then else '下降'} {points} 个百分点。"


def _split(circular: Circular, key: str, words: str) -> Iterator[Block]:
    table = circular.table(key)
    if table is None or not table.lines:
        return
    named = [line for line in table.lines if line.rate is not None]
    if len(named) <= 10:
        told = ";".join(
            f"{line.name}抽查 {line.counts['sampled']} 个,合格 {line.counts['passed']} 个,合格率 {percent(line.rate, circular.digits)}%"
            for line in named
        )
        yield Block(f"{words},{told}。" if told else "")
    else:
        yield Block(f"{words},情况如下。")
    yield Block(table=table)


def _full(circular: Circular, kind: Kind) -> Iterator[Block]:
    regions = (circular.full or {}).get(kind, ())
    if regions:
        yield Block(f"{'、'.join(regions)}{_WHAT[kind]}合格率为 100%。")
    running = (circular.lasting or {}).get(kind, ())
    if running:
        yield Block(f"其中{'、'.join(running)}{_WHAT[kind]}合格率连续四个季度为 100%。")


def _vetoes(circular: Circular, key: str, words: str) -> Iterator[Block]:
    table = circular.table(key)
    if table is None:
        return
    told = [
        f"{line.name} {line.counts['count']} 个"
        for line in table.lines
        if line.name != TOTAL and "count" in line.counts
    ]
    several = next((note.text for note in circular.notes if note.code == "several-each" and note.table == key), "")
    if told:
        yield Block(f"{words}:{','.join(told)}。" + (f"({several}。)" if several else ""))


def _scores(circular: Circular) -> Iterator[Block]:
    portal, band = circular.table("portal"), circular.table("band")
    total = portal.line(TOTAL) if portal else None
    if total is not None and total.counts.get("scored"):
        counts = total.counts
        vetoed = f",{counts['vetoed']} 个因单项否决不计分" if counts.get("vetoed") else ""
        yield Block(f"对 {counts['sampled']} 个门户网站按指标评分{vetoed},实际计分 {counts['scored']} 个。")
    if band is not None:
        told = ",".join(f"{line.name} {line.counts['count']} 个" for line in band.lines if "count" in line.counts)
        yield Block(f"得分分布:{told}。")
    yield from _growth(circular)
    if circular.best:
        yield Block(f"得分居前的网站:{_ranks(circular.best)}。")
        yield Block(f"得分居后的网站:{_ranks(circular.worst)}。")


def _growth(circular: Circular) -> Iterator[Block]:
    table = circular.table("high")
    for line in table.lines if table else ():
        count, last = line.counts.get("count"), line.counts.get("last")
        if count is None:
            continue
        text = f"得分 {line.name}的网站 {count} 个"
        if last is not None:
            text += f",上季度 {last} 个" + _change(count, last, circular.digits)
        yield Block(text + "。")


def _change(now: int, before: int, digits: int) -> str:
    if now == before:
        return ",与上季度持平"
    word = "增加" if now > before else "减少"
    if before == 0:
        return f",{word} {abs(now - before)} 个"
    rate = percent(Fraction(abs(now - before), before), digits)
    return f",{word} {abs(now - before)} 个,{'增长' if now > before else '下降'} {rate}%(以上季度 {before} 个为基数)"


def _ranks(results: Sequence[Result]) -> str:
    return "、".join(f"{one.name}({one.score} 分)" for one in results)


def _others(circular: Circular) -> list[Block]:
    found = []
    complaint, takeup, rectified = (circular.table(key) for key in ("complaint", "takeup", "rectified"))
    for line in complaint.lines if complaint else ():
        counts, name = line.counts, "" if line.name == TOTAL else f"“{line.name}”"
        told = _joined(counts, {"received": "收到网民留言", "handled": "办结", "intime": "其中按期办结"}, "条")
        rate = f",办结率 {percent(line.rate, circular.digits)}%" if line.rate is not None else ""
        found.append(Block(f"{name}{told}{rate}。"))
    for line in takeup.lines if takeup else ():
        rate = f",占 {percent(line.rate, circular.digits)}%" if line.rate is not None else ""
        told = _joined(line.counts, {"sampled": "应转载", "passed": "已转载"}, "个")
        found.append(Block(f"联动转载“{line.name}”:{told}{rate}。"))
    if rectified and rectified.lines:
        told = ",".join(
            f"{line.name}合格率 {percent(line.rate, circular.digits)}%({line.counts.get('passed')}/{line.counts.get('sampled')})"
            for line in rectified.lines
        )
        found.append(Block(f"{told}。"))
    return [Block("整改和留言办理"), *found] if found else []


def _joined(counts: Mapping[str, int], words: Mapping[str, str], unit: str) -> str:
    return ",".join(f"{word} {counts[name]} {unit}" for name, word in words.items() if name in counts)


def _problems(circular: Circular, examples: int) -> Iterator[Block]:
    number = 0
    for problem in circular.problems:
        number += 1
        yield Block(
            f"{number}. {problem.name}" + ("(单项否决)" if problem.veto else "") + f"。{_spread(problem, examples)}"
        )
    if circular.suppliers:
        told = "、".join(f"{unit}(涉及 {count} 个网站)" for unit, count in circular.suppliers)
        yield Block(f"{number + 1}. 供稿单位提供的页面存在问题。{told}。")
    if not number and not circular.suppliers:
        yield Block("本次检查未发现需要通报的问题。")


def _spread(problem: Problem, examples: int) -> str:
    sites = sum(one.kind is Kind.SITE for one in problem.results)
    accounts = len(problem.results) - sites
    counts = [f"{sites} 个网站"] * bool(sites) + [f"{accounts} 个政务新媒体账号"] * bool(accounts)
    names = "、".join(one.name for one in problem.results[:examples])
    more = "等" if len(problem.results) > examples else ""
    if problem.platform:
        text = f"由“{problem.platform}”承载的 {sites} 个网站存在同一问题,属平台共性问题,由平台管理单位统一整改,涉及{names}{more}。"
    else:
        text = f"涉及 {'、'.join(counts)},如{names}{more}。"
    return text
