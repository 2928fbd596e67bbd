"""HTTPS servers with self-made certificates on 127.0.0.x and ::1, and hand-made ones that speak other dialects."""

import asyncio
import ssl
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auditor.model.error import ErrorKind
from auditor.model.transport import TlsFacts
from auditor.probe.hello import alert_of, national, sm_hello, tlcp_hello
from auditor.probe.tls import Door, inspect, matches
from auditor.urls.guard import Guard, networks

HOST = "www.yunze.gov.cn"
LOOPBACK = Guard(networks(["127.0.0.0/8", "::1/128"]), networks(["127.0.0.0/8", "::1/128"]))
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Made:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def make(
    name: str, issuer: Made | None = None, authority: bool = False, names: tuple[str, ...] = (),
    days: tuple[int, int] = (-10, 300),
) -> Made:  # fmt: skip
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
    return Made(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _name(text: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(text)) if text[0].isdigit() else x509.DNSName(text)


ROOT = make("云泽根证书", authority=True)
MIDDLE = make("云泽中间证书", ROOT, authority=True)


@pytest.fixture(autouse=True)
def authorities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only our own root is trusted."""
    (tmp_path / "roots.pem").write_bytes(ROOT.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))


def serving(own: Made, *above: Made) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    key = own.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(key + own.pem + b"".join(one.pem for one in above))
        context.load_cert_chain(file)
    return context


async def _idle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.close()


def seen(
    talk: Talk = _idle, context: ssl.SSLContext | None = None, host: str = HOST, address: str = "127.0.0.91",
    guard: Guard = LOOPBACK,
) -> TlsFacts:  # fmt: skip
    async def run() -> TlsFacts:
        server = await asyncio.start_server(talk, address, 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        facts = await inspect(Door(host, address, port), guard, 2.0, 2.0)
        server.close()
        return facts

    return asyncio.run(run())


def test_a_good_server_is_described():
    own = make(HOST, MIDDLE, names=(HOST, "yunze.gov.cn"))
    facts = seen(context=serving(own, MIDDLE))
    assert (facts.state, facts.protocol, facts.trusted, facts.problem) == ("tls", "TLSv1.3", True, "")
    assert facts.name_matches and not facts.legacy and facts.cipher.startswith("TLS_")
    assert [one.subject for one in facts.chain] == [HOST, "云泽中间证书"]
    assert facts.chain[0].issuer == "云泽中间证书" and facts.chain[0].names == (HOST, "yunze.gov.cn")
    assert facts.chain[0].key == "EC secp256r1"
    assert datetime.fromisoformat(facts.chain[0].not_after) > NOW + timedelta(days=299)


def test_over_ipv6_as_well():
    assert seen(context=serving(make(HOST, ROOT, names=(HOST,))), address="::1").trusted


def test_a_chain_without_its_middle_is_incomplete():
    facts = seen(context=serving(make(HOST, MIDDLE, names=(HOST,))))
    assert (facts.trusted, facts.problem) == (False, "incomplete")


def test_an_authority_nobody_knows():
    root = make("某某内部根", authority=True)
    facts = seen(context=serving(make(HOST, root, names=(HOST,)), root))
    assert (facts.trusted, facts.problem) == (False, "unknown-authority")


def test_self_signed():
    facts = seen(context=serving(make(HOST, names=(HOST,))))
    assert (facts.trusted, facts.problem, facts.chain[0].self_signed) == (False, "self-signed", True)


def test_lapsed_is_said_by_its_dates_not_by_its_chain():
    facts = seen(context=serving(make(HOST, ROOT, names=(HOST,), days=(-400, -5))))
    assert facts.problem == "" and datetime.fromisoformat(facts.chain[0].not_after) < NOW


@pytest.mark.parametrize(
    ("names", "host", "good"),
    [
        ((HOST,), HOST, True),
        (("*.yunze.gov.cn",), HOST, True),
        (("*.yunze.gov.cn",), "yunze.gov.cn", False),
        (("*.gov.cn",), HOST, False),
        (("127.0.0.91",), "127.0.0.91", True),
        (("other.gov.cn",), HOST, False),
        ((), HOST, False),
    ],
)
def test_names(names: tuple[str, ...], host: str, good: bool):
    assert seen(context=serving(make(HOST, ROOT, names=names)), host=host).name_matches is good


def test_chinese_names():
    assert matches("xn--55qx5d.xn--zfr164b", "公司.政务")


def test_old_protocols_are_recognised():
    context = serving(make(HOST, ROOT, names=(HOST,)))
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    facts = seen(context=context)
    assert (facts.state, facts.protocol, facts.legacy) == ("tls", "TLSv1.1", True)


def answering(alert: bytes, national_reply: bytes, offer: bytes) -> Talk:
    """Refuses ordinary hellos with an alert; answers those that contain ``offer``."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readexactly(5)
        hello = head + await reader.readexactly(int.from_bytes(head[3:5], "big"))
        writer.write(national_reply if offer in hello and len(hello) < 250 else alert)
        writer.close()

    return talk


HANDSHAKE_FAILURE = bytes([21, 3, 3, 0, 2, 2, 40])
TLCP_ALERT = bytes([21, 1, 1, 0, 2, 2, 70])
TLCP_HELLO = bytes([22, 1, 1, 0, 42, 2, 0, 0, 38, 1, 1]) + bytes(32) + bytes([0, 0xE0, 0x13, 0])
SM_HELLO = bytes([22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3]) + bytes(32) + bytes([0, 0x00, 0xC6, 0])


def test_a_server_of_the_national_protocol_is_known_by_its_answer():
    facts = seen(answering(HANDSHAKE_FAILURE, TLCP_HELLO, b"\xe0\x13\xe0\x53"))
    assert (facts.state, facts.protocol, facts.alert) == ("gm", "TLCP", "handshake_failure")


def test_or_by_the_version_of_its_alert():
    facts = seen(answering(TLCP_ALERT, TLCP_ALERT, b"never"))
    assert (facts.state, facts.protocol, facts.alert) == ("gm", "TLCP", "protocol_version")


def test_a_server_of_the_national_suites_of_tls_1_3():
    facts = seen(answering(HANDSHAKE_FAILURE, SM_HELLO, b"\x00\xc6\x00\xc7"))
    assert (facts.state, facts.protocol) == ("gm", "TLSv1.3")


def test_one_that_hangs_up_on_strangers():
    assert seen(answering(b"", TLCP_HELLO, b"\xe0\x13\xe0\x53")).state == "gm"


def test_a_server_that_refuses_everything_is_no_more_than_that():
    facts = seen(answering(HANDSHAKE_FAILURE, HANDSHAKE_FAILURE, b"never"))
    assert (facts.state, facts.alert, facts.error) == ("refused", "handshake_failure", ErrorKind.TLS_HANDSHAKE)


async def _plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    writer.close()


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


def test_what_is_no_tls_server():
    assert seen(_plain).state == "none"
    silent = seen(_silent)
    assert (silent.state, silent.error) == ("none", ErrorKind.READ_TIMEOUT)


def test_nobody_there():
    facts = asyncio.run(inspect(Door(HOST, "127.0.0.91", 1), LOOPBACK, 2.0, 2.0))
    assert (facts.state, facts.error) == ("none", ErrorKind.CONNECT_REFUSED)


def test_the_guard_is_asked_first():
    facts = seen(context=serving(make(HOST, names=(HOST,))), guard=Guard())
    assert (facts.state, facts.error, facts.chain) == ("none", ErrorKind.PRIVATE_ADDRESS, ())
    assert seen(guard=Guard(networks(["10.0.0.0/8"]))).error is ErrorKind.GUARD


def test_our_hellos_are_well_formed():
    for hello, version in ((tlcp_hello(), b"\x01\x01"), (sm_hello(HOST), b"\x03\x03")):
        assert int.from_bytes(hello[3:5], "big") == len(hello) - 5
        assert int.from_bytes(hello[6:9], "big") == len(hello) - 9
        assert hello[9:11] == version


@pytest.mark.parametrize(
    "rubbish", [b"", b"\x16", b"\x16\x03\x03\x00\x05hello", bytes(60), b"\x15\x03\x01\x00\x02\x02"]
)
def test_rubbish_is_nothing(rubbish: bytes):
    assert national(rubbish) == "" and alert_of(rubbish) is None


SAN = x509.ObjectIdentifier("2.5.29.17")
EDI_PARTY = bytes.fromhex("300ca50aa1080c06787878787878")


@pytest.mark.parametrize("value", [EDI_PARTY, b"\x30\x03\x82\x01\xff"])  # worse ones no server can load
def test_a_certificate_that_breaks_its_own_rules_ends_nothing(value: bytes):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    days = NOW - timedelta(days=1), NOW + timedelta(days=9)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, *days)
    signed = builder.add_extension(x509.UnrecognizedExtension(SAN, value), critical=False).sign(key, hashes.SHA256())
    facts = seen(context=serving(Made(signed, key)))
    assert (facts.state, facts.error) == ("tls", None)
    assert not facts.chain or facts.chain[0].names == ()
