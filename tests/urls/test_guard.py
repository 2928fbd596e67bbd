"""Which addresses may be fetched."""

import pytest

from auditor.model.error import ErrorKind
from auditor.urls.guard import Guard, confined, is_private, networks

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fd00::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "fe80::1%eth0",
]  # fmt: skip
PUBLIC = [
    "1.2.3.4",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "11.0.0.1",
    "2400:3200::1",
    "::ffff:1.2.3.4",
    "2002:102:304::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_public_internet_is_refused(address: str):
    assert is_private(address)
    assert Guard().refusal(address) is ErrorKind.PRIVATE_ADDRESS


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address: str):
    assert not is_private(address)
    assert Guard().refusal(address) is None


@pytest.mark.parametrize("address", [*PRIVATE, *PUBLIC])
def test_an_address_mapped_on_purpose_is_open(address: str):
    assert Guard().refusal(address, mapped=True) is None


@pytest.mark.parametrize(
    ("address", "open_"),
    [("10.1.2.3", True), ("10.2.0.0", False), ("::ffff:10.1.9.9", True), ("fd00::5", True), ("fd01::5", False)],
)
def test_allowed_networks_are_open_and_no_others(address: str, open_: bool):
    guard = Guard(allowed=networks(["10.1.0.0/16", "fd00::/16"]))
    assert (guard.refusal(address) is None) is open_


@pytest.mark.parametrize(
    ("address", "mapped", "refusal"),
    [
        ("8.8.8.8", False, ErrorKind.GUARD),
        ("8.8.8.8", True, ErrorKind.GUARD),
        ("10.0.0.1", True, ErrorKind.GUARD),
        ("10.0.0.1", False, ErrorKind.GUARD),
        ("127.0.0.1", True, None),
        ("127.0.0.1", False, ErrorKind.PRIVATE_ADDRESS),
        ("::1", True, None),
        ("::ffff:127.0.0.1", True, None),
        ("::ffff:8.8.8.8", True, ErrorKind.GUARD),
    ],
)
def test_confinement_refuses_everything_else_whatever_the_options_say(
    address: str, mapped: bool, refusal: ErrorKind | None
):
    guard = Guard(networks(["127.0.0.0/8", "::1/128"]), networks(["10.0.0.0/8"]))
    assert guard.refusal(address, mapped) is refusal


def test_the_environment_confines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AUDITOR_ONLY", " 127.0.0.0/8 , ::1/128 ,")
    assert confined() == networks(["127.0.0.0/8", "::1/128"])
    monkeypatch.setenv("AUDITOR_ONLY", "  ")
    assert confined() is None
    monkeypatch.delenv("AUDITOR_ONLY")
    assert confined() is None


def test_a_confinement_that_cannot_be_read_is_no_confinement_at_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.0/8,nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        confined()


def test_hosts_within_a_network_text_are_understood():
    assert networks(["10.1.2.3/8", "", "::1"]) == networks(["10.0.0.0/8", "::1/128"])
    with pytest.raises(ValueError, match="abc"):
        networks(["abc"])
