"""IPv6 addresses of many hosts from a real name server on loopback, and the way out."""

import asyncio
from collections.abc import Callable

import pytest

from auditor.model.error import ErrorKind
from auditor.model.transport import Route
from auditor.probe import dns as probe
from auditor.probe import ipv6
from auditor.probe.dns import Names
from auditor.probe.ipv6 import Found, find_route, look_up
from auditor.urls.guard import Guard, networks
from demo import dns_server
from demo.dns_server import Zone

ZONE = Zone(
    a={"four.cn": "127.0.0.11", "both.cn": "127.0.0.12", "late.cn": "127.0.0.13"},
    aaaa={"both.cn": "::1", "six.cn": "2001:db8::6"},
    servfail=frozenset({"broken.cn"}),
    silent=frozenset({"silent.cn"}),
)
SECOND = Zone(a={"four.cn": "127.0.0.11"}, aaaa={"late.cn": "::1", "broken.cn": "::1"})
LOOPBACK = networks(["127.0.0.0/8", "::1/128"])


@pytest.fixture(autouse=True)
def confined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.0/8,::1/128")


def found(hosts: list[str], *zones: Zone) -> dict[str, Found]:
    async def run() -> dict[str, Found]:
        closers: list[Callable[[], None]] = []
        ports = [await dns_server.listen(zone, f"127.0.0.{n}", closers) for n, zone in enumerate(zones, start=1)]
        names = Names(tuple(f"127.0.0.{n}:{port}" for n, port in enumerate(ports, start=1)))
        answers = {one.host: one async for one in look_up(names, hosts)}
        for close in closers:
            close()
        return answers

    return asyncio.run(run())


def test_what_a_name_has():
    answers = found(["four.cn", "both.cn", "six.cn", "gone.cn", "broken.cn", "127.0.0.9", "[::1]", "intranet"], ZONE)
    assert answers["four.cn"] == Found("four.cn", (), True)
    assert answers["both.cn"].addresses == ("::1",) and answers["six.cn"].addresses == ("2001:db8::6",)
    assert answers["gone.cn"].error is ErrorKind.DNS_NXDOMAIN
    assert answers["broken.cn"].error is ErrorKind.DNS_UNPROVEN
    assert answers["127.0.0.9"] == Found("127.0.0.9", (), True)
    assert answers["[::1]"].addresses == ("::1",)
    assert answers["intranet"].error is ErrorKind.DNS_RESERVED


def test_silence_is_no_answer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probe, "_SECONDS", 0.5)
    assert found(["silent.cn"], ZONE)["silent.cn"].error is ErrorKind.DNS_UNPROVEN


def test_a_second_resolver_that_knows_an_address_is_believed():
    answers = found(["late.cn", "four.cn", "broken.cn"], ZONE, SECOND)
    assert answers["late.cn"].addresses == ("::1",) == answers["broken.cn"].addresses
    assert answers["four.cn"] == Found("four.cn", (), True)


@pytest.mark.timeout(60)  # One after another they take minutes; how long they take is for bench.ipv6 to say.
def test_a_thousand_names_are_not_asked_one_after_another():
    hosts = [f"www.city{n}.gov.cn" for n in range(1000)]
    zone = Zone(a=dict.fromkeys(hosts, "127.0.0.9"), aaaa=dict.fromkeys(hosts[::2], "::1"), delay=0.1)
    answers = found(hosts, zone)
    assert sum(bool(one.addresses) for one in answers.values()) == 500
    assert all(one.error is None for one in answers.values())


def route(guard: Guard, *servers: tuple[str, int]) -> Route:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ipv6, "_WELL_KNOWN", servers)
        return asyncio.run(find_route(guard, 1.0))


def test_a_way_out_is_shown_by_going_it():
    async def run() -> Route:
        server = await asyncio.start_server(lambda _reader, writer: writer.close(), "::1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ipv6, "_WELL_KNOWN", (("::1", port), ("::1", 1)))
            found = await find_route(Guard(None, LOOPBACK), 1.0)
        server.close()
        return found

    assert asyncio.run(run()) == Route(True, (("::1", "connected"), ("::1", "connect-refused")))


def test_no_way_out_is_shown_by_failing():
    failed = route(Guard(None, networks(["::/0"])), ("::1", 1), ("::1", 2))
    assert failed == Route(False, (("::1", "connect-refused"), ("::1", "connect-refused")))


def test_the_guard_keeps_the_way_shut():
    assert route(Guard(LOOPBACK), ("2400:3200::1", 53)).tried == (("2400:3200::1", "address-not-allowed"),)
