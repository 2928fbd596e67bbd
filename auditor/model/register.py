"""A register of government sites (政府网站基本信息表) as it was read: who says he is whom, and which rows say nothing."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterHost:
    """One address of a registered site: host without ``www.``, a port that is not the scheme's own, and where below."""

    host: str
    port: int | None = None
    path: str = "/"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One row that can be used. What a cell does not say, or says unreadably, is empty."""

    row: int
    """As the spreadsheet counts, from 1."""
    sheet: str = ""
    name: str = ""
    url: str = ""
    """Of the home page, as a browser reads it."""
    hosts: tuple[RegisterHost, ...] = ()
    """All its addresses, the home page's first."""
    code: str = ""
    """网站标识码."""
    organiser: str = ""
    icp: str = ""
    police: str = ""
    """The digits."""
    conac: str = ""
    """Id of the record, 32 hex digits."""
    ipv6: bool | None = None
    """Whether it says to be reachable over IPv6; None when it does not say."""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """A row or cell that could not be used, or only in part."""

    row: int
    reason: str
    """A stable code."""
    text: str
    """The reason in Chinese."""
    value: str = ""
    """What stands there, at most 80 characters."""
    sheet: str = ""
    used: bool = False
    """The rest of the row is used."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register as read; kept in the bundle, so that judging later needs no file."""

    source: str = ""
    """Name of the file, without its folder."""
    entries: tuple[RegisterEntry, ...] = ()
    notes: tuple[RegisterNote, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """(field, heading) of the columns that were understood."""

    def shared_codes(self) -> frozenset[str]:
        """Codes that stand in more than one row: they prove nothing about either."""
        rows = Counter(entry.code for entry in self.entries if entry.code)
        return frozenset(code for code, number in rows.items() if number > 1)
