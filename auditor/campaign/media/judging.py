"""Accounts judged: what is known of each becomes findings, and the pack makes verdicts of them, as it does of sites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from auditor.evaluate.scoring import signed
from auditor.model.finding import Finding
from auditor.model.media import NEVER, AccountLook
from auditor.model.office import Account, SiteState
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.verdict import Subject, Verdict
from auditor.policy.pack import Pack
from auditor.policy.score import Case, verdict
from auditor.policy.tally import Tally
from auditor.store.office import register
from auditor.store.office.database import Office
from auditor.store.office.media import looks, newest_post

CHECKS = ("media.interaction", "media.not_findable", "media.renamed", "media.stale")
_ASKED = {
    "media.interaction": ("interaction", "menu"), "media.not_findable": ("found",), "media.renamed": ("named",),
    "media.stale": ("last_post",),
}  # fmt: skip
"""Check → what of a look answers it."""
TEXTS = {
    "stale": "最近一次更新是 {newest},到 {seen} 已 {days} 天,超过 {limit} 天",
    "asleep": "最近一次更新是 {newest},到 {seen} 已 {days} 天,长期不更新",
    "never-updated": "到 {seen} 从未更新",
    "no-evidence": "没有发布记录,也没有人查看过",
    "no-date": "发布记录中没有日期",
    "evidence-old": "发布记录是 {seen} 的,不能说明 {day} 的情况",
    "window-unknown": "指标包没有更新期限",
    "no-interaction": "不能有效互动",
    "menu-dead": "菜单无效",
    "not-found": "按登记的名称查找不到",
    "renamed": "现用名称为「{named}」,与登记的「{name}」不同",
    "not-looked": "没有人查看过",
}
"""Reason → what people read."""
_IDS = {"stale": "veto.media.stale", "asleep": "media.asleep"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One account with its findings, measured or not, and its verdict."""

    account: Account
    findings: tuple[Finding, ...]
    verdict: Verdict
    looked: str
    """The last day that anything speaks of."""
    days: Mapping[str, str]
    """Check → the last day that anything speaks of what it asks; missing where nothing does."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Days without a post after which an account is stale, and after which it sleeps; None = not known."""

    stale: int | None
    asleep: int | None

    @classmethod
    def of(cls, pack: Pack) -> "Windows":
        """The windows of a pack."""
        rules = (rule for one in pack.indicators if one.id == _IDS["stale"] for rule in one.rules)
        window = next((rule.window_days.value for rule in rules if rule.window_days), None)
        limit = pack.limit(_IDS["asleep"])
        asleep = limit.number.value if limit else None
        return cls(None if window is None else int(window), None if asleep is None else int(asleep))


def judge(office: Office, pack: Pack, day: date) -> Iterator[Judged]:
    """Judge every running account as of a day; what nobody knows stays unmeasured."""
    for account in register.accounts(office):
        if account.state is SiteState.RUNNING:
            yield judge_one(office, pack, account, day)


def judge_one(office: Office, pack: Pack, account: Account, day: date) -> Judged:
    """Judge one account as of a day."""
    known = list(looks(office, account.id, day.isoformat()))
    newest = newest_post(office, account.id, day.isoformat())
    return _judged(_Known(account, known, newest, day), pack)


@dataclass(frozen=True, slots=True)
class _Known:
    account: Account
    looks: list[AccountLook]
    newest: str
    """Of the lists."""
    day: date

    def last(self, name: str) -> AccountLook | None:
        """The last look that answers a question."""
        return next((look for look in reversed(self.looks) if getattr(look, name) not in (None, "")), None)


def _judged(known: _Known, pack: Pack) -> Judged:
    answers = {
        "media.interaction": _interaction(known),
        "media.not_findable": _said(known, "found", "not-found"),
        "media.renamed": _renamed(known),
        "media.stale": _stale(known, Windows.of(pack)),
    }
    counts: dict[str, dict[str, int]] = {}
    tally = Tally(pack, Subject.ACCOUNT, "")
    findings = []
    for check, (outcome, reason, args) in answers.items():
        counts[check] = {outcome.value: 1}
        if outcome is not Outcome.PASS:
            found = _finding(known, check, (outcome, reason, args))
            tally.take(found)
            findings.append(found)
    judged = signed(verdict(pack, Case(Subject.ACCOUNT, frozenset(CHECKS), counts), tally))
    last = {check: [look.day for name in names if (look := known.last(name))] for check, names in _ASKED.items()}
    days = {check: max(found) for check, found in last.items() if found}
    return Judged(known.account, tuple(findings), judged, max((look.day for look in known.looks), default=""), days)


_Answer = tuple[Outcome, str, Mapping[str, str]]
_PASS: _Answer = (Outcome.PASS, "", {})


def _stale(known: _Known, windows: Windows) -> _Answer:
    """By the last look that tells of posts; one that is older than the window says nothing of the day asked about."""
    seen = known.last("last_post")
    if seen is None:
        return Outcome.UNMEASURED, "no-date" if known.looks else "no-evidence", {}
    if windows.stale is None:
        return Outcome.UNMEASURED, "window-unknown", {}
    args = {"seen": seen.day, "limit": str(windows.stale), "day": known.day.isoformat()}
    if (known.day - date.fromisoformat(seen.day)).days > windows.stale:
        return Outcome.UNMEASURED, "evidence-old", args
    newest = max(known.newest, "" if seen.last_post == NEVER else seen.last_post)
    if not newest:
        return Outcome.FAIL, "never-updated", args
    days = (date.fromisoformat(seen.day) - date.fromisoformat(newest)).days
    args |= {"newest": newest, "days": str(days)}
    if days <= windows.stale:
        return _PASS
    return Outcome.FAIL, "asleep" if windows.asleep is not None and days > windows.asleep else "stale", args


def _interaction(known: _Known) -> _Answer:
    talk, menu = _said(known, "interaction", "no-interaction"), _said(known, "menu", "menu-dead")
    if Outcome.FAIL in (talk[0], menu[0]):
        return talk if talk[0] is Outcome.FAIL else menu
    return talk


def _renamed(known: _Known) -> _Answer:
    seen = known.last("named")
    if seen is None:
        return Outcome.UNMEASURED, "not-looked", {}
    same = "".join(seen.named.split()) == "".join(known.account.name.split())
    return (
        _PASS
        if same
        else (Outcome.FAIL, "renamed", {"named": seen.named, "name": known.account.name, "seen": seen.day})
    )


def _said(known: _Known, name: str, reason: str) -> _Answer:
    seen = known.last(name)
    if seen is None:
        return Outcome.UNMEASURED, "not-looked", {}
    return _PASS if getattr(seen, name) else (Outcome.FAIL, reason, {"seen": seen.day})


def _finding(known: _Known, check: str, answer: _Answer) -> Finding:
    outcome, reason, args = answer
    account = known.account
    subject = f"{account.platform}/{account.account}"
    print_ = blake2b(f"{check}\0account:{subject}".encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
    sources = tuple(dict.fromkeys(look.source for look in known.looks))
    return Finding(
        check=check, outcome=outcome, impact=Impact.SERIOUS, confidence=Confidence.CERTAIN, page="", target=None, reason=reason,
        message=TEXTS[reason].format_map(args), text=account.name, place="", occurrences=1, pages=0, sample_pages=(),
        fingerprint=print_, refs=(), page_title="", column_path="", unit=account.organiser, first_seen=args.get("seen", ""),
        last_checked=args.get("seen", ""), evidence={"account": subject, **args, "sources": list(sources)},
    )  # fmt: skip
