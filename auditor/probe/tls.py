"""How an HTTPS server presents itself: its certificates, protocol, and whether it speaks the national algorithms alone.

One handshake is made with everything today's browsers accept and much that they no longer do; nothing is verified on
the way, so that a bad certificate can be described. A server that refuses it is asked in two hand-made ways whether
it is one of the national algorithms (国密), which this library does not speak and which is no fault.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from OpenSSL import SSL

from auditor.model.error import ErrorKind
from auditor.model.transport import Certificate, TlsFacts
from auditor.probe.authorities import authorities
from auditor.probe.hello import TLCP, alert_of, is_tls, national, sm_hello, tlcp_hello
from auditor.store.bundle import BEIJING
from auditor.urls.guard import Guard

_CHAIN = 8
"""Certificates read of a chain."""
_NAMES = 200
_DATES = frozenset({9, 10})
"""OpenSSL's numbers for certificates that are not yet or no longer valid: their dates say so themselves."""
_SELF_SIGNED, _SELF_SIGNED_ABOVE = 18, 19
_NO_ISSUER = frozenset({2, 20, 21})
_OLD = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})
_MAX_HANDSHAKE = 1 << 18
_UNREADABLE = (ValueError, x509.DuplicateExtension, x509.InvalidVersion, x509.UnsupportedGeneralNameType)
"""What a certificate that breaks its own rules makes the library raise."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where to knock: ``mapped`` = the user gave this address for the name."""

    host: str
    address: str
    port: int
    mapped: bool = False


async def inspect(door: Door, guard: Guard, connect_seconds: float, seconds: float, pause: float = 0.0) -> TlsFacts:
    """Describe the TLS server behind a door, with ``pause`` seconds between connections; never raises for what it does.

    A handshake that brought a certificate nobody can read leaves ``chain`` empty.
    """
    at = datetime.now(BEIJING).isoformat(timespec="seconds")
    facts = TlsFacts(door.host, door.address, door.port, "none", at)
    refusal = guard.refusal(door.address, door.mapped)
    if refusal is not None:
        return replace(facts, error=refusal)
    talk = _Talk(door, connect_seconds, seconds)
    tls, errors = _client(door.host)
    failure = await talk.shake(tls)
    if failure is None:
        try:
            return _described(facts, tls, errors)
        except _UNREADABLE:
            return replace(facts, state="tls", protocol=tls.get_protocol_version_name())
    alert = alert_of(talk.received)
    if not talk.connected or (talk.received and not is_tls(talk.received)):
        return replace(facts, error=failure)
    protocol = "TLCP" if alert and alert[1] == TLCP else await _national(door, connect_seconds, seconds, pause)
    if protocol:
        return replace(facts, state="gm", protocol=protocol, alert=alert[0] if alert else "")
    if not talk.received:
        return replace(facts, error=failure)
    return replace(facts, state="refused", alert=alert[0] if alert else "", error=failure)


async def _national(door: Door, connect_seconds: float, seconds: float, pause: float) -> str:
    for hello in (tlcp_hello(), sm_hello(door.host)):
        await asyncio.sleep(pause)
        found = national(await _Talk(door, connect_seconds, seconds).ask(hello))
        if found:
            return found
    return ""


