"""Documents read in a process of their own, which is given up when it takes too long or dies: then a limit is named."""

import hashlib
import subprocess
import sys
from dataclasses import asdict

import msgspec

from auditor.documents.read import kind_of
from auditor.model.attachment import Attachment, State
from auditor.model.limits import Limits


def read_document(data: bytes, limits: Limits) -> bytes:
    """Return what a document says, as the JSON of an ``Attachment``. Blocks; for a thread."""
    command = (sys.executable, "-m", "auditor.documents", msgspec.json.encode(asdict(limits)).decode())
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.attachment_seconds, check=False)
    except subprocess.TimeoutExpired:
        return _cut(data, "attachment_seconds")
    if done.returncode == 0:
        return done.stdout
    # The kernel ends who uses too much time; whoever asks for too much memory is told so, and dies of it.
    return _cut(data, "attachment_cpu_seconds" if done.returncode < 0 else "attachment_memory")


def too_large(size: int) -> bytes:
    """Return what is said of a document that was not received whole."""
    return msgspec.json.encode(Attachment("other", State.CUT, size, limit="attachment_bytes"))


def _cut(data: bytes, limit: str) -> bytes:
    digest = hashlib.sha256(data).hexdigest()
    return msgspec.json.encode(Attachment(kind_of(data), State.CUT, len(data), digest, limit=limit))
