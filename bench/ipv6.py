"""``python -m bench.ipv6 [HOSTS] [SECONDS]``: how long the look-up of many hosts' IPv6 addresses takes.

The resolver is a real one on loopback, in a process of its own, and waits before each answer (0.1 s) as one far away.
Half of the hosts have an IPv6 address; the others are asked for their IPv4 address as well.
"""

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from auditor.probe.dns import Names
from auditor.probe.ipv6 import look_up
from demo import dns_server

_LIMIT = 20.0
"""Seconds for a thousand hosts (issue 4)."""


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 when it took longer than the limit allows."""
    count = int(arguments[0]) if arguments else 1_000
    delay = float(arguments[1]) if len(arguments) > 1 else 0.1
    hosts = [f"www.city{number}.gov.cn" for number in range(count)]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs, hosts, delay), daemon=True)
    server.start()
    started, cpu = time.perf_counter(), time.process_time()
    found = asyncio.run(_ask(hosts, ours.recv()))
    took, worked = time.perf_counter() - started, time.process_time() - cpu
    server.terminate()
    print(f"{count} hosts, {delay * 1000:.0f} ms resolver: {took:.1f} s, {worked:.1f} s of CPU, {found} with IPv6")
    return int(took > _LIMIT * max(count, 1_000) / 1_000)


def _serve(channel: Connection, hosts: Sequence[str], delay: float) -> None:
    async def run() -> None:
        zone = dns_server.Zone(a=dict.fromkeys(hosts, "127.0.0.9"), aaaa=dict.fromkeys(hosts[::2], "::1"), delay=delay)
        closers: list[Callable[[], None]] = []
        channel.send(await dns_server.listen(zone, "127.0.0.1", closers))
        await asyncio.Event().wait()

    asyncio.run(run())


async def _ask(hosts: Sequence[str], port: int) -> int:
    return sum([bool(found.addresses) async for found in look_up(Names((f"127.0.0.1:{port}",)), hosts)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
