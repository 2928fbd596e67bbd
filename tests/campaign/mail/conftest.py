"""A real mail server on loopback, with encryption, passwords and moods."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auditor.campaign.mail import Account
from auditor.campaign.mail.account import Security
from auditor.store.office.database import Office

USER, PASSWORD = "jiancha@anhe.gov.cn", "pass word"


@dataclass
class Mood:
    """What the server answers, and what it got. ``answers`` are given out one after the other at RCPT, then 250."""

    answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)
    got: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Server, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Server, _session: Session, envelope: Envelope) -> str:
        answer = self.data_answers.pop(0) if self.data_answers else "250 收到"
        if answer == "hang up":
            self.got.append(envelope)
            server.transport.abort()
            return "250 never seen"
        if answer.startswith("250"):
            self.got.append(envelope)
        return answer


@dataclass
class Mailing:
    """The running server, the account to use it with, and the office's database."""

    mood: Mood
    account: Account
    office: Office


def _authenticate(_server: Server, _session: Session, _envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of 127.0.0.1, which is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def mailing(certificate: Path, tmp_path: Path) -> Iterator[Callable[..., Mailing]]:
    """``mailing(security)`` starts a server of that kind."""
    with ExitStack() as stack:

        def start(security: Security = Security.STARTTLS) -> Mailing:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            mood = Mood()
            known = {"hostname": "127.0.0.1", "port": 0, "authenticator": _authenticate, "auth_required": True}
            if security is Security.TLS:
                known |= {"ssl_context": context, "auth_require_tls": False}
            elif security is Security.STARTTLS:
                known |= {"tls_context": context, "require_starttls": True}
            else:
                known |= {"auth_require_tls": False}
            controller = _Controller(mood, **known)  # type: ignore[arg-type]
            controller.start()
            stack.callback(controller.stop)
            port = controller.server.sockets[0].getsockname()[1]
            account = Account(
                "127.0.0.1", USER, security, port, USER, PASSWORD, "安和市政府网站检查办公室", str(certificate)
            )
            office = Office.open(tmp_path / "office.db")
            stack.callback(office.close)
            return Mailing(mood, account, office)

        yield start


class _Controller(Controller):
    """Of the library's; it learns its own port from the socket, where any free one was asked for."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()
