"""When and by whom a page says it was published."""

import pytest

from auditor.html.origin import origin_of, source_unit
from auditor.html.pieces import pieces
from auditor.model.columns import DateSource


@pytest.mark.parametrize(
    ("markup", "day", "by"),
    [
        ("<meta name=PubDate content='2026-11-06 09:10'><p>发布时间:2020-01-01</p>", "2026-11-06", DateSource.META),
        ("<span>发布时间：2026年11月6日</span>", "2026-11-06", DateSource.PAGE),
        ("<span>发布日期</span><span>2026/1/2</span>", "2026-01-02", DateSource.PAGE),
        ("<td>成文日期:2025-12-01</td><td>发布日期:2026-01-02</td>", "2026-01-02", DateSource.PAGE),
        ("<p><span>2026-11-06 09:10</span> <span>来源:某局</span></p>", "2026-11-06", DateSource.PAGE),
        (
            "<p>会议时间:2020-01-01上午九时在市政府三楼会议室召开,请各有关单位负责同志准时参加,"
            "并于会前将参会名单报送市政府办公室,逾期不再受理,特此通知。联系人见附件所列名单。联系电话见附件。</p>",
            "",
            DateSource.NONE,
        ),
        ("<p>正文 2020-01-01 会议召开</p>", "", DateSource.NONE),
        ("<script>var d='发布时间：2026-01-01'</script><!-- 发布时间:2026-01-01 -->", "", DateSource.NONE),
        ("<meta name=PubDate content=''><i>日期:2026-01-02</i>", "2026-01-02", DateSource.PAGE),
    ],
)
def test_the_date_of_a_page_is_never_one_of_its_text(markup: str, day: str, by: DateSource) -> None:
    found = origin_of(list(pieces(markup)))
    assert (found.published, found.published_by) == (day, by)


@pytest.mark.parametrize(
    ("markup", "unit"),
    [
        ("<meta name=ContentSource content='某县政府办'>", "某县政府办"),
        ("<span>来源：某县财政局 点击：3</span>", "某县财政局"),
        ("<span>来源:<a href=/>云泽市教育局</a></span>", "云泽市教育局"),
        ("<td>发布机构:</td><td>云泽市司法局</td>", "云泽市司法局"),
        ("<p>信息提供:市水务局</p>", "市水务局"),
        ("<span>来源:本站</span>", ""),
        ("<span>来源: 发布时间:2026-01-02</span>", ""),
        ("<meta name=ContentSource content=''><p>来源:市统计局(综合科)</p>", "市统计局"),
        ("<!-- 来源：无 -->", ""),
    ],
)
def test_the_unit_that_supplied_a_page(markup: str, unit: str) -> None:
    assert source_unit(markup) == unit
