"""The list of an operator's own domains: one a line, ``#`` begins a remark."""

from pathlib import Path
from urllib.parse import urlsplit

from auditor.crawl.listfile import read_entries
from auditor.model.options import UsageError
from auditor.urls.hosts import address, host_note
from auditor.urls.resolve import join
from auditor.urls.scope import registrable

_SHOWN = 80


def read_operator_domains(path: Path) -> tuple[str, ...]:
    """Return the hosts and domains of a file, as DNS knows them; raises UsageError naming file and line."""
    entries = read_entries(path, "域名清单")
    return tuple(dict.fromkeys(_domain(path, number, word) for number, word in entries))


def _domain(path: Path, number: int, word: str) -> str:
    """One line: a host name or an address, in any script; whoever wrote ``*.`` before it meant the domain."""
    url = join("http://x/", f"http://{word.removeprefix('*.')}/")
    parts = urlsplit(url or "")
    name = (parts.hostname or "").rstrip(".")
    plain = not set(word) & set("/:@?\\ \t")
    known = address(name) is not None or (plain and "." in name and host_note(parts) in ("", "ipv6-gateway"))
    if not (name and plain and known):
        raise UsageError(f"域名清单 {path} 第 {number} 行不是域名:「{word[:_SHOWN]}」(应像 example.gov.cn,每行一个)")
    if address(name) is None and registrable(f"x.{name}") == f"x.{name}":
        raise UsageError(f"域名清单 {path} 第 {number} 行「{name}」是公共后缀,不属于任何一个单位")
    return name
