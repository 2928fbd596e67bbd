import pytest

from auditor.checks.links.soft_404 import judge as check
from auditor.model.link import TargetKind

NORMAL = "a" * 16
"""Template of the site's ordinary pages."""
RARE = "e" * 16


def shown(make, title="云泽市人民政府", url="zwgk/a.html", **facts):
    return make.target(
        make.home + url, page=make.page(title, **{"template": RARE, "visible": 60, "opening": "", **facts})
    )


ERRORS = [
    "抱歉,您访问的页面不存在", "页面不存在", "您访问的页面不存在或已被删除", "404 Not Found", "404", "信息不存在", "该文章已被删除",
    "您要查看的信息不存在或者已被删除!", "找不到该页面", "Page Not Found", "访问出错", "404错误页面", "对不起,您要访问的页面已下线",
]  # fmt: skip


@pytest.mark.parametrize("title", ERRORS)
def test_page_whose_title_is_the_message_fails(make, title):
    assert make.judged(check, shown(make, title)) == [("fail", "soft-404", "likely")]


@pytest.mark.parametrize("title", ERRORS)
def test_the_site_s_own_name_in_the_title_does_not_hide_the_message(make, title):
    assert make.judged(check, shown(make, f"{title}_云泽市人民政府"))[0][:2] == ("fail", "soft-404")
    assert make.judged(check, shown(make, f"云泽市人民政府-{title}"))[0][:2] == ("fail", "soft-404")


@pytest.mark.parametrize("heading", ERRORS)
def test_message_in_a_heading_fails(make, heading):
    assert make.judged(check, shown(make, headings=(heading,)))[0][:2] == ("fail", "soft-404")


@pytest.mark.parametrize(
    "title",
    [
        "网页提示404是什么意思?市大数据中心解答", "关于公布已删除目录清单的通知", "关于“证照不存在或已失效”情形处理办法的说明",
        "页面不存在怎么办", "第404号提案的答复", "我市公布2024年已下线服务事项", "404医院简介", "失踪人员信息", "市政府领导",
        "关于部分栏目内容已被删除的通报", "建设中的云泽新区",
    ],
)  # fmt: skip
@pytest.mark.parametrize("facts", [{"template": NORMAL, "visible": 900}, {"template": RARE, "visible": 120}])
def test_article_about_the_matter_passes(make, title, facts):
    subject = shown(
        make, f"{title}_云泽市人民政府", headings=(title,), opening=f"{title} 如页面提示“您访问的页面不存在”", **facts
    )
    assert make.judged(check, subject, make.untouched)[0][0] == "pass"


def test_message_on_a_long_page_of_the_usual_template_is_for_a_person(make):
    assert make.judged(check, shown(make, "页面不存在", template=NORMAL, visible=3000))[0][0] == "review"


def test_words_in_the_body_alone_support_only_on_a_page_of_nothing_else(make):
    message = "您访问的页面不存在"
    assert make.judged(check, shown(make, opening=message, visible=9))[0][0] == "review"
    assert make.judged(check, shown(make, "", opening=message, visible=9))[0][0] == "review"
    assert make.judged(check, shown(make, "提示信息", opening=message, visible=9))[0][0] == "fail"
    assert make.judged(check, shown(make, opening=message, visible=9, template=NORMAL))[0][0] == "review"
    assert make.judged(check, shown(make, opening=message + "。以下为全文:" + "文" * 60, visible=180))[0][0] == "review"
    assert make.judged(check, shown(make, opening=message, visible=900))[0][0] == "pass"


@pytest.mark.parametrize("title", ["网站建设中", "栏目正在建设中", "敬请期待"])
def test_page_under_construction_is_for_a_person(make, title):
    assert make.judged(check, shown(make, title))[0][:2] == ("review", "under-construction")


def site_with(make, error_page, **facts):
    root = make.random_answer(page=make.page("根目录的答复", simhash=7))
    return make.site(random_paths=(root, make.random_answer(make.home + "app/", page=error_page)), **facts)


def test_page_like_the_answer_to_an_impossible_path_fails_for_certain(make):
    error = make.page("系统提示", template=RARE, visible=80, simhash=0b1011)
    subject = shown(make, "系统提示", "app/bus.html", visible=80, simhash=0b1000)
    assert make.judged(check, subject, (), site_with(make, error)) == [("fail", "soft-404", "certain")]


