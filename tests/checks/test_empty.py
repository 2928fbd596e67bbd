from auditor.checks.links.empty import judge as check
from auditor.model.link import LinkForm, TargetKind


def written(make, *links):
    return make.target("#", kind=TargetKind.PLACEHOLDER, chain=()), [
        make.link(raw, text, **facts) for raw, text, facts in links
    ]


def test_bare_visible_link_without_an_address_fails(make):
    assert make.judged(check, *written(make, ("", "内设机构", {}))) == [("fail", "empty-link", "certain")]
    assert make.judged(check, *written(make, ("#", "下属单位", {}))) == [("fail", "placeholder-link", "certain")]
    assert make.judged(check, *written(make, ("###", "办公地点", {})))[0][:2] == ("fail", "placeholder-link")


def test_element_a_script_may_bind_to_is_for_a_person(make):
    assert make.judged(check, *written(make, ("#", "更多", {"bare": False})))[0][0] == "review"
    assert make.judged(check, *written(make, ("#", "更多", {"form": LinkForm.SCRIPT})))[0][0] == "review"


def test_link_without_visible_text_is_not_judged(make):
    assert make.judged(check, *written(make, ("#", "", {}), ("", "  ", {})))[0][0] == "na"


def test_each_text_is_one_cause_and_only_bare_links_are_accused(make):
    subject, links = written(make, ("#", "甲", {"bare": False}), ("#", "甲", {}), ("#", "乙", {}))
    found = {judgement.cause: judgement.links for judgement in check.judge(subject, links, make.site())}
    assert found == {"# 甲": (1,), "# 乙": (2,)}


def test_computed_links_accuse_nobody(make):
    assert make.judged(check, *written(make, ("#", "下一页", {"form": LinkForm.GENERATED})))[0][0] == "na"


def test_hash_leads_back_to_the_top(make):
    for text in ("返回顶部", "回到顶部", "TOP", "Back to top", "↑顶部"):
        assert make.judged(check, *written(make, ("#", text, {})))[0][0] == "na"
    assert make.judged(check, *written(make, ("", "返回顶部", {})))[0][0] == "fail"
    assert make.judged(check, *written(make, ("#", "顶层设计方案", {})))[0][0] == "fail"


def test_actions_of_the_page_are_for_a_person(make):
    assert make.judged(check, *written(make, ("#", "打印本页", {})))[0][0] == "review"
    assert make.judged(check, *written(make, ("#", "关于分享全市重点工作经验的通知", {})))[0][0] == "fail"


def test_arrows_and_numbers_of_a_pager_are_for_a_person(make):
    for text in ("1", ">>", "下一页", "末页"):
        assert make.judged(check, *written(make, ("#", text, {})))[0][0] == "review"
