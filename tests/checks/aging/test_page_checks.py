"""Checks for elders that look at the ordinary pages: names, words, shortcuts, and what is taken from assistive software."""

from dataclasses import replace

import pytest

from auditor.checks.aging import common_icons, compat_at, plain_words
from auditor.checks.api import CheckInfo
from auditor.model.aging import AgingRun
from auditor.model.conduct import Conduct
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Mark, Named, Semantics
from auditor.model.siteview import SiteView
from tests.checks.aging.papers import CHECKS, CONTEXT, ENTRY, HOME, RUN, told, with_mode

NAV = Node("html > body > nav > a", "body>nav>a", "nav", "<a>")
FIELD = Node("html > body > input", "body>input", "", '<input type="text" name="keywords">')
MAIN = replace(NAV, region="main")
PAGE = PageFacts(HOME, HOME, "云泽", "00ff", 200, HiddenFacts(version=0))
LONG = "云泽市人民政府门户网站发布政务信息并提供办事服务。" * 20
USUAL = Semantics(text=LONG, named=(Named(NAV, "link", "首页"), Named(NAV, "button", "搜索")))


def of_page(
    module: object, semantics: Semantics | None, conduct: Conduct | None = None, url: str = HOME
) -> list[Judgement]:
    check: CheckInfo = module.judge  # type: ignore[attr-defined]
    page = replace(PAGE, url=url, rendered=RenderedPage(url, url, semantics=semantics, conduct=conduct))
    given = list(check.function(page, CONTEXT, check.config))
    assert given
    assert all("{" not in check.message(one) and "—" not in check.message(one) for one in given if one.reason)
    return given


def answers(
    module: object, semantics: Semantics | None, conduct: Conduct | None = None, url: str = HOME
) -> list[tuple[str, str]]:
    return [(one.outcome.value, one.reason) for one in of_page(module, semantics, conduct, url)]


# What the version for elders is called.


@pytest.mark.parametrize(
    ("words", "by", "answer"),
    [
        ("长辈版", "text", (Outcome.PASS, "")),
        ("进入关怀版", "alt", (Outcome.PASS, "")),
        ("长者模式", "text", (Outcome.PASS, "")),
        ("无障碍浏览", "text", (Outcome.NA, "no-elder-name")),
        ("银龄乐享", "text", (Outcome.REVIEW, "other-name")),
        ("zzb.png", "files", (Outcome.REVIEW, "name-unread")),
    ],
)
def test_the_name_of_the_entry(words: str, by: str, answer: tuple[Outcome, str]) -> None:
    entry = replace(ENTRY, words=words, by=by)
    assert told("elder_name", replace(RUN, entries=(entry,))) == [answer]


def test_one_usual_name_is_enough_and_no_entry_raises_no_question_of_its_name() -> None:
    odd, usual = replace(ENTRY, words="银龄乐享"), replace(ENTRY, words="长者版")
    assert told("elder_name", replace(RUN, entries=(odd, usual))) == [(Outcome.PASS, "")]
    assert told("elder_name", AgingRun(HOME)) == [(Outcome.NA, "no-entry")]
    unread = AgingRun(HOME, unreadable=("http://x.example/wza.js",))
    assert told("elder_name", unread) == [(Outcome.UNMEASURED, "entry-unreadable")]


# Words of the navigation.


@pytest.mark.parametrize(
    ("label", "reason"),
    [("RSS", "professional"), ("数据API", "professional"), ("我要吐槽", "net"), ("干货", "net")],
)
def test_words_of_a_trade_or_the_net_are_for_a_person(label: str, reason: str) -> None:
    (one,) = of_page(plain_words, replace(USUAL, named=(Named(NAV, "link", label, label),)))
    assert (one.outcome, one.reason) == (Outcome.REVIEW, reason)
    assert label in plain_words.judge.message(one)


@pytest.mark.parametrize(
    "named",
    [
        Named(NAV, "link", "通知公告", "通知公告"),
        Named(NAV, "link", "供给力度", "供给力度"),
        Named(NAV, "link", "特产干货展销", "特产干货展销"),
        Named(NAV, "link", "Map", "Map"),
        Named(MAIN, "link", "RSS", "RSS"),
        Named(NAV, "heading", "RSS", "RSS"),
        Named(NAV, "link", "全市举办FAQ知识与政务公开培训班", "全市举办FAQ知识与政务公开培训班"),
    ],
)
def test_ordinary_words_and_what_is_no_label_pass(named: Named) -> None:
    assert answers(plain_words, replace(USUAL, named=(named,))) == [("pass", "")]


def test_words_that_were_not_read_do_not_pass() -> None:
    assert answers(plain_words, replace(USUAL, full=True)) == [("unmeasured", "render-part")]
    assert answers(plain_words, None) == [("unmeasured", "render-part")]


# Usual names.


def test_usual_names_are_there() -> None:
    assert answers(common_icons, USUAL) == [("pass", "")]
    field = replace(USUAL, named=(Named(NAV, "link", "返回首页"), Named(NAV, "field", "请输入要检索的内容")))
    assert answers(common_icons, field) == [("pass", "")]
    held = replace(FIELD, html='<input name="keywords" placeholder="请输入搜索词">')
    labelled = replace(USUAL, named=(Named(NAV, "link", "首页"), Named(held, "field", "文本框")))
    assert answers(common_icons, labelled) == [("pass", "")]


