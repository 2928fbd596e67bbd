"""The evidence card of one finding: for the phone call in which the head of a site disputes it.

On the terminal as text, or as one A4 page: everything is bounded so that it stays one.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor import __version__
from auditor.model.finding import Finding
from auditor.model.received import Received
from auditor.model.target import FetchAttempt
from reports.cause import Cause, cause, elsewhere, moment
from reports.formats import Means, NotPossible
from reports.html import environment, policy
from reports.item import Item, items
from reports.outlet import our_addresses
from reports.pictures import Pictures
from reports.texts import TEMPLATES, reason
from reports.view import Entry, ReportView
from reports.visible import clip, visible

_ATTEMPTS, _HOPS, _HEADERS, _FACTS = 8, 5, 8, 6
_EXCERPT, _URL, _VALUE = 500, 200, 160

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt, as cells."""

    at: str
    how: str
    own: str
    address: str
    answer: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding with all that speaks for it; every text may be hostile but is visible and bounded."""

    item: Item
    site: str
    fix: str
    chain: Pairs
    tries: tuple[Try, ...]
    left_out: int
    headers: Pairs
    facts: Pairs
    excerpt: str
    answers: Pairs
    made_by: Pairs
    picture: str


def card(view: ReportView, entry: Entry, means: Means, answer: Received | None, answers: Mapping[str, str]) -> Card:
    """Gather the card of one entry.

    Args:
        view: the bundle.
        entry: the finding.
        means: texts, and what was confirmed.
        answer: what was received, as the evidence has it; None shows what the finding itself kept.
        answers: what units and reviewers wrote, by heading.
    """
    (item,) = items(view, means.titles, means.looked, [entry])
    drawn = cause(0, item.finding)
    tries = (
        tuple(_tries(answer))
        if answer
        else tuple(Try(one.when, one.how, "", one.where, one.answer) for one in drawn.attempts)
    )
    known = means.titles.get(item.finding.check)
    return Card(
        item=item, site=_short(str(view.summary.get("site") or ""), _URL), fix=known.fix if known else "",
        chain=tuple(_chain(answer, drawn))[:_HOPS], tries=tries[-_ATTEMPTS:], left_out=max(0, len(tries) - _ATTEMPTS),
        headers=tuple(_headers(answer))[:_HEADERS], facts=tuple(_facts(drawn))[:_FACTS],
        excerpt=_short(drawn.excerpt, _EXCERPT), answers=tuple((name, _short(value, _VALUE)) for name, value in answers.items()),
        made_by=tuple(_made_by(view, entry, item.finding, answer)), picture=Pictures(view.bundle).uri(item.finding.evidence.get("shot")),
    )  # fmt: skip


def lines(found: Card) -> Iterator[str]:
    """The card as text for a terminal."""
    one = found.item
    yield f"编号 {one.number}  {one.certainty}  {one.indicator}"
    yield from _labelled([
        ("网站", found.site), ("问题", one.problem), ("指向", one.target), ("位置", one.where), ("网址", one.url), ("范围", one.spread),
        ("整改", found.fix),
    ])  # fmt: skip
    yield from _titled("网页中的写法", found.excerpt.splitlines())
    yield from _titled("跳转过程", (f"{url}  {said}" for url, said in found.chain))
    yield from _titled("访问记录(北京时间)", (f"{one.at}  {one.how}  {_way(one)}  {one.answer}" for one in found.tries))
    if found.left_out:
        yield f"  此前还有 {found.left_out} 次"
    yield from _titled("应答头", (f"{name}: {value}" for name, value in found.headers))
    yield from _titled("依据", (f"{name}:{value}" for name, value in found.facts))
    yield from _titled("反馈与复核", (f"{name}:{value}" for name, value in found.answers))
    yield from _titled("出处", (f"{name}:{value}" for name, value in found.made_by))


def print_card(found: Card, target: Path, means: Means) -> None:
    """Print the card on one A4 page; raises NotPossible where nothing can print."""
    if means.print_pdf is None:
        raise NotPossible("这里没有可以打印 PDF 的浏览器")
    style = (TEMPLATES / "card.css").read_text("utf-8").strip()
    html = environment().get_template("card.html.j2").render(
        card=found, item=found.item, style=style, policy=policy(style, "")
    )  # fmt: skip
    with TemporaryDirectory(prefix="xunwang-") as scratch:
        source = Path(scratch) / "card.html"
        source.write_text(html, "utf-8")
        means.print_pdf(source, target)


def _tries(answer: Received) -> Iterator[Try]:
    for hop in answer.hops:
        for one in hop.attempts:
            how = f"{one.method} {one.client}" + (f" {_short(hop.url, 60)}" if len(answer.hops) > 1 else "")
            own, there = _short(one.own_address, 60), _short(one.address, 60)
            said = f"{_said(one)}({one.ms} 毫秒){elsewhere(_short(one.made_for, 60))}"
            yield Try(moment(one.at), how, own, there, said)


def _way(one: Try) -> str:
    """From which address to which; where no connection stood, to which alone."""
    return f"{one.own} → {one.address}" if one.own else one.address


def _said(one: FetchAttempt) -> str:
    parts = [f"HTTP {one.status}"] if one.status is not None else []
    parts += [reason(code) for code in (one.error, one.wall, one.limit) if code]
    return ",".join(parts) or "无应答"


def _chain(answer: Received | None, drawn: Cause) -> Iterator[tuple[str, str]]:
    if answer is None:
        yield from ((_short(step.where, _URL), step.answer) for step in drawn.chain)
    elif len(answer.hops) > 1:
        for hop in answer.hops:
            yield _short(hop.url, _URL), _said(hop.attempts[-1]) if hop.attempts else "没有访问"


def _headers(answer: Received | None) -> Iterator[tuple[str, str]]:
    last = [one for hop in answer.hops for one in hop.attempts if one.status is not None][-1:] if answer else []
    for one in last:
        yield from ((_short(name, 40), _short(value, _VALUE)) for name, value in one.headers)


def _facts(drawn: Cause) -> Iterator[tuple[str, str]]:
    for who, said, title in drawn.intrusion.views:
        yield _short(who, 40), _short(f"{said} {title}", _VALUE)
    yield from ((_short(name, 40), _short(value, _VALUE)) for name, value in drawn.facts)


def _made_by(view: ReportView, entry: Entry, found: Finding, answer: Received | None) -> Iterator[tuple[str, str]]:
    verdict = view.summary.get("verdict")
    scored = verdict if isinstance(verdict, Mapping) else {}
    yield "程序版本", _short(str(scored.get("release") or __version__), 40)
    pack = f"{scored.get('pack')} sha256 {scored.get('pack_sha256')}" if scored.get("pack") else "本次未按指标评分"
    yield "指标包", _short(pack, _VALUE)
    yield "检查时间", f"{moment(found.first_seen)} 至 {moment(found.last_checked)}"
    yield from ((name, _short(said, _VALUE)) for name, said in our_addresses(answer))
    if answer and answer.mapped:
        yield "域名指定到", _short(answer.mapped, 60)
    if answer and answer.sha256:
        yield "网页正文", f"{answer.size:,} 字节,sha256 {answer.sha256}"
    line = view.line_at(entry.offset).rstrip(b"\r\n")
    yield "本条记录", f"findings.jsonl 中的一行,sha256 {hashlib.sha256(line).hexdigest()}"
    yield "指纹", f"{_short(found.fingerprint, 60)},原因代码 {_short(found.reason, 60)}"


def _short(words: str, limit: int) -> str:
    return visible(clip(words, limit))


def _labelled(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (f"  {name}  {' '.join(value.split())}" for name, value in pairs if value)


def _titled(title: str, rows: Iterator[str] | Sequence[str]) -> Iterator[str]:
    shown = [f"  {one}" for one in rows if one.strip()]
    if shown:
        yield title
        yield from shown
