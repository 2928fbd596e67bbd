"""libcurl's errors in our taxonomy."""

import errno

import pycurl
import pytest

from auditor.crawl.errors import kind_of
from auditor.model.error import ErrorKind


@pytest.mark.parametrize(
    ("code", "os_errno", "connected", "answered", "kind"),
    [
        (pycurl.E_OPERATION_TIMEDOUT, 0, False, False, ErrorKind.CONNECT_TIMEOUT),
        (pycurl.E_OPERATION_TIMEDOUT, 0, True, False, ErrorKind.READ_TIMEOUT),
        (pycurl.E_OPERATION_TIMEDOUT, 0, True, True, ErrorKind.SLOW_BODY),
        (pycurl.E_COULDNT_CONNECT, errno.ECONNREFUSED, False, False, ErrorKind.CONNECT_REFUSED),
        (pycurl.E_COULDNT_CONNECT, errno.EHOSTUNREACH, False, False, ErrorKind.CONNECT_UNREACHABLE),
        (pycurl.E_COULDNT_CONNECT, errno.ENETUNREACH, False, False, ErrorKind.CONNECT_UNREACHABLE),
        (pycurl.E_COULDNT_CONNECT, errno.ETIMEDOUT, False, False, ErrorKind.CONNECT_TIMEOUT),
        (pycurl.E_RECV_ERROR, 0, True, False, ErrorKind.CONNECTION_RESET),
        (pycurl.E_RECV_ERROR, 0, True, True, ErrorKind.TRUNCATED_BODY),
        (pycurl.E_SEND_ERROR, 0, True, False, ErrorKind.CONNECTION_RESET),
        (pycurl.E_GOT_NOTHING, 0, True, False, ErrorKind.EMPTY_REPLY),
        (pycurl.E_PARTIAL_FILE, 0, True, True, ErrorKind.TRUNCATED_BODY),
        (pycurl.E_SSL_CONNECT_ERROR, 0, True, False, ErrorKind.TLS_HANDSHAKE),
        (pycurl.E_PEER_FAILED_VERIFICATION, 0, True, False, ErrorKind.TLS_CERTIFICATE),
        (pycurl.E_BAD_CONTENT_ENCODING, 0, True, True, ErrorKind.BAD_ENCODING),
        (100, 0, True, False, ErrorKind.HEADERS_TOO_LARGE),
        (pycurl.E_FTP_WEIRD_SERVER_REPLY, 0, True, False, ErrorKind.PROTOCOL),
        (9999, 0, True, True, ErrorKind.PROTOCOL),
    ],
)
def test_every_failure_has_a_name(code: int, os_errno: int, connected: bool, answered: bool, kind: ErrorKind):
    assert kind_of(code, os_errno, connected, answered) is kind