class _Talk:
    """One connection. ``received`` is all that came before a handshake failed or was made."""

    def __init__(self, door: Door, connect_seconds: float, seconds: float) -> None:
        self._door = door
        self._connect_seconds, self._seconds = connect_seconds, seconds
        self.received = b""
        self.connected = False

    async def shake(self, tls: SSL.Connection) -> ErrorKind | None:
        """Make a handshake; None when it was made, else why not."""
        try:
            reader, writer = await self._open()
            try:
                async with asyncio.timeout(self._seconds):
                    return await self._shake(tls, reader, writer)
            finally:
                writer.close()
        except TimeoutError:
            return ErrorKind.READ_TIMEOUT if self.connected else ErrorKind.CONNECT_TIMEOUT
        except ConnectionRefusedError:
            return ErrorKind.CONNECT_REFUSED
        except ConnectionError:
            return ErrorKind.CONNECTION_RESET
        except OSError:
            return ErrorKind.CONNECT_UNREACHABLE

    async def ask(self, hello: bytes) -> bytes:
        """Send one message and return the beginning of the answer; empty for none."""
        try:
            reader, writer = await self._open()
            try:
                async with asyncio.timeout(self._seconds):
                    writer.write(hello)
                    return await reader.read(4096)
            finally:
                writer.close()
        except OSError:
            return b""

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with asyncio.timeout(self._connect_seconds):
            pair = await asyncio.open_connection(self._door.address, self._door.port)
        self.connected = True
        return pair

    async def _shake(
        self, tls: SSL.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> ErrorKind | None:
        while True:
            try:
                tls.do_handshake()
            except SSL.WantReadError:
                _flush(tls, writer)
                data = await reader.read(1 << 16)
                self.received += data
                if not data or len(self.received) > _MAX_HANDSHAKE:
                    return ErrorKind.TLS_HANDSHAKE if self.received else ErrorKind.EMPTY_REPLY
                tls.bio_write(data)
            except SSL.Error:
                return ErrorKind.TLS_HANDSHAKE
            else:
                _flush(tls, writer)
                return None


def _flush(tls: SSL.Connection, writer: asyncio.StreamWriter) -> None:
    while True:
        try:
            writer.write(tls.bio_read(1 << 16))
        except SSL.WantReadError:
            return


def _client(host: str) -> tuple[SSL.Connection, set[int]]:
    """A client half and the set that collects what is wrong with the chain."""
    errors: set[int] = set()

    def note(_connection: SSL.Connection, _certificate: object, number: int, _depth: int, fine: int) -> bool:
        if not fine:
            errors.add(number)
        return True

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_cipher_list(b"DEFAULT:@SECLEVEL=0")
    context.set_min_proto_version(SSL.TLS1_VERSION)
    context.set_options(SSL.OP_LEGACY_SERVER_CONNECT)
    if trusted := authorities():
        context.load_verify_locations(trusted)
        context.set_verify(SSL.VERIFY_PEER, note)
    else:
        errors.add(-1)
    tls = SSL.Connection(context, None)
    tls.set_connect_state()
    if _address(host) is None:
        tls.set_tlsext_host_name(host.encode() if host.isascii() else host.encode("idna"))
    return tls, errors


def _described(facts: TlsFacts, tls: SSL.Connection, errors: set[int]) -> TlsFacts:
    sent = [item.to_cryptography() for item in (tls.get_peer_cert_chain() or ())[:_CHAIN]]
    chain = tuple(map(_certificate, sent))
    problem = _problem(errors - _DATES, chain)
    protocol = tls.get_protocol_version_name()
    return replace(
        facts, state="tls", protocol=protocol, cipher=tls.get_cipher_name() or "", legacy=protocol in _OLD, chain=chain,
        trusted=None if -1 in errors or not chain else not problem, problem="" if -1 in errors else problem,
        name_matches=any(matches(name, facts.host) for name in chain[0].names) if chain else None,
    )  # fmt: skip


def _problem(errors: set[int], chain: tuple[Certificate, ...]) -> str:
    if not errors - {-1}:
        return ""
    if _SELF_SIGNED in errors:
        return "self-signed"
    if errors & _NO_ISSUER and len(chain) == 1:
        return "incomplete"
    if errors & {_SELF_SIGNED_ABOVE, *_NO_ISSUER}:
        return "unknown-authority"
    return "invalid"


def _certificate(found: x509.Certificate) -> Certificate:
    return Certificate(
        subject=_common(found.subject),
        issuer=_common(found.issuer),
        names=_names(found)[:_NAMES],
        not_before=found.not_valid_before_utc.isoformat(),
        not_after=found.not_valid_after_utc.isoformat(),
        self_signed=found.subject == found.issuer,
        key=_key(found),
    )


def _common(name: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        values = name.get_attributes_for_oid(kind)
        if values:
            return str(values[0].value)
    return name.rfc4514_string()


def _names(found: x509.Certificate) -> tuple[str, ...]:
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, *_UNREADABLE):
        # Without the extension no browser accepts it; older clients looked at the common name.
        return ()
    listed = [name.lower() for name in names.get_values_for_type(x509.DNSName)]
    return (*listed, *(str(address) for address in names.get_values_for_type(x509.IPAddress)))


def _key(found: x509.Certificate) -> str:
    try:
        key = found.public_key()
    except ValueError as error:
        return str(error)[:60]
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    return f"EC {key.curve.name}" if isinstance(key, ec.EllipticCurvePublicKey) else type(key).__name__


def matches(name: str, host: str) -> bool:
    """Return True when a certificate made out to ``name`` is good for ``host``; a star stands for one label."""
    if (address := _address(host)) is not None:
        return _address(name) == address
    host = (host if host.isascii() else host.encode("idna").decode()).lower().rstrip(".")
    if name.startswith("*."):
        first, dot, rest = host.partition(".")
        return bool(first and dot) and rest == name[2:]
    return name.rstrip(".") == host


def _address(text: str) -> object:
    try:
        return ip_address(text.strip("[]"))
    except ValueError:
        return None
