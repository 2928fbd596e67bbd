import pytest

from auditor.checks.links.residue import judge as check
from auditor.model.link import LinkForm, TargetKind


def written(make, raw, note, **facts):
    return make.target(raw, kind=TargetKind.RESIDUE, chain=()), [
        make.link(raw, kind=TargetKind.RESIDUE, note=note, **facts)
    ]


@pytest.mark.parametrize(
    ("raw", "note", "reason"),
    [
        ("{{item.url}}", "template-braces", "template-residue"), ("${Catalog.Link}", "template-dollar", "template-residue"),
        ("<%=rs.url%>", "template-server", "template-residue"), ("[!--news.url--]", "template-cms", "template-residue"),
        ("undefined", "unset-value", "unset-value"), ("null", "unset-value", "unset-value"),
        ("'+url+'", "script-concatenation", "script-concatenation"), ("mailto:test@example.com", "mail-template", "mail-template"),
    ],
)  # fmt: skip
def test_unfilled_template_fails(make, raw, note, reason):
    subject, links = written(make, raw, note)
    assert make.judged(check, subject, links) == [("fail", reason, "certain")]
    (found,) = check.judge(subject, links, make.site())
    assert found.cause == raw
    assert raw in check.message(found)


def test_value_in_a_script_or_data_attribute_is_for_a_person(make):
    assert make.judged(check, *written(make, "{{a}}", "template-braces", form=LinkForm.DATA))[0][0] == "review"
    assert make.judged(check, *written(make, "{{a}}", "template-braces", form=LinkForm.OPTION))[0][0] == "fail"


def test_computed_addresses_and_absent_links_are_not_judged(make):
    assert make.judged(check, *written(make, "null", "unset-value", form=LinkForm.GENERATED))[0][0] == "na"
    assert make.judged(check, make.target("null", kind=TargetKind.RESIDUE, chain=()), [])[0][0] == "na"
