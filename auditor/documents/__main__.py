"""Reads one document in a process of its own: bytes on standard input, what they say as JSON on standard output.

The process bounds itself before it looks at the first byte: memory, processor time, no new files, no new processes.
"""

import resource
import sys

import msgspec

from auditor.documents.read import read
from auditor.model.limits import Limits


def main() -> None:
    """The limits of the run are the only argument, as JSON."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    memory, seconds = int(limits.attachment_memory), int(limits.attachment_cpu_seconds)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(1_000)
    data = sys.stdin.buffer.read(limits.attachment_bytes)
    sys.stdout.buffer.write(msgspec.json.encode(read(data, limits)))


if __name__ == "__main__":
    main()
