"""Where this machine keeps the certificates of the authorities it trusts."""

import os
from pathlib import Path

_FILES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


def authorities() -> str:
    """Return the path of the bundle (``SSL_CERT_FILE`` first); empty when there is none."""
    return os.environ.get("SSL_CERT_FILE") or next((name for name in _FILES if Path(name).exists()), "")
