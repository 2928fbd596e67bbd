"""A file of results into the office's database: what is new is kept, what contradicts is shown and not overwritten."""

from dataclasses import dataclass
from pathlib import Path

from auditor.campaign.results.reading import Unused, read_results
from auditor.model.result import Named, Result, Stated
from auditor.store.office import results as stored
from auditor.store.office.database import Office, OfficeError


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    results: int
    stated: int
    named: int
    unused: tuple[Unused, ...]
    conflicts: tuple[str, ...]
    strangers: tuple[str, ...]
    """Names of results that the register does not know."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters the results of which campaign; ``replacing`` overwrites what contradicts."""

    campaign: str
    operator: str
    replacing: bool = False


def import_results(office: Office, path: Path, entry: Entry) -> Imported:
    """Keep what a file says of a campaign, all or nothing; raises UsageError or OfficeError."""
    if stored.closed(office, entry.campaign):
        raise OfficeError(
            f"批次 {entry.campaign} 已定稿,不能再导入结果;确需更正的,请用 auditor campaign correct 登记更正"
        )
    read = read_results(path)
    results, strangers = stored.filled(office, [row for row in read.rows if isinstance(row, Result)])
    others = [row for row in read.rows if not isinstance(row, Result)]
    with office.transaction():
        conflicts = stored.put(office, entry.campaign, [*results, *others], replacing=entry.replacing)
        done = Imported(
            len(results),
            sum(isinstance(row, Stated) for row in others),
            sum(isinstance(row, Named) for row in others),
            tuple(read.unused),
            tuple(map(_said, conflicts)),
            tuple(one.name for one in strangers),
        )
        change = {
            "file": path.name, "results": done.results, "stated": done.stated, "named": done.named, "conflicts": len(conflicts),
        }  # fmt: skip
        office.record(entry.operator, f"campaign:{entry.campaign}", dict(change))
    return done


def _said(one: Result | Stated) -> str:
    named = one.name if isinstance(one, Result) else f"统计“{one.line}”"
    return f"{one.origin}:{named} 与已有结果不同,未覆盖"
