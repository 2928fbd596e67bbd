"""The mandate file: who ordered an inspection that may ignore robots.txt, of which hosts, until when (TOML)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.model.options import UsageError
from auditor.urls.guard import networks


@dataclass(frozen=True, slots=True)
class Mandate:
    """Keys of the file: office, document, hosts (list), valid_from, valid_until (dates); addresses (list) may be missing."""

    office: str
    document: str
    hosts: tuple[str, ...]
    valid_from: date
    valid_until: date
    addresses: tuple[str, ...] = ()
    """From which the inspection is made; they stand in the letters to platforms and on evidence cards."""

    def covers(self, host: str, day: date) -> bool:
        """True when the host is named and the day lies within the mandate."""
        return host in self.hosts and self.valid_from <= day <= self.valid_until


def is_network(text: str) -> bool:
    """True for an address or a network in CIDR form."""
    try:
        return bool(networks([text]))
    except ValueError:
        return False


def read_mandate(path: Path) -> Mandate:
    """Read a mandate; raises UsageError naming what is missing or unreadable."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        office, document, hosts = str(data["office"]), str(data["document"]), data["hosts"]
        days = data["valid_from"], data["valid_until"]
    except OSError as error:
        raise UsageError(f"无法读取授权文件 {path}:{error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"授权文件 {path} 不是有效的 TOML:{error}") from error
    except KeyError as error:
        raise UsageError(
            f"授权文件 {path} 缺少 {error}(应有 office、document、hosts、valid_from、valid_until)"
        ) from error
    if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        raise UsageError(f'授权文件 {path} 的 hosts 应为主机名列表,例如 ["www.example.gov.cn"]')
    if any(type(day) is not date for day in days):  # A date with a time is a date to isinstance, but not comparable.
        raise UsageError(f"授权文件 {path} 的 valid_from、valid_until 应为日期,例如 2026-10-01")
    addresses = data.get("addresses", [])
    if not isinstance(addresses, list) or not all(isinstance(one, str) and is_network(one) for one in addresses):
        raise UsageError(f'授权文件 {path} 的 addresses 应为本单位的出口地址列表,例如 ["203.0.113.7"]')
    return Mandate(office, document, tuple(hosts), days[0], days[1], tuple(addresses))
