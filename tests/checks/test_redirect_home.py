import pytest

from auditor.checks.links.redirect_home import judge as check
from auditor.model.link import TargetKind

DEEP = "http://www.yunze.gov.cn/zwgk/202303/t1.html"


@pytest.mark.parametrize(
    "home",
    ["http://www.yunze.gov.cn/", "https://www.yunze.gov.cn/", "http://yunze.gov.cn/", "http://www.yunze.gov.cn/index.html",
     "http://www.yunze.gov.cn/default.aspx", "http://www.yunze.gov.cn"],
)  # fmt: skip
def test_page_that_ends_on_the_home_page_fails(make, home):
    assert make.judged(check, make.redirected(DEEP, home)) == [("fail", "redirect-home", "likely")]


def test_certain_when_impossible_paths_go_home_as_well(make):
    context = make.site(random_paths=(make.random_answer(final_url=make.home),))
    assert make.judged(check, make.redirected(DEEP, make.home), (), context)[0] == ("fail", "redirect-home", "certain")


def test_attachment_that_ends_on_the_home_page_fails(make):
    subject = make.redirected(make.home + "fj/a.pdf", make.home, kind=TargetKind.ASSET)
    assert make.judged(check, subject)[0][0] == "fail"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("index.html", ""), ("", "index.html"), ("en/", ""), ("wap", ""), ("?from=app", ""), ("user/logout.do", ""),
        ("zwgk/zcwj", "zwgk/zcwj/"), ("zwgk/index.html", "zwgk/"),
    ],
)  # fmt: skip
def test_other_names_entrances_and_ordinary_redirects_pass(make, start, end):
    assert make.judged(check, make.redirected(make.home + start, make.home + end))[0][0] == "pass"


def test_home_below_the_root_is_known(make):
    context = make.site(home=make.home + "portal/index.html")
    assert make.judged(check, make.redirected(DEEP, make.home + "portal/"), (), context)[0][0] == "fail"


def test_without_redirects_nothing_is_judged(make):
    assert make.judged(check, make.target(DEEP), make.untouched)[0][0] == "pass"


def outside(make, start, end):
    return make.redirected(start, end, kind=TargetKind.EXTERNAL, internal=False)


def test_outside_page_that_ends_on_its_own_root_fails(make):
    for start in (
        "http://jtj.example.cn/zwgk/2022/a.html",
        "http://jtj.example.cn/a?id=3",
        "https://www.jtj.example.cn/n3.html",
    ):
        assert make.judged(check, outside(make, start, "http://jtj.example.cn/")) == [
            ("fail", "redirect-home", "likely")
        ]


def test_outside_moves_to_another_host_or_a_short_path_pass(make):
    assert make.judged(check, outside(make, "http://a.example.cn/x/y.html", "http://b.example.com/"))[0][0] == "pass"
    assert make.judged(check, outside(make, "http://a.example.cn/portal", "http://a.example.cn/"))[0][0] == "pass"
    assert make.judged(check, outside(make, "http://a.example.cn/", "http://a.example.cn/index.html"))[0][0] == "pass"


def test_behind_a_wall_is_not_measured_and_dead_is_not_our_question(make):
    assert make.judged(check, make.walled(DEEP))[0][:2] == ("unmeasured", "wall")
    assert make.judged(check, make.gone(DEEP))[0][0] == "na"


def test_page_to_which_impossible_paths_are_sent_fails(make):
    context = make.site(random_paths=(make.random_answer(final_url=make.home + "map.html"),))
    subject = make.redirected(DEEP, make.home + "map.html", page=make.page("网站地图"))
    assert make.judged(check, subject, (), context) == [("fail", "redirect-random", "likely")]
    login = make.site(random_paths=(make.random_answer(final_url=make.home + "sso/login.jsp"),))
    assert make.judged(check, make.redirected(DEEP, make.home + "sso/login.jsp"), (), login)[0][0] == "pass"
    assert make.judged(check, make.redirected(DEEP, make.home + "other.html"), (), context)[0][0] == "pass"


def test_link_that_promises_the_home_page_passes(make):
    subject = make.redirected(DEEP, make.home)
    assert make.judged(check, subject, (make.link(text="返回首页"),))[0][0] == "pass"
    assert make.judged(check, subject, (make.link(text="首页"), make.link(text="土地公告")))[0][0] == "fail"
