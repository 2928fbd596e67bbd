"""One site: collected evidence becomes findings and reports. The one place that joins collect, judge and report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.browser.trouble import BrowserTrouble
from auditor.checks.catalogue import discover
from auditor.crawl.coverage import coverage
from auditor.evaluate import Evaluation
from auditor.evaluate.accesscard import access_card
from auditor.evaluate.assistant import Assistant
from auditor.evaluate.identitycard import IdentityCard
from auditor.evaluate.scoring import configured, proposed, subject_of
from auditor.model.verdict import Grade, Standing, Subject
from auditor.model.want import Want
from auditor.policy.load import DEFAULT, load
from auditor.policy.pack import Pack
from auditor.policy.table import PackError
from auditor.policy.tally import Tally
from auditor.store.attachments import attachment_ids
from auditor.store.bundle import BEIJING, Bundle, WriteError
from auditor.store.reader import Reader
from auditor.store.received import received
from auditor.store.rendered import aging_run
from auditor.store.sealed import sealed_pages
from auditor.store.transport import summary as transport_summary
from auditor.store.transport import transport_facts
from reports.card import Card, card
from reports.formats import Means, NotPossible, formats
from reports.jsonl import write_lines, write_summary
from reports.texts import reason
from reports.view import COMPARISON, Entry, ReportView

if TYPE_CHECKING:
    from auditor.crawl.session import Session  # With it come all means of fetching, which judging needs not.

_ROWS_SAID = 5
"""Rows of the register that the last lines of a run name; all are in summary.json."""
_GRADES = {Grade.QUALIFIED: "合格", Grade.UNQUALIFIED: "不合格", Grade.UNDECIDED: "不能判定"}
_UNREADABLE_SHARE = 0.1
"""DESIGN section 7."""
_FEW_UNREADABLE = 2
_SMALL_SHARE = 1 / 3
"""Of a small site a page or two are more than a tenth and say nothing of the rest, as long as they are no third of it."""


def finish(session: Session) -> None:
    """End of a crawl: judge and report when it is complete, else say how to go on. Called by Scrapy by its dotted name."""
    if session.exit_code == 3:
        print(session.message)
        return
    bundle = session.bundle
    if session.finished:
        try:
            with bundle.transaction():
                bundle.index()
            # One transaction: a run is finished once its report is written, and judging says what it cannot write.
            with bundle.transaction():
                bundle.set("finished", datetime.now(BEIJING).isoformat(timespec="seconds"))
                summary = _completed(session) or _judged(bundle, assistant=_assistant(session))[0]
                report(bundle.path, ("html",))
        except (WriteError, PackError) as error:
            session.fail(error)
        else:
            print(closing_lines(summary, bundle.path))
            return
    session.exit_code = session.exit_code or 130
    print(session.message or "检查已中断,已取得的证据全部保留。")
    print(f"继续检查:auditor audit --resume {bundle.path}")


def wanted(session: Session) -> Sequence[Want]:
    """Judge what a crawl has brought, while it may still ask more; returns what the checks want to know besides.

    When that is nothing, these are the outputs. Called by Scrapy by its dotted name.
    """
    try:
        with session.bundle.transaction():
            session.bundle.index()
        with session.bundle.transaction():
            session.summary, session.wants = _judged(session.bundle, assistant=_assistant(session))
    except (WriteError, PackError) as error:
        session.fail(error)
        return ()
    return session.wants


def _assistant(session: Session) -> Assistant | None:
    """The assistant that waits, which helps once."""
    waiting: Assistant | None = session.assistant
    session.assistant = None
    return waiting


def _completed(session: Session) -> dict[str, Any] | None:
    """The summary of an early judging after which no evidence came, with the time that it could not know."""
    if session.summary is None:
        return None
    summary = {**session.summary, "finished": session.bundle.get("finished")}
    write_summary(session.bundle.path / "summary.json", summary)
    return summary


def judge(
    bundle: Bundle, pack: Pack | None = None, subject: Subject | None = None, chosen: Callable[[str], bool] = bool
) -> dict[str, Any]:
    """Judge a bundle from its evidence and write the JSON outputs; returns the summary. No network.

    Args:
        bundle: a finished one.
        pack: the rules of the proposed verdict; None = those chosen for the run, else those that come with the program.
        subject: portal or other site; None = as chosen for the run, else as the register or the home page says.
        chosen: of the families chosen for the run, which checks are judged, by id; all of them unless told otherwise.
    """
    return _judged(bundle, pack, subject, chosen)[0]


def _judged(
    bundle: Bundle,
    pack: Pack | None = None,
    subject: Subject | None = None,
    chosen: Callable[[str], bool] = bool,
    assistant: Assistant | None = None,
) -> tuple[dict[str, Any], Sequence[Want]]:
    families = bundle.options.families
    pack = pack or load(bundle.options.pack or DEFAULT)
    judged = (check for check in discover() if check.id.partition(".")[0] in families and chosen(check.id))
    evaluation = Evaluation(bundle, configured(judged, pack), assistant)
    path = bundle.path
    (path / COMPARISON).unlink(missing_ok=True)  # It compared what was judged before.
    write_lines(path / "occurrences.jsonl", evaluation.occurrences())
    card = IdentityCard(evaluation.site)
    if subject is None and bundle.options.subject != "auto":
        subject = Subject(bundle.options.subject)
    subject = subject or subject_of(evaluation.site)
    tally = Tally(pack, subject, evaluation.site.home)
    write_lines(path / "findings.jsonl", tally.listening(card.listening(evaluation.findings())))
    targets = write_lines(path / "links.jsonl", evaluation.targets())
    pages = write_lines(path / "pages.jsonl", evaluation.pages())
    _write_columns(path / "columns.jsonl", evaluation if bundle.options.columned else None)
    summary = {
        "site": bundle.get("site")["home"],
        "started": bundle.get("started"),
        "finished": bundle.get("finished"),
        "profile": bundle.options.profile,
        "pages": pages,
        "targets": targets,
        "findings": evaluation.counts,
        "coverage": _covered(bundle, evaluation.reader),
        "verdict": proposed(pack, subject, tally, [check.id for check in discover()], evaluation.counts).as_dict(),
    }
    if "transport" in families:
        summary["transport"] = transport_summary(transport_facts(evaluation.reader))
    write_summary(path / "summary.json", summary)
    _write_card(path / "identity.json", card.card(evaluation.counts))
    _write_card(path / "accessibility.json", _of_browser(bundle, evaluation))
    return summary, evaluation.wants


def _of_browser(bundle: Bundle, evaluation: Evaluation) -> Mapping[str, object] | None:
    home = evaluation.site.home_facts
    return access_card(home.rendered if home else None, aging_run(bundle), bundle.get("sample"))


def _covered(bundle: Bundle, reader: Reader) -> dict[str, object]:
    """What was seen, what was left out and why, and how much of the files given could be used."""
    given = {**_register_read(bundle), **_lexicon_read(bundle)}
    read = {"attachments_read": len(attachment_ids(bundle)), "sealed_pages": sum(1 for _ in sealed_pages(bundle))}
    return {**coverage(bundle), **readability(reader), **given, **read}


def _write_columns(path: Path, evaluation: Evaluation | None) -> None:
    if evaluation is None:
        path.unlink(missing_ok=True)  # Judged before by other checks.
    else:
        write_lines(path, evaluation.columns())


def _write_card(path: Path, card: Mapping[str, object] | None) -> None:
    if card is None:
        path.unlink(missing_ok=True)  # Judged before by other checks.
    else:
        write_summary(path, card)


def _register_read(bundle: Bundle) -> dict[str, object]:
    """How much of the register could be used, and every row that could not, with its reason."""
    kept = bundle.get("register")
    if kept is None:
        return {}
    return {"register": {"source": kept["source"], "rows": len(kept["entries"]), "notes": kept["notes"]}}


def _lexicon_read(bundle: Bundle) -> dict[str, object]:
    """How much of the office's word list could be used, every row that could not, and whether it is out of date."""
    kept = bundle.get("lexicon")
    if kept is None:
        return {}
    return {"lexicon": {**kept, "entries": len(kept["entries"])}}


