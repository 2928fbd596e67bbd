"""Reads a bundle back as model types: what the checks are given."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import msgpack

from auditor.html.content import has_name
from auditor.html.place import Document
from auditor.html.scanner import Scanner
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.page import PageText
from auditor.model.target import FetchAttempt, Hop, HostFacts, RandomPathAnswer, Target
from auditor.store.bundle import Bundle
from auditor.store.probes import Frames
from auditor.store.resources import SCRIPT, STYLE, Resources
from auditor.store.state import Role, State
from auditor.urls.normalise import key as url_key
from auditor.urls.scope import Scope

_CUT_ERRORS = {"robots": ErrorKind.ROBOTS, "redirect-limit": ErrorKind.REDIRECT_LIMIT}


_FEW_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class UrlRow:
    """The frontier's row of one URL, as far as judging needs it."""

    id: int
    url: str
    host: str
    kind: TargetKind
    internal: bool
    role: int
    state: int
    cut: str
    place: int | None
    depth: int
    status: int | None
    error: str | None
    location: str


PAGE_TEXT = "title, headings, template, visible, simhash, opening, refresh, refresh_by"
"""Columns of a page that make its PageText."""
_COLUMNS = "id, url, host, kind, internal, role, state, cut, place, depth, status, error, location"


class Links(Sequence[Link]):
    """The distinct links to one target, read from the bundle when first looked at.

    ``elements[i]`` are the (element, n) pairs behind ``self[i]``: equal links written in several places are one.
    """

    def __init__(self, reader: "Reader", url: int) -> None:
        self._reader = reader
        self._url = url
        self._links: list[Link] | None = None
        self.elements: list[list[tuple[int, int]]] = []

    def _load(self) -> list[Link]:
        if self._links is None:
            known: dict[tuple[object, ...], int] = {}
            self._links = []
            for element, n, link in self._reader.links_to(self._url):
                same = (link.raw, link.tag, link.attr, link.text, link.fragment, link.bare)
                if same not in known:
                    known[same] = len(self._links)
                    self._links.append(link)
                    self.elements.append([])
                self.elements[known[same]].append((element, n))
        return self._links

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        return self._load()[index]

    def __len__(self) -> int:
        return len(self._load())

    def __iter__(self) -> Iterator[Link]:
        return iter(self._load())


