"""The demo's name servers: answers, denial, failure and silence over UDP and TCP."""

import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest

from demo import Demo, dns_server
from demo.hosts import outside


def query(server: str, name: str, kind: str = "A", *, tcp: bool = False) -> dns.message.Message:
    address, port = server.split(":")
    send = dns.query.tcp if tcp else dns.query.udp
    return send(dns.message.make_query(name, kind), address, timeout=1, port=int(port))


@pytest.mark.parametrize("tcp", [False, True])
def test_a_known_name_has_its_address(demo: Demo, tcp: bool):
    answer = query(demo.resolver, "www.yunze.gov.cn", tcp=tcp)
    assert answer.answer[0][0].to_text() == demo.addresses["www.yunze.gov.cn"][0]


def test_both_resolvers_agree(demo: Demo):
    for name in ("www.yunze.gov.cn", "gone.yunze.gov.cn", *outside.PROOF):
        first, second = (query(server, name) for server in demo.resolvers)
        assert first.rcode() == second.rcode() and first.answer == second.answer


@pytest.mark.parametrize("name", ["gone.yunze.gov.cn", "www.yunze-kaifaqu.cn", "qx7zk21b.cn", "a.b.hanlu-qixiang.cn"])
def test_unknown_names_are_denied(demo: Demo, name: str):
    assert query(demo.resolver, name).rcode() == dns.rcode.NXDOMAIN


def test_an_outside_domain_that_is_not_mapped_resolves(demo: Demo):
    for name, address in outside.PROOF.items():
        assert name not in demo.hosts
        assert query(demo.resolver, name).answer[0][0].to_text() == address


def test_a_known_name_without_aaaa_is_not_denied(demo: Demo):
    answer = query(demo.resolver, "jgswj.yunze.gov.cn", "AAAA")
    assert answer.rcode() == dns.rcode.NOERROR and not answer.answer


def test_aaaa_is_answered_where_the_zone_has_one():
    zone = dns_server.Zone(a={}, aaaa={"six.example.cn": "::1"})
    packet = dns_server.respond(zone, dns.message.make_query("six.example.cn", "AAAA").to_wire())
    assert dns.message.from_wire(packet).answer[0][0].to_text() == "::1"


def test_a_parent_of_a_known_name_exists(demo: Demo):
    assert query(demo.resolver, "yunze-media.cn").rcode() == dns.rcode.NOERROR


def test_servfail_and_silence(demo: Demo):
    assert query(demo.resolver, "servfail.yunze-media.cn").rcode() == dns.rcode.SERVFAIL
    with pytest.raises(dns.exception.Timeout):
        query(demo.resolver, "silent.yunze-media.cn")


def test_nonsense_gets_no_answer():
    assert dns_server.respond(dns_server.Zone(a={}), b"\x00\x01nonsense") is None
