import pytest

from auditor.checks.links.malformed import judge as check
from auditor.model.link import LinkForm, TargetKind


def written(make, raw, note, **facts):
    subject = make.target(make.home + raw, kind=TargetKind.MALFORMED, chain=())
    return subject, [make.link(raw, kind=TargetKind.MALFORMED, note=note, **facts)]


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("htp://www.gov.cn/", "scheme-typo"), ("http://http://www.gov.cn/", "scheme-twice"), ("http:/www.gov.cn/", "scheme-slashes"),
        ("www.gov.cn", "scheme-missing"), ("http//www.gov.cn/", "colon-missing"), ("http：//www.gov.cn/", "fullwidth-colon"),
        ("http://www.yun ze.gov.cn/", "host-invalid"), ("mailto:a#b", "mail-address"),
    ],
)  # fmt: skip
def test_miswritten_address_fails_with_its_own_reason(make, raw, note):
    assert make.judged(check, *written(make, raw, note)) == [("fail", note, "certain")]


def test_suggestion_is_shown_and_the_text_is_the_cause(make):
    subject, links = written(make, "htp://www.gov.cn/", "scheme-typo", suggestion="http://www.gov.cn/")
    (found,) = check.judge(subject, links, make.site())
    assert found.evidence == {"suggestion": "http://www.gov.cn/"}
    assert found.cause == "htp://www.gov.cn/"


def test_note_without_a_text_of_its_own_is_plainly_malformed(make):
    assert make.judged(check, *written(make, "x", "brand-new"))[0][:2] == ("fail", "malformed")


@pytest.mark.parametrize("note", ["backslash", "blanks", "slashes", "odd-port", "unset-parameter"])
def test_what_browsers_forgive_is_not_judged(make, note):
    assert make.judged(check, *written(make, "\\a", note))[0][0] == "na"


def test_computed_addresses_and_absent_links_are_not_judged(make):
    assert make.judged(check, *written(make, "htp://a", "scheme-typo", form=LinkForm.GENERATED))[0][0] == "na"
    assert make.judged(check, make.target("htp://a", kind=TargetKind.MALFORMED, chain=()), [])[0][0] == "na"


def test_two_spellings_are_two_causes(make):
    subject, links = written(make, "http//www.gov.cn/", "colon-missing")
    links.append(make.link("http：//www.gov.cn/", note="fullwidth-colon", kind=TargetKind.MALFORMED))
    assert {found.cause for found in check.judge(subject, links, make.site())} == {
        "http//www.gov.cn/",
        "http：//www.gov.cn/",
    }
