"""Service guides as offices set them out: what is read, what is missing, and what cannot be told."""

import pytest

from auditor.html.guide import guide
from auditor.model.service import Element, Guide, Unread

URL = "http://www.yunze.gov.cn/bsfw/bszn/12.html"
VALUES = {
    "事项名称": "居住证申领", "设定依据": "《居住证暂行条例》第三条", "申请条件": "年满十六周岁", "办理材料": "身份证、近期照片",
    "办理地点": "市政务中心 12 号窗口", "办理时间": "工作日 9:00-17:00", "联系电话": "0571-86001234", "办理流程": "申请→受理→发证",
}  # fmt: skip
WORDINGS = {
    "项目名称": "name", "实施依据": "basis", "受理条件": "conditions", "申报材料": "materials", "受理窗口": "place", "办公时间": "hours",
    "咨询方式": "phone", "办理程序": "process",
}  # fmt: skip


def document(body: str, title: str = "居住证申领_办事指南_云泽市人民政府") -> str:
    foot = '<div class="footer"><p>联系电话:0571-86000000</p><p>地址:云泽市人民路 1 号</p></div>'
    return f"<html><head><title>{title}</title></head><body><h1>居住证申领</h1>{body}{foot}</body></html>"


def read(body: str, **facts: str) -> Guide:
    found = guide(document(body, **facts), URL)
    assert found is not None
    return found


def values(found: Guide) -> dict[str, str]:
    return {one.element.value: one.value for one in found.given}


def missing(found: Guide) -> set[str]:
    return {element.value for element in Element if not found.stated(element)}


