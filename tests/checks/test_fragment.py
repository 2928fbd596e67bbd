import pytest

from auditor.checks.links.fragment import judge as check
from auditor.model.error import ErrorKind
from auditor.model.link import LinkForm


def test_nothing_missing_passes_without_reading_links(make):
    assert make.judged(check, make.target(), make.untouched) == [("pass", "", "certain")]


def test_missing_fragment_is_a_fault_of_the_links_that_ask_for_it(make):
    links = [
        make.link("/a.html"),
        make.link("/a.html#fj", fragment="fj"),
        make.link("/a.html#fj", "附件", fragment="fj"),
    ]
    subject = make.target(missing_fragments=frozenset({"fj"}))
    assert make.judged(check, subject, links) == [("fail", "fragment-missing", "certain")]
    (found,) = check.judge(subject, links, make.site())
    assert (found.fragment, found.links, found.cause) == ("fj", (1, 2), "")
    assert "fj" in check.message(found)


def test_element_a_script_may_bind_to_is_for_a_person(make):
    links = [make.link("#tab", "标签", fragment="tab", bare=False)]
    assert make.judged(check, make.target(missing_fragments=frozenset({"tab"})), links)[0][0] == "review"


def test_in_page_link_of_a_template_has_one_cause_on_all_pages(make):
    links = [make.link("#fj", "附件", fragment="fj")]
    causes = {
        found.cause
        for url in ("a.html", "b.html")
        for found in check.judge(make.target(make.home + url, missing_fragments=frozenset({"fj"})), links, make.site())
    }
    assert causes == {"#fj 附件"}


def test_every_fragment_and_every_in_page_text_is_judged_alone(make):
    links = [
        make.link("#a", "一", fragment="a"),
        make.link("#a", "二", fragment="a", bare=False),
        make.link("/x.html#b", "三", fragment="b"),
    ]
    outcomes = [row[0] for row in make.judged(check, make.target(missing_fragments=frozenset("ab")), links)]
    assert sorted(outcomes) == ["fail", "fail", "review"]


@pytest.mark.parametrize("fragment", ["/list", "!mine", ":~:text=abc"])
def test_routes_and_text_fragments_are_no_anchors(make, fragment):
    links = [make.link("/app.html#" + fragment, fragment=fragment)]
    assert make.judged(check, make.target(missing_fragments=frozenset({fragment})), links)[0][0] == "pass"


def test_unreadable_page_is_not_measured_only_when_a_fragment_was_asked_for(make):
    asking = [make.link("/a.html#b", fragment="b")]
    assert make.judged(check, make.walled(), asking)[0][:2] == ("unmeasured", "wall")
    assert make.judged(check, make.walled(), [make.link()])[0][0] == "na"
    assert make.judged(check, make.gone(), asking)[0][0] == "na"
    assert make.judged(check, make.target(error=ErrorKind.BUDGET), asking)[0][:2] == ("unmeasured", "budget")


def test_computed_links_accuse_nobody(make):
    links = [make.link("/a.html#b", fragment="b", form=LinkForm.GENERATED)]
    assert make.judged(check, make.target(missing_fragments=frozenset("b")), links)[0][0] == "na"


def test_page_filled_in_by_scripts_is_not_asked(make):
    page = make.page("掌上办事", visible=30)
    subject = make.target(page=page, missing_fragments=frozenset({"list"}))
    assert make.judged(check, subject, (make.link("/a.html#list", fragment="list"),))[0][:2] == ("na", "script-page")


def test_state_of_a_script_is_for_a_person(make):
    subject = make.target(page=make.page(), missing_fragments=frozenset({"tab=2"}))
    assert make.judged(check, subject, (make.link("/a.html#tab=2", fragment="tab=2"),))[0][0] == "review"


def test_what_is_sure_and_what_is_not_are_two_causes(make):
    subject = make.target(page=make.page(), missing_fragments=frozenset({"x"}))
    causes = {
        judgement.cause
        for bare in (True, False)
        for judgement in check.judge(subject, (make.link("#x", fragment="x", bare=bare),), make.site())
    }
    assert len(causes) == 2
