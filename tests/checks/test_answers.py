import random

import pytest

from auditor.checks.answers import TEXTS, Life, answer_of, unanswered
from auditor.model.error import ErrorKind
from auditor.model.outcome import Confidence, Outcome
from auditor.model.target import Target

URL = "http://www.example.cn/a.html"


def asked(make, *attempts, **facts) -> Target:
    return make.target(URL, make.hop(URL, attempts), **{"internal": False, **facts})


def life(make, *attempts, context=None, **facts) -> tuple[Life, str]:
    answer = answer_of(asked(make, *attempts, **facts), context or make.site())
    assert answer.reason in TEXTS or answer.life in (Life.ALIVE, Life.DEAD) or answer.reason.startswith("http-")
    return answer.life, answer.reason


def test_good_answer_at_any_time_acquits(make):
    assert life(make, make.attempt(200)) == (Life.ALIVE, "")
    assert life(make, make.attempt(503), make.attempt(200, phase=1))[0] is Life.ALIVE
    assert life(make, make.attempt(None, ErrorKind.CONNECT_TIMEOUT), make.attempt(200, phase=2))[0] is Life.ALIVE


def test_head_accuses_nobody_when_get_answers(make):
    assert life(make, make.attempt(404, method="HEAD"), make.attempt(200))[0] is Life.ALIVE
    assert life(make, make.attempt(200, method="HEAD"), make.attempt(404))[0] is Life.DEAD


@pytest.mark.parametrize("status", [404, 410])
def test_definite_answer_is_dead_at_once(make, status):
    assert life(make, make.attempt(status)) == (Life.DEAD, f"http-{status}")


@pytest.mark.parametrize("status", [401, 403, 405, 412, 418, 429, 521, 999])
def test_blocked_is_not_dead(make, status):
    assert life(make, make.attempt(status, wall=f"http-{status}")) == (Life.UNKNOWN, "wall")


def test_server_error_needs_two_phases(make):
    assert life(make, make.attempt(500), make.attempt(500))[0] is Life.UNKNOWN
    assert life(make, make.attempt(500), make.attempt(500, phase=1)) == (Life.DEAD, "http-500")
    assert (
        answer_of(asked(make, make.attempt(500), make.attempt(500, phase=1)), make.site()).confidence
        is Confidence.LIKELY
    )


REFUSED = ErrorKind.CONNECT_REFUSED


def test_transport_error_needs_two_phases_and_the_second_client(make):
    first, later = make.attempt(None, REFUSED), make.attempt(None, REFUSED, phase=1)
    second = make.attempt(None, REFUSED, phase=1, client="python")
    early = make.attempt(None, REFUSED, client="python")
    assert life(make, first) == (Life.UNKNOWN, "connect-refused")
    assert life(make, first, later)[0] is Life.UNKNOWN
    assert life(make, first, early)[0] is Life.UNKNOWN
    assert life(make, first, later, second) == (Life.DEAD, "connect-refused")


def test_our_own_trouble_proves_nothing(make):
    failed = (
        make.attempt(None, REFUSED),
        make.attempt(None, REFUSED, phase=1),
        make.attempt(None, REFUSED, phase=1, client="python"),
    )
    assert life(make, *failed, context=make.site(outside_proven=False)) == (Life.UNKNOWN, "outside-unproven")
    assert life(make, *failed, context=make.site(troubled_phases=frozenset({0, 1}))) == (
        Life.UNKNOWN,
        "network-trouble",
    )
    assert life(make, *failed, context=make.site(troubled_phases=frozenset({1})))[0] is Life.UNKNOWN


def test_hosts_that_need_no_outside_network_are_judged_without_proof(make):
    failed = (
        make.attempt(None, REFUSED),
        make.attempt(None, REFUSED, phase=1),
        make.attempt(None, REFUSED, phase=1, client="python"),
    )
    context = make.site(outside_proven=False, exempt_hosts=frozenset({"www.example.cn"}))
    assert life(make, *failed, context=context)[0] is Life.DEAD


def test_certificate_and_broken_bodies_are_doubtful(make):
    assert life(make, make.attempt(None, ErrorKind.TLS_CERTIFICATE)) == (Life.DOUBTFUL, "tls-certificate")
    assert life(make, make.attempt(200, ErrorKind.TRUNCATED_BODY)) == (Life.DOUBTFUL, "truncated-body")
    assert life(make, make.attempt(200, ErrorKind.BODY_TOO_LARGE))[0] is Life.ALIVE
    assert life(make, make.attempt(200, ErrorKind.SLOW_BODY))[0] is Life.UNKNOWN


@pytest.mark.parametrize("error", [ErrorKind.REDIRECT_LOOP, ErrorKind.REDIRECT_LIMIT, ErrorKind.REDIRECT_INVALID])
def test_chain_at_fault_is_dead(make, error):
    assert life(make, make.attempt(302), error=error) == (Life.DEAD, str(error))


def test_circle_that_a_cookie_ends_is_alive(make):
    assert (
        life(make, make.attempt(302), make.attempt(200, client="python", phase=1), error=ErrorKind.REDIRECT_LOOP)[0]
        is Life.ALIVE
    )


def test_denied_name_needs_a_proven_resolver_and_two_denials(make):
    def named(**facts):
        return life(make, error=ErrorKind.DNS_NXDOMAIN, host=make.denied(**facts))

    assert named() == (Life.DEAD, "dns-nxdomain")
    for weak in (
        {"denials": 1},
        {"denied_after_rounds": False},
        {"resolver_proven": False},
        {"addresses": ("1.2.3.4",)},
    ):
        assert named(**weak) == (Life.UNKNOWN, "dns-unproven")
    unsure = asked(make, error=ErrorKind.DNS_NXDOMAIN, host=make.denied(denied_by_second_resolver=False))
    assert answer_of(unsure, make.site()).confidence is Confidence.LIKELY
    assert life(make, error=ErrorKind.DNS_RESERVED) == (Life.DEAD, "dns-reserved")


def test_order_of_attempts_does_not_matter(make):
    attempts = [
        make.attempt(503), make.attempt(404, method="HEAD"), make.attempt(None, REFUSED, phase=1),
        make.attempt(500, phase=1, at="2026-11-21T10:05:00+08:00"), make.attempt(None, ErrorKind.READ_TIMEOUT, phase=2, client="python"),
    ]  # fmt: skip
    shuffler, answers = random.Random(7), set()
    for _ in range(20):
        shuffler.shuffle(attempts)
        answers.add(life(make, *attempts))
    assert len(answers) == 1


def test_unanswered_says_na_of_the_dead_and_unmeasured_of_the_rest(make):
    context = make.site()
    assert unanswered(answer_of(make.target(), context)) is None
    dead, blocked = unanswered(answer_of(make.gone(), context)), unanswered(answer_of(make.walled(), context))
    assert dead is not None
    assert blocked is not None
    assert (dead.outcome, blocked.outcome, blocked.reason) == (Outcome.NA, Outcome.UNMEASURED, "wall")
