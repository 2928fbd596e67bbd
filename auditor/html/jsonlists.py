"""Lists that stand as data in a script of the page: ``var itemObj = [{"aT": …, "aU": …}]``. Nothing is run."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from auditor.html.textual import folded
from auditor.model.columns import ColumnRow, DateSource
from auditor.text.dates import find_date, serial_date, url_date
from auditor.urls.resolve import join

MAX_CODE = 400_000
_TITLE = frozenset(
    "title at name subject doctitle maintitle infotitle newstitle articletitle showtitle contenttitle biaoti bt".split()
)
_URL = frozenset("url link href au docpuburl puburl arturl infourl pageurl linkurl common detailurl path".split())
_DATE = frozenset(
    "date time pubdate pubtime publishtime publishdate ad docreltime docpubtime releasetime createtime createdate infodate"
    " showdate publishedtime updatetime addtime writetime fbsj rq".split()
)
_PAIR = re.compile(
    r"""["']?([A-Za-z_]\w{0,30})["']?\s{0,3}:\s{0,3}(?:"((?>(?:[^"\\\n]++|\\.){0,1000}))"|'((?>(?:[^'\\\n]++|\\.){0,1000}))'|(\d{10,14}))"""
)
_QUICK = re.compile(r"(?:[tT]itle|aT|subject|name|bt)[\"']?\s{0,3}:")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_TAGS = re.compile(r"<[^<>]{0,200}>")
_BEIJING = timedelta(hours=8)
_MILLISECONDS = 10**11


def json_rows(code: str, url: str, day: date) -> list[ColumnRow]:
    """The rows that a script holds as data: a title, an address and, where there is one, a date each; none after next year."""
    if not _QUICK.search(code[:MAX_CODE]):
        return []
    rows = []
    for fields in _records(code[:MAX_CODE].replace('\\"', '"').replace('"{', "{").replace('}"', "}")):
        title, link = fields.get("title", ""), fields.get("url", "")
        address = join(url, link) if title and link else None
        if address and address.startswith("http"):
            found = _date(fields.get("date", ""), day)
            carried = found or url_date(address)
            source = DateSource.ROW if found else DateSource.URL if carried else DateSource.NONE
            rows.append(ColumnRow(title[:200], address, carried, source))
    return rows


def _records(code: str) -> Iterator[dict[str, str]]:
    """Pairs in their order; a record ends where a name that it has comes again."""
    record: dict[str, str] = {}
    keys: set[str] = set()
    for found in _PAIR.finditer(code):
        key = found[1].lower()
        role = "title" if key in _TITLE else "url" if key in _URL else "date" if key in _DATE else ""
        if not role:
            continue
        if key in keys:
            yield record
            record, keys = {}, set()
        keys.add(key)
        value = plain_value(found[2] or found[3] or found[4] or "")
        if value and role not in record:
            record[role] = value
    yield record


def plain_value(text: str) -> str:
    """A string of JSON as people read it: escapes undone, tags of highlighting left out."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)) if hit[1] else hit[2], text)
    return folded(_TAGS.sub("", text))


def _date(value: str, day: date) -> str:
    if value.isdigit() and len(value) >= len("1700000000"):
        seconds = int(value) / 1000 if int(value) > _MILLISECONDS else int(value)
        found = (datetime.fromtimestamp(min(seconds, 4e9), UTC) + _BEIJING).date()
        return found.isoformat() if found.year <= day.year + 1 else ""
    return find_date(value) or serial_date(value)
