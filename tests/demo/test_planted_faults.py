"""Every entry of the truth is really on its page, and its target really answers as the truth says."""

import http.client
import re
import socket
import ssl
from html import unescape
from urllib.parse import urljoin, urlsplit

import dns.message
import dns.query
import dns.rcode
import pytest

from demo import forms, tree, truth
from demo.hosts import pages_of, target_of
from demo.model import Plant

LINKS = truth.load("links")
BY_ID = {plant.id: plant for plant in LINKS.plants}
NOT_REQUESTED = {"links.malformed", "links.internal_address", "links.residue", "links.empty", "links.fragment"}
CHECKS = {
    f"links.{name}"
    for name in (
        "dead", "fragment", "malformed", "internal_address", "residue", "empty", "wrong_type", "soft_404",
        "redirect_home", "wrong_target", "parked",
    )
}  # fmt: skip


def ids(plants: tuple[Plant, ...]) -> list[str]:
    return [plant.id for plant in plants]


def target(name: str) -> str:
    plant = BY_ID[name]
    return target_of(plant, pages_of(plant)[0]).partition("#")[0]


def test_ids_are_unique_and_forms_known():
    assert len(BY_ID) == len(LINKS.plants)
    assert {plant.form for plant in LINKS.plants} <= forms.names()


def test_all_checks_are_planted():
    assert {plant.check for plant in LINKS.faults} == CHECKS


@pytest.mark.parametrize("plant", LINKS.plants, ids=ids(LINKS.plants))
def test_a_plant_stands_on_a_page_that_an_audit_reaches(plant, pages):
    for url in pages_of(plant):
        assert url in pages, url
        if plant.id != "paging-promises-more":
            assert plant.raw in unescape(pages[url])


def test_the_footer_plant_is_on_every_framed_page(pages):
    framed = [text for text in pages.values() if 'class="footer"' in text]
    assert len(framed) > 300 and all('href="/wzsm/"' in text for text in framed)


def observed(demo, url: str, depth: int = 0) -> str:
    """The reason code that a perfect audit would give for ``url``, or ``ok``."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host.endswith(".invalid"):
        return "dns-reserved"
    if host not in demo.addresses:
        return ask(demo, host)
    if depth > 12:
        return "redirect-limit"
    try:
        status, location = exchange(demo.addresses[host], parts)
    except ConnectionRefusedError:
        return "connect-refused"
    except ConnectionResetError as error:
        return "empty-reply" if isinstance(error, http.client.RemoteDisconnected) else "connection-reset"
    except ssl.SSLCertVerificationError:
        return "tls-certificate"
    except ssl.SSLError:
        return "tls-handshake"
    except TimeoutError:
        return "read-timeout"
    if location:
        return observed(demo, urljoin(url, location), depth + 1)
    return f"http-{status}" if status >= 400 else "ok"


def exchange(address, parts) -> tuple[int, str]:
    connection = http.client.HTTPConnection(*address, timeout=1)
    connection.sock = socket.create_connection(address, 1)
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=parts.hostname)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"Host": parts.hostname})
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def ask(demo, name: str) -> str:
    address, port = demo.resolver.split(":")
    try:
        answer = dns.query.udp(dns.message.make_query(name, "A"), address, timeout=0.5, port=int(port))
    except dns.exception.Timeout:
        return "silence"
    return {dns.rcode.NXDOMAIN: "dns-nxdomain", dns.rcode.SERVFAIL: "servfail"}.get(answer.rcode(), "resolved")


DEAD = tuple(p for p in LINKS.faults if p.check == "links.dead" and p.reasons)


@pytest.mark.parametrize("plant", DEAD, ids=ids(DEAD))
def test_a_dead_target_dies_of_the_reason_given(plant, demo):
    reason = observed(demo, target_of(plant, pages_of(plant)[0]))
    if "redirect-loop" in plant.reasons:
        assert reason == "redirect-limit"
    else:
        assert reason in plant.reasons


@pytest.mark.parametrize("name", ["broken-chunk", "truncated"])
def test_a_broken_body_cannot_be_read(get, name):
    with pytest.raises(http.client.IncompleteRead):
        get(target(name))


FRAGMENTS = tuple(p for p in LINKS.faults if p.check == "links.fragment")


@pytest.mark.parametrize("plant", FRAGMENTS, ids=ids(FRAGMENTS))
def test_a_missing_fragment_is_missing(plant, pages):
    url, _, fragment = target_of(plant, pages_of(plant)[0]).partition("#")
    assert not re.search(rf"""(?:id|name)=["']?{fragment}\b""", pages[url])
    assert "附则" not in re.findall(r"""name='(.*?)'""", pages[url])


