"""What was declared to be judged: nothing of it may stay unmeasured when a release passes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.gate.folder import Folder
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from auditor.store.bundle import Bundle
from auditor.store.rendered import rendered_pages
from reports.comparison import BROWSER
from reports.jsonl import records
from reports.texts import reason
from reports.view import PAGES, Record, ReportView

_NOT_DECLARED = frozenset(
    {
        "external-off",  # Outside links only with --external.
        "browser-off", "browser-missing",  # Accessibility where a browser is there.
        "no-views",  # How a page looks to others is asked where that is allowed.
        "archive-unread", "kind-unread",  # Some kinds of attachments are not read, which is said once for all.
        "not-recognised",  # No program can tell; a person is asked for that elsewhere.
        "budget",  # Endless calendars and the like; pages beyond a limit are counted by ``gaps``.
    }
)  # fmt: skip
_SHOWN = 5

InScope = Callable[[Finding], bool]


def release_scope(home: str, external: bool) -> InScope:
    """Whether an unmeasured finding leaves a gap in what was declared for a folder or a site."""
    own = urlsplit(home).netloc.removeprefix("www.")

    def declared(finding: Finding) -> bool:
        if finding.outcome is not Outcome.UNMEASURED or finding.reason in _NOT_DECLARED:
            return False
        outside = finding.target is not None and urlsplit(finding.target).netloc.removeprefix("www.") != own
        return external or not outside

    return declared


def article_scope(finding: Finding) -> bool:
    """The same for one article: where its links lead is asked once it is on its site."""
    asked_elsewhere = finding.check.startswith("links.") or finding.reason in {"interrupted", "sample"}
    return finding.outcome is Outcome.UNMEASURED and finding.reason not in _NOT_DECLARED and not asked_elsewhere


@dataclass(frozen=True, slots=True)
class Seen:
    """What this run looked at."""

    read: frozenset[str]
    """Pages that were read."""
    rendered: frozenset[str]
    """Pages that a browser measured."""
    checks: frozenset[str]
    """Checks that were judged."""

    @classmethod
    def of(cls, view: ReportView) -> "Seen":
        """Read it from a judged bundle."""
        read = frozenset(str(row["url"]) for row in records(view.bundle / PAGES) if row.get("sha256"))
        bundle = Bundle.open(view.bundle)
        rendered = rendered_pages(bundle)
        bundle.close()
        return cls(read, rendered, frozenset(map(str, view.summary["findings"])))

    def covers(self, check: str, page: str) -> bool:
        """True when a finding of this check on this page would have been found again."""
        return check in self.checks and page in (self.rendered if check.startswith(BROWSER) else self.read)


def gaps(view: ReportView, read: frozenset[str], folder: Folder | None, asked_pages: bool) -> Iterator[str]:
    """Sentences about what was not measured although it was declared; ``asked_pages``: the user chose their number."""
    coverage: Record = view.summary.get("coverage") or {}
    cut: Counter[str] = Counter(coverage.get("cut") or {})
    if folder is None and cut["budget"] and not asked_pages:
        yield f"达到网页数上限,有 {cut['budget']:,} 个地址没有检查(用 --max-pages 说明要检查多少)"
    if folder is not None and (unread := [url for url in folder.pages() if url not in read]):
        names = "、".join(folder.file_of(url) for url in unread[:_SHOWN])
        yield f"有 {len(unread):,} 个网页没有能够读取:{names}" + (" 等" if len(unread) > _SHOWN else "")
    if coverage.get("links_concluded") is False:
        yield "首页或超过一成的网页要用浏览器才能读出链接,链接没有结论"


def unmeasured(counts: Counter[str], examples: Mapping[str, str]) -> Iterator[str]:
    """Sentences about single things that were not measured: reason, how many, and one of them."""
    for code, count in counts.most_common():
        yield f"{reason(code)}:{count:,} 项,如 {examples[code]}"
