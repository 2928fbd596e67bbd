"""Rows of a register made sense of: which column says what, which rows can be used and why the others can not."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.model.register import Register, RegisterEntry, RegisterHost, RegisterNote
from auditor.sheets.table import Row
from auditor.urls.hosts import address, host_note
from auditor.urls.resolve import join

_MOST_ROWS = 100_000
_HEADING_ROWS = 40
"""A title, remarks and empty rows may stand above the headings."""
_SHOWN = 80
_LONGEST = 300

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("网站标识码", "标识码", "标识号", "网站识别码", "siteidcode", "sitecode", "网站编码"),
    "url": (
        "首页网址", "网站首页网址", "网址", "网站地址", "首页地址", "首页链接", "网站域名", "域名", "主域名", "url", "网站首页", "首页url",
    ),
    "name": ("网站名称", "站点名称", "政府网站名称", "网站名", "名称", "sitename", "网站全称"),
    "organiser": ("主办单位", "主办单位名称", "主办", "主办部门", "主办机构", "主办者", "网站主办单位"),
    "icp": ("icp备案编号", "icp备案号", "icp备案", "icp", "icp编号", "工信部备案号", "网站备案号", "备案号"),
    "police": ("公安机关备案号", "公安备案号", "公安机关备案标识", "公安机关备案", "公安备案", "公网安备", "联网备案号"),
    "conac": ("党政机关网站标识", "党政机关标识", "conac", "conac标识", "conacid", "网站标识", "党政机关网站标识编号"),
    "ipv6": ("ipv6", "是否支持ipv6", "ipv6支持情况", "支持ipv6", "ipv6改造情况"),
    "contact": ("联系方式", "联系电话", "网站联系电话", "办公电话", "公开电话", "联系我们", "网站联系方式"),
}  # fmt: skip
_NOT_MEANT = re.compile("承办|主管|运维|运营|技术|负责人|备案主体|时间|日期|手机|邮政|上级|责任")
"""Headings that hold one of the words above and mean something else."""
_LOOSE = ("code", "ipv6", "conac", "police", "icp", "organiser", "url", "name", "contact")
"""Order in which headings are recognised by the words in them."""

_REASONS = {
    "no-heading": "没有找到含“网站名称、网址、标识码”等列名的表头",
    "no-url": "没有网址",
    "url-invalid": "网址无法识别",
    "code-malformed": "网站标识码应为 10 位数字,或 bm 加 8 位数字",
    "code-duplicate": "网站标识码与第 {other} 行重复,不以标识码认定该网站",
    "url-duplicate": "网址与第 {other} 行重复,只采用先出现的一行",
    "number-rounded": "数字被表格软件改成了科学计数法,原来的号码已丢失",
    "police-malformed": "公安备案号应含 14 位数字",
    "icp-malformed": "ICP备案号的形式无法识别",
    "conac-malformed": "党政机关网站标识应含 32 位编号",
}
_CODE = re.compile(r"(?:bm\d{8}|\d{10})(?!\w)", re.I)
_POLICE = re.compile(r"(?<!\d)\d{12,14}(?!\d)")
_ICP = re.compile(r"([一-龥])\s*ICP\s*备\s*:?\s*(\d{10}|\d{8})\s*号?\s*(?:-\s*(\d{1,3}))?", re.I)
_CONAC = re.compile(r"(?<![0-9A-F])[0-9A-F]{32}(?![0-9A-F])", re.I)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.I)
_NOTHING = frozenset({"", "无", "-", "--", "/", "\\", "暂无", "none", "null", "n/a", "没有", "未备案"})
_YES, _NO = re.compile("^(?:是|已|支持|有|yes|y|true|1$)", re.I), re.compile("^(?:否|未|不|没|no|n$|false|0$)", re.I)
_BETWEEN_URLS = re.compile(r"[\s,;、|]+")
_LABEL = r"(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORDINARY = re.compile(rf"(?:(https?)://)?(?![^/]{{254}})((?:{_LABEL}\.)+(?!xn--)[a-z]{{2,20}})/?")
"""An address that a browser takes as it stands."""
_VALUE = re.compile(r"\d{6}|https?://|www\.|\.cn\b", re.I)
_CHINESE = re.compile("[一-龥]")
_DEFAULT_PORT = {"http": 80, "https": 443}


class RowLimit(Exception):
    """More rows than a register can have."""

    most = _MOST_ROWS


def read_rows(source: str, rows: Iterable[Row]) -> Register:
    """Return what a register's rows say; raises RowLimit."""
    reading = _Reading()
    for count, row in enumerate(rows):
        if count >= _MOST_ROWS:
            raise RowLimit
        reading.take(row)
    return reading.register(source)


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Half-width, control and zero-width characters gone, blanks folded."""
    folded = unicodedata.normalize("NFKC", text)
    if not folded.isprintable():
        folded = "".join(char if char.isprintable() or char.isspace() else "" for char in folded)
    return " ".join(folded.split())[:_LONGEST]


def heading_key(text: str) -> str:
    """A heading without blanks, punctuation and remarks in brackets."""
    word = re.sub(r"[((\[【][^))\]】]*[))\]】]", "", plain(text).lower())
    return re.sub(r"[\W_]+", "", word)


def _field(heading: str) -> str:
    for field, words in _HEADINGS.items():
        if heading in words:
            return field
    if _NOT_MEANT.search(heading) or len(heading) > 24:
        return ""
    return next((field for field in _LOOSE if any(word in heading for word in _HEADINGS[field] if len(word) > 2)), "")


class _Reading:
    """State while the rows pass: the headings of the sheet, what was found, what was met before."""

    def __init__(self) -> None:
        self._entries: list[RegisterEntry] = []
        self._notes: list[RegisterNote] = []
        self._columns: dict[str, str] = {}
        self._sheet: str | None = None
        self._places: dict[int, str] = {}
        self._skipped = 0
        self._hosts: dict[RegisterHost, int] = {}
        self._codes: dict[str, int] = {}

    def take(self, row: Row) -> None:
        if row.sheet != self._sheet:
            self._close_sheet()
            self._sheet, self._places, self._skipped = row.sheet, {}, 0
        if not any(cell.strip() for cell in row.cells):
            return
        found = self._headings(row)
        if found is not None:
            self._places = found
        elif self._places:
            self._use(row)
        else:
            self._skipped += 1

    def register(self, source: str) -> Register:
        self._close_sheet()
        return Register(source, tuple(self._entries), tuple(self._notes), tuple(self._columns.items()))

    def _close_sheet(self) -> None:
        if self._sheet is not None and not self._places and self._skipped:
            self._note(Row(self._sheet, 1, ()), "no-heading", "")

    def _headings(self, row: Row) -> dict[int, str] | None:
        """Column → field when the row is one of headings; a second row of headings sharpens the first."""
        if not self._places and self._skipped > _HEADING_ROWS:
            return None
        if _holds_values(row):
            return None
        named = {column: field for column, cell in enumerate(row.cells) if (field := _field(heading_key(cell)))}
        if not _are_headings(row, named, bool(self._places)):
            return None
        merged = {**self._places, **named}
        first = {field: column for column, field in sorted(merged.items(), reverse=True)}
        exact = {field: column for column, field in merged.items() if _is_exact(row, column, field)}
        chosen = {**first, **exact}
        self._columns |= {
            field: plain(row.cells[column]) for field, column in chosen.items() if column < len(row.cells)
        }
        return {column: field for field, column in chosen.items()}

    def _use(self, row: Row) -> None:
        cells = {
            field: _meant(plain(row.cells[column]), field)
            for column, field in self._places.items()
            if column < len(row.cells)
        }
        hosts, url, reason = addresses(cells.get("url", ""))
        if reason:
            self._note(row, reason, cells.get("url", "") or cells.get("name", ""))
            return
        if hosts[0] in self._hosts:
            self._note(row, "url-duplicate", url, self._hosts[hosts[0]])
            return
        self._hosts[hosts[0]] = row.number
        code = self._number(row, "code", cells, _CODE).lower()
        if code and code in self._codes:
            self._note(row, "code-duplicate", code, self._codes[code], used=True)
        self._codes.setdefault(code, row.number)
        entry = RegisterEntry(
            row.number, row.sheet, cells.get("name", ""), url, hosts, code, cells.get("organiser", ""),
            police=self._number(row, "police", cells, _POLICE),
            conac=self._number(row, "conac", cells, _CONAC).upper(),
            icp=_canonical(self._number(row, "icp", cells, _ICP)),
            ipv6=_yes(cells.get("ipv6", "")),
            contact=cells.get("contact", ""),
        )  # fmt: skip
        self._entries.append(entry)

    def _number(self, row: Row, field: str, cells: Mapping[str, str], form: re.Pattern[str]) -> str:
        text = cells.get(field, "")
        found = form.search(text)
        if found is None and text and _yes(text) is None:
            self._note(row, "number-rounded" if _ROUNDED.fullmatch(text) else f"{field}-malformed", text, used=True)
        return found[0] if found else ""

    def _note(self, row: Row, reason: str, value: str, other: int = 0, used: bool = False) -> None:
        text = _REASONS[reason].format(other=other)
        self._notes.append(RegisterNote(row.number, reason, text, value[:_SHOWN], row.sheet, used))


def _meant(text: str, field: str) -> str:
    """What a cell means to say, empty where it says that there is nothing."""
    if field != "name":
        text = text.removeprefix("=").strip("'\"")
    return "" if text.lower() in _NOTHING else text


def _holds_values(row: Row) -> bool:
    return any(
        _VALUE.search(cell) and (_CHINESE.search(cell) is None or not _field(heading_key(cell))) for cell in row.cells
    )


def _are_headings(row: Row, named: Mapping[int, str], known: bool) -> bool:
    """Two columns that name a site make headings; below others, one that is worded exactly so is enough."""
    if known:
        return any(_is_exact(row, column, field) for column, field in named.items())
    fields = set(named.values())
    return len(fields) >= 2 and bool(fields & {"url", "code", "name"})


def _is_exact(row: Row, column: int, field: str) -> bool:
    return column < len(row.cells) and heading_key(row.cells[column]) in _HEADINGS[field]


def addresses(text: str) -> tuple[tuple[RegisterHost, ...], str, str]:
    """All addresses of a cell, the first as a URL, and the reason (a key of the notes) why there is none."""
    if not text:
        return (), "", "no-url"
    read = [found for word in _BETWEEN_URLS.split(text) if (found := _address(word))]
    if not read:
        return (), "", "url-invalid"
    hosts = tuple(host for host, _ in read)
    return hosts if len(hosts) == 1 else tuple(dict.fromkeys(hosts)), read[0][1], ""


def _address(word: str) -> tuple[RegisterHost, str] | None:
    word = word.strip("()<>\"'。")
    # Nearly all are ordinary, and taking an address apart is half of what reading a register costs.
    if ordinary := _ORDINARY.fullmatch(word):
        name = ordinary[2]
        return RegisterHost(name.removeprefix("www.")), f"{ordinary[1] or 'http'}://{name}/"
    return _taken_apart(word)


def _taken_apart(word: str) -> tuple[RegisterHost, str] | None:
    scheme = re.match(r"(https?):?[/\\]+", word, re.I)
    url = join("http://x/", f"{scheme[1].lower()}://{word[scheme.end() :]}" if scheme else f"http://{word}")
    if url is None:
        return None
    parts = urlsplit(url)
    name = (parts.hostname or "").rstrip(".")
    if address(name) is None and ("." not in name or host_note(parts) not in ("", "odd-port", "ipv6-gateway")):
        return None
    port = None if parts.port == _DEFAULT_PORT[parts.scheme] else parts.port
    return RegisterHost(name.removeprefix("www."), port, parts.path.rpartition("/")[0] + "/"), url


def _canonical(text: str) -> str:
    found = _ICP.search(text)
    return f"{found[1]}ICP备{found[2]}号" + (f"-{found[3]}" if found[3] else "") if found else ""


def _yes(text: str) -> bool | None:
    return True if _YES.search(text) else False if _NO.search(text) else None
