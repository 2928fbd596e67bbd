import pytest

from auditor.checks.links.dead import judge as check
from auditor.model.error import ErrorKind
from auditor.model.link import LinkForm, TargetKind


@pytest.mark.parametrize("status", [404, 410])
def test_gone_fails_for_certain(make, status):
    subject = make.target(make.home + "a.html", make.hop(make.home + "a.html", (make.attempt(status),)))
    assert make.judged(check, subject, [make.link()]) == [("fail", f"http-{status}", "certain")]


def test_answer_passes_without_reading_links(make):
    assert make.judged(check, make.target(), make.untouched) == [("pass", "", "certain")]


def test_link_found_only_in_a_script_is_less_sure(make):
    assert make.judged(check, make.gone(), [make.link(form=LinkForm.SCRIPT)])[0] == ("fail", "http-404", "likely")


def test_computed_addresses_accuse_nobody(make):
    generated, written = make.link(form=LinkForm.GENERATED), make.link()
    assert make.judged(check, make.gone(), [generated])[0][0] == "na"
    (found,) = check.judge(make.gone(), [generated, written], make.site())
    assert (str(found.outcome), found.links) == ("fail", (1,))


def test_name_that_does_not_exist_fails(make):
    subject = make.target(
        "http://gone.example.cn/",
        kind=TargetKind.EXTERNAL,
        internal=False,
        error=ErrorKind.DNS_NXDOMAIN,
        host=make.denied(),
    )
    assert make.judged(check, subject, [make.link()])[0] == ("fail", "dns-nxdomain", "certain")


@pytest.mark.parametrize(
    "error", [ErrorKind.ROBOTS, ErrorKind.BUDGET, ErrorKind.GUARD, ErrorKind.INTERRUPTED, ErrorKind.PRIVATE_ADDRESS]
)
def test_what_was_never_asked_is_not_measured(make, error):
    assert make.judged(check, make.target(error=error))[0][:2] == ("unmeasured", str(error))


def test_wall_is_not_measured_and_named(make):
    (found,) = check.judge(make.walled(), (), make.site())
    assert (str(found.outcome), found.reason) == ("unmeasured", "wall")
    assert "http-403" in check.message(found)


@pytest.mark.parametrize(("status", "reason"), [(400, "http-400"), (451, "http-451")])
def test_other_refusals_are_for_a_person(make, status, reason):
    subject = make.target(make.home + "a", make.hop(make.home + "a", (make.attempt(status),)))
    assert make.judged(check, subject, [make.link()])[0][:2] == ("review", reason)
    (found,) = check.judge(subject, [make.link()], make.site())
    assert str(status) in check.message(found)
