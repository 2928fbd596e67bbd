"""The checks of transport on hand-made facts: pass, fail, unmeasured, and whose fault it is."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from auditor.checks.catalogue import discover
from auditor.model.error import ErrorKind
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.identity import Element, IdentityFacts
from auditor.model.identity import Found as Said
from auditor.model.page import PageText
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import FetchAttempt, SiteContext
from auditor.model.transport import Answer, Certificate, IPv6Name, Route, TlsFacts, TransportFacts

HOST = "www.yunze.gov.cn"
HOME = f"http://{HOST}/"
PUBLIC = "2400:da00::1"
CHECKS = {check.id.removeprefix("transport."): check for check in discover() if check.id.startswith("transport.")}
PAGE = PageText("云泽市人民政府", (), "a" * 16, 900, 0x1234_5678_9ABC_DEF0, "今日要闻")
CONTEXT = SiteContext(HOME, HOST, False, None, (), frozenset(), True, frozenset())


def name(host: str = HOST, level: int = 0, addresses: tuple[str, ...] = (), **facts: object) -> IPv6Name:
    values: dict[str, object] = {"ipv4": True, "error": None, "resource": True, "sample": f"http://{host}/a.png"}
    return IPv6Name(host=host, level=level, addresses=addresses, **{**values, **facts})  # type: ignore[arg-type]


def tries(
    address: str, status: int | None, error: ErrorKind | None, clients: Sequence[str]
) -> tuple[FetchAttempt, ...]:
    return tuple(
        FetchAttempt(phase, "GET", client, "2026-11-25T10:00:00+08:00", 9, address, status, error)
        for phase, client in enumerate(clients)
    )


ONCE, THRICE = ("curl",), ("curl", "curl", "python")


def over(
    family: int, url: str = HOME, status: int | None = 200, error: ErrorKind | None = None, **facts: object
) -> Answer:
    address = str(facts.pop("address", PUBLIC if family == 6 else "192.88.99.1"))
    clients = facts.pop("clients", ONCE if error is None else THRICE)
    attempts = tries(address, status, error, clients)  # type: ignore[arg-type]
    values: dict[str, object] = {"page": PAGE if status == 200 else None, "level": 0}
    return Answer(url, family, url, status, error, (url,), attempts, **{**values, **facts})  # type: ignore[arg-type]


def facts(**more: object) -> TransportFacts:
    """A site that works over both."""
    values: dict[str, object] = {
        "host": HOST, "home": HOME, "names": (name(addresses=(PUBLIC,)),), "route": Route(True), "homes": (over(4), over(6)),
        "links": (), "link_totals": (), "resources": (), "tls": (), "redirects_to_https": False, "resolver_proven": True,
        "pages_with": lambda _host: iter((HOME,)),
    }  # fmt: skip
    return TransportFacts(**{**values, **more})  # type: ignore[arg-type]


def judged(check: str, given: TransportFacts | None, pages: Sequence[PageFacts] = ()) -> list[tuple[str, str, str]]:
    view = SiteView(CONTEXT, lambda: iter(pages), lambda: iter(()), lambda: iter(()), lambda: given)
    found = list(CHECKS[check].judge_site(view))
    assert found
    for one in found:
        assert isinstance(one, Judgement)
        assert not one.reason or CHECKS[check].texts.template(one.reason), one.reason
        assert "{" not in CHECKS[check].message(one) and "—" not in CHECKS[check].message(one).replace("(—)", "")
    return [(str(one.outcome), one.reason, str(one.confidence)) for one in found]  # type: ignore[union-attr]


GOOD = [("pass", "", "certain")]
UNTOLD = (name("cdn.cn", 1, ("2400::1",)),)


def test_every_check_of_the_family_passes_a_good_site_and_says_when_nothing_was_measured():
    assert judged("ipv6_dns", facts()) == judged("ipv6_home", facts()) == judged("ipv6_resources", facts()) == GOOD
    for check in CHECKS:
        ((outcome, reason, _),) = judged(check, None, [claiming()])
        assert (outcome, reason) == ("unmeasured", "not-measured"), check


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        (name(), UNTOLD, ("fail", "no-aaaa", "certain")),
        (name(), (), ("fail", "no-aaaa", "likely")),
        (name(error=ErrorKind.DNS_UNPROVEN), UNTOLD, ("unmeasured", "dns-unproven", "certain")),
        (name(error=ErrorKind.DNS_NXDOMAIN, ipv4=False), UNTOLD, ("unmeasured", "dns-unproven", "certain")),
        (name(ipv4=False), UNTOLD, ("unmeasured", "dns-unproven", "certain")),
        (name(error=ErrorKind.DNS_UNPROVEN, mapped=True), (), ("unmeasured", "mapped-without-ipv6", "certain")),
    ],
)
def test_a_name_without_an_address(own: IPv6Name, others: tuple[IPv6Name, ...], expected: tuple[str, str, str]):
    given = facts(names=(own, *others), homes=())
    assert judged("ipv6_dns", given) == [expected]
    assert judged("ipv6_home", given)[0][0] == ("na" if expected[0] == "fail" else "unmeasured")
    assert judged("ipv6_resources", given)[0][:2] == ("na", "home-not-over-ipv6") == judged("ipv6_links", given)[0][:2]


def test_a_bare_address_has_no_name():
    given = facts(host="127.0.0.9", names=(name("127.0.0.9"),))
    assert judged("ipv6_dns", given) == [("na", "no-name", "certain")]


TIMEOUT, REFUSED, UNREACHABLE = ErrorKind.CONNECT_TIMEOUT, ErrorKind.CONNECT_REFUSED, ErrorKind.CONNECT_UNREACHABLE
NOT_OURS = [("fail", "home-connect-timeout", "likely")]


@pytest.mark.parametrize(
    ("six", "route", "expected"),
    [
        (over(6, status=None, error=TIMEOUT), Route(True), NOT_OURS[0]),
        (over(6, status=None, error=TIMEOUT), Route(False), ("unmeasured", "no-ipv6-route", "certain")),
        (over(6, status=None, error=UNREACHABLE), Route(False), ("unmeasured", "no-ipv6-route", "certain")),
        (
            over(6, status=None, error=UNREACHABLE, address="::1"),
            Route(None),
            ("unmeasured", "no-ipv6-route", "certain"),
        ),
        (over(6, status=None, error=REFUSED, address="::1"), Route(None), ("fail", "home-connect-refused", "likely")),
        (over(6, status=None, error=TIMEOUT, clients=ONCE), Route(True), ("unmeasured", "interrupted", "certain")),
        (over(6, status=None, error=ErrorKind.GUARD), Route(True), ("unmeasured", "address-not-allowed", "certain")),
        (
            over(6, status=None, error=ErrorKind.PRIVATE_ADDRESS),
            Route(True),
            ("unmeasured", "private-address", "certain"),
        ),
        (over(6, status=404), Route(True), ("fail", "http-404", "certain")),
        (over(6, status=502), Route(True), ("fail", "http-502", "likely")),
        (
            over(6, page=replace(PAGE, simhash=~PAGE.simhash & (1 << 64) - 1)),
            Route(True),
            ("review", "other-content", "likely"),
        ),
        (over(6, page=replace(PAGE, title="云泽市人民政府 ", simhash=PAGE.simhash ^ 0b111)), Route(True), GOOD[0]),
        (over(6, page=None), Route(True), ("review", "other-content", "likely")),
    ],
)
def test_the_home_page_over_ipv6(six: Answer, route: Route, expected: tuple[str, str, str]):
    assert judged("ipv6_home", facts(homes=(over(4), six), route=route)) == [expected]


def test_somebody_else_on_the_ipv6_internet_shows_the_way_too():
    silent = over(6, status=None, error=TIMEOUT)
    other = over(6, "http://cdn.cn/a.png", 404)
    assert judged("ipv6_home", facts(homes=(over(4), silent), route=Route(False), resources=(other,))) == NOT_OURS


def test_a_wall_is_no_fault():
    six = over(6, status=403)
    walled = replace(six, attempts=(replace(six.attempts[0], wall="http-403"),))
    assert judged("ipv6_home", facts(homes=(over(4), walled)))[0][:2] == ("unmeasured", "wall")


def test_each_scheme_that_ipv4_offers_is_asked_for_and_no_other():
    secure = f"https://{HOST}/"
    both = (over(4), over(6), over(4, secure), over(6, secure, None, REFUSED))
    assert judged("ipv6_home", facts(homes=both)) == [*GOOD, ("fail", "home-connect-refused", "likely")]
    neither = (over(4), over(6), over(4, secure, None, REFUSED), over(6, secure, None, REFUSED))
    assert judged("ipv6_home", facts(homes=neither)) == GOOD
    assert judged("ipv6_home", facts(homes=(over(4, status=502), over(6, status=502))))[0][1] == "ipv4-unanswered"


def link(
    number: int, level: int = 1, status: int | None = 200, error: ErrorKind | None = None, **more: object
) -> Answer:
    return over(6, f"{HOME}{number}.html", status, error, level=level, **more)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((link(1), link(2, 2)), GOOD[0]),
        ((), ("na", "no-links", "certain")),
        ((link(1), link(2, status=404)), ("fail", "links-not-over-ipv6", "certain")),
        ((link(1), link(2, status=None, error=TIMEOUT)), ("fail", "links-not-over-ipv6", "likely")),
        ((link(2, status=None, error=TIMEOUT, clients=ONCE),), ("unmeasured", "links-unmeasured", "certain")),
    ],
)
def test_links_of_two_levels(links: tuple[Answer, ...], expected: tuple[str, str, str]):
    assert judged("ipv6_links", facts(links=links)) == [expected]
    assert judged("ipv6_links", facts(links=links[::-1])) == [expected]


def test_holes():
    own = name(addresses=(PUBLIC,))
    seen, hole = name("six.cn", 1, ("2400::1",)), name("img.cn", 2)
    assert judged("ipv6_resources", facts(names=(own, seen, hole))) == [("fail", "ipv4-only-host", "certain")]
    assert judged("ipv6_resources", facts(names=(replace(own, mapped=True), hole))) == [
        ("fail", "ipv4-only-host", "likely")
    ]
    literal = name("192.88.99.3", 1)
    assert judged("ipv6_resources", facts(names=(own, literal))) == [("fail", "ipv4-only-address", "certain")]
    assert judged("ipv6_resources", facts(names=(own, replace(hole, resource=False)))) == GOOD
    assert judged("ipv6_resources", facts(names=(own, replace(hole, error=ErrorKind.DNS_NXDOMAIN, ipv4=False)))) == GOOD
    unknown = replace(hole, error=ErrorKind.DNS_UNPROVEN, ipv4=False)
    assert judged("ipv6_resources", facts(names=(own, unknown))) == [
        ("unmeasured", "resource-names-unproven", "certain")
    ]
    silent = over(6, seen.sample, None, TIMEOUT)
    assert judged("ipv6_resources", facts(names=(own, seen), resources=(silent,))) == [
        ("review", "resource-unanswered", "likely")
    ]


def test_files_of_the_site_itself_that_ipv6_has_not():
    gone, fine = over(6, f"{HOME}a.png", 404), over(6, f"{HOME}b.png", 200, page=None)
    assert judged("ipv6_resources", facts(resources=(gone, fine))) == [("fail", "own-resource-missing", "certain")]
    assert judged("ipv6_resources", facts(resources=(fine,))) == GOOD
    outside = over(6, "http://six.cn/a.png", 404)
    assert judged("ipv6_resources", facts(names=(name(addresses=(PUBLIC,)), *UNTOLD), resources=(outside,))) == GOOD


def claiming(words: str = "本网站支持IPv6") -> PageFacts:
    said = IdentityFacts(found=(Said(Element.IPV6, "", words, 7),)) if words else IdentityFacts()
    return PageFacts(HOME, HOME, "首页", "", 200, HiddenFacts(1), (), lambda: said)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (facts(), GOOD[0]),
        (facts(names=(name(), *UNTOLD)), ("fail", "claim-without-address", "certain")),
        (facts(homes=(over(4), over(6, status=None, error=TIMEOUT))), ("fail", "claim-without-answer", "likely")),
        (facts(homes=(over(4), over(6, status=404))), ("fail", "claim-without-answer", "certain")),
        (facts(homes=(over(4), over(6, status=None, error=TIMEOUT)), route=Route(False)), ("unmeasured", "no-ipv6-route", "certain")),
    ],
)  # fmt: skip
def test_the_claim(given: TransportFacts, expected: tuple[str, str, str]):
    assert judged("ipv6_claim", given, [claiming("")]) == [("na", "no-claim", "certain")]
    assert judged("ipv6_claim", given, [claiming(), claiming()]) == [expected]


AT = "2026-11-25T10:00:00+08:00"
CERTIFICATE = Certificate(
    HOST, "云泽中间证书", (HOST,), "2026-01-01T00:00:00+00:00", "2027-06-01T00:00:00+00:00", False, "RSA 2048"
)
SERVER = TlsFacts(
    HOST, "192.88.99.1", 443, "tls", AT, "TLSv1.3", "X", chain=(CERTIFICATE,), trusted=True, name_matches=True
)


def until(day: str) -> tuple[Certificate, ...]:
    return (replace(CERTIFICATE, not_after=f"{day}T00:00:00+00:00"),)


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        (SERVER, GOOD[0]),
        (replace(SERVER, protocol="TLSv1", legacy=True), GOOD[0]),
        (replace(SERVER, chain=until("2026-11-24")), ("fail", "certificate-expired", "certain")),
        (replace(SERVER, chain=until("2026-12-01")), ("review", "expires-soon", "certain")),
        (replace(SERVER, chain=(replace(CERTIFICATE, not_before="2026-12-01T00:00:00+00:00"),)), ("fail", "not-yet-valid", "certain")),
        (replace(SERVER, name_matches=False), ("fail", "wrong-name", "certain")),
        (replace(SERVER, trusted=False, problem="self-signed"), ("fail", "self-signed", "certain")),
        (replace(SERVER, trusted=False, problem="incomplete"), ("review", "chain-incomplete", "likely")),
        (replace(SERVER, trusted=False, problem="unknown-authority"), ("review", "unknown-authority", "likely")),
        (replace(SERVER, state="gm", chain=(), protocol="TLCP"), ("unmeasured", "national-algorithms", "certain")),
        (replace(SERVER, state="refused", chain=(), alert="handshake_failure"), ("unmeasured", "handshake-refused", "certain")),
        (replace(SERVER, state="none", chain=(), error=TIMEOUT), ("unmeasured", "tls-unanswered", "certain")),
    ],
)  # fmt: skip
def test_the_certificate(server: TlsFacts, expected: tuple[str, str, str]):
    assert judged("certificate", facts(tls=(server,), home=f"https://{HOST}/", redirects_to_https=True)) == [expected]


def test_a_site_without_https_and_one_that_does_not_use_it():
    assert judged("certificate", facts()) == [("na", "own-port", "certain")]
    nobody = replace(SERVER, state="none", chain=(), error=REFUSED)
    assert judged("certificate", facts(tls=(nobody,))) == [("na", "no-https", "certain")]
    assert judged("certificate", facts(tls=(replace(SERVER, name_matches=False),))) == [
        ("review", "wrong-name", "certain")
    ]