def readability(reader: Reader) -> dict[str, object]:
    """Which pages show their links only in a browser; with too many of them nothing is concluded about the links."""
    unreadable, home = reader.unreadable_pages()
    total = max(reader.page_count(), 1)
    few = unreadable <= _FEW_UNREADABLE and unreadable < _SMALL_SHARE * total
    concluded = not home and (few or unreadable <= _UNREADABLE_SHARE * total)
    return {"unreadable_pages": unreadable, "links_concluded": concluded}


def report(bundle: Path, names: tuple[str, ...], out: Path | None = None, means: Means | None = None) -> list[Path]:
    """Render a judged bundle in the formats named.

    Raises:
        ValueError: there is no such format.
        BundleUnreadable: it was never judged, or a file of it is broken.
        NotPossible: a format needs to be told more, or this machine cannot make it.
        OSError: a file cannot be written.
    """
    known = formats()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"还不支持的格式:{'、'.join(unknown)}(可用:{'、'.join(known)})")
    folder = out or bundle
    folder.mkdir(parents=True, exist_ok=True)
    view = ReportView.open(bundle)
    given = equipped(means or Means())
    return [path for name in names for path in known[name].write(view, folder, given)]


def equipped(means: Means) -> Means:
    """The same with the texts of all checks and a printer."""
    return replace(means, titles={check.id: check.texts for check in discover()}, print_pdf=_print)