class Reader:
    """Read access to one bundle; nothing is held in memory but a few counters."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.db = bundle.db
        bundle.index()
        self._hosts: dict[str, HostFacts | None] = {}
        self._name_set: tuple[int, frozenset[str]] = (0, frozenset())
        resolver = bundle.get("resolver") or {}
        self._proven = bool(resolver.get("resolved") and resolver.get("denied"))

    def urls(self) -> Iterator[UrlRow]:
        """Every URL that links point at or that their redirects lead over, in order of discovery."""
        query = f"SELECT {_COLUMNS} FROM url WHERE role IN (?, ?) ORDER BY id"
        for row in self.db.cursor().execute(query, (Role.LINK, Role.HOP)):
            yield _url_row(row)

    def linked(self) -> Iterator[UrlRow]:
        """Of these, what a link points at: not those that are only a step of somebody's redirects."""
        for row in self.urls():
            if (
                row.role == Role.LINK
                or self.db.execute("SELECT 1 FROM edge WHERE url = ? LIMIT 1", (row.id,)).fetchone()
            ):
                yield row

    def row(self, url: str) -> UrlRow | None:
        """The row of an absolute URL, or None."""
        row = self.db.execute(
            f"SELECT {_COLUMNS} FROM url WHERE (key = ? OR url = ?) AND role NOT IN (?, ?) LIMIT 1",
            (url, url, Role.VIEW, Role.PROBE),
        ).fetchone()
        return None if row is None else _url_row(row)

    def target(self, row: UrlRow) -> Target:
        """Everything known about the destination of a row, its redirects walked."""
        hops, error = [Hop(row.url, self.attempts(row.id))], self.error_of(row)
        seen, last = {row.url}, row
        while last.location and error is None:
            location = last.location.partition("#")[0]
            if not location.startswith("http"):
                error = ErrorKind.REDIRECT_INVALID
                break
            onward = self._onward(location)
            if location in seen or (onward is not None and onward.url in seen):
                error = ErrorKind.REDIRECT_LOOP
                break
            if onward is None or len(hops) > Limits().redirects:
                error = ErrorKind.REDIRECT_LIMIT if onward is not None else ErrorKind.BUDGET
                break
            seen |= {location, onward.url}
            last = onward
            hops.append(Hop(location, self.attempts(last.id)))
            error = self.error_of(last)
        return Target(
            url=row.url, kind=row.kind, internal=row.internal, chain=tuple(hops), page=self.page_text(last.id),
            host=self.host(last.host), error=error, missing_fragments=self._missing(row, last),
        )  # fmt: skip

    def _onward(self, location: str) -> UrlRow | None:
        found = self.row(location)
        if found is None:
            row = self.db.execute(f"SELECT {_COLUMNS} FROM url WHERE key = ?", (url_key(location),)).fetchone()
            found = None if row is None else _url_row(row)
        return found

    def error_of(self, row: UrlRow) -> ErrorKind | None:
        """Why a URL was not asked, or what is at fault before any answer; None for all that was asked."""
        if row.state == State.CUT:
            return _CUT_ERRORS.get(row.cut, ErrorKind.BUDGET)
        if row.state in (State.FOUND, State.MARKED):
            return ErrorKind.INTERRUPTED
        if row.error in (ErrorKind.PRIVATE_ADDRESS, ErrorKind.GUARD) or str(row.error).startswith("dns-"):
            return ErrorKind(str(row.error))
        return None

    def attempts(self, url: int) -> tuple[FetchAttempt, ...]:
        """All attempts on one URL, in order."""
        rows = self.db.execute("SELECT fields FROM attempt WHERE url = ? ORDER BY rowid", (url,))
        return tuple(attempt(blob) for (blob,) in rows)

    def page_text(self, url: int) -> PageText | None:
        """What the HTML answer of a URL contains, or None when none was read.

        The simhash of a crawled page is computed only where a check may compare it: when the page bears the title
        that this server gives to paths that do not exist.
        """
        row = self.db.execute(f"SELECT {PAGE_TEXT} FROM page WHERE url = ?", (url,)).fetchone()
        return None if row is None else self.page_text_of(url, row)

    def page_text_of(self, url: int, row: Sequence[Any]) -> PageText:
        """The same from the columns PAGE_TEXT."""
        title, headings, template, visible, hexadecimal, opening, refresh, refresh_by = row
        simhash = int(hexadecimal, 16)
        if not simhash and title in self._random_titles:
            simhash = self._simhash(url)
        return PageText(title, tuple(json.loads(headings)), template, visible, simhash, opening, refresh, refresh_by)

    @cached_property
    def _random_titles(self) -> frozenset[str]:
        rows = self.db.execute("SELECT p.title FROM page p JOIN url u ON u.id = p.url WHERE u.role = ?", (Role.RANDOM,))
        return frozenset(title for (title,) in rows)

    def _simhash(self, url: int) -> int:
        body = self.body(url)
        if body is None:
            return 0
        return Scanner(Scope(frozenset()), simhash=True).scan(body.text, body.url, body.encoding).page.simhash

    def host(self, name: str) -> HostFacts | None:
        """What DNS said of a host, or None when it was not asked."""
        if name not in self._hosts:
            self._hosts[name] = self._read_host(name)
        return self._hosts[name]

    def _read_host(self, name: str) -> HostFacts | None:
        row = self.db.execute(
            "SELECT addresses, denials, denied_late, denied_by_second, error FROM host WHERE host = ?", (name,)
        ).fetchone()
        if row is None:
            return None
        error = ErrorKind(row[4]) if row[4] else None
        return HostFacts(name, tuple(json.loads(row[0])), row[1], bool(row[2]), bool(row[3]), self._proven, error)

    def body(self, url: int) -> Document | None:
        """A stored HTML body, decoded, or None."""
        row = self.db.execute(
            "SELECT segment, offset, length, encoding, final_url FROM page WHERE url = ?", (url,)
        ).fetchone()
        if row is None:
            return None
        return self.document(self.raw(row[:3]), row[3], row[4])

    def raw(self, place: tuple[int, int, int]) -> bytes:
        """The body at (segment, offset, length) as it was received."""
        return self.bundle.segments.read(*place)

    def document(self, body: bytes, encoding: str, url: str) -> Document:
        """A body decoded."""
        return Document(body.decode(encoding, "replace").removeprefix("\ufeff"), url, encoding)

    def element(self, identity: int) -> tuple[bytes, frozenset[str]]:
        """(definition key, references as written) of an element."""
        key, blob = self.db.execute("SELECT key, links FROM element WHERE id = ?", (identity,)).fetchone()
        return bytes(key), frozenset(str(link[0]) for link in msgpack.unpackb(blob))

    def links_to(self, url: int) -> Iterator[tuple[int, int, Link]]:
        """(element, n, link) of every distinct element that links to a URL."""
        rows = self.db.execute(
            "SELECT e.element, e.n, m.links FROM edge e JOIN element m ON m.id = e.element WHERE e.url = ? ORDER BY m.key, e.n",
            (url,),
        )
        for element, n, blob in rows:
            yield element, n, _link(msgpack.unpackb(blob)[n])

    def stylesheets(self) -> Mapping[str, str]:
        """Address to text of the site's kept style sheets, read when looked at."""
        return Resources(self.bundle, STYLE)

    def scripts(self) -> Mapping[str, str]:
        """Address to text of the site's kept script files, read when looked at."""
        return Resources(self.bundle, SCRIPT)

    def frames(self) -> Mapping[str, str]:
        """Address to HTML of the same-site frames that were fetched besides the crawled pages, read when looked at."""
        return Frames(self)

    def random_answers(self) -> tuple[RandomPathAnswer, ...]:
        """What the server answered to paths that cannot exist."""
        rows = self.db.execute(f"SELECT {_COLUMNS} FROM url WHERE role = ? ORDER BY id", (Role.RANDOM,)).fetchall()
        found = []
        for row in map(_url_row, rows):
            target = self.target(row)
            status = target.last.status if target.last else None
            directory = row.url[: row.url.rindex("/") + 1]
            found.append(RandomPathAnswer(row.url, directory, status, target.final_url, target.page))
        return tuple(found)

    def page_count(self) -> int:
        """Crawled pages that were read as HTML."""
        (count,) = self.db.execute(
            "SELECT count(*) FROM page p JOIN url u ON u.id = p.url WHERE u.place IS NOT NULL"
        ).fetchone()
        return int(count)

    def unreadable_pages(self) -> tuple[int, bool]:
        """(how many, is the home page one): pages with scripts that have almost no text or no link of their own."""
        rows = self.db.execute(
            "SELECT u.id, u.place, p.visible, length(p.refs) FROM page p JOIN url u ON u.id = p.url"
            " WHERE u.place IS NOT NULL AND u.role <> ? AND (p.visible < ? OR length(p.refs) = 0) ORDER BY u.place",
            (Role.SITEMAP, _FEW_CHARACTERS),
        ).fetchall()
        scripted = [place for identity, place, _, _ in rows if self._has_script(identity)]
        return len(scripted), 0 in scripted

    def _has_script(self, url: int) -> bool:
        body = self.body(url)
        return body is not None and "<script" in body.text.lower()

    def templates(self, most: int) -> tuple[tuple[str, int], ...]:
        """Template keys of crawled pages with their counts, most frequent first."""
        return tuple(
            self.db.execute(
                "SELECT p.template, count(*) FROM page p JOIN url u ON u.id = p.url WHERE u.place IS NOT NULL AND u.role <> ?"
                " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
                (Role.SITEMAP, most),
            )
        )

    def _missing(self, row: UrlRow, last: UrlRow) -> frozenset[str]:
        wanted = [fragment for (fragment,) in self.db.execute("SELECT fragment FROM fragment WHERE url = ?", (row.id,))]
        return self.missing(wanted, last.id) if wanted else frozenset()

    def missing(self, wanted: Sequence[str], page: int) -> frozenset[str]:
        """Which of these fragments the HTML of a page does not have; none when no HTML was read."""
        row = self.db.execute("SELECT names FROM page WHERE url = ?", (page,)).fetchone()
        return frozenset() if row is None else frozenset(f for f in wanted if not has_name(self._names(row[0]), f))

    def _names(self, identity: int) -> frozenset[str]:
        if self._name_set[0] != identity:
            (value,) = self.db.execute("SELECT value FROM names WHERE id = ?", (identity,)).fetchone()
            self._name_set = (identity, frozenset(value.split("\n")))
        return self._name_set[1]


def _url_row(row: tuple[Any, ...]) -> UrlRow:
    return UrlRow(row[0], row[1], row[2], TargetKind(row[3]), bool(row[4]), *row[5:])


def attempt(blob: bytes) -> FetchAttempt:
    """One attempt as stored."""
    fields: list[Any] = msgpack.unpackb(blob)
    fields[7] = ErrorKind(fields[7]) if fields[7] else None
    fields[13] = tuple((name, value) for name, value in fields[13])
    return FetchAttempt(*fields)


def _link(fields: list[Any]) -> Link:
    fields[4], fields[7] = TargetKind(fields[4]), LinkForm(fields[7])
    return Link(*fields)