@pytest.mark.parametrize("plant", [p for p in LINKS.faults if p.check == "links.wrong_type"], ids=lambda p: p.id)
def test_a_wrong_type_is_html(plant, get):
    _, headers, body = get(target(plant.id))
    if "location" in headers:
        body = get(urljoin(target(plant.id), headers["location"]))[2]
    assert b"<html" in body[:200].lower()


@pytest.mark.parametrize("name", ["soft-title", "soft-heading", "soft-like-random-path", "soft-outside"])
def test_a_soft_404_answers_200(get, name):
    assert get(target(name))[0] == 200


def test_the_app_says_the_same_to_a_random_path(get):
    random = get(f"http://{tree.HOST}/bmfw/app/qzkxv7731")
    assert random[0] == 200 and random[2] == get(target("soft-like-random-path"))[2]


@pytest.mark.parametrize("name", ["home-slash", "home-index", "home-outside"])
def test_a_deep_link_redirects_home(get, name):
    status, headers, _ = get(target(name))
    assert status in (301, 302) and headers["location"] in ("/", "/index.html")


@pytest.mark.parametrize("name", ["target-other-bureau", "target-not-government"])
def test_the_right_name_is_the_majority(pages, name):
    text = BY_ID[name].text
    hosts = re.findall(rf'href="(http://[^"]+)"[^>]*>{text}<', "".join(pages.values()))
    assert len(hosts) >= 10 and hosts.count(target(name)) * 5 < len(hosts)


UNMEASURED = {
    "wall-ruishu": "http-412", "wall-jiasule": "http-521", "wall-captcha": "ok", "wall-403": "http-403", "wall-401": "http-401",
    "wall-418": "http-418", "wall-999": "http-999", "wall-429-always": "http-429", "wall-403-own": "http-403",
    "dns-servfail": "servfail", "dns-silent": "silence", "outside-not-allowed": "resolved",
}  # fmt: skip


@pytest.mark.parametrize(("name", "reason"), UNMEASURED.items())
def test_an_unmeasurable_target_answers_as_promised(demo, name, reason):
    assert observed(demo, target(name)) == reason


def test_at_most_four_targets_hang():
    slow = [
        p.id for p in LINKS.plants if p.answer in ("hang",) or {"read-timeout"} & set(p.reasons) or "silent" in p.raw
    ]
    assert len(slow) <= 4


GOOD = tuple(
    p
    for p in LINKS.innocents
    if p.answer not in ("throttled", "unavailable-twice", "cookie", "-> /zwgk/zcwj/")
    and target_of(p, pages_of(p)[0]).startswith("http")
    and p.form not in ("comment", "template", "ng", "prefix", "bare-text", "no-href")
    and p.id != "paging-promises-more"
)


@pytest.mark.parametrize("plant", GOOD, ids=ids(GOOD))
def test_a_look_alike_is_fine(plant, demo, get):
    url = target_of(plant, pages_of(plant)[0])
    encoded = url.partition("#")[0]
    if plant.id.endswith("query-gbk"):
        encoded = f"http://{tree.HOST}/old/list.asp?type=%B9%E6%D5%C2"
    if "slow" in plant.id:  # Slower than the one second the observer waits.
        assert get(encoded)[0] == 200
        return
    assert observed(demo, encoded) == "ok"


def test_a_throttled_target_recovers(get):
    assert [get(target("throttled-once"))[0] for _ in range(2)] == [429, 200]
    assert [get(target("unavailable-twice"))[0] for _ in range(3)] == [503, 503, 200]


def test_head_is_refused_where_get_works(get):
    for name, refused in (("head-405", 405), ("head-404", 404)):
        assert get(target(name), "HEAD")[0] == refused
        assert get(target(name))[0] == 200


@pytest.mark.parametrize("name", ["cookie", "cookie-own"])
def test_the_cookie_page_needs_its_cookie(get, name):
    status, headers, _ = get(target(name))
    assert status == 302 and headers["location"] == urlsplit(target(name)).path
    assert get(target(name), Cookie=headers["set-cookie"].partition(";")[0])[0] == 200


def test_fragments_of_look_alikes_exist(pages):
    for name in ("fragment-id", "fragment-name", "fragment-top"):
        plant = BY_ID[name]
        url, _, fragment = target_of(plant, pages_of(plant)[0]).partition("#")
        wanted = "常见问题" if fragment.startswith("%") else fragment
        assert re.search(rf"""(?:id|name)=["']{wanted}["']""", pages[url])