def test_the_nearest_directory_speaks_for_a_page(make):
    error = make.page("系统提示", template=RARE, visible=80, simhash=0)
    subject = shown(make, "系统提示", "news/bus.html", visible=80, simhash=0)
    assert make.judged(check, subject, (), site_with(make, error))[0][0] == "pass"


def test_likeness_needs_title_text_and_a_200(make):
    error = make.page("系统提示", template=RARE, visible=80, simhash=0)
    far = shown(make, "系统提示", "app/bus.html", simhash=0b11111)
    other = shown(make, "公交查询", "app/bus.html", simhash=0)
    assert make.judged(check, far, (), site_with(make, error))[0][0] == "pass"
    assert make.judged(check, other, (), site_with(make, error))[0][0] == "pass"
    hard = make.site(random_paths=(make.random_answer(status=404, page=error),))
    assert make.judged(check, shown(make, "系统提示", simhash=0), (), hard)[0][0] == "pass"


def test_a_hard_404_elsewhere_acquits_nothing(make):
    hard = make.site(random_paths=(make.random_answer(status=404),))
    assert make.judged(check, shown(make, "页面不存在"), (), hard)[0][0] == "fail"


def test_the_frame_of_ordinary_pages_alone_does_not_make_pages_alike(make):
    error = make.page("云泽市", template=NORMAL, visible=700, simhash=3)
    subject = shown(make, "云泽市", "app/bus.html", template=NORMAL, visible=760, simhash=2)
    assert make.judged(check, subject, (), site_with(make, error))[0][0] == "pass"
    same = shown(make, "云泽市", "app/bus.html", template=NORMAL, visible=700, simhash=3)
    assert make.judged(check, same, (), site_with(make, error))[0][0] == "fail"


def test_frame_of_a_script_application_is_not_measured(make):
    frame = make.page("云泽通", template=RARE, visible=0, simhash=0)
    subject = shown(make, "云泽通", "app/bus.html", visible=0, simhash=0)
    assert make.judged(check, subject, (), site_with(make, frame))[0][:2] == ("unmeasured", "script-page")


def test_home_and_targets_without_a_page_are_not_asked(make):
    home = make.page("页面不存在", visible=20)
    assert make.judged(check, make.target(make.home, page=home))[0][0] == "na"
    assert make.judged(check, make.target())[0][0] == "na"
    assert make.judged(check, make.gone(page=home))[0][0] == "na"


def test_behind_a_wall_is_not_measured(make):
    assert make.judged(check, make.walled(page=make.page("页面不存在", visible=9)))[0][:2] == ("unmeasured", "wall")


def test_outside_page_is_judged_by_its_words_alone(make):
    page = make.page(
        "页面不存在_服务大厅",
        headings=("页面不存在",),
        template=RARE,
        visible=30,
        opening="页面不存在 您访问的服务已下线",
    )
    subject = make.target("http://fuwu.example.cn/a.html", kind=TargetKind.EXTERNAL, internal=False, page=page)
    assert make.judged(check, subject)[0][:2] == ("fail", "soft-404")


CATCH_ALL = {"template": RARE, "visible": 900, "simhash": 5}


def test_directory_that_answers_everything_alike_is_itself(make):
    column = make.page("政务公开", **CATCH_ALL)
    context = make.site(random_paths=(make.random_answer(make.home + "zwgk/", page=column),))
    assert make.judged(check, shown(make, "政务公开", "zwgk/", **CATCH_ALL), (), context)[0][0] == "pass"


def test_page_that_receives_impossible_paths_is_itself(make):
    column = make.page("网站地图", **CATCH_ALL)
    context = make.site(random_paths=(make.random_answer(page=column, final_url=make.home + "map.html"),))
    assert make.judged(check, shown(make, "网站地图", "map.html", **CATCH_ALL), (), context)[0][0] == "pass"


def test_log_in_for_everything_is_for_a_person(make):
    login = make.page("统一身份认证", **CATCH_ALL)
    context = make.site(random_paths=(make.random_answer(page=login),))
    assert make.judged(check, shown(make, "统一身份认证", "mine.jsp", **CATCH_ALL), (), context)[0][0] == "review"