def evidence_card(view: ReportView, entry: Entry, means: Means, answers: Mapping[str, str]) -> Card:
    """One finding with what its address answered; ``answers`` are what units and reviewers wrote about it."""
    (found,) = view.findings_at([entry.offset])
    return card(view, entry, means, received(view.bundle, found.target or "", found.page), answers)


def _print(source: Path, target: Path) -> None:
    from auditor.browser.printing import print_pdf  # A browser's driver is heavy, and hardly anybody prints.

    try:
        print_pdf(source, target)
    except BrowserTrouble as trouble:
        raise NotPossible(f"没有能够打印 PDF:{reason(trouble.kind)}(运行 auditor doctor 查看)") from trouble


def _of_register(read: dict[str, Any] | None) -> str:
    if read is None:
        return ""
    unused = [note for note in read["notes"] if not note["used"]]
    rows = ";".join(f"{note['sheet']}第 {note['row']} 行{note['text']}" for note in unused[:_ROWS_SAID])
    return f"\n基本信息表:采用 {read['rows']} 行" + (f",未采用 {len(unused)} 行:{rows}" if unused else "") + "。"


def _of_verdict(verdict: dict[str, Any]) -> str:
    """The proposed verdict in one line; the report says which indicators are open and why."""
    open_ones = sum(verdict["coverage"][standing] for standing in Standing if standing.open)
    score = verdict["score"]
    points = "" if verdict["subject"] != Subject.PORTAL else f";得分 {'不能评定' if score is None else f'{score:g}'}"
    return (
        f"\n初判(指标包 {verdict['pack']}):{_GRADES[verdict['grade']]};单项否决 {len(verdict['vetoes'])} 项,"
        f"未定的指标 {open_ones} 项{points}。"
    )


def _of_lexicon(read: dict[str, Any] | None) -> str:
    if read is None:
        return ""
    notes = ";".join(f"{note['sheet']}第 {note['row']} 行{note['text']}" for note in read["notes"][:_ROWS_SAID])
    refused = f",未采用 {len(read['notes'])} 行:{notes}" if read["notes"] else ""
    stale = f"。错词表最新的条目是 {read['stale']} 的,已超过一年,请更新" if read["stale"] else ""
    return f"\n错词表:采用 {read['entries']} 条{refused}{stale}。"


def closing_lines(summary: dict[str, Any], path: Path) -> str:
    """What a run says last, in Chinese."""
    totals = {"fail": 0, "review": 0, "unmeasured": 0}
    for counts in summary["findings"].values():
        for outcome in totals:
            totals[outcome] += counts.get(outcome, 0)
    cut = sum(summary["coverage"]["cut"].values())
    return (
        f"共检查网页 {summary['pages']} 个、链接目标 {summary['targets']} 个。"
        f"监测发现(待核实){totals['fail']} 项,待人工判断 {totals['review']} 项,未能检测 {totals['unmeasured']} 项"
        + (f";未纳入检查的地址 {cut} 个(原因见报告)" if cut else "")
        + "。"
        + (
            ""
            if summary["coverage"]["links_concluded"]
            else "\n首页或超过一成的网页要用浏览器才能读出链接,本次对链接不作结论。"
        )
        + _of_register(summary["coverage"].get("register"))
        + _of_lexicon(summary["coverage"].get("lexicon"))
        + _of_verdict(summary["verdict"])
        + f"\n报告:{path / 'report.html'}"
    )
