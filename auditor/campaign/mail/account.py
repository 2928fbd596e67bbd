"""The office's mail account, from the environment or a file.

    [smtp]
    host = "smtp.example.gov.cn"
    port = 465                       # 465 for tls, 587 for starttls, 25 for none unless said otherwise
    security = "tls"                 # tls, starttls, or none (this machine only, when there is a password)
    user = "jiancha@example.gov.cn"
    password = "…"
    sender = "jiancha@example.gov.cn"
    sender_name = "某市政府网站检查办公室"
    ca_file = "office-ca.pem"        # certificate of the office's own authority, when the server's is not a public one

Each may come from the environment instead: XUNWANG_SMTP_HOST, XUNWANG_SMTP_PASSWORD …; the environment counts.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from auditor.campaign.mail.letter import MailError, checked_address

_PREFIX = "XUNWANG_SMTP_"


class Security(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class Account:
    """Where letters are handed over and in whose name."""

    host: str
    sender: str
    security: Security = Security.TLS
    port: int = 0
    """0 = the usual one."""
    user: str = ""
    password: str = ""
    sender_name: str = ""
    ca_file: str = ""

    @property
    def where(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or _PORTS[self.security]

    def __repr__(self) -> str:
        """Without the password: accounts end up in logs."""
        return f"Account({self.user or self.sender} at {self.host}, {self.security})"


def read_account(path: Path | None, environ: Mapping[str, str]) -> Account:
    """Read an account; raises MailError that says what is missing or wrong."""
    known = {field.name for field in fields(Account)}
    words: dict[str, str] = dict(_from_file(path, known)) if path is not None else {}
    words |= {name: environ[key] for name in known if (key := _PREFIX + name.upper()) in environ}
    if lacking := [name for name in ("host", "sender") if not words.get(name)]:
        names = "、".join(f"{name}(或环境变量 {_PREFIX}{name.upper()})" for name in lacking)
        raise MailError(f"没有邮箱设置:缺少 {names}")
    try:
        security = Security(words.pop("security", Security.TLS))
        port = int(words.pop("port", "0"))
    except ValueError as error:
        raise MailError(f"邮箱设置不正确:security 应为 tls、starttls 或 none,port 应为数字({error})") from error
    if not 0 <= port < 65536:
        raise MailError(f"邮箱设置不正确:没有端口 {port}")
    return Account(**{**words, "sender": checked_address(words["sender"])}, security=security, port=port)


def _from_file(path: Path, known: set[str]) -> Mapping[str, str]:
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("smtp", {})
    except OSError as error:
        raise MailError(f"无法读取邮箱设置 {path}:{error.strerror}") from error
    except ValueError as error:
        raise MailError(f"邮箱设置 {path} 不是有效的 TOML:{error}") from error
    if unknown := sorted(set(table) - known):
        raise MailError(f"邮箱设置 {path} 有不认识的内容:{'、'.join(unknown)}")
    return {str(name): str(value) for name, value in table.items()}
