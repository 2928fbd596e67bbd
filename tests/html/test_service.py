"""What a page offers: which pages are read for messages at all, decided by quick looks that must not miss one."""

import pytest

from auditor.html.service import service_facts

URL = "http://www.yunze.gov.cn/hdjl/"
BOX = "<form><textarea name='content'></textarea></form>"
LIST = (
    "<table><tr><th>标题</th><th>写信时间</th><th>回复时间</th></tr>"
    "<tr><td>关于路灯不亮的问题</td><td>2026-11-02</td><td>2026-11-05</td></tr></table>"
)


def page(title: str, before: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{before}<h1>来信</h1>{LIST}{BOX}</body></html>"


STEPS = "<a href='/'>首页</a> &gt; <a href='/hdjl/'>我要咨询</a>"
CHANNELS = {
    "by its title": page("咨询投诉-云泽市人民政府"),
    "by its breadcrumb in words": page("云泽市人民政府", f"<div>当前位置:{STEPS}</div>"),
    "by a breadcrumb that its class names": page("云泽市人民政府", f"<div class='crumbs'>{STEPS}</div>"),
}


@pytest.mark.parametrize("case", CHANNELS)
def test_a_channel_is_known_and_read(case: str) -> None:
    facts = service_facts(CHANNELS[case], URL)
    assert facts.channel and facts.entry is not None and not facts.entry.login
    assert facts.messages is not None


OTHERS = {
    "petitions": page("网上信访"),
    "reports of offences": page("举报平台", "<div>当前位置:<a href='/'>首页</a> &gt; 我要咨询</div>"),
    "news of advice": page("我市开展法律咨询活动", "<p>活动位置在人民广场,欢迎咨询。</p>"),
    "no sign at all": page("云泽市人民政府"),
    "words in the text alone": page("云泽市人民政府", "<p>如有疑问,请到我要咨询栏目留言。</p>"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_pages_are_not_read_for_messages(case: str) -> None:
    facts = service_facts(OTHERS[case], URL)
    assert not facts.channel and facts.entry is None


def test_a_password_field_is_a_login_and_not_a_place_to_write() -> None:
    html = page("我要咨询").replace("<textarea name='content'></textarea>", "<input type=password name=p>")
    entry = service_facts(html, URL).entry
    assert entry is not None and entry.login and html[entry.offset :].startswith("<input type=password")


def test_the_word_elsewhere_does_not_hide_the_breadcrumb() -> None:
    assert service_facts(
        page("云泽市人民政府", f"<p>位置</p>{'<p>字</p>' * 900}<div class='crumb'>{STEPS}</div>"), URL
    ).channel


def test_the_style_of_a_breadcrumb_does_not_hide_the_breadcrumb() -> None:
    style = f"<style>.crumb{{color:red}}{'.a{b:c}' * 300}</style>"
    assert service_facts(page("云泽市人民政府", f"<div class='crumb'>{STEPS}</div>", style), URL).channel
