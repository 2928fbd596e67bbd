"""Where a page says it stands."""

import pytest

from auditor.html.crumbs import Step, column_path, steps


@pytest.mark.parametrize(
    "markup",
    [
        "<div>您现在的位置：<a href=/>首页</a> > <a href=/zwgk/>政务公开</a> &gt; 通知公告</div><p>正文</p>",
        "<div>当前位置:<a>首页</a>&nbsp;»&nbsp;<a>政务公开</a>»<span>通知公告</span></div>",
        "<div class=breadcrumb><a href=/>首页</a><i>/</i><a>政务公开</a><i>/</i><a>通知公告</a></div><p>x</p>",
        "<table><tr><td>当前位置：</td><td><a>首页</a>-><a>政务公开</a>->通知公告</td></tr></table>",
        "<ul class=bread><li><a>首页</a></li><li><a>政务公开</a></li><li>通知公告</li></ul><p>正文</p>",
    ],
)
def test_breadcrumbs(markup: str) -> None:
    assert column_path(markup) == "首页 > 政务公开 > 通知公告"


@pytest.mark.parametrize("markup", ["", "<p>地理位置优越</p>", "<div>位置</div>", "<p>位于某地</p>"])
def test_no_breadcrumb(markup: str) -> None:
    assert column_path(markup) == ""


def test_steps_keep_their_addresses() -> None:
    markup = (
        "<div>当前位置：<a href='/'>首页</a> > <a href='/tzgg/'>通知公告</a> > 正文</div><div><a href=x>别的</a></div>"
    )
    assert steps(markup) == (Step("首页", "/"), Step("通知公告", "/tzgg/"), Step("正文"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("markup", ["位置：" * 100_000, "<div>" * 300_000, "<div class=crumb>" * 30_000])
def test_hostile_pages(markup: str) -> None:
    column_path(markup)
    steps(markup)
