"""What the register of sites says of the audited one."""

from urllib.parse import urlsplit

from auditor.checks.homes import bare
from auditor.model.register import Register, RegisterEntry, RegisterHost

_DEFAULT_PORT = {"http": 80, "https": 443}


def entry_of(url: str, register: Register) -> RegisterEntry | None:
    """Return the row whose address an URL lies under, the longest such path; None for an unregistered one."""
    fitting = [
        (len(host.path), -entry.row, entry)
        for entry in register.entries
        for host in entry.hosts
        if _lies_under(url, host)
    ]
    return max(fitting, key=lambda item: item[:2])[2] if fitting else None


def others_with(code: str, register: Register, url: str) -> tuple[RegisterEntry, ...]:
    """Return the rows of other addresses that a site code is registered for."""
    return tuple(
        entry
        for entry in register.entries
        if entry.code == code and not any(_lies_under(url, host) for host in entry.hosts)
    )


def _lies_under(url: str, host: RegisterHost) -> bool:
    parts = urlsplit(url)
    port = None if parts.port == _DEFAULT_PORT.get(parts.scheme) else parts.port
    return bare(parts.hostname or "") == host.host and port == host.port and (parts.path or "/").startswith(host.path)
