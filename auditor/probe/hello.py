"""Hand-made first messages of TLS connections that our own library cannot begin, and what servers answer to them.

TLCP is the Chinese national protocol (GB/T 38636): the shape of TLS 1.1 with version 0x0101 and suites made of SM2, SM3
and SM4. RFC 8998 brought two SM suites to TLS 1.3. Both are only asked whether the server is one of them; nothing is
negotiated to its end.
"""

import os

_ALERT, _HANDSHAKE = 21, 22
_SERVER_HELLO = 2
_RECORD_HEADER = 5
TLCP = 0x0101
_TLCP_SUITES = (0xE013, 0xE053, 0xE011, 0xE051, 0xE015, 0xE017, 0xE019, 0xE01C)
_SM_SUITES = (0x00C6, 0x00C7)
_CURVE_SM2, _SM2_SM3 = 0x0029, 0x0708
_ALERTS = {
    0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 40: "handshake_failure", 42: "bad_certificate",
    46: "certificate_unknown", 47: "illegal_parameter", 50: "decode_error", 70: "protocol_version",
    71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback", 109: "missing_extension",
    110: "unsupported_extension", 112: "unrecognized_name", 116: "certificate_required",
}  # fmt: skip


def tlcp_hello() -> bytes:
    """Return a ClientHello of TLCP."""
    suites = b"".join(suite.to_bytes(2, "big") for suite in _TLCP_SUITES)
    body = TLCP.to_bytes(2, "big") + os.urandom(32) + b"\0" + _sized(suites, 2) + b"\x01\0"
    return _record(TLCP, body)


def sm_hello(host: str) -> bytes:
    """Return a ClientHello of TLS 1.3 that offers the SM suites alone; the key is left to a second round."""
    suites = b"".join(suite.to_bytes(2, "big") for suite in _SM_SUITES)
    name = b"\0" + _sized(host.encode("idna") if not host.isascii() else host.encode(), 2)
    extensions = (
        _extension(0, _sized(name, 2))
        + _extension(10, _sized(_CURVE_SM2.to_bytes(2, "big"), 2))
        + _extension(13, _sized(_SM2_SM3.to_bytes(2, "big"), 2))
        + _extension(43, _sized(b"\x03\x04", 1))
        + _extension(51, _sized(b"", 2))
    )
    body = b"\x03\x03" + os.urandom(32) + _sized(os.urandom(32), 1) + _sized(suites, 2) + b"\x01\0"
    return _record(0x0301, body + _sized(extensions, 2))


def alert_of(received: bytes) -> tuple[str, int] | None:
    """Return (name, version of the record) of the first alert in what a server sent in clear, or None."""
    at = 0
    while at + _RECORD_HEADER + 2 <= len(received):
        length = int.from_bytes(received[at + 3 : at + 5], "big")
        if received[at] == _ALERT and length == 2:
            number = received[at + 6]
            return _ALERTS.get(number, f"alert-{number}"), int.from_bytes(received[at + 1 : at + 3], "big")
        at += _RECORD_HEADER + length
    return None


def is_tls(received: bytes) -> bool:
    """Return True when the first bytes are a record of TLS or of TLCP."""
    return len(received) >= 3 and received[0] in (_ALERT, _HANDSHAKE) and received[1] in (1, 3)


def national(received: bytes) -> str:
    """Return ``TLCP`` or ``TLSv1.3`` when this is a ServerHello of the national algorithms, else an empty string."""
    body = received[_RECORD_HEADER:]
    if len(body) < 40 or received[0] != _HANDSHAKE or body[0] != _SERVER_HELLO:
        return ""
    if int.from_bytes(body[4:6], "big") == TLCP:
        return "TLCP"
    at = 4 + 2 + 32
    suite = body[at + 1 + body[at] :][:2]
    return "TLSv1.3" if int.from_bytes(suite, "big") in _SM_SUITES else ""


def _sized(data: bytes, width: int) -> bytes:
    return len(data).to_bytes(width, "big") + data


def _extension(number: int, data: bytes) -> bytes:
    return number.to_bytes(2, "big") + _sized(data, 2)


def _record(version: int, body: bytes) -> bytes:
    message = b"\x01" + _sized(body, 3)
    return bytes([_HANDSHAKE]) + version.to_bytes(2, "big") + _sized(message, 2)
