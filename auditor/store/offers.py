"""What pages offer of services and interaction, read once however many questions about the whole site there are.

Most pages offer nothing, and that is all that is remembered of them. What the others offer waits in a temporary table: on
disk, gone with the process, no part of the bundle.
"""

import msgspec

from auditor.html.service import service_facts
from auditor.model.service import ServiceFacts
from auditor.store.openpage import OpenPage
from auditor.store.reader import Reader

_NOTHING = ServiceFacts()


class Offers:
    """Reads the offers of the pages of one bundle."""

    def __init__(self, reader: Reader) -> None:
        self._db = reader.db
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS offer (url INTEGER PRIMARY KEY, facts BLOB NOT NULL)")
        self._none: set[int] = set()
        self._decode = msgspec.msgpack.Decoder(ServiceFacts).decode

    def of(self, page: OpenPage) -> ServiceFacts:
        """The offers of an opened page, whose body is only read when nobody asked before."""
        if page.id in self._none:
            return _NOTHING
        row = self._db.execute("SELECT facts FROM offer WHERE url = ?", (page.id,)).fetchone()
        if row is not None:
            return self._decode(row[0])
        facts = service_facts(page.document.text, page.document.url)
        if facts == _NOTHING:
            self._none.add(page.id)
        else:
            self._db.execute("INSERT INTO offer VALUES (?, ?)", (page.id, msgspec.msgpack.encode(facts)))
        return facts
