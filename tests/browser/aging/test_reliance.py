"""By which addresses and words something is no page, and by which it is one after all."""

import pytest

from auditor.browser.aging.vocabulary import beyond_the_page, sends_away


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://www.a.gov.cn/wza/setup.exe?v=2", "program"),
        ("http://www.a.gov.cn/wza/tool.crx", "extension"),
        ("https://microsoftedge.microsoft.com/addons/detail/x", "extension"),
        ("https://apps.apple.com/cn/app/id1", "application"),
        ("intent://open#Intent;scheme=x;end", "application"),
        ("edge://settings/appearance", "browser"),
        ("about:config", "browser"),
        ("about:blank", ""),
        ("http://www.a.gov.cn/app/index.html", ""),
        ("http://www.a.gov.cn/xz/zip/", ""),
        ("http://www.a.gov.cn/elder/?from=exe", ""),
        ("tel:12345", ""),
        ("mailto:a@a.gov.cn", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_addresses_that_no_page_can_have(address: str, kind: str) -> None:
    assert beyond_the_page(address) == kind


@pytest.mark.parametrize(
    "text",
    [
        "请下载安装无障碍浏览插件",
        "请先启用语音控件",
        "请在浏览器菜单中设置缩放比例",
        "按住Ctrl键+加号可放大网页",
        "插件下载",
    ],
)
def test_words_that_send_away(text: str) -> None:
    assert sends_away(text)


@pytest.mark.parametrize(
    "text",
    ["已开启无障碍模式", "建议使用谷歌浏览器访问", "表格下载", "快捷键 Ctrl+Alt+R", "安装充电桩的通知", "政务APP"],
)
def test_words_that_do_not(text: str) -> None:
    assert not sends_away(text)


def test_an_application_counts_only_where_the_page_asks_for_it() -> None:
    assert sends_away("请下载APP后使用长辈版", asked=True)
    assert not sends_away("请下载APP后使用长辈版")
