"""What libcurl says, in the project's own taxonomy."""

import errno

import pycurl

from auditor.model.error import ErrorKind

_TOO_LARGE = 100
"""CURLE_TOO_LARGE, which pycurl does not name: libcurl's own cap on headers."""

_BY_CODE = {
    pycurl.E_SSL_CONNECT_ERROR: ErrorKind.TLS_HANDSHAKE,
    pycurl.E_SSL_CIPHER: ErrorKind.TLS_HANDSHAKE,
    pycurl.E_PEER_FAILED_VERIFICATION: ErrorKind.TLS_CERTIFICATE,
    pycurl.E_GOT_NOTHING: ErrorKind.EMPTY_REPLY,
    pycurl.E_RECV_ERROR: ErrorKind.CONNECTION_RESET,
    pycurl.E_SEND_ERROR: ErrorKind.CONNECTION_RESET,
    pycurl.E_PARTIAL_FILE: ErrorKind.TRUNCATED_BODY,
    pycurl.E_BAD_CONTENT_ENCODING: ErrorKind.BAD_ENCODING,
    _TOO_LARGE: ErrorKind.HEADERS_TOO_LARGE,
}

_UNREACHABLE = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES}


def kind_of(code: int, os_errno: int, connected: bool, answered: bool) -> ErrorKind:
    """Map a libcurl error code to an ErrorKind.

    ``os_errno`` is the system's error of a failed connection (0 = unknown); ``connected`` and ``answered`` say
    whether a connection and a status line were had before the failure.
    """
    if code == pycurl.E_OPERATION_TIMEDOUT:
        if not connected:
            return ErrorKind.CONNECT_TIMEOUT
        return ErrorKind.SLOW_BODY if answered else ErrorKind.READ_TIMEOUT
    if code == pycurl.E_COULDNT_CONNECT:
        if os_errno in _UNREACHABLE:
            return ErrorKind.CONNECT_UNREACHABLE
        return ErrorKind.CONNECT_TIMEOUT if os_errno == errno.ETIMEDOUT else ErrorKind.CONNECT_REFUSED
    if code == pycurl.E_RECV_ERROR and answered:
        return ErrorKind.TRUNCATED_BODY
    return _BY_CODE.get(code, ErrorKind.PROTOCOL)
