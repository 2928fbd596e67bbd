"""Marks that forbid publication, and the many texts that use the same words."""

import pytest

from auditor.html.prose import prose
from auditor.text.secrecy import may_bear_mark, secrecy_mark

LECTURE = "<h1>保密法宣传</h1><p>国家秘密的密级分三级，定密要准确。</p>"


def reason(html: str) -> str:
    """What a page is sealed for; the quick look must never pass over it."""
    mark = secrecy_mark(prose(html).text)
    assert mark is None or may_bear_mark(html)
    return mark.reason if mark else ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>机密★10年</p><p>云泽市人民政府文件</p>", "secrecy-mark"),
        ("<p>000012</p><p>绝密★长期</p>", "secrecy-mark"),
        ("<div>秘　密 ★ 1年　　特急</div>", "secrecy-mark"),
        ("<td>密级：机密</td>", "secrecy-mark"),
        ("<th>密级</th><td>秘密</td>", "secrecy-mark"),
        ("<span>机</span><b>密</b>★20年", "secrecy-mark"),
        ("<p>&#26426;&#23494;&#9733;10年</p>", "secrecy-mark"),
        ("<p>秘密</p><p>特急</p><p>云政发〔2024〕3号</p>", "secrecy-mark"),
        ("<p>内部资料 注意保存</p>", "internal-mark"),
        ("<p>内部文件，严禁外传</p>", "internal-mark"),
        ("<p>【内部资料　注意保密】</p>", "internal-mark"),
        ("<p>公开属性：依申请公开</p>", "not-for-publication"),
        ("<td>公开方式</td><td>依申请公开</td>", "not-for-publication"),
        ("<p>（此件依申请公开）</p>", "not-for-publication"),
        ("<p>公开属性：不予公开</p>", "not-for-publication"),
    ],
)
def test_a_mark_seals(html: str, expected: str) -> None:
    assert reason(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/ysqgk/'>依申请公开</a>",
        "<li>政府信息公开指南</li><li>依申请公开</li>",
        "<p>公开方式：□主动公开 □依申请公开</p>",
        "<td>公开方式</td><td>主动公开</td><td>依申请公开</td>",
        "<p>文件应当标注“此件依申请公开”字样。</p>",
        "<p>公开属性：主动公开</p>",
        "<p>国家秘密的标志形式为“秘密★10年”。</p>",
        "<p>涉密文件标有机密★20年的，不得复印。</p>",
        "<p>这是商业秘密，也是个人的秘密</p>",
        "<p>记者获得一份机密文件。</p>",
        "<h1>秘密</h1><p>小说连载</p>",
        "<p>密级：公开</p>",
        "<p>内部资料性出版物管理办法</p>",
        "<p>内部资料 免费交流</p>",
        "<p>把印有“内部资料 注意保存”的书放回原处</p>",
        LECTURE + "<p>机密★20年</p><p>涉密人员管理</p>",
        "<p>密级分为绝密、机密、秘密三级</p>",
        "<p>申请表：密 级（绝密/机密/秘密）</p>",
        "<script>var a='机密★10年';</script>",
        "<p>揭秘密室逃脱</p>",
    ],
)
def test_the_same_words_in_ordinary_use_seal_nothing(html: str) -> None:
    assert reason(html) == ""


def test_most_pages_are_not_even_read_for_it() -> None:
    assert not may_bear_mark("<p>密切联系群众，严密组织，用户名和密码</p>")


def test_the_first_mark_counts() -> None:
    mark = secrecy_mark("一\n公开属性：依申请公开\n内部资料 注意保存")
    assert mark is not None and (mark.reason, mark.start) == ("not-for-publication", 7)
