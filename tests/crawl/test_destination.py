"""Where a name leads, and whether we may go there."""

import asyncio

import pytest

from auditor.crawl.destination import Destination, Destinations, is_address, parse_map
from auditor.model.error import ErrorKind
from auditor.model.options import UsageError
from auditor.probe.dns import Answer
from auditor.urls.guard import Guard, networks


class Names:
    """Answers from a table; counts how often it was asked."""

    def __init__(self, **table: Answer) -> None:
        self.table = {name.replace("_", "."): answer for name, answer in table.items()}
        self.asked: list[str] = []

    async def look_up(self, host: str) -> Answer:
        self.asked.append(host)
        return self.table.get(host, Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True))


def find(host: str, *maps: str, names: Names | None = None, guard: Guard = Guard()) -> Destination:  # noqa: B008 - frozen
    return asyncio.run(Destinations(maps, names or Names(), guard).find(host))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("www.a.cn=127.0.0.2", ("www.a.cn", ("127.0.0.2", 0))),
        ("WWW.A.cn=127.0.0.2:8080", ("www.a.cn", ("127.0.0.2", 8080))),
        ("a.cn=[::1]:81", ("a.cn", ("::1", 81))),
        ("a.cn=[::1]", ("a.cn", ("::1", 0))),
        ("a.cn=::1", ("a.cn", ("::1", 0))),
        ("云泽.政务=127.0.0.3", ("xn--9kqp55e.xn--zfr164b", ("127.0.0.3", 0))),
    ],
)
def test_maps_are_read(text: str, parsed: tuple[str, tuple[str, int]]):
    assert parse_map(text) == parsed


@pytest.mark.parametrize(
    "text",
    ["", "a.cn", "a.cn=", "=127.0.0.1", "a.cn=b.cn", "a.cn=127.0.0.1:x", "a.cn=127.0.0.1:²", "a.cn=127.0.0.1:0", "a.cn=127.0.0.1:70000",
     "a.cn=[::1", "a.cn=1.2.3", f"{'政' * 70}.cn=127.0.0.1"],
)  # fmt: skip
def test_maps_that_cannot_be_understood_are_a_usage_error(text: str):
    if text == "a.cn=[::1":
        assert parse_map(text) == ("a.cn", ("::1", 0))
        return
    with pytest.raises(UsageError, match="--map"):
        parse_map(text)


def test_a_mapped_name_needs_no_dns_and_passes_the_guard():
    names = Names()
    found = find("a.cn", "a.cn=127.0.0.2:81", names=names)
    assert (found.address, found.port, found.mapped, found.error) == ("127.0.0.2", 81, True, None)
    assert names.asked == [] and found.server == "127.0.0.2:81"


def test_confinement_binds_mapped_names_too():
    guard = Guard(only=networks(["127.0.0.0/8"]))
    assert find("a.cn", "a.cn=10.0.0.1", guard=guard).error is ErrorKind.GUARD
    assert find("a.cn", "a.cn=127.0.0.5", guard=guard).error is None


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "[::1]", "localhost", "169.254.169.254", "0.0.0.0"])
def test_private_addresses_in_the_url_are_refused_without_dns(host: str):
    names = Names()
    assert find(host, names=names).error is ErrorKind.PRIVATE_ADDRESS
    assert names.asked == []


def test_a_private_address_is_open_once_allowed():
    assert find("10.1.2.3", guard=Guard(allowed=networks(["10.0.0.0/8"]))).error is None


def test_a_name_that_leads_inside_is_refused():
    found = find("rebind.cn", names=Names(rebind_cn=Answer(("192.168.1.1",))))
    assert (found.error, found.address) == (ErrorKind.PRIVATE_ADDRESS, "192.168.1.1")


def test_of_several_addresses_one_that_is_allowed_is_taken():
    found = find("mixed.cn", names=Names(mixed_cn=Answer(("10.0.0.1", "1.2.3.4"))))
    assert (found.error, found.address, found.server) == (None, "1.2.3.4", "1.2.3.4")


def test_a_denied_name_keeps_its_answer():
    found = find("gone.cn")
    assert (
        found.error is ErrorKind.DNS_NXDOMAIN and found.answer is not None and found.answer.denied and not found.address
    )


@pytest.mark.parametrize(
    ("text", "answer"), [("1.2.3.4", True), ("::1", True), ("1.2.3", False), ("a.cn", False), ("", False)]
)
def test_addresses_are_told_from_names(text: str, answer: bool):
    assert is_address(text) is answer


def find6(host: str, *maps: str, recorded: tuple[str, ...] = (), guard: Guard = Guard()) -> Destination:  # noqa: B008 - frozen
    destinations = Destinations(maps, Names(a_cn=Answer(("203.0.114.5",))), guard)  # type: ignore[arg-type]
    destinations.recorded6 = lambda _host: recorded
    return asyncio.run(destinations.find6(host))


def test_a_name_may_be_mapped_to_an_address_of_each_kind():
    maps = ("a.cn=127.0.0.2:81", "a.cn=[::1]:82")
    for given in (maps, maps[::-1]):
        assert find("a.cn", *given) == Destination("127.0.0.2", 81, True)
        assert find6("a.cn", *given) == Destination("::1", 82, True, pace="127.0.0.2:81")


def test_with_an_ipv6_map_alone_it_leads_there_in_any_case():
    assert find("a.cn", "a.cn=[::1]:82") == Destination("::1", 82, True)
    assert find6("a.cn", "a.cn=[::1]:82").address == "::1"


def test_over_ipv6_the_recorded_address_is_used_and_the_pace_is_that_of_the_name():
    found = find6("a.cn", recorded=("2400:da00::1",))
    assert (found.address, found.server, found.error) == ("2400:da00::1", "203.0.114.5", None)
    assert find6("a.cn").error is ErrorKind.DNS_UNPROVEN


def test_the_guard_has_the_last_word_over_ipv6():
    assert find6("a.cn", recorded=("::1",)).error is ErrorKind.PRIVATE_ADDRESS
    assert find6("a.cn", recorded=("::1", "2400:da00::1")).address == "2400:da00::1"
    assert find6("a.cn", "a.cn=[::1]", guard=Guard(networks(["127.0.0.0/8"]))).error is ErrorKind.GUARD
    allowed = Guard(None, networks(["::1/128"]))
    assert find6("a.cn", "a.cn=127.0.0.2:81", recorded=("::1",), guard=allowed) == Destination(
        "::1", 81, pace="127.0.0.2:81"
    )
