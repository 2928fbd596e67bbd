"""One connection to the office's mail server, and what it says to a message."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from auditor.campaign.mail.account import Account, Security
from auditor.campaign.mail.letter import MailError
from auditor.urls.guard import Guard, confined, networks

_SECONDS = 60.0
_PUT_OFF, _REFUSED = 400, 500
_EVERYWHERE = networks(["0.0.0.0/0", "::/0"])


class State(StrEnum):
    """What became of a letter; stable strings of the delivery log."""

    SENDING = "sending"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    """The server said to come back later (4xx)."""
    REFUSED = "refused"
    """The server will not have it (5xx)."""
    FAILED = "failed"
    """The server was not reached; nothing was handed over."""
    UNCERTAIN = "uncertain"
    """The connection broke after the message was handed over and before the answer."""
    SKIPPED = "skipped"
    """Handed over earlier; not sent again unasked."""


@dataclass(frozen=True, slots=True)
class Said:
    """The server's answer to one message."""

    state: State
    answer: str


class Post:
    """An open connection."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, sender: str, recipient: str, message: bytes) -> Said:
        """Hand one message over. Raises SMTPServerDisconnected or OSError when the connection broke before that."""
        code, words = self._client.mail(sender)
        if code < _PUT_OFF:
            code, words = self._client.rcpt(recipient)
        if code >= _PUT_OFF:
            self._client.rset()
            return _said(code, words)
        try:
            return _said(*self._client.data(message))
        except smtplib.SMTPDataError as error:
            self._client.rset()
            return _said(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            return Said(State.UNCERTAIN, f"交给邮件服务器后连接中断,不知是否已被接收({error})")


@contextmanager
def connected(account: Account) -> Iterator[Post]:
    """A connection, protected and signed in as the account says.

    Raises:
        MailError: the account itself is refused, or may not be used this way.
        OSError, smtplib.SMTPException: the server was not reached.
    """
    client = _opened(account)
    try:
        yield Post(client)
    finally:
        _shut(client)


def _opened(account: Account) -> smtplib.SMTP:
    host, port = account.where
    _check(account, host, port)
    context = ssl.create_default_context(cafile=account.ca_file or None)
    try:
        if account.security is Security.TLS:
            return _greeted(smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context), account, context)
        return _greeted(smtplib.SMTP(host, port, timeout=_SECONDS), account, context)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"邮件服务器不接受用户名或密码({error.smtp_code} {_words(error.smtp_error)})") from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(f"邮件服务器不支持所要求的加密或登录方式({error})") from error
    except ssl.SSLCertVerificationError as error:
        raise MailError(f"邮件服务器的证书不被信任({error.verify_message});单位自己的证书请用 ca_file 指定") from error


def _greeted(client: smtplib.SMTP, account: Account, context: ssl.SSLContext) -> smtplib.SMTP:
    try:
        if account.security is Security.STARTTLS:
            client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
        if account.user:
            client.login(account.user, account.password)
    except BaseException:
        _shut(client)
        raise
    return client


def _shut(client: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):
        client.quit()
    client.close()


def _check(account: Account, host: str, port: int) -> None:
    """Where we may connect to, and that no password goes over an open line."""
    addresses = {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    guard = Guard(confined(), _EVERYWHERE)
    if any(guard.refusal(address) for address in addresses):
        raise MailError(f"邮件服务器 {host} 不在允许访问的范围内(AUDITOR_ONLY)")
    if not (account.user + account.password).isascii():
        raise MailError("邮箱的用户名和密码只能由英文字母、数字和符号组成")
    local = all(ip_address(address).is_loopback for address in addresses)
    if account.security is Security.NONE and account.user and not local:
        raise MailError("没有加密的连接不能传送密码:请把 security 改为 tls 或 starttls")


def _said(code: int, words: bytes | str) -> Said:
    state = State.ACCEPTED if code < _PUT_OFF else State.DEFERRED if code < _REFUSED else State.REFUSED
    return Said(state, f"{code} {_words(words)}")


def _words(text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(plain.split())[:300]
