"""How far the retrofit of the site is, with the table of functions behind it.

**Why** Whoever answers for the site wants one line: none, dead, partly working, working, conformant.
**Not this** An estimate of the technical part only, never a score: satisfaction of users and the self-report cannot be seen from outside.
Each fault is accused by a check of its own; here nothing is.
**Fix** See the checks of the functions that are named.
**Source** 《评测体系》: users 40 %, technique 40 %, self-report 20 % (one stored source); the states are our own.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import Status, alive, points, row, status
from auditor.model.aging import AgingRun, Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化改造状况",
    why="用一句话说明改造到了哪一步,并列出每项功能的实测结果。",
    not_this="只估计技术部分,不是评测得分:用户满意度和自评占评测的大部分,工具看不到。具体问题由各功能的检查项指出。",
    fix="按所列功能对应的检查项逐项改进。",
    reasons={
        "status-none": "没有适老化改造",
        "status-entry-dead": "有入口,但按下无效",
        "status-partly-working": "部分功能有效,部分无效或不能保持",
        "status-working-not-conformant": "测到的功能有效,但没有达到或没有测全各项要求(技术部分 {met}/{all} 项符合)",
        "status-conformant": "测到的各项技术要求均符合(仅技术部分)",
        "status-unknown": "工具条的文件没有加载成功或没有测完,不能判断",
    },
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.status",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Nothing is accused here: the state with what it rests on."""
    run = view.aging()
    if run is None:
        yield Judgement(Outcome.NA)
        return
    state, asked = status(run), points(run)
    measured = [met for met in asked.values() if met is not None]
    reason = f"status-{state}"
    args = {"met": str(sum(measured)), "all": str(len(measured))}
    outcome = {Status.CONFORMANT: Outcome.PASS, Status.UNKNOWN: Outcome.UNMEASURED}.get(state, Outcome.REVIEW)
    confidence = Confidence.LIKELY if outcome is Outcome.REVIEW else Confidence.CERTAIN
    yield Judgement(outcome, reason, confidence, "status", args=args, evidence=_evidence(run, state, asked))


def _evidence(run: AgingRun, state: Status, asked: dict[str, bool | None]) -> dict[str, object]:
    return {
        "status": str(state), "points": asked, "home": run.home, "picture": run.picture, "vendors": list(run.vendors),
        "unreadable": list(run.unreadable), "limits": list(run.limits), "modes": [_mode(mode) for mode in run.modes],
        "on": len(alive(run)), "seconds": run.seconds,
    }  # fmt: skip


def _mode(mode: Mode) -> dict[str, object]:
    kept = mode.persistence
    return {
        "entry": mode.entry.words, "kind": str(mode.kind), "detail": mode.detail, "url": mode.url, "vendor": mode.vendor,
        "before": mode.before, "after": mode.after, "functions": [row(trial) for trial in mode.trials],
        "unknown_controls": list(mode.unknown_controls), "shortcuts": list(mode.shortcuts),
        "persistence": None if kept is None else {
            "inner": str(kept.inner), "reload": str(kept.reload), "new_tab": str(kept.new_tab), "next_day": str(kept.next_day),
        },
    }  # fmt: skip
