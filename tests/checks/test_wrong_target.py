from auditor.checks.links.wrong_target import judge as check
from auditor.model.error import ErrorKind
from auditor.model.link import LinkForm, TargetKind

NAMES = (("云泽市教育局", "jyj.yunze.gov.cn"), ("岚江市人民政府", "www.lanjiang.gov.cn"))


def outside(make, url, **facts):
    return make.target(url, kind=TargetKind.EXTERNAL, internal=False, **facts)


def test_name_of_one_body_on_the_host_of_another_is_for_a_person(make):
    links = [make.link(text="云泽市教育局")]
    subject = outside(make, "http://wjw.yunze.gov.cn/")
    assert make.judged(check, subject, links, make.site(names=NAMES)) == [("review", "wrong-body", "likely")]
    (found,) = check.judge(subject, links, make.site(names=NAMES))
    assert "wjw.yunze.gov.cn" in check.message(found)


def test_stranger_s_domain_has_a_reason_of_its_own(make):
    links = [make.link(text="云泽市 教育局")]
    assert make.judged(check, outside(make, "http://www.daily.cn/"), links, make.site(names=NAMES))[0][:2] == (
        "review",
        "wrong-non-government",
    )


def test_own_host_sub_host_and_redirects_to_it_pass(make):
    context = make.site(names=NAMES)
    school, city = [make.link(text="云泽市教育局")], [make.link(text="岚江市人民政府")]
    assert make.judged(check, outside(make, "http://jyj.yunze.gov.cn/zsks/"), school, context)[0][0] == "pass"
    assert make.judged(check, outside(make, "https://fw.lanjiang.gov.cn/"), city, context)[0][0] == "pass"
    moved = make.redirected(
        "http://old.example.cn/", "http://jyj.yunze.gov.cn/", kind=TargetKind.EXTERNAL, internal=False
    )
    assert make.judged(check, moved, school, context)[0][0] == "pass"


def test_only_the_links_that_bear_the_name_are_accused(make):
    links = [
        make.link(text="健康云泽"),
        make.link(text="云泽市教育局"),
        make.link(text="云泽市教育局", form=LinkForm.GENERATED),
    ]
    (found,) = check.judge(outside(make, "http://wjw.yunze.gov.cn/"), links, make.site(names=NAMES))
    assert found.links == (1,)


def test_unknown_names_and_columns_of_the_own_site_pass(make):
    context = make.site(names=NAMES)
    assert (
        make.judged(check, outside(make, "http://wjw.yunze.gov.cn/"), [make.link(text="卫生健康")], context)[0][0]
        == "pass"
    )
    assert make.judged(check, make.target(make.home + "jyj/"), make.untouched, context)[0][0] == "pass"


def test_own_home_page_under_another_body_s_name_is_for_a_person(make):
    assert (
        make.judged(check, make.target(make.home), [make.link(text="云泽市教育局")], make.site(names=NAMES))[0][0]
        == "review"
    )


def test_without_known_names_the_question_does_not_arise(make):
    assert make.judged(check, outside(make, "http://wjw.yunze.gov.cn/"), make.untouched)[0][0] == "na"


def test_redirects_that_were_not_followed_to_the_end_are_not_measured(make):
    subject = outside(make, "http://old.example.cn/", error=ErrorKind.INTERRUPTED)
    assert make.judged(check, subject, [make.link(text="云泽市教育局")], make.site(names=NAMES))[0][:2] == (
        "unmeasured",
        "interrupted",
    )
