"""What was declared to be judged: nothing of it may stay unmeasured when a release passes."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from auditor.gate.folder import Folder
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from reports.jsonl import records
from reports.texts import reason
from reports.view import Record, ReportView

_NOT_DECLARED = frozenset(
    {
        "external-off",  # Outside links only with --external.
        "browser-off", "browser-missing",  # Accessibility where a browser is there.
        "no-views",  # How a page looks to others is asked where that is allowed.
        "not-recognised",  # No program can tell; a person is asked for that elsewhere.
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
    asked_elsewhere = finding.check.startswith("links.") or finding.reason in {"budget", "interrupted", "sample"}
    return finding.outcome is Outcome.UNMEASURED and finding.reason not in _NOT_DECLARED and not asked_elsewhere


def read_pages(bundle: Path) -> frozenset[str]:
    """Addresses of the pages that were read."""
    return frozenset(str(row["url"]) for row in records(bundle / "pages.jsonl") if row.get("sha256"))


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


def unmeasured(counts: Counter[str]) -> Iterator[str]:
    """Sentences about single things that were not measured: reason and how many."""
    for code, count in counts.most_common():
        yield f"{reason(code)}:{count:,} 项"
