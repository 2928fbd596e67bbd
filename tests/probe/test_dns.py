"""Names, asked of real servers on loopback: answers, denial, failure, silence, and who is believed."""

import asyncio
from collections.abc import Callable, Iterator

import pytest

from auditor.model.error import ErrorKind
from auditor.probe import dns as probe
from auditor.probe.dns import Answer, Names, is_reserved
from demo import dns_server
from demo.dns_server import Zone

FIRST = Zone(
    a={"www.yunze.gov.cn": "127.0.0.11", "www.other.cn": "127.0.0.12", "only.first.cn": "127.0.0.13"},
    aaaa={"six.other.cn": "::1"},
    servfail=frozenset({"fail.other.cn"}),
    silent=frozenset({"silent.other.cn"}),
)
SECOND = Zone(a={"www.yunze.gov.cn": "127.0.0.11", "only.second.cn": "127.0.0.14"})


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A silent server is given up soon, and nothing but loopback may be asked."""
    monkeypatch.setattr(probe, "_SECONDS", 0.6)
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.0/8,::1/128")
    yield


def ask(
    *hosts: str, zones: tuple[Zone, ...] = (FIRST,), inside: str = "yunze.gov.cn", prove: bool = False
) -> tuple[Names, list[Answer]]:
    """Look hosts up with one server per zone."""

    async def run() -> tuple[Names, list[Answer]]:
        closers: list[Callable[[], None]] = []
        ports = [
            await dns_server.listen(zone, f"127.0.0.{number}", closers) for number, zone in enumerate(zones, start=1)
        ]
        names = Names(tuple(f"127.0.0.{number}:{port}" for number, port in enumerate(ports, start=1)), inside)
        if prove:
            await names.prove()
        answers = [await names.look_up(host) for host in hosts]
        for close in closers:
            close()
        return names, answers

    return asyncio.run(run())


def answer(host: str, **how: object) -> Answer:
    return ask(host, **how)[1][0]  # type: ignore[arg-type]


def test_an_address_is_found():
    assert answer("www.other.cn") == Answer(("127.0.0.12",))


def test_a_name_with_only_an_ipv6_address_is_found():
    assert answer("six.other.cn") == Answer(("::1",))


def test_a_denied_name_is_denied():
    assert answer("gone.other.cn") == Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True)


@pytest.mark.parametrize("host", ["fail.other.cn", "silent.other.cn", "other.cn"])
def test_failure_silence_and_names_without_address_prove_nothing(host: str):
    assert answer(host) == Answer(error=ErrorKind.DNS_UNPROVEN)


def test_a_second_resolver_confirms_a_denial():
    found = answer("gone.other.cn", zones=(FIRST, SECOND))
    assert found.denied and found.denied_by_second and found.error is ErrorKind.DNS_NXDOMAIN


def test_a_second_resolver_that_knows_the_name_is_believed():
    assert answer("only.second.cn", zones=(FIRST, SECOND)) == Answer(("127.0.0.14",))


def test_a_second_resolver_that_fails_confirms_nothing():
    failing = Zone(a={}, servfail=frozenset({"gone.other.cn"}))
    found = answer("gone.other.cn", zones=(FIRST, failing))
    assert found.denied and not found.denied_by_second


def test_the_second_is_not_asked_when_the_first_knows():
    assert answer("only.first.cn", zones=(FIRST, SECOND)) == Answer(("127.0.0.13",))


@pytest.mark.parametrize(
    ("hosts", "prove", "proven"),
    [
        (("www.other.cn",), True, True),
        (("www.other.cn",), False, False),
        ((), True, False),
        (("www.yunze.gov.cn",), True, False),
        (("gone.other.cn", "fail.other.cn"), True, False),
    ],
)
def test_a_resolver_is_proven_by_an_outside_name_and_a_random_denial(hosts: tuple[str, ...], prove: bool, proven: bool):
    assert ask(*hosts, prove=prove)[0].proven is proven


def test_a_resolver_that_answers_everything_is_not_proven(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probe.secrets, "token_hex", lambda _size: "anything")
    liar = Zone(a={"www.other.cn": "127.0.0.12", "xanything.com": "127.0.0.99"})
    assert not ask("www.other.cn", zones=(liar,), prove=True)[0].proven


def test_a_resolver_that_denies_everything_is_not_proven():
    names, (found,) = ask("www.other.cn", zones=(Zone(a={}),), prove=True)
    assert found.denied and names.denied_random and not names.proven


@pytest.mark.parametrize(
    ("host", "reserved"),
    [
        ("a.invalid", True), ("www.a.test", True), ("x.example", True), ("www.a.test.", True), ("intranet", True), ("a..cn", True),
        (".cn", True), ("", True), ("x" * 64 + ".cn", True), ("x" * 63 + ".cn", False), ("www.gov.cn", False),
        ("example.com", False), ("testing.cn", False), ("www.gov.cn.", False), ("a.local", True), ("b.localhost", True),
    ],
)  # fmt: skip
def test_reserved_names(host: str, reserved: bool):
    assert is_reserved(host) is reserved


def test_reserved_names_are_answered_without_a_resolver():
    assert asyncio.run(Names(("127.0.0.1:1",)).look_up("www.a.invalid")) == Answer(error=ErrorKind.DNS_RESERVED)


def test_a_resolver_outside_the_confines_is_never_asked():
    names = Names(("8.8.8.8", "1.1.1.1"))
    assert names._resolvers == []
    assert asyncio.run(names.look_up("www.other.cn")) == Answer(error=ErrorKind.DNS_UNPROVEN)
    asyncio.run(names.prove())
    assert not names.proven


def test_the_systems_resolvers_are_bound_by_the_confines_too():
    assert all(str(resolver.nameservers[0]).startswith(("127.", "::1")) for resolver in Names()._resolvers)


def test_many_names_at_once_are_all_answered():
    zone = Zone(a={f"h{n}.other.cn": f"127.1.0.{n + 1}" for n in range(120)})

    async def run() -> list[Answer]:
        closers: list[Callable[[], None]] = []
        names = Names((f"127.0.0.1:{await dns_server.listen(zone, '127.0.0.1', closers)}",))
        found = await asyncio.gather(*(names.look_up(f"h{n}.other.cn") for n in range(120)))
        for close in closers:
            close()
        return list(found)

    assert [found.addresses for found in asyncio.run(run())] == [(f"127.1.0.{n + 1}",) for n in range(120)]


@pytest.mark.parametrize(
    "host",
    [
        "xn--a.cn",
        "a_b.other.cn",
        "-x.other.cn",
        "x" * 63 + "." + "y" * 63 + "." + "z" * 63 + "." + "w" * 63 + ".cn",
        "\\.cn",
        "政务.cn",
    ],
)
def test_odd_names_get_an_answer_not_an_exception(host: str):
    assert answer(host).error in (ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_UNPROVEN, ErrorKind.DNS_RESERVED)
