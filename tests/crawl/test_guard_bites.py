"""What may not be touched is not touched: AUDITOR_ONLY, private addresses, foreign resolvers."""

import socket
from collections.abc import Iterator

import pytest

from auditor.model.error import ErrorKind, Fault
from auditor.urls.guard import Guard, networks
from tests.sites.run import QUICK, Run, audit
from tests.sites.server import Host, Served, article, serve

HOME = "http://www.ruozhou.gov.cn/"
PUBLIC = "http://8.8.8.8/"
INNER = "127.0.0.98"
ONLY_ONE = "127.0.0.0/26"
"""Leaves 127.0.0.98 outside: an address on this machine that plays the forbidden world and would notice."""


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    with socket.create_server((INNER, 0)) as listening:
        listening.settimeout(0.2)
        yield listening


@pytest.fixture(scope="module")
def confined(listener: socket.socket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Served, str]]:
    forbidden = f"http://www.forbidden-world.cn:{listener.getsockname()[1]}/page.html"
    hosts = {
        "www.ruozhou.gov.cn": Host(
            {"/": article("若洲市人民政府", PUBLIC, forbidden, "/ok.html"), "/ok.html": article("好")}
        )
    }
    with serve(hosts) as served:
        words = [*QUICK, "--out", str(tmp_path_factory.mktemp("guard")), *served.options()]
        words += ["--map", f"www.forbidden-world.cn={INNER}"]
        yield audit(HOME, *words, AUDITOR_ONLY=ONLY_ONE), served, forbidden


def test_a_raw_public_address_is_not_measured_and_the_fault_is_ours(confined):
    finding = confined[0].finding(PUBLIC)
    assert (finding["outcome"], finding["reason"]) == ("unmeasured", "address-not-allowed")
    assert ErrorKind(finding["reason"]).fault is Fault.US
    assert confined[0].verdict(f"{HOME}ok.html") == ("pass", "")


def test_nothing_connects_to_a_refused_address_even_when_it_is_mapped(confined, listener):
    run, _, forbidden = confined
    assert run.verdict(forbidden) == ("unmeasured", "address-not-allowed")
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_resolver_outside_is_not_asked(tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
        resolver.bind((INNER, 0))
        resolver.settimeout(0.2)
        hosts = {"www.ruozhou.gov.cn": Host({"/": article("若洲市人民政府", "http://www.some-name.cn/", "/ok.html")})}
        with serve(hosts) as served:
            words = [
                *QUICK,
                "--out",
                str(tmp_path),
                *served.options()[:-2],
                "--resolver",
                f"{INNER}:{resolver.getsockname()[1]}",
            ]
            run = audit(HOME, *words, AUDITOR_ONLY=ONLY_ONE)
        assert run.verdict("http://www.some-name.cn/") == ("unmeasured", "dns-unproven")
        with pytest.raises(TimeoutError):
            resolver.recvfrom(512)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1",
     "::ffff:10.0.0.1", "2002:7f00:1::", "224.0.0.1"],
)  # fmt: skip
def test_inner_addresses_are_refused_unless_meant(address):
    assert Guard().refusal(address) is ErrorKind.PRIVATE_ADDRESS
    assert Guard().refusal(address, mapped=True) is None


def test_only_has_the_last_word():
    guard = Guard(networks(["127.0.0.0/8"]), networks(["10.0.0.0/8"]))
    assert guard.refusal("10.0.0.1") is ErrorKind.GUARD
    assert guard.refusal("203.0.113.80", mapped=True) is ErrorKind.GUARD
    assert guard.refusal("127.0.0.1", mapped=True) is None
