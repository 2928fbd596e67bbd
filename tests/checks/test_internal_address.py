import pytest

from auditor.checks.links.internal_address import judge as check
from auditor.model.error import ErrorKind
from auditor.model.link import TargetKind


def written(make, raw, note):
    return make.target(raw, kind=TargetKind.PRIVATE, internal=False, chain=()), [
        make.link(raw, note=note, kind=TargetKind.PRIVATE)
    ]


@pytest.mark.parametrize(
    ("raw", "note", "reason"),
    [
        ("http://10.34.2.37/a", "private-address", "internal-address"), ("http://127.0.0.1:8080/", "loopback", "loopback"),
        ("http://localhost:9000/", "loopback", "loopback"), ("http://oa:7003/index.jsp", "intranet-name", "intranet-name"),
        ("file:///C:/Users/a.png", "local-file", "local-file"), ("http://10.1.1.1/", "", "internal-address"),
    ],
)  # fmt: skip
def test_address_nobody_outside_can_reach_fails(make, raw, note, reason):
    assert make.judged(check, *written(make, raw, note)) == [("fail", reason, "certain")]


def test_staging_and_hosts_let_through_on_purpose_are_not_judged(make):
    subject, links = written(make, "http://10.1.1.1/", "private-address")
    assert make.judged(check, subject, links, make.site(private=True))[0][0] == "na"
    assert make.judged(check, subject, links, make.site(exempt_hosts=frozenset({"10.1.1.1"})))[0][0] == "na"


def test_local_file_is_a_fault_even_in_staging(make):
    subject, links = written(make, "file:///C:/a.doc", "local-file")
    assert make.judged(check, subject, links, make.site(private=True))[0][:2] == ("fail", "local-file")


def test_redirect_to_a_private_address_fails(make):
    url = "http://www.example.cn/"
    hops = (
        make.hop(url, (make.attempt(302),)),
        make.hop("http://10.0.0.5/x", (make.attempt(None, ErrorKind.PRIVATE_ADDRESS),)),
    )
    subject = make.target(url, *hops, kind=TargetKind.EXTERNAL, internal=False, error=ErrorKind.PRIVATE_ADDRESS)
    assert make.judged(check, subject)[0] == ("fail", "redirect-private", "certain")
    assert make.judged(check, subject, (), make.site(private=True))[0][0] == "na"


def test_name_that_resolves_to_a_private_address_here_is_for_a_person(make):
    subject = make.target(
        "http://oa.example.cn/", kind=TargetKind.EXTERNAL, internal=False, error=ErrorKind.PRIVATE_ADDRESS
    )
    assert make.judged(check, subject)[0][:2] == ("review", "resolves-private")


def test_ordinary_targets_pass_without_reading_links(make):
    assert make.judged(check, make.target(), make.untouched)[0][0] == "pass"


def test_interrupted_is_not_measured(make):
    assert make.judged(check, make.target(error=ErrorKind.INTERRUPTED))[0][:2] == ("unmeasured", "interrupted")
