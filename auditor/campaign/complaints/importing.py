"""A ledger entered into the office's database, each complaint under the registered site that it is about."""

from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.campaign.complaints.reading import Entry, Ledger, numbers_twice
from auditor.campaign.register.drift import hosts_of
from auditor.model.register import RegisterNote
from auditor.store.office import register
from auditor.store.office.complaints import keep
from auditor.store.office.database import Office


@dataclass(slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    unplaced: list[str] = field(default_factory=list)
    """Sites of the ledger that no registered one fits, each once."""
    twice: list[str] = field(default_factory=list)
    notes: list[RegisterNote] = field(default_factory=list)


def import_ledger(office: Office, ledger: Ledger, operator: str) -> Imported:
    """Enter what was read, all or nothing; raises OfficeError."""
    sites = _Sites(office)
    counts: Counter[str] = Counter()
    unplaced: dict[str, None] = {}
    with office.transaction():
        for entry in ledger.entries:
            site = sites.of(entry)
            if site is None:
                unplaced[entry.complaint.place or "(未写明网站)"] = None
            counts[keep(office, replace(entry.complaint, site=site), ledger.source, operator)] += 1
    return Imported(
        counts["added"], counts["changed"], counts["same"], list(unplaced), list(dict.fromkeys(numbers_twice(ledger))), ledger.notes
    )  # fmt: skip


class _Sites:
    """Registered sites by code, host and name; what several of them share tells none."""

    def __init__(self, office: Office) -> None:
        self._by: dict[tuple[str, str], set[int]] = {}
        for site in register.sites(office):
            words = [("code", site.code.lower()), ("name", site.name), *(("host", host) for host in hosts_of(site))]
            for word in words:
                self._by.setdefault(word, set()).add(site.id)

    def of(self, entry: Entry) -> int | None:
        """The one site that a row means; None when none or several fit."""
        url = entry.url if "://" in entry.url else f"http://{entry.url}"
        host = (urlsplit(url).hostname or "").removeprefix("www.") if entry.url else ""
        for word in (("code", entry.code.lower()), ("host", host), ("name", entry.complaint.place)):
            found = self._by.get(word, set()) if word[1] else set()
            if len(found) == 1:
                return next(iter(found))
        return None