def rows(pairs: dict[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in pairs.items()) + "</table>"


def pairs(given: dict[str, str]) -> str:
    items = list(given.items())
    lines = zip(items[::2], items[1::2], strict=True)
    return "<table>" + "".join(f"<tr><td>{a}<td>{b}<td>{c}<td>{d}" for (a, b), (c, d) in lines) + "</table>"


def many(pattern: str) -> str:
    """The pattern filled for each element in turn."""
    return "".join(pattern.format(n=n, k=k, v=v) for n, (k, v) in zip("一二三四五六七八", VALUES.items(), strict=True))


LAYOUTS = {
    "table": rows(VALUES),
    "two pairs a row, cells unclosed": pairs(VALUES),
    "labels above": "<table><tr>" + many("<th>{k}</th>") + "</tr><tr>" + many("<td>{v}</td>") + "</tr></table>",
    "terms": "<dl>" + many("<dt>{k}:</dt><dd><p>{v}</p></dd>") + "</dl>",
    "headings": many("<h3>{n}、{k}</h3><p>{v}</p>"),
    "numbered paragraphs": many("<p>({n}){k}</p><p>{v}</p>"),
    "bold": many("<p><strong>{k}:</strong>{v}</p>"),
    "one paragraph of lines": "<p>" + many("{k}:{v}<br>") + "</p>",
    "spans without a colon": "<ul>" + many("<li><span>【{k}】</span><span>{v}</span></li>") + "</ul>",
    "spaced labels": rows({" ".join(k): v for k, v in VALUES.items()}),
    "tabs in order": "<ul>" + many("<li>{k}</li>") + "</ul><div>" + many("<div><p>{v}</p></div>") + "</div>",
    "tabs by id": "<ul>" + many('<li><a href="#t{n}">{k}</a></li>') + "</ul>" + many('<div id="t{n}"><p>{v}</p></div>'),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_eight_elements_are_read_in_every_layout(layout: str) -> None:
    found = read(LAYOUTS[layout])
    assert list(values(found).values())[-len(VALUES) :] == list(VALUES.values())
    assert not missing(found)
    assert found.unread is None


@pytest.mark.parametrize("wording", WORDINGS)
def test_other_wordings_name_the_same_elements(wording: str) -> None:
    kept = {k: v for k, v in VALUES.items() if k in ("申请条件", "办理材料", "办理流程")} | {wording: "在此"}
    assert any(one.element == WORDINGS[wording] and one.value == "在此" for one in read(rows(kept)).given)


@pytest.mark.parametrize("empty", ["", "&nbsp;", "—", "暂无", "略", "待补充"])
def test_a_label_without_a_value_gives_nothing(empty: str) -> None:
    assert missing(read(rows({**VALUES, "设定依据": empty, "办理流程": empty}))) == {"basis", "process"}


def test_what_is_not_there_is_missing_and_the_footer_does_not_help() -> None:
    kept = {k: VALUES[k] for k in ("事项名称", "申请条件", "办理材料", "办理流程")}
    assert missing(read(rows(kept))) == {"basis", "place", "hours", "phone"}


def test_the_heading_is_the_name() -> None:
    found = read(rows({k: v for k, v in VALUES.items() if k != "事项名称"}))
    assert found.name == "居住证申领"
    assert not missing(found)


def test_a_list_of_materials_and_a_picture_are_values() -> None:
    inner = "<table><tr><th>材料名称</th><th>来源渠道</th></tr><tr><td>身份证</td><td>自备</td></tr></table>"
    found = read(rows({**VALUES, "办理材料": inner, "办理流程": '<img src="lc.png">'}))
    assert "身份证" in values(found)["materials"]
    assert not missing(found)


def test_an_empty_tab_is_missing() -> None:
    panels = "".join(f"<div><p>{'' if k in ('办理地点', '联系电话') else v}</p></div>" for k, v in VALUES.items())
    tabs = "<ul>" + "".join(f"<li>{k}</li>" for k in VALUES) + f"</ul><div>{panels}</div>"
    assert missing(read(tabs)) == {"place", "phone"}


def test_words_of_a_label_inside_a_value_are_part_of_it() -> None:
    found = read(
        rows({**VALUES, "办理材料": "<p>申请条件</p><p>身份证</p>", "办理流程": "<ol><li>咨询</li><li>申请</li></ol>"})
    )
    assert not missing(found)


def test_labels_that_are_not_listed_are_read_by_their_endings_where_a_label_stands() -> None:
    body = "<h3>补贴发放条件</h3><p>年满八十周岁</p><h3>申请材料</h3><p>户籍证明材料</p><p>身份证</p><h3>资金发放流程</h3><p>申请→发放</p>"
    found = read(body)
    assert {element.value for element in Element} - missing(found) == {"name", "conditions", "materials", "process"}
    assert not found.stated(Element.CONDITIONS, near=False)


def test_blanks_may_stand_in_the_place_of_a_colon() -> None:
    body = "<p>办理条件\u3000年满十六周岁</p><p>办理材料\u3000身份证</p><p>办理地点\u3000市政务中心</p>"
    assert {element.value for element in Element} - missing(read(body)) == {"name", "conditions", "materials", "place"}


def test_empty_tabs_beside_scripts_are_doubtful_and_those_that_are_fetched_unread() -> None:
    panels = "".join(f"<div><p>{'' if k in ('办理地点', '联系电话') else v}</p></div>" for k, v in VALUES.items())
    tabs = "<ul>" + "".join(f"<li>{k}</li>" for k in VALUES) + f"</ul><div>{panels}</div>"
    assert not read(tabs).doubtful
    assert read(tabs + "<script src='/tabs.js'></script>").doubtful
    assert read(tabs + "<script>$.get('/tab',function(d){})</script>").unread is Unread.SCRIPT


def test_a_picture_beside_most_elements_excuses_nothing() -> None:
    kept = {k: v for k, v in VALUES.items() if k != "设定依据"}
    found = read(rows({**kept, "办理流程": '<img src="lc.png">'}))
    assert (missing(found), found.unread) == ({"basis"}, None)


def test_one_label_may_stand_for_two_elements() -> None:
    kept = {k: v for k, v in VALUES.items() if k not in ("办理地点", "办理时间")}
    found = read(rows({**kept, "办理地点及时间": "市政务中心,工作日 9:00-17:00"}))
    assert not missing(found)


def test_nearly_the_same_words_are_marked_as_such() -> None:
    near = {"办理时限": "5 个工作日", "监督电话": "0571-86005678", "实施主体": "云泽市公安局"}
    kept = {k: v for k, v in VALUES.items() if k not in ("办理时间", "联系电话", "办理地点")}
    found = read(rows({**kept, **near}))
    assert not missing(found)
    assert {e.value for e in Element if not found.stated(e, near=False)} == {"hours", "phone", "place"}


def test_forms_offered_for_download_are_read() -> None:
    found = read(
        rows(
            {
                **VALUES,
                "办理材料": '<a href="/files/sqb.doc">居住证申请表</a> <a href="/down?id=3">样表下载</a> <a href="/x.html">说明</a>',
            }
        )
    )
    assert [(form.text, form.url) for form in found.forms] == [
        ("居住证申请表", "http://www.yunze.gov.cn/files/sqb.doc"), ("样表下载", "http://www.yunze.gov.cn/down?id=3"),
    ]  # fmt: skip


UNREAD = {
    "filled in by a framework": ('<div id="app">' + rows(dict.fromkeys(VALUES, "{{ item.value }}")) + "</div>", Unread.SCRIPT),
    "filled in by id": (
        "<table>" + "".join(f'<tr><td>{k}</td><td id="f{n}"></td></tr>' for n, k in enumerate(VALUES))
        + "</table><script>$.getJSON('/item.json',function(d){$('#f1').html(d.basis)})</script>", Unread.SCRIPT,
    ),
    "jumps to the province": (
        rows({"事项名称": "居住证申领", "办理流程": "网上办理"})
        + '<a href="http://www.zwfw.hz.gov.cn/item?id=1">办事指南详情</a>', Unread.ELSEWHERE,
    ),
    "a file": (rows({"事项名称": "居住证申领", "办理流程": "见附件"}) + '<a href="a.docx">居住证申领办事指南.docx</a>', Unread.ATTACHMENT),
    "a picture": ("<p>办理条件</p><p>办理材料</p><p><img src='all.jpg'></p>", Unread.PICTURE),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREAD)
def test_what_the_page_cannot_show_is_said_not_called_missing(case: str) -> None:
    body, why = UNREAD[case]
    assert read(body).unread is why


def test_a_page_that_frames_the_service_hall_is_elsewhere() -> None:
    found = read('<iframe src="https://www.zwfw.hz.gov.cn/guide?id=7"></iframe>')
    assert (found.unread, found.where) == (Unread.ELSEWHERE, "https://www.zwfw.hz.gov.cn/guide?id=7")


NOTICE = {"申报条件": "注册满一年", "申报材料": "营业执照", "申报程序": "提交→评审→公示", "联系电话": "0571-86001111"}
NO_GUIDES = {
    "a call for projects": (rows(NOTICE), "关于组织申报2026年度科技项目的通知_云泽市人民政府"),
    "recruiting": ("<p>报名条件:本科</p><p>报名时间:三月</p><p>联系电话:86001111</p>", "云泽市公开招聘公告"),
    "news of guides": ("<p>新版办事指南列出申请条件、办理材料和办理流程,群众少跑腿。</p>", "我市发布新版办事指南_云泽市人民政府"),
    "the index of guides": ("<ul><li><a href='1.html'>居住证</a><li><a href='2.html'>不动产</a></ul>", "办事指南_云泽市人民政府"),
    "links to pages of their own": (
        "<ul><li><a href='1.html'>办理条件</a><li><a href='2.html'>办理材料</a><li><a href='3.html'>办理流程</a></ul>", "办事指南",
    ),
    "a rule about materials": ("<p>第一条 申请条件由本办法规定。</p><p>第二条 申请材料应当齐全。</p>", "云泽市居住证管理办法"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_GUIDES)
def test_what_only_looks_like_a_guide_is_none(case: str) -> None:
    body, title = NO_GUIDES[case]
    assert guide(document(body, title), URL) is None


def test_labels_broken_by_blanks_and_tags_are_found_on_a_page_that_is_called_a_notice() -> None:
    broken = rows({f"{name[0]}&nbsp;<b>{name[1]}</b> {name[2:]}": value for name, value in VALUES.items()})
    assert values(read(broken, title="关于公布居住证办事指南的通知"))["materials"] == "身份证、近期照片"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 5_000 + "<li>申请条件<li>申请材料" * 2_000,
        "<table>" + "<tr><td>办理流程<td>" * 6_000,
        "办理材料：" * 50_000,
    ],
)
def test_monstrous_pages_are_read_to_an_end(hostile: str) -> None:
    guide(document(hostile), URL)


def test_the_same_page_reads_the_same() -> None:
    assert read(rows(VALUES)) == read(rows(VALUES))