@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ((Named(NAV, "link", "首页"), Named(FIELD, "field", "寻一寻")), "“搜索”"),
        ((Named(NAV, "link", "首页"), Named(NAV, "link", "成绩查询"), Named(FIELD, "field", "")), "“搜索”"),
        ((Named(NAV, "link", "云起之处"), Named(FIELD, "field", "请输入")), "“首页”、“搜索”"),
        ((Named(NAV, "heading", "首页"), Named(NAV, "button", "搜索")), "“首页”"),
    ],
)
def test_names_of_its_own_making_are_for_a_person(named: tuple[Named, ...], missing: str) -> None:
    (one,) = of_page(common_icons, replace(USUAL, named=named))
    assert (one.outcome, one.reason) == (Outcome.REVIEW, "not-found")
    assert f"{missing}的" in common_icons.judge.message(one)


def test_a_site_without_a_search_has_none_to_name() -> None:
    other = Node("html > body > input", "body>input", "", '<input name="phone"><a name="search">')
    assert answers(common_icons, replace(USUAL, named=(Named(NAV, "link", "首页"), Named(other, "field", "电话")))) == [
        ("pass", "")
    ]


def test_only_a_home_page_that_was_read_is_asked() -> None:
    nothing = Semantics()
    assert answers(common_icons, nothing, url=f"{HOME}tzgg/1.html") == [("na", "")]
    assert answers(common_icons, None) == [("unmeasured", "render-part")]
    assert answers(common_icons, replace(nothing, full=True)) == [("unmeasured", "render-part")]


# A shortcut for the desktop.


def shortcut(semantics: Semantics | None, run: AgingRun | None = RUN) -> list[tuple[str, str]]:
    page = replace(PAGE, rendered=RenderedPage(HOME, HOME, semantics=semantics))
    view = SiteView(CONTEXT, lambda: iter((page,)), lambda: iter(()), lambda: iter(()), aging=lambda: run)
    given = list(CHECKS["desktop_shortcut"].judge_site(view))
    return [(one.outcome.value, one.reason) for one in given if isinstance(one, Judgement)]


@pytest.mark.parametrize(
    ("semantics", "answer"),
    [
        (USUAL, ("na", "none")),
        (replace(USUAL, full=True), ("unmeasured", "render-part")),
        (None, ("unmeasured", "render-part")),
        (replace(USUAL, manifest="/app.json"), ("review", "manifest")),
        (replace(USUAL, named=(Named(NAV, "link", "保存网址", target="http://a/yz.url"),)), ("review", "shortcut")),
        (replace(USUAL, named=(Named(NAV, "link", "长辈版快捷方式", target="http://a/x"),)), ("pass", "")),
    ],
)
def test_a_shortcut_is_reported_and_its_absence_is_no_fault(
    semantics: Semantics | None, answer: tuple[str, str]
) -> None:
    assert shortcut(semantics) == [answer]


def test_a_shortcut_of_the_toolbar_is_for_elders() -> None:
    assert shortcut(USUAL, with_mode(unknown_controls=("下载快捷方式",))) == [("pass", "")]


# What is taken from assistive software.


def test_a_page_that_takes_nothing_passes() -> None:
    assert answers(compat_at, USUAL, Conduct(blocked=())) == [("pass", "")]
    advice = replace(USUAL, text=f"{LONG}请使用IE9以上浏览器浏览本站")
    assert answers(compat_at, advice, Conduct(blocked=())) == [("pass", "")]


def test_what_is_prevented_is_named_once_for_the_site() -> None:
    (one,) = of_page(compat_at, USUAL, Conduct(blocked=("contextmenu", "select", "key:Ctrl+c")))
    (other,) = of_page(compat_at, USUAL, Conduct(blocked=("contextmenu", "select", "key:Ctrl+c")), f"{HOME}a/1.html")
    assert one.outcome is Outcome.REVIEW
    assert one.cause == other.cause
    assert all(words in compat_at.judge.message(one) for words in ("右键菜单", "选取文字", "按键 Ctrl+c"))


def test_content_taken_from_the_tree_and_browsers_turned_away_are_for_a_person() -> None:
    hidden = replace(USUAL, concealed=(Mark(MAIN),))
    assert answers(compat_at, hidden, Conduct(blocked=())) == [("review", "concealed")]
    turned = replace(USUAL, text="您的浏览器版本过低,请升级后访问。")
    assert answers(compat_at, turned, Conduct(blocked=())) == [("review", "turned-away")]


def test_half_a_measurement_accuses_but_does_not_pass() -> None:
    assert answers(compat_at, None, None) == [("unmeasured", "render-part")]
    assert answers(compat_at, USUAL, Conduct()) == [("unmeasured", "render-part")]
    assert answers(compat_at, None, Conduct(blocked=())) == [("unmeasured", "render-part")]
    assert answers(compat_at, None, Conduct(blocked=("copy",))) == [("review", "prevented")]
    assert answers(compat_at, replace(USUAL, full=True), Conduct(blocked=())) == [("unmeasured", "render-part")]
